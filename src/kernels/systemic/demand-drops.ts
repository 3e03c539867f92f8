import type { SystemicNetwork } from './network.ts'
import { pushGrowth, type Growth } from './push-growth.ts'

/** Parts of eps up to which growth is not carried on: the first nearly always tells; the last carries on all. */
const THRESHOLDS = [5e-2, 1.5e-2, 4e-3, 1e-3, 1e-4, 0]

/** Sums in another order differ by less than this; a drop that comes nearer to eps is not told from it. */
const ROUNDING = 1e-9

/** The upstream channel of one closed firm, followed only as far as it takes to bound the largest drop of a step. */
export type DemandDrops = Growth & {
  firm: number
  eps: number
  fineness: number
  steps: number
  /** No growth that was left out adds more than this to any firm's growth. */
  missing: number
  /** The largest growth that the last step left out. */
  leftOut: number
  settled: boolean
  /** At least so much each firm has lost. */
  loss: Float64Array
  reached: Int32Array
  reachedCount: number
}

export function openDemandDrops({ firms }: SystemicNetwork): DemandDrops {
  return {
    firm: 0, eps: 0, fineness: 0, steps: 0, missing: 0, leftOut: 0, settled: false, reachedCount: 0, frontierCount: 0,
    loss: new Float64Array(firms), growth: new Float64Array(firms), coming: new Float64Array(firms),
    reached: new Int32Array(firms), frontier: new Int32Array(firms), touched: new Int32Array(firms),
  }
}

export function startDemandDrops(drops: DemandDrops, firm: number, eps: number): void {
  drops.firm = firm
  drops.eps = eps
  drops.fineness = 0
  restart(drops)
}

/**
 * One step further; answers whether some production level drops by more than eps in it, or undefined where that cannot be told. Every row
 * of Λu sums to at most 1, so drops never grow from step to step: once they are small they are small for good.
 */
export function stepDemandDrops(net: SystemicNetwork, drops: DemandDrops): boolean | undefined {
  if (drops.settled) return false
  const steps = drops.steps + 1
  for (;;) {
    let largest = 0
    while (drops.steps < steps) largest = carryOn(net, drops)
    if (largest > drops.eps * (1 + ROUNDING)) return true
    drops.settled = largest + drops.missing <= drops.eps * (1 - ROUNDING)
    if (drops.settled) return false
    if (drops.fineness === THRESHOLDS.length - 1) return undefined
    drops.fineness++
    restart(drops)
  }
}

function restart(drops: DemandDrops): void {
  const { firm, loss, growth, reached, frontier } = drops
  clearDemandDrops(drops)
  drops.steps = drops.missing = drops.leftOut = 0
  drops.settled = false
  loss[firm] = growth[firm] = 1
  reached[0] = frontier[0] = firm
  drops.reachedCount = drops.frontierCount = 1
}

export function clearDemandDrops(drops: DemandDrops): void {
  const { loss, growth, reached, frontier } = drops
  for (let n = 0; n < drops.reachedCount; n++) loss[reached[n]!] = 0
  for (let n = 0; n < drops.frontierCount; n++) growth[frontier[n]!] = 0
  drops.reachedCount = drops.frontierCount = 0
}

/** Carries the growth of the last step to its suppliers; answers the largest growth seen. */
function carryOn(net: SystemicNetwork, drops: DemandDrops): number {
  const count = pushGrowth(net.upstream.push, drops)
  drops.missing += drops.leftOut
  drops.steps++
  drops.coming[drops.firm] = 0
  return settle(drops, count)
}

/** Makes the firms that grew by more than the threshold the next frontier. */
function settle(drops: DemandDrops, count: number): number {
  const { loss, reached, growth, coming, frontier, touched } = drops
  const threshold = drops.eps * THRESHOLDS[drops.fineness]!
  let largest = 0
  let leftOut = 0
  let next = 0
  for (let n = 0; n < count; n++) {
    const i = touched[n]!
    const grown = coming[i]!
    coming[i] = 0
    if (grown <= threshold) {
      if (grown > leftOut) leftOut = grown
      continue
    }
    if (loss[i] === 0) reached[drops.reachedCount++] = i
    loss[i]! += grown
    growth[i] = grown
    frontier[next++] = i
    if (grown > largest) largest = grown
  }
  drops.frontierCount = next
  drops.leftOut = leftOut
  return Math.max(largest, leftOut)
}
