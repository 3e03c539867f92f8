import type { SystemicNetwork } from './network.ts'

/** What the iteration is defined by, part of every result. */
export type CascadeRule = {
  /** The iteration ends with the first step in which no firm loses more than this. */
  eps: number
  /** Whether firms of one market stand in for each other (σ); otherwise σ = 1. */
  replaceability: boolean
}

/** One channel of a running cascade: losses (1 − h), and what is under way to other firms. */
type Channel = {
  loss: Float64Array
  /** Σ of all that reached a slot (downstream) or a firm (upstream). */
  arrived: Float64Array
  /** The firms that lost anything, in the order in which they did. */
  reached: Int32Array
  reachedCount: number
}

/** A cascade in work: allocated once for many shocks and left clean by `clearCascade`. */
export type Cascade = {
  down: Channel & {
    /** The loss of a step before it is applied. */
    next: Float64Array
    /** σ · loss, as the customers know it. */
    sent: Float64Array
    /** Reached firms whose customers do not know the most there can be yet. */
    active: Int32Array
    activeCount: number
    changed: Int32Array
    /** A_k, the sales that a market still makes, and the step in which it last changed. */
    output: Float64Array
    outputStep: Int32Array
    /** Firms to tell their customers about, and how much more is sent. */
    senders: Int32Array
    more: Float64Array
  }
  up: Channel & {
    /** What a step brings to a firm, while it is worked out. */
    coming: Float64Array
    touched: Int32Array
    /** The firms whose loss grew in the last step, and by how much. */
    frontier: Int32Array
    frontierCount: number
    growth: Float64Array
  }
  step: number
}

export function openCascade(net: SystemicNetwork): Cascade {
  const { firms } = net
  const floats = (size = firms): Float64Array => new Float64Array(size)
  const integers = (size = firms): Int32Array => new Int32Array(size)
  return {
    down: {
      loss: floats(), arrived: floats(net.slots), reached: integers(), reachedCount: 0, next: floats(), sent: floats(), active: integers(), activeCount: 0,
      changed: integers(), output: net.marketSales.slice(), outputStep: integers(net.marketSales.length), senders: integers(), more: floats(),
    },
    up: {
      loss: floats(), arrived: floats(), reached: integers(), reachedCount: 0, coming: floats(), touched: integers(), frontier: integers(), frontierCount: 0, growth: floats(),
    },
    step: 0,
  }
}

/** Undoes a cascade by what it reached. */
export function clearCascade(net: SystemicNetwork, { down, up }: Cascade): void {
  for (let n = 0; n < down.reachedCount; n++) {
    const i = down.reached[n]!
    down.loss[i] = down.next[i] = down.sent[i] = 0
    const market = net.markets[i]!
    down.output[market] = net.marketSales[market]!
    const { starts, targets } = net.downstream.push
    for (let e = starts[i]!; e < starts[i + 1]!; e++) down.arrived[targets[e]!] = 0
  }
  for (let n = 0; n < up.reachedCount; n++) up.loss[up.reached[n]!] = up.arrived[up.reached[n]!] = up.growth[up.reached[n]!] = 0
  down.reachedCount = down.activeCount = up.reachedCount = up.frontierCount = 0
}

/** Takes capacity from a firm at the start: a share of what it makes (down) and of what it orders (up). */
export function strike(net: SystemicNetwork, { down, up, step }: Cascade, { firm, psiDown, psiUp }: { firm: number; psiDown: number; psiUp: number }): void {
  if (psiDown > 0) {
    down.loss[firm] = down.next[firm] = psiDown
    down.reached[down.reachedCount++] = down.active[down.activeCount++] = firm
    loseOutput(net, down, { firm, lost: psiDown, step: step + 1 })
  }
  if (psiUp > 0) {
    up.loss[firm] = up.growth[firm] = psiUp
    up.reached[up.reachedCount++] = up.frontier[up.frontierCount++] = firm
  }
}

function loseOutput({ markets, sales }: SystemicNetwork, { output, outputStep }: Cascade['down'], { firm, lost, step }: { firm: number; lost: number; step: number }): void {
  const market = markets[firm]!
  output[market]! -= sales[firm]! * lost
  outputStep[market] = step
}
