import { columnSums, matrixOf, rowSums, type Matrix } from '../matrix.ts'

/**
 * Revealed comparative advantage: a product's share of a region's output divided by its share of all output.
 * `output` is regions × products in any one unit; the result has the same shape and no unit. NaN where a region or product is empty.
 * Every value must be known: a sum over a missing value is no sum. Leave the region or product out, or state a zero.
 * B. Balassa, "Trade liberalisation and 'revealed' comparative advantage", The Manchester School 33, 1965.
 */
export function rca(output: Matrix): Matrix {
  const { rows, columns, values } = output
  const wrong = values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`the output of region ${Math.floor(wrong / columns)}, product ${wrong % columns} is ${values[wrong]}: it must be known and not negative`)
  const ofRegion = rowSums(output)
  const ofProduct = columnSums(output)
  const total = ofRegion.reduce((sum, value) => sum + value, 0)
  if (total === Infinity) throw new RangeError('the outputs add up to more than a number can hold: use a larger unit')
  const result = matrixOf(rows, columns)
  for (let r = 0, at = 0; r < rows; r++) for (let c = 0; c < columns; c++, at++) result.values[at] = values[at]! / ofRegion[r]! / (ofProduct[c]! / total)
  return result
}
