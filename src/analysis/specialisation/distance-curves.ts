import { z } from 'zod'
import { envelopes, type Envelopes } from '../../kernels/distance/envelope.ts'
import { kd } from '../../kernels/distance/kd.ts'
import { ratioOf, relativeSums, type RelativeSums } from '../../kernels/distance/m.ts'
import { relativeDensity } from '../../kernels/distance/relative-density.ts'
import { asObserved, permutationOf, type Sites } from '../../kernels/distance/sites.ts'
import { named } from '../define.ts'

export const distanceFunctions = ['M', 'm', 'Kd'] as const
export const functionTitles = {
  M: { zh: 'M：半径内的相对集中', en: 'M: relative concentration within r' },
  m: { zh: 'm：某一距离处的相对集中', en: 'm: relative concentration about r away' },
  Kd: { zh: 'Kd：企业对距离的密度', en: 'Kd: density of the distances of pairs' },
}

/** The parameters of every analysis by distance; the unit of lengths is that of the places. */
export const distanceParameters = {
  function: named(z.enum(distanceFunctions).meta({ terms: functionTitles }).default('M'), { zh: '函数', en: 'Function' }),
  largest: named(z.coerce.number().min(0).default(0), { zh: '最大半径', en: 'Largest radius' }, { zh: '0：范围对角线的三分之一', en: '0: a third of the diagonal of the area' }),
  steps: named(z.coerce.number().int().min(1).max(500).default(30), { zh: '半径数', en: 'Number of radii' }),
  simulations: named(z.coerce.number().int().min(19).max(10_000).default(100), { zh: '模拟次数', en: 'Simulations' }),
  seed: named(z.coerce.number().int().min(0).max(2 ** 32 - 1).default(1), { zh: '种子', en: 'Seed' }),
  alpha: named(z.coerce.number().min(0.001).max(0.5).default(0.05), { zh: '带外比例', en: 'Left outside the bands' }),
}
export type DistanceRules = { function: (typeof distanceFunctions)[number]; largest: number; steps: number; simulations: number; seed: number; alpha: number }

export type CurveInput = { sites: Sites; rules: DistanceRules; type: number; neighbour: number; weighted: boolean; radii: Float64Array; perShard: number; parts: number }
/** Curves from `from` on: as sums over a part of the sites (M), or ready. */
export type CurvePart = { from: number; sums?: RelativeSums; curves?: Float64Array; bandwidths?: Float64Array; bounds?: Float64Array }
export type Curves = Envelopes & { observed: Float64Array; simulated: Float64Array; mean: Float64Array; bandwidth: number; bound: number }

/** Members up to whom Kd is summed exactly; beyond, from a grid of distances that states its bound. */
const EXACT_UP_TO = 200

/** What is asked of the sites, cut by the amount of work alone: the observed curve is the first, the simulations follow. */
export function planCurves(sites: Sites, rules: DistanceRules, { type, neighbour = type, weighted }: { type: number; neighbour?: number; weighted: boolean }): { input: CurveInput; shards: number } {
  const n = sites.x.length
  const members = sites.type.reduce((count, one) => count + (one === type ? 1 : 0), 0)
  const curves = rules.simulations + 1
  // Seconds of one curve, roughly.
  const seconds = { M: n * n * 3e-11, m: members * n * rules.steps * 1e-8, Kd: members * members * 4e-9 }[rules.function] + n * 5e-8
  const perShard = Math.min(curves, 101, Math.max(1, Math.round(0.5 / seconds)))
  // M finds what lies where once for all its curves: there the sites are shared out besides, into so many parts that no thread waits long for the last.
  const isM = rules.function === 'M'
  const parts = isM && n * n > 1e8 ? 4 * Math.ceil(n * n * 0.75e-9) : 1
  const input = { sites, rules, type, neighbour, weighted, radii: radiiOf(sites, rules), perShard: isM ? Math.min(curves, 101) : perShard, parts }
  return { input, shards: Math.ceil(curves / input.perShard) * parts }
}

function radiiOf({ x, y }: Sites, { largest, steps }: DistanceRules): Float64Array {
  const span = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity)
  const most = largest > 0 ? largest : roundedDown(Math.hypot(span(x), span(y)) / 3) || 1
  return Float64Array.from({ length: steps + 1 }, (_, k) => (most * k) / steps)
}

/** To one leading figure and a half: 1, 1.5, 2, 2.5 … so that radii read well. */
export function roundedDown(value: number): number {
  if (!(value > 0)) return 0
  const unit = 10 ** Math.floor(Math.log10(value))
  return (Math.floor((2 * value) / unit) * unit) / 2
}

export function runCurves({ sites, rules, type, neighbour, weighted, radii, perShard, parts }: CurveInput, shard: number): CurvePart {
  const from = Math.floor(shard / parts) * perShard
  const n = sites.x.length
  const to = Math.min(rules.simulations + 1, from + perShard)
  const permutations = Array.from({ length: to - from }, (_, at) => (from + at === 0 ? asObserved(n) : permutationOf(n, rules.seed, from + at - 1)))
  if (rules.function === 'M') return { from, sums: relativeSums(sites, { type, neighbour, radii }, permutations, { part: shard % parts, of: parts }) }
  if (rules.function === 'm') return { from, ...relativeDensity(sites, { type, neighbour, radii }, permutations) }
  const members = sites.type.reduce((count, one) => count + (one === type ? 1 : 0), 0)
  return { from, ...kd(sites, { type, radii, weighted, mode: members > EXACT_UP_TO ? 'binned' : 'exact' }, permutations) }
}

/** The observed curve, the simulated ones, and the bands around these. */
export function joinCurves({ rules, radii }: Pick<CurveInput, 'rules' | 'radii'>, parts: readonly CurvePart[]): Curves {
  const size = radii.length
  const whole = new Float64Array((rules.simulations + 1) * size)
  for (const from of new Set(parts.map((part) => part.from))) {
    const mine = parts.filter((part) => part.from === from)
    whole.set(mine[0]!.curves ?? ratioOf(mine.map(({ sums }) => sums!)), from * size)
  }
  const [observed, simulated] = [whole.slice(0, size), whole.slice(size)]
  const sums = new Float64Array(size)
  simulated.forEach((value, at) => { sums[at % size]! += value })
  const mean = sums.map((sum) => sum / rules.simulations)
  const bounds = parts.flatMap((part) => [...(part.bounds ?? [])]).filter((bound) => !Number.isNaN(bound))
  return { ...envelopes(observed, simulated, rules.alpha), observed, simulated, mean, bandwidth: parts[0]?.bandwidths?.[0] ?? NaN, bound: bounds.reduce((most, bound) => Math.max(most, bound), 0) }
}
