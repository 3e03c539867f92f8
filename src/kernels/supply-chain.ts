import { buildGraph, edgeSources, indexRows, reverseGraph, type Graph, type RowIndex } from './graph.ts'
import { stronglyConnected } from './strongly-connected.ts'

/** What an organisation's supply can be taken away by. */
export type Dimension = 'organisation' | 'origin' | 'owner' | 'region'
export const dimensions: readonly Dimension[] = ['organisation', 'origin', 'owner', 'region']

/** In a dimension of a supply: nobody has stated the value, so that a removal may or may not hit it. */
export const NOT_KNOWN = -1
/** In a dimension of a supply: it is known that there is none (no controlling owner, say), so that no removal hits it. */
export const NONE = -2

/** Who supplies which node, a row each: `organisation`, `origin`, `owner` and `region` are element numbers, NOT_KNOWN or NONE. */
export type Supplies = Record<Dimension, Int32Array> & {
  node: Int32Array
  /** Share of the node's supply, 0 to 1; NaN where nobody has stated it. */
  share: Float64Array
  /** 1 qualified, 0 not qualified (such a row supplies nothing), -1 not known (a stated supply is taken to be one). */
  qualified: Int8Array
}

/** Shares of countries in a node's supply, a row each; `country` numbers the same elements as `Supplies.origin`, NOT_KNOWN for "others". */
export type Origins = { node: Int32Array; country: Int32Array; share: Float64Array }

/** A chain map as numbers. NaN is "not known" in every Float64Array. */
export type Chain = {
  nodes: number
  /** From a node to its inputs; all of them are needed (AND). */
  requires: Graph
  /** From a node to its kinds; any of them serves (OR). */
  kinds: Graph
  supplies: Supplies
  origins: Origins
  /** For how many days the stock of a node carries those who need it. */
  stockDays: Float64Array
  /** After how many days, from the day of the loss, the node is had from elsewhere. */
  substitutionDays: Float64Array
}

/** One thing taken away: an element of a dimension, or a node itself. */
export type Removal = { dimension: Dimension | 'node'; element: number }

/** A chain with what the kernels look up again and again. Make it once for any number of removals. */
export type ChainIndex = {
  chain: Chain
  users: Graph
  /** Kinds without self-loops and circles: see `indexChain`. */
  kinds: Graph
  parents: Graph
  suppliesOf: RowIndex
  originsOf: RowIndex
  /** 1 where a supplier or an origin of the node is known. */
  hasSource: Uint8Array
  /** Nodes that are kinds of each other share a number: they are one thing under two names and share their suppliers. */
  group: Int32Array
}

/**
 * Indexes a chain. Nodes that are kinds of each other in a circle (a fault of the data that must not make each hold up the other) are
 * treated as one thing: they share their own sources and their kinds outside of the circle.
 */
export function indexChain(chain: Chain): ChainIndex {
  const suppliesOf = indexRows(chain.nodes, chain.supplies.node)
  const originsOf = indexRows(chain.nodes, chain.origins.node)
  const { component, count } = stronglyConnected(chain.kinds)
  const kinds = kindsOutside(chain.kinds, indexRows(count, component), component)
  const hasSource = new Uint8Array(chain.nodes)
  for (let row = 0; row < chain.supplies.node.length; row++) if (chain.supplies.qualified[row] !== 0) hasSource[chain.supplies.node[row]!] = 1
  for (const node of chain.origins.node) hasSource[node] = 1
  return { chain, users: reverseGraph(chain.requires), kinds, parents: reverseGraph(kinds), suppliesOf, originsOf, hasSource, group: component }
}

function kindsOutside(kinds: Graph, members: RowIndex, component: Int32Array): Graph {
  const from = edgeSources(kinds)
  const sources: number[] = []
  const targets: number[] = []
  for (let e = 0; e < from.length; e++) {
    const group = component[from[e]!]!
    if (component[kinds.targets[e]!] === group) continue
    for (let m = members.starts[group]!; m < members.starts[group + 1]!; m++) {
      sources.push(members.rows[m]!)
      targets.push(kinds.targets[e]!)
    }
  }
  return buildGraph(kinds.nodes, { sources, targets })
}

/** The smallest number that is above all element numbers of a dimension. */
export function elementCount({ supplies, origins }: Chain, dimension: Dimension): number {
  let count = 0
  for (const element of supplies[dimension]) if (element >= count) count = element + 1
  if (dimension === 'origin') for (const country of origins.country) if (country >= count) count = country + 1
  return count
}
