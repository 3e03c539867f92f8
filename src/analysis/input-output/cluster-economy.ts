import { matrixOf } from '../../kernels/matrix.ts'
import { industryAt, type IndustryLevel } from '../../shared/industries.ts'
import { refs } from '../../snapshot/refs.ts'
import type { SnapshotOf } from '../../snapshot/sections.ts'
import type { Economy } from './sector-measures.ts'

export type TradeSnapshot = SnapshotOf<'registry' | 'links'>

/** A sale between two organisations of known industry, with its stated volume in yuan. */
type Sale = { supplier: number; customer: number; from: number; to: number; volume: number }

/**
 * The industries of a cluster as an economy of their own: what they sell each other by stated links, and what else they sell as final use. `bounded`: some
 * firm of that industry states no revenue, so that its output is a lower bound, the larger of what it sells and buys within the cluster.
 */
export type ClusterEconomy = Economy & { industries: string[]; sales: Sale[]; bounded: boolean[]; left: { place: number; volume: number } }

export function clusterEconomy(snapshot: TradeSnapshot, level: IndustryLevel): ClusterEconomy {
  const { registry } = snapshot
  const { sales, industries, industryOf, left } = salesOf(snapshot, level)
  const size = industries.length
  const flows = matrixOf(size, size)
  const [sold, bought] = [new Float64Array(registry.count), new Float64Array(registry.count)]
  for (const { supplier, customer, from, to, volume } of sales) {
    flows.values[from * size + to]! += volume
    sold[supplier]! += volume
    bought[customer]! += volume
  }
  const [output, demand, employees] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const bounded = industries.map(() => false)
  for (const [row, at] of industryOf) {
    const stated = registry.revenue[row]!
    const made = Number.isNaN(stated) ? Math.max(sold[row]!, bought[row]!) : Math.max(stated, sold[row]!)
    bounded[at] ||= Number.isNaN(stated)
    output[at]! += made
    demand[at]! += made - sold[row]!
    employees[at]! += registry.employees[row]!
  }
  return { industries, sales, bounded, left, table: { flows, output }, demand, quantities: [{ key: 'employees', title: { zh: '员工', en: 'Employees' }, values: employees }] }
}

/** The sales that count, and the industry of everybody who takes part in one, by row of the registry. */
function salesOf({ registry, links }: TradeSnapshot, level: IndustryLevel) {
  const left = { place: 0, volume: 0 }
  const counted: number[] = []
  for (let e = 0; e < links.count; e++) {
    if (registry.industry[links.supplier[e]!]! < 0 || registry.industry[links.customer[e]!]! < 0) left.place++
    else if (Number.isNaN(links.volume[e]!)) left.volume++
    else counted.push(e)
  }
  const codeOf = (row: number): string => industryAt(registry.industries[registry.industry[row]!]!, level)
  const members = [...new Set(counted.flatMap((e) => [links.supplier[e]!, links.customer[e]!]))].sort((a, b) => a - b)
  const industries = [...new Set(members.map(codeOf))].sort()
  const place = new Map(industries.map((code, n) => [code, n]))
  const industryOf = new Map(members.map((row) => [row, place.get(codeOf(row))!]))
  const sales = counted.map((e): Sale => {
    const [supplier, customer] = [links.supplier[e]!, links.customer[e]!]
    return { supplier, customer, from: industryOf.get(supplier)!, to: industryOf.get(customer)!, volume: links.volume[e]! }
  })
  return { sales, industries, industryOf, left }
}

/** The facts of the sales for which `counts` holds: their volumes, and the revenues of whom `whose` says. */
export function factsOfSales({ registry }: TradeSnapshot, sales: readonly Sale[], whose: (sale: Sale) => number[]): string[] {
  const firms = new Set(sales.flatMap(whose))
  return [
    ...sales.map(({ supplier, customer }) => refs.sells(registry.id[supplier]!, registry.id[customer]!)),
    ...[...firms].filter((row) => !Number.isNaN(registry.revenue[row]!)).map((row) => refs.organisation(registry.id[row]!, 'revenue')),
  ]
}
