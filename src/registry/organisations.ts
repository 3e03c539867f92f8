import { audienceOf, readAs, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { empty, join, prepared, sql, type Sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { Organisation, registryEndpoints } from '../shared/contract/registry.ts'
import { AppError } from '../shared/errors.ts'
import { regionName } from './regions.ts'
import { organisationsFound } from './search.ts'
import { startNear, type Mark } from './ruler.ts'
import { readRevision, totalOf } from './totals.ts'

export type OrganisationFilter = {
  text?: string; actorType?: string; tier?: string; circle?: string; region?: string; conflicts?: 'true'; sort?: string
}
type Page = { offset: number; limit: number }
type OrganisationPage = Answer<typeof registryEndpoints.getOrganisation>

/** How many of an organisation's supplies its page lists. */
const shownSupplies = 500

const columns: Sql = sql`
  organisation.organisation_id as id, organisation.name, organisation.short_name as "shortName", organisation.credit_code as "creditCode", organisation.stock_code as "stockCode",
  organisation.code, organisation.actor_type as "actorType", organisation.tier, organisation.circle, organisation.region_code as "regionCode", organisation.city_code as "cityCode",
  organisation.country, organisation.industry, organisation.revenue, organisation.employees, organisation.marks`

/** How many of an organisation's supplies the viewer may see. */
function suppliesOf(viewer: Viewer): Sql {
  return sql`(select count(*) from supplies where ${visibleTo(viewer, 'supplies')} and supplies.organisation_id = organisation.organisation_id and supplies.retired_at is null) as supplies`
}

/** A window of the registry, filtered and sorted. */
export async function listOrganisations(db: Db, viewer: Viewer, filter: OrganisationFilter, { offset, limit }: Page): Promise<{ total: number; items: Organisation[] }> {
  const reading = readAs(db, viewer)
  const counted = { list: `organisations ${JSON.stringify({ ...filter, sort: undefined })}`, asOf: await readRevision(reading, viewer) }
  const count = async (): Promise<number> => (await reading.query<{ total: number }>(sql`select count(*) as total from organisation where ${filtered(viewer, filter)}`))[0]!.total
  const window = async (): Promise<Organisation[]> => {
    const named = sql`select organisation.name, organisation.organisation_id as id from organisation where ${filtered(viewer, filter)}`
    const start = filter.sort === undefined && !filter.text ? await startNear(db, viewer, { ...counted, offset }, named) : { offset }
    return readOrganisations(reading, viewer, filter, { ...start, limit })
  }
  // What was found by a text is counted each time: it is quick, and nobody asks for the same words again.
  const [total, items] = await Promise.all([filter.text ? count() : totalOf(db, viewer, counted, count), window()])
  return { total, items }
}

/** The organisations of a window, those behind `after` where it is given; the supplies of those in it are counted. */
export async function readOrganisations(tx: Pick<Tx, 'query'>, viewer: Viewer, filter: OrganisationFilter, { after, offset, limit }: Page & { after?: Mark }): Promise<Organisation[]> {
  const order = orderOf(filter.sort)
  const query = sql`
    with page as materialized (
      select organisation.* from organisation
      where ${filtered(viewer, filter)} ${after ? sql`and (organisation.name, organisation.organisation_id) > (${after.name}, ${after.id}::bigint)` : empty}
      order by ${order} offset ${offset} limit ${limit})
    select ${columns}, coalesce(supplied.number, 0) as supplies
    from page as organisation
    left join (
      select supplies.organisation_id as id, count(*) as number from supplies
      where ${visibleTo(viewer, 'supplies')} and supplies.organisation_id = any ((select array_agg(organisation_id) from page)::bigint[]) and supplies.retired_at is null
      group by 1) as supplied on supplied.id = organisation.organisation_id
    order by ${order}`
  // The list as it opens is planned once; what is filtered or sorted otherwise is planned for what it asks.
  return (await tx.query<Organisation>(Object.values(filter).some(Boolean) ? query : prepared(query))).map(withPlaces)
}

function filtered(viewer: Viewer, { text, actorType, tier, circle, region, conflicts }: OrganisationFilter): Sql {
  return sql`${visibleTo(viewer, 'organisation')} and organisation.retired_at is null and organisation.merged_into is null
    ${text ? sql`and (organisation.credit_code = ${text.toUpperCase()} or organisation.stock_code = ${text} or organisation.code = ${text}
      or organisation.organisation_id in (${organisationsFound(text)}))` : empty}
    ${actorType ? sql`and organisation.actor_type = ${actorType}` : empty}
    ${tier ? sql`and organisation.tier = ${tier}` : empty}
    ${circle ? sql`and organisation.circle = ${circle}` : empty}
    ${region ? sql`and (organisation.city_code = ${region} or organisation.region_code = ${region})` : empty}
    ${conflicts ? sql`and jsonb_path_exists(organisation.marks, '$.*.conflict')` : empty}`
}

const sortable: Record<string, Sql> = {
  name: sql`organisation.name`, creditCode: sql`organisation.credit_code`, actorType: sql`organisation.actor_type`, tier: sql`organisation.tier`,
  circle: sql`organisation.circle`, city: sql`organisation.city_code`, region: sql`organisation.region_code`, industry: sql`organisation.industry`,
  revenue: sql`organisation.revenue`, employees: sql`organisation.employees`,
}

/** `revenue,-name` as SQL; ends with the key, so that windows never overlap. An unknown column is refused by name. */
export function orderBy(sort: string | undefined, known: Record<string, Sql>, key: Sql, usual: Sql): Sql {
  const parts = (sort ?? '').split(',').filter((part) => part !== '').map((part) => {
    const column = known[part.replace(/^-/, '')]
    if (!column) {
      throw new AppError('invalid-request', {
        zh: `不能按“${part}”排序。可用：${Object.keys(known).join('、')}。`, en: `Sorting by “${part}” is not possible. Use one of ${Object.keys(known).join(', ')}.`,
      })
    }
    return part.startsWith('-') ? sql`${column} desc nulls last` : sql`${column} asc nulls last`
  })
  return join([...(parts.length === 0 ? [usual] : parts), key], sql`, `)
}

function orderOf(sort: string | undefined): Sql {
  return orderBy(sort, sortable, sql`organisation.organisation_id`, sql`organisation.name`)
}

function withPlaces<T extends { regionCode: string | null; cityCode: string | null }>(row: T): T & { region: string | null; city: string | null } {
  return { ...row, region: regionName(row.regionCode), city: regionName(row.cityCode) }
}

/** One organisation with its names, supplies, observations and the organisations merged into it, in one query. A merged one answers as the one it was merged into. */
export async function getOrganisation(tx: Pick<Tx, 'query'>, viewer: Viewer, id: number): Promise<OrganisationPage> {
  // Under row-level security an index serves a comparison with a case, which can leak nothing, but not one with coalesce.
  const rows = await tx.query<Omit<OrganisationPage, 'supplies' | 'suppliedTotal'>>(prepared(sql`
    select ${columns}, organisation.english_name as "englishName", organisation.former_names as "formerNames", organisation.other_names as "otherNames",
      organisation.address, organisation.longitude, organisation.latitude, organisation.established, organisation.research_spending as "researchSpending", organisation.website, organisation.note,
      ${listOf(namesOf(viewer))} as names, ${listOf(suppliedBy(viewer))} as supplied, ${listOf(mergedInto(viewer))} as merged, ${listOf(observedOn(viewer))} as observations
    from organisation as asked
    join organisation on organisation.cluster_id = asked.cluster_id and organisation.organisation_id = case when asked.merged_into is null then asked.organisation_id else asked.merged_into end
    where asked.cluster_id = ${viewer.cluster} and asked.organisation_id = ${id} and ${visibleTo(viewer, 'organisation')}`))
  const found = rows[0]
  if (!found) throw new AppError('not-found', { zh: `没有编号为 ${id} 的主体，或您无权查看。`, en: `There is no organisation ${id}, or you may not see it.` })
  const supplies = found.supplied.length < shownSupplies ? found.supplied.length : await countSupplies(tx, viewer, found.id)
  return { ...withPlaces(found), supplies, suppliedTotal: supplies }
}

async function countSupplies(tx: Pick<Tx, 'query'>, viewer: Viewer, id: number): Promise<number> {
  const rows = await tx.query<{ supplies: number }>(sql`select ${suppliesOf(viewer)} from organisation where cluster_id = ${viewer.cluster} and organisation_id = ${id}`)
  return rows[0]!.supplies
}

/** The rows of a query as one value of another; json, which is written once, where jsonb is taken apart and written again. */
function listOf(query: Sql): Sql {
  return sql`(select coalesce(json_agg(row_to_json(item)), '[]') from (${query}) as item)`
}

function namesOf(viewer: Viewer): Sql {
  return sql`
    select distinct scheme, coalesce(label, value) as value from identifier
    where identifier.cluster_id = ${viewer.cluster} and entity_kind = 'organisation' and entity_id = organisation.organisation_id order by 1, 2`
}

function mergedInto(viewer: Viewer): Sql {
  return sql`
    select merge.merge_id as merge, part.organisation_id as id, part.name, to_char(merge.merged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "mergedAt"
    from merge join organisation as part on part.cluster_id = merge.cluster_id and part.organisation_id = merge.merged_id
    where merge.cluster_id = ${viewer.cluster} and merge.kept_id = organisation.organisation_id and merge.undone_at is null order by merge.merged_at`
}

function observedOn(viewer: Viewer): Sql {
  return sql`
    select observation.indicator_id as "indicatorId", indicator.name as indicator, observation.unit, observation.period, observation.value
    from observation join indicator on indicator.cluster_id = observation.cluster_id and indicator.indicator_id = observation.indicator_id
    where ${visibleTo(viewer, 'observation')} and observation.subject_kind = 'organisation' and observation.subject_id = organisation.organisation_id and observation.retired_at is null
    order by indicator.name, observation.period desc limit 500`
}

function suppliedBy(viewer: Viewer): Sql {
  return sql`
    select supplies.node_id as "nodeId", node.name as node, supplies.share, supplies.revenue_share as "revenueShare", supplies.origin, supplies.owner, supplies.qualified,
      (select node_state.state from node_state where node_state.cluster_id = ${viewer.cluster} and node_state.node_id = supplies.node_id
        and node_state.audience = ${audienceOf(viewer)} and node_state.valid_to is null) as state, supplies.marks
    from supplies
    join node on node.cluster_id = supplies.cluster_id and node.node_id = supplies.node_id
    where ${visibleTo(viewer, 'supplies')} and supplies.organisation_id = organisation.organisation_id and supplies.retired_at is null
    order by supplies.revenue_share desc nulls last, supplies.share desc nulls last, node.name limit ${shownSupplies}`
}
