import { PREPARED_STEPS, type Demand } from './demand.ts'
import { pushGrowth, turnOver, type Growth } from './push-growth.ts'

/** Pushing to single suppliers costs about this many times what working out a firm from its customers costs for a link. */
const PUSH_COST = 2.5

/** Working out all firms of a circle for several closures side by side costs each about this part. */
const WIDE_COST = 0.25

/** In circles of fewer links there is nothing to gain by that. */
const WIDE_LINKS = 64

/** The upstream losses within the circle of one closed firm. All but `back` is by place. */
export type DemandLevels = Growth & {
  /** The loss of each firm, and of the step after. */
  loss: Float64Array
  next: Float64Array
  reached: Int32Array
  reachedCount: number
  /** The places asked for, then those that they depend on one step before, two steps before …; `ends[k]` is where k steps before ends. */
  wanted: Int32Array
  isWanted: Uint8Array
  ends: Int32Array
  wantedLinks: Int32Array
  wantedCount: number
  /** What the closed firm would have lost again by each step. */
  back: Float64Array
}

export function openDemandLevels(firms: number): DemandLevels {
  const floats = (size = firms): Float64Array => new Float64Array(size)
  const integers = (size = firms): Int32Array => new Int32Array(size)
  return {
    loss: floats(), next: floats(), growth: floats(), coming: floats(), reached: integers(), reachedCount: 0, frontier: integers(), frontierCount: 0, touched: integers(),
    wanted: integers(), isWanted: new Uint8Array(firms), ends: integers(PREPARED_STEPS + 1), wantedLinks: integers(PREPARED_STEPS + 1), wantedCount: 0, back: floats(PREPARED_STEPS),
  }
}

/**
 * Leaves in `loss` what the first `count` places of `wanted` have lost after `steps` steps, the first of them being the closed firm, and in
 * `back` what came back to it. Growth is pushed from the closed firm as long as it has reached little; from then on only those are worked out
 * on whom the places asked for still depend: fewer in every step. Answers how many steps were worked out: fewer than asked for where the next
 * one depends on so much of the circle that it is better worked out in full, beside those of other closed firms (see wide-levels.ts).
 */
export function workOutLevels(demand: Demand, levels: DemandLevels, { count, steps }: { count: number; steps: number }): number {
  const links = linksAround(demand, levels.wanted[0]!)
  const wide = links < WIDE_LINKS ? Infinity : links * WIDE_COST
  start(levels)
  let known = askFor(demand, levels, count)
  let pulling = false
  for (let step = 1; step <= steps; step++) {
    const left = steps - step
    if (!pulling) {
      const cost = pushLinks(demand, levels) * PUSH_COST
      while (known < left && levels.wantedLinks[known]! < Math.min(cost, wide)) known = askBefore(demand, levels, known)
      const least = known < left ? Infinity : levels.wantedLinks[left]!
      if (wide < Math.min(cost, least)) return step - 1
      pulling = least <= cost
    }
    if (pulling) pullFor(demand, levels, levels.ends[left]!, step)
    else pushOn(demand, levels, step)
  }
  return steps
}

/** Undoes `workOutLevels`. */
export function clearLevels(levels: DemandLevels): void {
  const { loss, next, growth, reached, frontier, wanted, isWanted } = levels
  for (let n = 0; n < levels.reachedCount; n++) loss[reached[n]!] = next[reached[n]!] = 0
  for (let n = 0; n < levels.frontierCount; n++) growth[frontier[n]!] = 0
  for (let n = 0; n < levels.wantedCount; n++) loss[wanted[n]!] = next[wanted[n]!] = isWanted[wanted[n]!] = 0
  levels.reachedCount = levels.frontierCount = levels.wantedCount = 0
}

/** The links within the circle of a place. */
function linksAround({ circleOf, circleStarts, firmAt, pull: { starts } }: Demand, place: number): number {
  const circle = circleOf[firmAt[place]!]!
  return starts[circleStarts[circle + 1]!]! - starts[circleStarts[circle]!]!
}

function start(levels: DemandLevels): void {
  const closed = levels.wanted[0]!
  levels.loss[closed] = levels.growth[closed] = 1
  levels.reached[0] = levels.frontier[0] = closed
  levels.reachedCount = levels.frontierCount = 1
}
function pushLinks({ push: { starts } }: Demand, { frontier, frontierCount }: DemandLevels): number {
  let links = 0
  for (let n = 0; n < frontierCount; n++) links += starts[frontier[n]! + 1]! - starts[frontier[n]!]!
  return links
}

/** Takes the first `count` of `wanted` as asked for at the end. */
function askFor({ pull: { starts } }: Demand, levels: DemandLevels, count: number): number {
  const { wanted, isWanted } = levels
  let links = 0
  for (let n = 0; n < count; n++) {
    isWanted[wanted[n]!] = 1
    links += starts[wanted[n]! + 1]! - starts[wanted[n]!]!
  }
  levels.wantedCount = levels.ends[0] = count
  levels.wantedLinks[0] = links
  return 0
}

/** Adds those on whom the wanted depend one step before. */
function askBefore({ pull: { starts, targets } }: Demand, levels: DemandLevels, known: number): number {
  const { wanted, isWanted, ends, wantedLinks } = levels
  const last = ends[known]!
  let count = last
  let links = wantedLinks[known]!
  for (let n = known === 0 ? 0 : ends[known - 1]!; n < last; n++) {
    for (let e = starts[wanted[n]!]!, end = starts[wanted[n]! + 1]!; e < end; e++) {
      const j = targets[e]!
      if (isWanted[j] === 1) continue
      isWanted[j] = 1
      wanted[count++] = j
      links += starts[j + 1]! - starts[j]!
    }
  }
  levels.wantedCount = ends[known + 1] = count
  wantedLinks[known + 1] = links
  return known + 1
}

/** Carries the growth of the last step to its suppliers. */
function pushOn({ push }: Demand, levels: DemandLevels, step: number): void {
  const { loss, coming, reached, touched, back } = levels
  const closed = reached[0]!
  const count = pushGrowth(push, levels)
  back[step] = back[step - 1]! + coming[closed]!
  coming[closed] = 0
  for (let n = 0; n < count; n++) {
    const i = touched[n]!
    if (loss[i] === 0) reached[levels.reachedCount++] = i
    loss[i]! += coming[i]!
  }
  turnOver(levels, count)
}

/** Works out the first places of `wanted` from all their customers within the circle. */
function pullFor({ pull: { starts, targets, weights } }: Demand, levels: DemandLevels, count: number, step: number): void {
  const { loss, next, wanted, back } = levels
  for (let n = 0; n < count; n++) {
    const i = wanted[n]!
    let sum = 0
    for (let e = starts[i]!, end = starts[i + 1]!; e < end; e++) sum += weights[e]! * loss[targets[e]!]!
    next[i] = sum
  }
  back[step] = next[wanted[0]!]!
  next[wanted[0]!] = 1
  levels.loss = next
  levels.next = loss
}
