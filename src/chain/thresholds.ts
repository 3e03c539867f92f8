import type { Thresholds } from '../shared/contract/clusters.ts'
import { defaultThresholds, type Thresholds as RuleThresholds } from './rules/evidence.ts'

/**
 * The thresholds of a cluster as the state rules read them. An empty list of controlled origins means every origin that is not at
 * home; what a cluster cannot set yet has the value with which the rules ship.
 */
export function ruleThresholds({ controlledOrigins, homeCountries, minimumShare: _, ...rest }: Thresholds): RuleThresholds {
  return { ...defaultThresholds, ...rest, homeOrigins: homeCountries, controlledOrigins: controlledOrigins.length === 0 ? 'foreign' : controlledOrigins }
}
