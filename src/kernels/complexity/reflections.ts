import { diversity, meansOverProducts, meansOverRegions, ubiquity, type Presence } from './presence.ts'

/**
 * The method of reflections after `steps` steps: every region takes the mean of its products' last value, every product that of its regions.
 * Step 0 is diversity and ubiquity. Even steps of regions and odd steps of products point the way of complexity. The raw values run
 * together with every step (after 20 some eight digits are lost), and at 20 they have not converged: `economicComplexity` is the limit.
 * C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", PNAS 106, 2009.
 */
export function reflections(presence: Presence, steps: number): { regions: Float64Array; products: Float64Array } {
  if (!Number.isInteger(steps) || steps < 0) throw new RangeError(`${steps} steps: it must be a whole number, not negative`)
  let regions = diversity(presence)
  let products = ubiquity(presence)
  for (let step = 0; step < steps; step++) {
    const next = meansOverProducts(presence, products)
    products = meansOverRegions(presence, regions)
    regions = next
  }
  return { regions, products }
}
