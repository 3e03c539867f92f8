import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { matrixOf, type Matrix } from '../kernels/matrix.ts'
import { regionName, regionTitle } from '../registry/regions.ts'
import { actorTypes, circles, keysOf, tiers, type Text } from '../shared/vocabulary.ts'
import { openColumns } from './columns.ts'
import { copyRows } from './copy-rows.ts'
import { usable, type Scope } from './usable.ts'

/**
 * Every organisation, a row each in the order of their ids. `region` (the city before the region), `country` and `industry` number
 * the lists beside; `actorType`, `tier` and `circle` number their vocabularies; -1: nobody has stated it. Sizes are NaN where not stated.
 */
export type Registry = {
  count: number
  id: Float64Array
  name: string[]
  code: (string | null)[]
  creditCode: (string | null)[]
  stockCode: (string | null)[]
  actorType: Int8Array
  tier: Int8Array
  circle: Int8Array
  region: Int32Array
  country: Int32Array
  industry: Int32Array
  revenue: Float64Array
  researchSpending: Float64Array
  employees: Float64Array
  /** Degrees in WGS 84; both or neither are stated. */
  longitude: Float64Array
  latitude: Float64Array
  /** GB/T 2260 codes (or names without a code), and what they are called. */
  regions: string[]
  regionNames: string[]
  countries: string[]
  industries: string[]
}

const terms = { actorType: keysOf(actorTypes), tier: keysOf(tiers), circle: keysOf(circles) }
const texts = ['name', 'code', 'creditCode', 'stockCode'] as const
const lists = ['region', 'country', 'industry'] as const
const sizes = ['revenue', 'researchSpending', 'employees', 'longitude', 'latitude'] as const

export async function readRegistry(tx: Tx, scope: Scope): Promise<Registry> {
  const c = openColumns()
  await copyRows(tx, sql`
    select organisation_id, name, code, credit_code, stock_code, actor_type, tier, circle, coalesce(city_code, region_code), country, industry, revenue, research_spending, employees,
      longitude, latitude
    from organisation where ${usable(scope, 'organisation')} and retired_at is null and merged_into is null order by organisation_id`, (row) => {
    c.number('id', row[0]!)
    for (const [n, name] of texts.entries()) c.text(name, row[n + 1]!)
    for (const [n, [name, vocabulary]] of Object.entries(terms).entries()) c.term(name, vocabulary, row[n + 5]!)
    for (const [n, name] of lists.entries()) c.named(name, row[n + 8]!)
    for (const [n, name] of sizes.entries()) c.number(name, row[n + 11]!)
  })
  const [region, country, industry] = lists.map((name) => c.names(name)) as [Names, Names, Names]
  const id = c.floats('id')
  return {
    count: id.length, id, name: c.texts('name') as string[], code: c.texts('code'), creditCode: c.texts('creditCode'), stockCode: c.texts('stockCode'),
    actorType: c.bytes('actorType'), tier: c.bytes('tier'), circle: c.bytes('circle'), region: region.numbers, country: country.numbers, industry: industry.numbers,
    revenue: c.floats('revenue'), researchSpending: c.floats('researchSpending'), employees: c.floats('employees'),
    longitude: c.floats('longitude'), latitude: c.floats('latitude'),
    regions: region.list, regionNames: region.list.map((code) => regionName(code) ?? code), countries: country.list, industries: industry.list,
  }
}

type Names = { list: string[]; numbers: Int32Array }

/** The regions that organisations state and the provinces around them, by code. */
export function regionsOf({ regions }: Pick<Registry, 'regions'>): { code: string; title: Text }[] {
  const provinces = regions.flatMap((code) => (isCode(code) ? [`${code.slice(0, 2)}0000`] : []))
  return [...new Set([...provinces, ...regions])].sort().map((code) => ({ code, title: regionTitle(code) }))
}

/** Whether one region is the other or lies in it. */
export function liesIn(region: string, other: string): boolean {
  return region === other || (isCode(region) && isCode(other) && region.startsWith(other.replace(/(00){1,2}$/, '')))
}

const isCode = (region: string): boolean => /^\d{6}$/.test(region)

/** What a region × industry matrix counts: organisations, or what they have stated of a size. */
export const measures = ['organisations', 'revenue', 'employees', 'researchSpending'] as const
export type Measure = (typeof measures)[number]

/** Whose doings a region × industry matrix holds: an authority or an association has an industry too, but no region is judged by them. */
export const counted = ['enterprises', 'all'] as const
export type Counted = (typeof counted)[number]

const enterprise = terms.actorType.indexOf('enterprise')

/** Whether an organisation counts; one that states no actor type may be an enterprise and does. */
export const isCounted = ({ actorType }: Pick<Registry, 'actorType'>, who: Counted, row: number): boolean => who === 'all' || actorType[row]! < 0 || actorType[row] === enterprise

/** Regions × industries. `left` counts organisations of another actor type, without a region or industry, or without the size: they are in no cell. */
export type RegionIndustry = { measure: Measure; regions: string[]; regionNames: string[]; industries: string[]; values: Matrix; counts: Matrix; left: { type: number; place: number; size: number } }

export function regionIndustryOf(registry: Registry, measure: Measure, who: Counted): RegionIndustry {
  const { regions, regionNames, industries, region, industry, count } = registry
  const values = matrixOf(regions.length, industries.length)
  const counts = matrixOf(regions.length, industries.length)
  const left = { type: 0, place: 0, size: 0 }
  for (let row = 0; row < count; row++) {
    const size = measure === 'organisations' ? 1 : registry[measure][row]!
    if (!isCounted(registry, who, row)) left.type++
    else if (region[row]! < 0 || industry[row]! < 0) left.place++
    else if (Number.isNaN(size)) left.size++
    else {
      const cell = region[row]! * industries.length + industry[row]!
      values.values[cell]! += size
      counts.values[cell]!++
    }
  }
  return { measure, regions, regionNames, industries, values, counts, left }
}

/** Rows by id, for what points at organisations by their id. */
export function rowsById(ids: Float64Array): Map<number, number> {
  return new Map(Array.from(ids, (id, row) => [id, row]))
}
