import { openRandom, type Random } from '../random.ts'
import type { Hierarchy } from './hierarchy.ts'
import { FEWEST_DRAWS, openRanks, putDraw, type RankDistribution } from './ranks.ts'
import type { Scorer } from './scorer.ts'

/**
 * What is not known about the weights. `around`: each weight anywhere within ± `share` of what is given. `any`: any weights at all within
 * each group, all equally likely. `none`: the weights are sure.
 */
export type WeightDoubt = { kind: 'none' } | { kind: 'around'; share: number } | { kind: 'any' }

/** Cells (indicator · units + unit) whose value is not known, and between which normalised values each lies. */
export type MissingCells = { cells: Int32Array; low: Float64Array; high: Float64Array }

export type Doubt = { weights: WeightDoubt; missing: MissingCells; seed: number }

/**
 * Ranks over draws of the weights and of the missing values: draw after draw, weights are sampled within every group of the hierarchy,
 * each missing value takes any value between its bounds, and the units are scored. Every draw has a stream of its own, so that draws
 * `from` … `to` are the same whoever computes them and in whatever parts.
 * M. Saisana, A. Saltelli and S. Tarantola, "Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite
 * indicators", Journal of the Royal Statistical Society A 168(2), 2005; weights of any kind: R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA",
 * European Journal of Operational Research 106(1), 1998.
 */
export function sampleRanks(scorer: Scorer, hierarchy: Hierarchy, doubt: Doubt, { from, to }: { from: number; to: number }): RankDistribution {
  checkDoubt(doubt)
  const ranks = openRanks(scorer.units, to - from)
  const weights = hierarchy.weights.slice()
  const work = new Float64Array(scorer.units)
  for (let draw = from; draw < to; draw++) {
    const random = openRandom(doubt.seed * 2 ** 32 + draw)
    drawWeights(hierarchy, doubt.weights, random, weights)
    drawMissing(scorer, doubt.missing, random)
    putDraw(ranks, draw - from, scorer.score(weights), work)
  }
  return ranks
}

/** The same from the first draw to the last, in one go. */
export function sampleAllRanks(scorer: Scorer, hierarchy: Hierarchy, doubt: Doubt, draws: number): RankDistribution {
  if (!(draws >= FEWEST_DRAWS)) throw new RangeError(`${draws} draws are too few to say where a unit stands: take at least ${FEWEST_DRAWS}`)
  return sampleRanks(scorer, hierarchy, doubt, { from: 0, to: draws })
}

/** Samples the weights of every node into `weights`. */
export function drawWeights(hierarchy: Hierarchy, doubt: WeightDoubt, random: Random, weights: Float64Array): void {
  const given = hierarchy.weights
  if (doubt.kind === 'none') weights.set(given)
  else if (doubt.kind === 'any') for (let n = 0; n < weights.length; n++) weights[n] = -Math.log(1 - random.next())
  else for (let n = 0; n < weights.length; n++) weights[n] = given[n]! * (1 + doubt.share * (2 * random.next() - 1))
}

function drawMissing(scorer: Scorer, { cells, low, high }: MissingCells, random: Random): void {
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!
    scorer.put(Math.floor(cell / scorer.units), cell % scorer.units, low[k]! + (high[k]! - low[k]!) * random.next())
  }
}

function checkDoubt({ weights, missing, seed }: Doubt): void {
  if (!Number.isInteger(seed) || Math.abs(seed) >= 2 ** 20) throw new RangeError(`${seed} is no seed: take a whole number below a million`)
  if (weights.kind === 'around' && !(weights.share >= 0 && weights.share < 1)) throw new RangeError(`weights cannot lie within ± ${weights.share} of what is given: take a share from 0 to less than 1`)
  const { cells, low, high } = missing
  for (let k = 0; k < cells.length; k++) if (!(low[k]! <= high[k]!)) throw new RangeError(`the missing value ${k} lies between ${low[k]} and ${high[k]}, which is nowhere`)
}
