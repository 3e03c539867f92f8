import { buildGraph, edgeSources, indexRows, reverseGraph, type Graph } from '../graph.ts'
import { stronglyConnected } from '../strongly-connected.ts'

/** So many steps are prepared for; a cascade that takes more is stepped firm by firm. */
export const PREPARED_STEPS = 64

/**
 * What lets a lone firm's closure be followed upstream without visiting all it reaches. Where nobody's orders can fall by more than they are
 * (Σ_j Λu_ij ≤ 1), no loss but the closed firm's own is ever cut off: the channel is linear.
 */
export type Demand = {
  /**
   * Place `p` holds firm `firmAt[p]`; firms that lie on common circles of links stand side by side, those of circle `c` at
   * `circleStarts[c] .. circleStarts[c + 1]`, by the number of their customers there: rows as long as the one before are foreseen by processors.
   */
  firmAt: Int32Array
  placeOf: Int32Array
  circleOf: Int32Array
  circleStarts: Int32Array
  /** The weights Λu between firms of one circle, by place: from a customer to its suppliers, and back. */
  push: Graph
  pull: Graph
  /** `echo[f · PREPARED_STEPS + k]` is the part of all sales that an order lost at firm f costs k steps later, (w Λu^k)_f. */
  echo: Float64Array
}

/** Prepares the linear channel; nothing where losses can be cut off, because a revenue is below the sales. */
export function prepareDemand(shares: Float64Array, { push, pull }: { push: Graph; pull: Graph }): Demand | undefined {
  if (!isLinear(pull)) return undefined
  const { component, count } = stronglyConnected(push)
  const { starts, rows } = indexRows(count, component)
  const customers = customersWithin(pull, component)
  for (let c = 0; c < count; c++) rows.subarray(starts[c]!, starts[c + 1]!).sort((a, b) => customers[a]! - customers[b]! || a - b)
  const placeOf = new Int32Array(rows.length)
  rows.forEach((firm, place) => (placeOf[firm] = place))
  const inside = withinCircles(pull, component, placeOf)
  return { firmAt: rows, placeOf, circleOf: component, circleStarts: starts, pull: inside, push: reverseGraph(inside), echo: echoes(shares, push) }
}

function isLinear({ nodes, starts, weights }: Graph): boolean {
  for (let i = 0; i < nodes; i++) {
    let sum = 0
    for (let e = starts[i]!; e < starts[i + 1]!; e++) sum += weights[e]!
    if (sum > 1 + 1e-12) return false
  }
  return true
}

/** How many customers each firm has on its own circles. */
function customersWithin({ nodes, starts, targets }: Graph, circleOf: Int32Array): Int32Array {
  const count = new Int32Array(nodes)
  for (let i = 0; i < nodes; i++) for (let e = starts[i]!; e < starts[i + 1]!; e++) if (circleOf[targets[e]!] === circleOf[i]) count[i]!++
  return count
}

function withinCircles(pull: Graph, circleOf: Int32Array, placeOf: Int32Array): Graph {
  const suppliers = edgeSources(pull)
  const kept = Array.from(suppliers.keys()).filter((e) => circleOf[suppliers[e]!] === circleOf[pull.targets[e]!])
  return buildGraph(pull.nodes, {
    sources: kept.map((e) => placeOf[suppliers[e]!]!), targets: kept.map((e) => placeOf[pull.targets[e]!]!), weights: kept.map((e) => pull.weights[e]!),
  })
}

/** The largest part of a network by far: made in shared memory at once. */
function echoes(shares: Float64Array, { nodes, starts, targets, weights }: Graph): Float64Array {
  const echo = new Float64Array(new SharedArrayBuffer(nodes * PREPARED_STEPS * Float64Array.BYTES_PER_ELEMENT))
  for (let f = 0; f < nodes; f++) echo[f * PREPARED_STEPS] = shares[f]!
  for (let k = 1; k < PREPARED_STEPS; k++) {
    for (let f = 0; f < nodes; f++) {
      let sum = 0
      for (let e = starts[f]!; e < starts[f + 1]!; e++) sum += weights[e]! * echo[targets[e]! * PREPARED_STEPS + k - 1]!
      echo[f * PREPARED_STEPS + k] = sum
    }
  }
  return echo
}
