import type { Thresholds } from '../shared/contract/clusters.ts'
import { defaultThresholds, type Thresholds as RuleThresholds } from './rules/evidence.ts'

/**
 * The thresholds of a cluster as the state rules read them. An empty list of controlled origins means every origin that is not at
 * home; what a cluster cannot set yet has the value with which the rules ship.
 */
export function ruleThresholds(thresholds: Thresholds): RuleThresholds {
  const { weakSuppliers, weakHhi, chokeShare, chokeSubstitutionDays, controlledOrigins, homeCountries, strengthSuppliers, evidenceMaxAgeDays } = thresholds
  return {
    ...defaultThresholds, weakSuppliers, weakHhi, chokeShare, chokeSubstitutionDays, strengthSuppliers, evidenceMaxAgeDays, homeOrigins: homeCountries,
    controlledOrigins: controlledOrigins.length === 0 ? 'foreign' : controlledOrigins,
  }
}
