import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { Line } from '../shared/contract/policies.ts'
import { regionName } from '../registry/regions.ts'
import { groupBy } from '../shared/group.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { conditionsOf, type Fact, type Observed, type OrganisationFacts, type Supplied } from './rules/eligibility.ts'

export type Known = OrganisationFacts & { name: string; actorType: ActorType | null }
type Row = {
  organisation: number; name: string; actorType: ActorType | null; tier: string | null; circle: string | null; region: string | null; city: string | null; country: string | null; industry: string | null
  established: string | null; revenue: number | null; researchSpending: number | null; employees: number | null; marks: Record<string, { blank?: string }>
}

/** The columns a rule may ask for, by the name of the field that brings them. */
const asked = ['actorType', 'tier', 'circle', 'country', 'industry', 'established', 'revenue', 'researchSpending', 'employees'] as const

/** What rules may ask of organisations, as the viewer may see it; null: of all. Only what the lines ask for is read. */
export async function readFacts(tx: Tx, viewer: Viewer, lines: readonly Line[], { organisations, today }: { organisations: readonly number[] | null; today: string }): Promise<Known[]> {
  const wanted = conditionsOf(lines)
  const of = (column: Sql): Sql => (organisations === null ? empty : sql`and ${column} = any (${[...organisations]}::bigint[])`)
  const rows = await tx.query<Row>(sql`
    select organisation_id as organisation, name, actor_type as "actorType", tier, circle, region_code as region, city_code as city, country, industry, established::text as established,
      revenue, research_spending as "researchSpending", employees, marks
    from organisation where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null ${of(sql`organisation.organisation_id`)} order by name, organisation_id`)
  const supplies = wanted.some(({ fact }) => fact === 'suppliesNode' || fact === 'suppliesState') ? await readSupplies(tx, viewer, of(sql`supplies.organisation_id`), today) : new Map<number, Supplied[]>()
  const observed = await readObserved(tx, viewer, wanted.flatMap(({ indicator }) => (indicator === undefined ? [] : [Number(indicator)])), of(sql`observation.subject_id`))
  return rows.map((row) => ({ ...knownOf(row), supplies: supplies.get(row.organisation) ?? [], observed: observed.get(row.organisation) ?? new Map() }))
}

function knownOf(row: Row): Omit<Known, 'supplies' | 'observed'> {
  const { organisation, name, actorType, region, city, marks } = row
  const ref = (field: string): string => `organisation:${organisation}:${field}`
  const facts = asked.map((field): [string, Fact] => {
    const value = row[field]
    return [field, value === null ? { value, reason: marks[field]?.blank ?? null } : { value, ref: ref(field) }]
  })
  const places = [['region', region], ['city', city]].flatMap(([field, code]) => (code ? [{ code, name: regionName(code) ?? code, ref: ref(field!) }] : []))
  return { organisation, name, actorType, facts: Object.fromEntries(facts), places }
}

async function readSupplies(tx: Tx, viewer: Viewer, of: Sql, today: string): Promise<Map<number, Supplied[]>> {
  const rows = await tx.query<Supplied & { organisation: number }>(sql`
    select supplies.organisation_id as organisation, supplies.node_id as node, node.name, standing.state
    from supplies
    join node on node.cluster_id = supplies.cluster_id and node.node_id = supplies.node_id and node.retired_at is null and ${visibleTo(viewer, 'node')}
    left join node_state as standing on standing.cluster_id = node.cluster_id and standing.node_id = node.node_id and standing.audience = ${audienceOf(viewer)} and standing.valid_to is null
    where ${visibleTo(viewer, 'supplies')} and supplies.retired_at is null and (supplies.valid_to is null or supplies.valid_to >= ${today}::date) ${of}
    order by node.name, supplies.node_id`)
  return groupBy(rows, ({ organisation }) => organisation)
}

/** The latest period that has a value; a blank one says nothing. */
async function readObserved(tx: Tx, viewer: Viewer, indicators: readonly number[], of: Sql): Promise<Map<number, Map<number, Observed>>> {
  if (indicators.length === 0) return new Map()
  const rows = await tx.query<{ organisation: number; indicator: number; period: string; value: number }>(sql`
    select distinct on (subject_id, indicator_id) subject_id as organisation, indicator_id as indicator, period, value
    from observation
    where ${visibleTo(viewer, 'observation')} and retired_at is null and subject_kind = 'organisation' and indicator_id = any (${[...indicators]}::bigint[]) and value is not null ${of}
    order by subject_id, indicator_id, period desc`)
  const found = new Map<number, Map<number, Observed>>()
  for (const [organisation, all] of groupBy(rows, (row) => row.organisation)) {
    found.set(organisation, new Map(all.map(({ indicator, period, value }) => [indicator, { period, value, ref: `observation:organisation:${organisation}:${indicator}:${period}` }])))
  }
  return found
}
