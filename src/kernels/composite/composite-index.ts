import { matrixOf, type Matrix } from '../matrix.ts'
import { effectiveWeights, type Hierarchy } from './hierarchy.ts'
import { impute, type Imputation } from './impute.ts'
import { spreadOf } from './moments.ts'
import { normalise, type Normalisation } from './normalise.ts'
import { copeland } from './outranking.ts'
import type { MissingCells } from './robustness.ts'
import type { Scorer } from './scorer.ts'
import { topsis } from './topsis.ts'
import { treat, type Treated, type Treatment } from './treat.ts'
import { openTree } from './tree-means.ts'

/** `means`: over the hierarchy, with its means; `topsis` and `copeland`: over all indicators at once, with their weights in the whole. */
export type Aggregation = { kind: 'means'; minimumKnown?: number } | { kind: 'topsis' } | { kind: 'copeland' }

/** `directions[i]` is 1 where more of indicator i is better, −1 where less is. `null`: that step is left out. */
export type Recipe = {
  directions: Int8Array
  imputation: Imputation | null
  groups?: Int32Array
  treatment: Treatment | null
  normalisation: Normalisation
}

/** An index up to the scale on which everything is comparable; all tables are indicators × units. */
export type Prepared = { normalised: Matrix; treated: Treated[]; missing: MissingCells }

/** Why nothing can be said with an indicator: no value is known, or all known ones are equal. */
export function unusableIndicators({ rows, columns, values }: Matrix): { indicator: number; reason: 'empty' | 'constant' }[] {
  return Array.from({ length: rows }, (_, indicator) => {
    const { known, min, max } = spreadOf(values.subarray(indicator * columns, (indicator + 1) * columns))
    return { indicator, reason: known === 0 ? 'empty' as const : max > min ? null : 'constant' as const }
  }).filter((one): one is { indicator: number; reason: 'empty' | 'constant' } => one.reason !== null)
}

/**
 * The first steps of an index: missing values imputed, outliers treated, indicators normalised. A missing value may be anything from the
 * worst to the best known normalised value of its indicator; these bounds go into the ranks, whatever was imputed.
 * OECD and European Commission JRC, "Handbook on Constructing Composite Indicators", 2008, steps 3 to 5.
 */
export function prepareIndex(raw: Matrix, recipe: Recipe): Prepared {
  const { rows, columns: units, values } = raw
  checkTable(raw, recipe)
  const normalised = matrixOf(rows, units)
  const treated: Treated[] = []
  const cells: number[] = []
  const bounds: [number, number][] = []
  for (let i = 0; i < rows; i++) {
    const given = values.subarray(i * units, (i + 1) * units)
    const filled = recipe.imputation ? impute(given, recipe.imputation, recipe.groups) : given
    const shaped = recipe.treatment ? treat(filled, recipe.treatment) : untreated(filled)
    const scaled = normalise(shaped.values, recipe.directions[i] === -1 ? -1 : 1, recipe.normalisation)
    const { min, max } = spreadOf(scaled.map((value, u) => (given[u] === given[u] ? value : NaN)))
    if (!Number.isFinite(min) || !Number.isFinite(max)) throw new RangeError(`indicator ${i} cannot be brought onto the scale ${recipe.normalisation.kind}: choose another`)
    for (let u = 0; u < units; u++) if (given[u] !== given[u]) { cells.push(i * units + u); bounds.push([min, max]) }
    normalised.values.set(scaled, i * units)
    treated.push(shaped)
  }
  return { normalised, treated, missing: { cells: Int32Array.from(cells), low: Float64Array.from(bounds, ([low]) => low), high: Float64Array.from(bounds, ([, high]) => high) } }
}

/** A scorer for the prepared table; it keeps a copy of its own. */
export function openScorer({ normalised }: { normalised: Matrix }, hierarchy: Hierarchy, aggregation: Aggregation): Scorer {
  if (aggregation.kind === 'means') return openTree(normalised, hierarchy, aggregation)
  const table = matrixOf(normalised.rows, normalised.columns, normalised.values.slice())
  const compute = aggregation.kind === 'topsis' ? topsis : copeland
  const result = new Float64Array(table.columns)
  return {
    units: table.columns,
    put: (indicator, unit, value) => { table.values[indicator * table.columns + unit] = value },
    score: (weights) => compute(table, effectiveWeights(hierarchy, weights).subarray(0, table.rows), result),
  }
}

function untreated(values: Float64Array): Treated {
  const shape = { skewness: NaN, kurtosis: NaN }
  return { values, moved: 0, logged: false, before: shape, after: shape, settled: true }
}

function checkTable(raw: Matrix, { directions }: Recipe): void {
  if (raw.rows === 0 || raw.columns === 0) throw new RangeError(`a table of ${raw.rows} indicators and ${raw.columns} units holds nothing to compare`)
  if (directions.length !== raw.rows) throw new RangeError(`${directions.length} directions are given for ${raw.rows} indicators`)
  const infinite = raw.values.findIndex((value) => value === Infinity || value === -Infinity)
  if (infinite >= 0) throw new RangeError(`indicator ${Math.floor(infinite / raw.columns)} of unit ${infinite % raw.columns} is ${raw.values[infinite]}`)
  const [wrong] = unusableIndicators(raw)
  if (wrong) throw new RangeError(wrong.reason === 'empty' ? `indicator ${wrong.indicator} has no known value: leave it out` : `indicator ${wrong.indicator} has the same value for every unit and tells nothing apart: leave it out`)
}
