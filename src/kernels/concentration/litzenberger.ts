import { matrixOf, type Matrix } from '../matrix.ts'
import { checkAmounts, checkLengths } from './amounts.ts'

/** Employment and number of firms are regions × industries; area and population are of the regions. */
export type ClusterInput = { employment: Matrix; firms: Matrix; area: Float64Array; population: Float64Array }

/**
 * Cluster index of Litzenberger and Sternberg, the relative density of an industry times its relative weight among the inhabitants,
 * divided by the relative size of its firms:
 *
 *     CI_ij = (e_ij/a_j ÷ e_i/a) · (e_ij/p_j ÷ e_i/p) ÷ (e_ij/b_ij ÷ e_i/b_i)
 *
 * 1 is the average; many small firms close together raise it. 0 where a region has neither employment nor firms;
 * NaN where it has one without the other, which contradicts itself. The whole of area and population is that of all regions given.
 *
 * T. Litzenberger and R. Sternberg, "Der Clusterindex: eine Methodik zur Identifizierung regionaler Cluster am Beispiel deutscher
 * Industriebranchen", Geographische Zeitschrift 94(4), 2006.
 */
export function litzenberger({ employment, firms, area, population }: ClusterInput): Matrix {
  const { rows, columns } = employment
  if (firms.rows !== rows || firms.columns !== columns) throw new RangeError(`firms are ${firms.rows} × ${firms.columns}, employment is ${rows} × ${columns}`)
  checkLengths(area, population, 'areas and populations')
  if (area.length !== rows) throw new RangeError(`${area.length} areas for ${rows} regions`)
  for (const [name, values] of Object.entries({ employment: employment.values, firms: firms.values, area, population })) checkAmounts(values, name)
  const whole = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const perPlace = whole(area) * whole(population)
  const index = matrixOf(rows, columns)
  for (let i = 0; i < columns; i++) {
    let jobs = 0
    let plants = 0
    for (let j = 0; j < rows; j++) {
      jobs += employment.values[j * columns + i]!
      plants += firms.values[j * columns + i]!
    }
    for (let j = 0; j < rows; j++) {
      const at = j * columns + i
      const [e, b] = [employment.values[at]!, firms.values[at]!]
      // e²/(a p) ÷ e/b is e b/(a p): the formula with the common factor cancelled, so that a region with nothing is 0 rather than 0/0.
      index.values[at] = e > 0 !== b > 0 ? NaN : (e * b * perPlace) / (area[j]! * population[j]! * jobs * plants)
    }
  }
  return index
}
