import type { Cascade } from './cascade.ts'
import type { SystemicNetwork } from './network.ts'

/** Pushing to single suppliers costs about this many times what a full pass costs for a link. */
const PUSH_COST = 2.5

/**
 * One synchronous step of the upstream channel; answers the largest drop of a production level in it.
 * The channel is linear until a loss is cut off at 1, so a step carries on only what the step before added.
 */
export function stepUpstream(net: SystemicNetwork, { up }: Cascade): number {
  if (up.frontierCount === 0) return 0
  const { starts } = net.upstream.push
  let links = 0
  for (let n = 0; n < up.frontierCount; n++) links += starts[up.frontier[n]! + 1]! - starts[up.frontier[n]!]!
  const touched = links * PUSH_COST > starts[starts.length - 1]! ? pullAll(net, up) : pushFrontier(net, up)
  return apply(up, touched)
}

/** Carries the growth of the frontier to its suppliers; answers how many firms stand in `touched`. */
function pushFrontier(net: SystemicNetwork, up: Cascade['up']): number {
  const { starts, targets, weights } = net.upstream.push
  const { frontier, growth, coming, touched } = up
  let count = 0
  for (let n = 0; n < up.frontierCount; n++) {
    const grown = growth[frontier[n]!]!
    const end = starts[frontier[n]! + 1]!
    for (let e = starts[frontier[n]!]!; e < end; e++) {
      const i = targets[e]!
      const before = coming[i]!
      if (before === 0) touched[count++] = i
      coming[i] = before + weights[e]! * grown
    }
  }
  return count
}

/** Works out every firm from all its customers. */
function pullAll(net: SystemicNetwork, { growth, coming, touched }: Cascade['up']): number {
  const { starts, targets, weights } = net.upstream.pull
  let count = 0
  for (let i = 0, e = 0; i < net.firms; i++) {
    let sum = 0
    for (const end = starts[i + 1]!; e < end; e++) sum += weights[e]! * growth[targets[e]!]!
    if (sum === 0) continue
    coming[i] = sum
    touched[count++] = i
  }
  return count
}

/** Adds what is coming, cuts losses off at 1 and makes the firms that lost more the next frontier. */
function apply(up: Cascade['up'], count: number): number {
  const { loss, arrived, coming, touched, reached, frontier, growth } = up
  for (let n = 0; n < up.frontierCount; n++) growth[frontier[n]!] = 0
  let largest = 0
  let next = 0
  for (let n = 0; n < count; n++) {
    const i = touched[n]!
    const total = arrived[i]! + coming[i]!
    coming[i] = 0
    arrived[i] = total
    const before = loss[i]!
    const after = Math.min(1, total)
    if (!(after > before)) continue
    if (before === 0) reached[up.reachedCount++] = i
    loss[i] = after
    growth[i] = after - before
    frontier[next++] = i
    const drop = 1 - before - (1 - after)
    if (drop > largest) largest = drop
  }
  up.frontierCount = next
  return largest
}
