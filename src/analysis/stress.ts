import { propagate, type Propagation } from '../kernels/propagate.ts'
import { smallestSets, type SmallestSets } from '../kernels/smallest-sets.ts'
import type { StressParameters } from '../kernels/stress.ts'
import { dimensions, NOT_KNOWN, type ChainIndex, type Removal } from '../kernels/supply-chain.ts'
import type { Analysis } from './analysis.ts'
import { chainOf } from './chain.ts'

export type StressRequest = StressParameters & {
  removals: readonly Removal[]
  /** Regions of suppliers of whom only a larger region is known, in which the removed one lies: the removal may hit them. */
  perhapsRegions: readonly number[]
  asOf: string
}

/** What a removal does to every node, in the order of the snapshot. */
export const stress: Analysis<StressRequest, Propagation> = {
  id: 'stress',
  version: 1,
  title: { zh: '压力测试', en: 'Stress test' },
  method: 'docs/methods/stress-test.md',
  compute(snapshot, { removals, perhapsRegions, asOf, ...parameters }) {
    return propagate(blur(chainOf(snapshot, asOf), perhapsRegions), removals, parameters)
  },
}

export type FatalRequest = StressParameters & { node: number; asOf: string }

/** Caps of the search for smallest sets: they keep one answer under some seconds on a large map. */
const limits = { dimensions, maxNodes: 1000, maxElements: 150, maxSets: 200 }

/** The smallest sets (one or two elements) whose loss stops a node. */
export const fatalSets: Analysis<FatalRequest, SmallestSets> = {
  id: 'fatal-sets',
  version: 1,
  title: { zh: '使环节停摆的最小组合', en: 'The smallest sets whose loss stops a node' },
  method: 'docs/methods/stress-test.md',
  compute: (snapshot, { node, asOf, ...parameters }) => smallestSets(chainOf(snapshot, asOf).chain, node, parameters, limits),
}

/** The chain with some regions taken for not known. */
function blur(index: ChainIndex, regions: readonly number[]): ChainIndex {
  if (regions.length === 0) return index
  const { chain } = index
  const region = chain.supplies.region.map((one) => (regions.includes(one) ? NOT_KNOWN : one))
  return { ...index, chain: { ...chain, supplies: { ...chain.supplies, region } } }
}
