import type { Thresholds } from '../shared/contract/clusters.ts'
import type { Thresholds as RuleThresholds } from './rules/evidence.ts'

/**
 * The thresholds of a cluster as the state rules read them: those alone, so that no other one changes what the states are computed
 * from. An empty list of controlled origins means every origin that is not at home.
 */
export function ruleThresholds(thresholds: Thresholds): RuleThresholds {
  const { scope, homeCountries, homeRegions, controlledOrigins, weakSuppliers, weakHhi, chokeShare, chokeSubstitutionDays, strengthSuppliers, strengthHomeShare, evidenceMaxAgeDays } = thresholds
  return {
    scope, homeCountries, homeRegions, weakSuppliers, weakHhi, chokeShare, chokeSubstitutionDays, strengthSuppliers, strengthHomeShare, evidenceMaxAgeDays,
    controlledOrigins: controlledOrigins.length === 0 ? 'foreign' : controlledOrigins,
  }
}
