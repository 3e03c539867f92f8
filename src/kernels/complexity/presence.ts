import { indexRows, type RowIndex } from '../graph.ts'
import type { Matrix } from '../matrix.ts'

/** Which region has which product, listed both ways: the products of region `r` are `productsOf.rows[starts[r] .. starts[r + 1]]`, ascending. */
export type Presence = { regions: number; products: number; productsOf: RowIndex; regionsOf: RowIndex }

/** A region has a product where its advantage is at least `threshold`; where that is undefined it has not. */
export function presenceOf(advantage: Matrix, threshold = 1): Presence {
  const { rows: regions, columns: products, values } = advantage
  if (!(threshold > 0)) throw new RangeError(`a threshold of ${threshold} would find every product everywhere: it must be above 0`)
  const has: number[] = []
  for (let at = 0; at < values.length; at++) if (values[at]! >= threshold) has.push(at)
  const region = Int32Array.from(has, (at) => Math.floor(at / products))
  const product = Int32Array.from(has, (at) => at % products)
  const productsOf = indexRows(regions, region)
  const regionsOf = indexRows(products, product)
  for (let n = 0; n < has.length; n++) {
    productsOf.rows[n] = product[productsOf.rows[n]!]!
    regionsOf.rows[n] = region[regionsOf.rows[n]!]!
  }
  return { regions, products, productsOf, regionsOf }
}

/** How many products each region has. */
export const diversity = ({ productsOf }: Presence): Float64Array => sizes(productsOf)

/** How many regions have each product. */
export const ubiquity = ({ regionsOf }: Presence): Float64Array => sizes(regionsOf)

/** Regions and products change places. */
export const turned = ({ regions, products, productsOf, regionsOf }: Presence): Presence => ({ regions: products, products: regions, productsOf: regionsOf, regionsOf: productsOf })

/** The mean over each region's products of a value of products; NaN where a region has none. */
export function meansOverProducts({ regions, productsOf: { starts, rows } }: Presence, values: Float64Array): Float64Array {
  const means = new Float64Array(regions)
  for (let r = 0; r < regions; r++) {
    let sum = 0
    for (let at = starts[r]!; at < starts[r + 1]!; at++) sum += values[rows[at]!]!
    means[r] = sum / (starts[r + 1]! - starts[r]!)
  }
  return means
}

/** The mean over the regions that have each product of a value of regions; NaN where none has it. */
export const meansOverRegions = (presence: Presence, values: Float64Array): Float64Array => meansOverProducts(turned(presence), values)

function sizes({ starts }: RowIndex): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, n) => starts[n + 1]! - starts[n]!)
}
