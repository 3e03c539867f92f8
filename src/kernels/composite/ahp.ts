import { perron } from '../eigen.ts'
import type { Matrix } from '../matrix.ts'

/** How weights are read from judgements. */
export type AhpMethod = 'eigenvector' | 'row-geometric-mean' | 'column-mean'

/** Mean consistency index of random judgements by number of criteria, from 1 on; three published tables, which differ. */
export const RANDOM_INDEX = {
  saaty: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59],
  'alonso-lamata': [0, 0, 0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838],
  simulated: [0, 0, 0.5251686, 0.8836651, 1.1081014, 1.2492774, 1.3415514, 1.4048466, 1.4507197, 1.4857266, 1.5141022, 1.5356638, 1.5545925, 1.5703498, 1.5839958],
} as const
export type RandomIndex = keyof typeof RANDOM_INDEX

/** How far judgements contradict each other; `ratio` by each table (NaN beyond 15 criteria), `geometric` is the geometric consistency index. */
export type Consistency = { lambdaMax: number; index: number; ratio: Record<RandomIndex, number>; geometric: number }

/**
 * Weights from judgements in pairs: entry (i, j) says how many times as important i is as j. They sum to 1.
 * The judgements must be positive, with aⱼᵢ = 1/aᵢⱼ.
 * T. L. Saaty, "The Analytic Hierarchy Process", 1980 (eigenvector, mean of columns); G. Crawford and C. Williams, "A note on the analysis of
 * subjective judgment matrices", Journal of Mathematical Psychology 29, 1985 (row geometric mean).
 */
export function ahpWeights(judgements: Matrix, method: AhpMethod = 'eigenvector'): Float64Array {
  checkJudgements(judgements)
  if (method === 'eigenvector') return perron(judgements).vector
  const { rows: n, values } = judgements
  const weights = new Float64Array(n)
  if (method === 'row-geometric-mean') {
    for (let r = 0; r < n; r++) {
      let logs = 0
      for (let c = 0; c < n; c++) logs += Math.log(values[r * n + c]!)
      weights[r] = Math.exp(logs / n)
    }
  } else {
    for (let c = 0; c < n; c++) {
      let sum = 0
      for (let r = 0; r < n; r++) sum += values[r * n + c]!
      for (let r = 0; r < n; r++) weights[r]! += values[r * n + c]! / sum
    }
  }
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}

/**
 * Consistency of judgements: CI = (λ − n)/(n − 1); CR = CI over the mean CI of random judgements, acceptable up to 0.1; GCI is the mean
 * squared log error against the row geometric means, acceptable up to `geometricLimit`. With one or two criteria nothing can contradict.
 * T. L. Saaty 1980; J. A. Alonso and M. T. Lamata, "Consistency in the analytic hierarchy process: a new approach", International Journal
 * of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), 2006; `simulated` are the means of 500,000 random matrices published with the
 * package ahpsurvey; J. Aguarón and J. M. Moreno-Jiménez, "The geometric consistency index: approximated thresholds", European Journal of
 * Operational Research 147(1), 2003.
 */
export function ahpConsistency(judgements: Matrix): Consistency {
  checkJudgements(judgements)
  const { rows: n, values } = judgements
  if (n < 3) return { lambdaMax: n, index: 0, ratio: { saaty: 0, 'alonso-lamata': 0, simulated: 0 }, geometric: 0 }
  const lambdaMax = perron(judgements).value
  const index = Math.max(0, (lambdaMax - n) / (n - 1))
  const weights = ahpWeights(judgements, 'row-geometric-mean')
  let squares = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) squares += Math.log((values[i * n + j]! * weights[j]!) / weights[i]!) ** 2
  const over = (table: RandomIndex): number => index / (RANDOM_INDEX[table][n - 1] ?? NaN)
  return { lambdaMax, index, ratio: { saaty: over('saaty'), 'alonso-lamata': over('alonso-lamata'), simulated: over('simulated') }, geometric: (2 * squares) / ((n - 1) * (n - 2)) }
}

/** The geometric consistency index that corresponds to a consistency ratio of 0.1 (Aguarón and Moreno-Jiménez 2003, table 2). */
export function geometricLimit(criteria: number): number {
  return criteria <= 3 ? 0.31 : criteria === 4 ? 0.35 : 0.37
}

/** How far 1/aᵢⱼ may lie from aⱼᵢ: judgements are written with few digits (0.33 for a third). */
const ROUNDING = 0.02

function checkJudgements({ rows, columns, values }: Matrix): void {
  if (rows !== columns || rows === 0) throw new RangeError(`judgements of ${rows} × ${columns} do not compare criteria in pairs`)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c <= r; c++) {
      const [here, there] = [values[r * columns + c]!, values[c * columns + r]!]
      if (!(here > 0 && here < Infinity)) throw new RangeError(`the judgement in row ${r}, column ${c} is ${here}: it must be a positive number`)
      if (!(Math.abs(here * there - 1) <= ROUNDING)) throw new RangeError(`the judgements ${here} in row ${r}, column ${c} and ${there} across are not each other's reciprocal`)
    }
  }
}
