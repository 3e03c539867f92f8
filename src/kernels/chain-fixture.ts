import { buildGraph } from './graph.ts'
import { NOT_KNOWN, type Chain, type Removal } from './supply-chain.ts'
import type { StressParameters } from './stress.ts'

/** A chain written down by names, as tests read it. What is not given is not known. */
export type ChainSketch = {
  nodes: string[]
  /** Node, input. */
  requires?: [string, string][]
  /** Parent, kind. */
  kinds?: [string, string][]
  supplies?: { node: string; organisation: number; origin?: number; owner?: number; region?: number; share?: number; qualified?: 1 | 0 }[]
  origins?: { node: string; country: number; share?: number }[]
  stockDays?: Record<string, number>
  substitutionDays?: Record<string, number>
}

/** The sketch as a chain; for tests. */
export function chainOf({ nodes, requires = [], kinds = [], supplies = [], origins = [], stockDays = {}, substitutionDays = {} }: ChainSketch): Chain {
  const number = (name: string): number => nodes.indexOf(name)
  const edges = (pairs: [string, string][]) => buildGraph(nodes.length, { sources: pairs.map(([from]) => number(from)), targets: pairs.map(([, to]) => number(to)) })
  return {
    nodes: nodes.length,
    requires: edges(requires),
    kinds: edges(kinds),
    supplies: {
      node: Int32Array.from(supplies, ({ node }) => number(node)),
      organisation: Int32Array.from(supplies, ({ organisation }) => organisation),
      origin: Int32Array.from(supplies, ({ origin }) => origin ?? NOT_KNOWN),
      owner: Int32Array.from(supplies, ({ owner }) => owner ?? NOT_KNOWN),
      region: Int32Array.from(supplies, ({ region }) => region ?? NOT_KNOWN),
      share: Float64Array.from(supplies, ({ share }) => share ?? NaN),
      qualified: Int8Array.from(supplies, ({ qualified }) => qualified ?? -1),
    },
    origins: { node: Int32Array.from(origins, ({ node }) => number(node)), country: Int32Array.from(origins, ({ country }) => country), share: Float64Array.from(origins, ({ share }) => share ?? NaN) },
    stockDays: Float64Array.from(nodes, (name) => stockDays[name] ?? NaN),
    substitutionDays: Float64Array.from(nodes, (name) => substitutionDays[name] ?? NaN),
  }
}

/** For good, nothing assumed, a node stops only when nothing remains. */
export const plain: StressParameters = { days: Infinity, minimumShare: 0, assumedStockDays: null, assumedSubstitutionDays: null, outside: [] }

/** No stocks and no substitutes anywhere: the question of structure alone. */
export const structural: StressParameters = { ...plain, assumedStockDays: 0, assumedSubstitutionDays: Infinity }

/** A removal of an organisation, an origin, … */
export const without = (dimension: Removal['dimension'], element: number): Removal => ({ dimension, element })
