import type { UndirectedGraph } from '../graph.ts'
import { connectedComponents } from './components.ts'
import { strengths } from './degree.ts'

/** Values settle when no value moves by more than this in a step, seen on a scale of 0 to 1. */
const SETTLED = 1e-14
const MOST_STEPS = 100_000

/**
 * Eigenvector centrality: who is tied to those who matter matters; scaled so that the highest is 1. P. Bonacich, "Factoring and weighting
 * approaches to status scores and clique identification", 1972. Ties count by their weights.
 *
 * Between components the values say nothing, so that only the largest (of equal ones, the one with the lowest node) has them; elsewhere NaN.
 * Power iteration on A + sI, s a third of the largest strength: without the shift two-sided networks swing for ever.
 */
export function eigenvectorCentrality(graph: UndirectedGraph, mostSteps = MOST_STEPS): Float64Array {
  const { nodes, starts, targets, weights } = graph
  const { component, sizes } = connectedComponents(graph)
  if (nodes === 0 || sizes[0] === 1) return new Float64Array(nodes).fill(NaN)
  const strength = strengths(graph)
  const shift = strength.reduce((most, s) => Math.max(most, s), 0) / 3
  let value = strength.map((s, n) => (component[n] === 0 ? s : 0))
  scaleToOne(value)
  let next = new Float64Array(nodes)
  for (let step = 0; step < mostSteps; step++) {
    for (let n = 0; n < nodes; n++) {
      if (component[n] !== 0) continue
      let sum = shift * value[n]!
      for (let e = starts[n]!; e < starts[n + 1]!; e++) sum += weights[e]! * value[targets[e]!]!
      next[n] = sum
    }
    scaleToOne(next)
    let moved = 0
    for (let n = 0; n < nodes; n++) moved = Math.max(moved, Math.abs(next[n]! - value[n]!))
    ;[value, next] = [next, value]
    if (moved <= SETTLED) return value.map((v, n) => (component[n] === 0 ? v : NaN))
  }
  throw new RangeError(`the eigenvector centrality did not settle in ${mostSteps} steps`)
}

function scaleToOne(values: Float64Array): void {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  for (let n = 0; n < values.length; n++) values[n]! /= most
}
