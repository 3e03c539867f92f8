import { matrixOf, type Matrix } from '../matrix.ts'
import { proximityDensity, proximitySums, proximityTimes } from './density.ts'
import type { Presence } from './presence.ts'

/** Products that count here: somebody has them and their complexity is known. The others add nothing. */
const known = (pci: Float64Array): Float64Array => pci.map((value) => (Number.isNaN(value) ? 0 : value))

/**
 * Complexity outlook index of regions: the complexity of the products a region lacks, each weighted by how near it is (density with ones on the diagonal).
 * On the scale of `pci`; standardise for the published form. R. Hausmann et al., "The Atlas of Economic Complexity", 2014.
 */
export function complexityOutlook(presence: Presence, pci: Float64Array): Float64Array {
  const density = proximityDensity(presence)
  const values = known(pci)
  const lacks = lacking(presence)
  return Float64Array.from({ length: presence.regions }, (_, r) => {
    let sum = 0
    for (let p = 0, at = r * presence.products; p < presence.products; p++, at++) if (lacks[at] === 1 && values[p] !== 0) sum += density.values[at]! * values[p]!
    return sum
  })
}

/**
 * Complexity outlook gain, regions × products: how much nearer a product a region lacks would bring it to the complex products it lacks;
 * Σ over lacked q of φ_pq / Σ_r φ_qr · PCI_q. 0 for what it has. On the scale of `pci`. Source as for the outlook index.
 */
export function complexityGain(presence: Presence, pci: Float64Array): Matrix {
  const all = proximitySums(presence, new Float64Array(presence.products).fill(1))
  const weight = known(pci).map((value, p) => (all[p]! > 0 ? value / all[p]! : 0))
  const had = proximityTimes(presence, weight)
  const whole = proximitySums(presence, weight)
  const lacks = lacking(presence)
  return matrixOf(presence.regions, presence.products, had.values.map((value, at) => (lacks[at] === 1 ? whole[at % presence.products]! - value : 0)))
}

function lacking({ regions, products, productsOf: { starts, rows } }: Presence): Uint8Array {
  const lacks = new Uint8Array(regions * products).fill(1)
  for (let r = 0; r < regions; r++) for (let at = starts[r]!; at < starts[r + 1]!; at++) lacks[r * products + rows[at]!] = 0
  return lacks
}
