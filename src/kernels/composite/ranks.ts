/**
 * Where units stand, over many draws of what is uncertain. There is no other form of a rank in this house: places are put in draw by
 * draw from scores, and read out as a `Standing`. Draws of several shards are laid together with `mergeRanks`.
 */
export type RankDistribution = { units: number; draws: number; places: Int32Array }

/**
 * Where one unit stands: the best and the worst place in any draw, the interval that holds `share` of the draws, and the median. The places
 * are NaN for a unit without a score.
 */
export type Standing = { best: number; low: number; median: number; high: number; worst: number; share: number }

/** Fewer draws would make a standing look surer than it is. */
export const FEWEST_DRAWS = 100

/** A distribution with room for so many draws. */
export function openRanks(units: number, draws: number): RankDistribution {
  return { units, draws, places: new Int32Array(units * draws) }
}

/** Puts in a draw: the unit with the highest score has place 1, equals share the better place, a unit without a score has none (0). */
export function putDraw({ units, places }: RankDistribution, draw: number, scores: Float64Array, work = new Float64Array(units)): void {
  work.set(scores)
  for (let u = 0; u < units; u++) work[u] = work[u] !== work[u] ? -Infinity : work[u]!
  work.sort()
  const known = units - countUpTo(work, -Infinity)
  for (let u = 0, at = draw * units; u < units; u++, at++) places[at] = scores[u] === scores[u] ? known - (countUpTo(work, scores[u]!) - (units - known)) + 1 : 0
}

/** How many of the sorted values are at most `value`. */
function countUpTo(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! <= value) from = middle + 1
    else to = middle
  }
  return from
}

/** Lays the draws of shards one behind another, in the order given. */
export function mergeRanks(parts: readonly RankDistribution[]): RankDistribution {
  const units = parts[0]?.units ?? 0
  if (parts.some((part) => part.units !== units)) throw new RangeError('ranks of different units cannot be laid together')
  const merged = openRanks(units, parts.reduce((sum, { draws }) => sum + draws, 0))
  let at = 0
  for (const { places } of parts) {
    merged.places.set(places, at)
    at += places.length
  }
  return merged
}

/** Reads out where every unit stands; the interval leaves out the same share of draws at either end, rounded to the outside. */
export function readStandings({ units, draws, places }: RankDistribution, share = 0.9): Standing[] {
  if (draws < FEWEST_DRAWS) throw new RangeError(`${draws} draws are too few to say where a unit stands: take at least ${FEWEST_DRAWS}`)
  if (!(share > 0 && share < 1)) throw new RangeError(`an interval cannot hold ${share} of the draws: take a share between 0 and 1`)
  const column = new Int32Array(draws)
  const below = Math.floor(((1 - share) / 2) * draws + 1e-9)
  return Array.from({ length: units }, (_, unit) => {
    for (let d = 0; d < draws; d++) column[d] = places[d * units + unit]!
    column.sort()
    if (column[0] === 0) return { best: NaN, low: NaN, median: NaN, high: NaN, worst: NaN, share }
    return { best: column[0]!, low: column[below]!, median: column[(draws - 1) >> 1]!, high: column[draws - 1 - below]!, worst: column[draws - 1]!, share }
  })
}

/** In which share of the draws unit `a` stands strictly above unit `b`. */
export function chanceAbove({ units, draws, places }: RankDistribution, a: number, b: number): number {
  let above = 0
  for (let d = 0; d < draws; d++) if (places[d * units + a]! < places[d * units + b]!) above++
  return above / draws
}

/** In which share of the draws each unit is among the first `count`. */
export function chancesAmong({ units, draws, places }: RankDistribution, count: number): Float64Array {
  const chances = new Float64Array(units)
  for (let d = 0, at = 0; d < draws; d++) for (let u = 0; u < units; u++, at++) if (places[at]! > 0 && places[at]! <= count) chances[u]!++
  return chances.map((hits) => hits / draws)
}

/** By how many places units move on average from one draw to another; units without a place in either are left out. */
export function meanShift({ units, places }: RankDistribution, from: number, to: number): number {
  let [shift, counted] = [0, 0]
  for (let u = 0; u < units; u++) {
    const [before, after] = [places[from * units + u]!, places[to * units + u]!]
    if (before === 0 || after === 0) continue
    shift += Math.abs(before - after)
    counted++
  }
  return shift / counted
}
