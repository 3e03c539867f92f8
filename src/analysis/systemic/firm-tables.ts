import type { SystemicInput } from '../../kernels/systemic/network.ts'

/** A firm network as people write it down, by name; every name in `links` stands in `firms`. */
export type FirmTables = {
  firms: readonly { id: string; industry: string; market?: string; revenue?: number; costs?: number }[]
  links: readonly { supplier: string; customer: string; volume: number }[]
  essential: readonly { industry_supplier: string; industry_customer: string; type: number }[]
}

/** Firm networks by number, in the order of the firms. Columns count as given when the first firm has them. */
export function numberFirms({ firms, links, essential }: FirmTables): SystemicInput {
  const firmOf = new Map(firms.map(({ id }, n) => [id, n]))
  const industryOf = numbering()
  const marketOf = numbering()
  const [first] = firms
  return {
    industries: Int32Array.from(firms, ({ industry }) => industryOf(industry)),
    suppliers: Int32Array.from(links, ({ supplier }) => firmOf.get(supplier) ?? -1),
    customers: Int32Array.from(links, ({ customer }) => firmOf.get(customer) ?? -1),
    volumes: Float64Array.from(links, ({ volume }) => volume),
    essential: {
      suppliers: Int32Array.from(essential, (pair) => industryOf(pair.industry_supplier)),
      customers: Int32Array.from(essential, (pair) => industryOf(pair.industry_customer)),
      types: Uint8Array.from(essential, ({ type }) => type),
    },
    ...(first?.market === undefined ? {} : { markets: Int32Array.from(firms, ({ market }) => marketOf(market ?? '')) }),
    ...(first?.revenue === undefined ? {} : { revenue: Float64Array.from(firms, ({ revenue }) => revenue ?? NaN) }),
    ...(first?.costs === undefined ? {} : { costs: Float64Array.from(firms, ({ costs }) => costs ?? NaN) }),
  }
}

function numbering(): (name: string) => number {
  const numbers = new Map<string, number>()
  return (name) => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  }
}
