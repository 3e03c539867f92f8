import type { SystemicInput } from '../src/kernels/systemic/network.ts'
import { openRandom, type Random } from '../src/kernels/random.ts'

/**
 * A firm network of the kind that production networks are: industries of very different size, few firms with very many customers or
 * suppliers, volumes over five orders of magnitude, and suppliers mostly from the industries that a customer cannot work without.
 * Set by the shape of the synthetic reference network n5000_a; `bench/systemic.ts` prints how they compare.
 */
export function generateFirms(seed: number, { firms, links, industries }: { firms: number; links: number; industries: number }): SystemicInput {
  const random = openRandom(seed)
  const ofFirm = Int32Array.from({ length: firms }, drawFrom(random, Float64Array.from({ length: industries }, (_, k) => (k + 2) ** -1.15)))
  const types = essentialTypes(random, industries)
  const sizes = Float64Array.from({ length: firms }, () => pareto(random, 1.5))
  const selling = sizes.map((size) => size * Math.exp(0.6 * normal(random)))
  const buying = sizes.map((size) => size ** 0.7 * Math.exp(0.3 * normal(random)))
  const supplierOf = bySupplyingIndustry(random, ofFirm, selling)
  const customerOf = drawFrom(random, buying)
  const net = { suppliers: new Int32Array(links), customers: new Int32Array(links), volumes: new Float64Array(links) }
  for (let e = 0; e < links; ) {
    const industry = random.integer(industries)
    const customer = customerOf()
    if (random.next() > [0.12, 0.4, 1][types[industry * industries + ofFirm[customer]!]!]!) continue
    const supplier = supplierOf(industry)
    if (supplier === undefined || supplier === customer) continue
    net.suppliers[e] = supplier
    net.customers[e] = customer
    net.volumes[e++] = Math.exp(3.5 + 1.4 * normal(random)) * (selling[supplier]! * buying[customer]!) ** 0.8
  }
  const listed = Array.from(types.keys()).filter((pair) => types[pair]! > 0)
  return {
    industries: ofFirm, ...net,
    essential: { suppliers: Int32Array.from(listed, (pair) => Math.floor(pair / industries)), customers: Int32Array.from(listed, (pair) => pair % industries), types: Uint8Array.from(listed, (pair) => types[pair]!) },
  }
}

/** Each industry cannot do without about 13 others and uses about 8 more, whatever their number. */
function essentialTypes(random: Random, industries: number): Uint8Array {
  return Uint8Array.from({ length: industries * industries }, () => {
    const drawn = random.next() * industries
    return drawn < 13.2 ? 2 : drawn < 21.2 ? 1 : 0
  })
}

/** Small industries supply about as many customers as large ones, so that their leading firms are hard to replace. */
function bySupplyingIndustry(random: Random, industries: Int32Array, selling: Float64Array): (industry: number) => number | undefined {
  const firmsOf = groupFirms(industries)
  const draws = new Map([...firmsOf].map(([industry, firms]) => [industry, { firms, draw: drawFrom(random, Float64Array.from(firms, (firm) => selling[firm]!)) }]))
  return (industry) => {
    const found = draws.get(industry)
    return found?.firms[found.draw()]
  }
}

function groupFirms(industries: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  industries.forEach((industry, firm) => (groups.get(industry)?.push(firm) ?? groups.set(industry, [firm])))
  return groups
}

function pareto(random: Random, exponent: number): number {
  return Math.min(1000, (1 - random.next()) ** (-1 / exponent))
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** Draws places of `weights` in proportion to them. */
function drawFrom(random: Random, weights: Float64Array): () => number {
  const sums = weights.slice()
  for (let n = 1; n < sums.length; n++) sums[n]! += sums[n - 1]!
  return () => {
    const drawn = random.next() * sums.at(-1)!
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sums[middle]! > drawn) high = middle
      else low = middle + 1
    }
    return low
  }
}
