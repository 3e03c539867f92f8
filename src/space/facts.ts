import { visibleTo, type Viewer } from '../access/viewer.ts'
import { identifier, sql, type Sql } from '../db/sql.ts'
import { linkColumns, nodeColumns, organisationColumns, supplyColumns, type Column as FactColumn } from '../ledger/facts/tables.ts'
import { ownColumns } from '../shared/own-sheets.ts'
import type { SheetKind } from '../shared/vocabulary.ts'
import { objectOf } from './rows.ts'
import type { Column } from './writer.ts'

/** A kind of fact as a sheet: its columns under the headings that intake knows, and the rows that stand. */
export type FactSheet = { kind: SheetKind; columns: Column[]; query: (viewer: Viewer) => Sql }

/** Every kind of fact, in the order in which one may name things of another. */
export const factSheets: readonly FactSheet[] = [
  { kind: 'organisations', columns: ownColumns('organisations'), query: organisations },
  { kind: 'nodes', columns: ownColumns('nodes'), query: nodes },
  { kind: 'inputs', columns: ownColumns('inputs'), query: inputs },
  { kind: 'supplies', columns: ownColumns('supplies'), query: supplies },
  { kind: 'links', columns: ownColumns('links'), query: links },
  { kind: 'observations', columns: ownColumns('observations'), query: observations },
]

/** The fields of a fact table as they stand in `table`. */
function fieldsOf(columns: Record<string, FactColumn>, table: string): Record<string, Sql> {
  return Object.fromEntries(Object.entries(columns).map(([field, { name }]) => [field, sql`${identifier(table)}.${identifier(name)}`]))
}

function marked(table: string): Record<string, Sql> {
  return { grade: sql`${identifier(table)}.marks -> '*' ->> 'grade'`, right: sql`${identifier(table)}.right_of_use` }
}

function organisations(viewer: Viewer): Sql {
  return sql`
    select ${objectOf({ ...fieldsOf(organisationColumns, 'organisation'), ...marked('organisation') })}
    from organisation
    where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null
    order by organisation_id`
}

/** A stage stands as a row of its own that names no node. */
function nodes(viewer: Viewer): Sql {
  const { isStage: _, stageId: __, ...fields } = fieldsOf(nodeColumns, 'node')
  const own = (column: Sql): Sql => sql`case when node.is_stage then null else ${column} end`
  const stage = (column: string): Sql => sql`case when node.is_stage then node.${identifier(column)} else stage_entry.${identifier(column)} end`
  return sql`
    select ${objectOf({ ...fields, code: own(sql`node.code`), name: own(sql`node.name`), stageName: stage('name'), stageCode: stage('code'), ...marked('node') })}
    from node
    left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    where ${visibleTo(viewer, 'node')} and node.retired_at is null
    order by node.is_stage desc nulls last, node.node_id`
}

function inputs(viewer: Viewer): Sql {
  const fields = { nodeCode: sql`node.code`, node: sql`node.name`, inputCode: sql`other.code`, input: sql`other.name`, relation: sql`node_link.relation`, right: sql`node_link.right_of_use` }
  return sql`
    select ${objectOf(fields)}
    from node_link
    join node on node.cluster_id = node_link.cluster_id and node.node_id = node_link.node_id
    join node as other on other.cluster_id = node_link.cluster_id and other.node_id = node_link.other_id
    where ${visibleTo(viewer, 'node_link')} and node_link.retired_at is null
    order by node_link.relation, node_link.node_id, node_link.other_id`
}

/** Supplies by organisations, then origin shares: a country stands as the provider. */
function supplies(viewer: Viewer): Sql {
  const node = { nodeCode: sql`node.code`, node: sql`node.name` }
  const provider = { providerCode: sql`organisation.code`, providerStockCode: sql`organisation.stock_code`, providerCreditCode: sql`organisation.credit_code`, provider: sql`organisation.name`, providerKind: sql`'organisation'` }
  const country = { provider: sql`origin.country`, providerKind: sql`'country'`, share: sql`origin.share`, negligible: sql`origin.negligible` }
  return sql`
    select line from (
      select 1 as part, supplies.node_id, organisation.organisation_id, null as country, ${objectOf({ ...provider, ...node, ...fieldsOf(supplyColumns, 'supplies'), ...marked('supplies') })} as line
      from supplies
      join organisation on organisation.cluster_id = supplies.cluster_id and organisation.organisation_id = supplies.organisation_id and organisation.merged_into is null
      join node on node.cluster_id = supplies.cluster_id and node.node_id = supplies.node_id
      where ${visibleTo(viewer, 'supplies')} and supplies.retired_at is null
      union all
      select 2, origin.node_id, null, origin.country, ${objectOf({ ...country, ...node, ...marked('origin') })}
      from origin
      join node on node.cluster_id = origin.cluster_id and node.node_id = origin.node_id
      where ${visibleTo(viewer, 'origin')} and origin.retired_at is null) as supplied
    order by part, node_id, organisation_id, country`
}

function links(viewer: Viewer): Sql {
  const end = (name: 'supplier' | 'customer'): Record<string, Sql> => {
    const t = identifier(name)
    return { [`${name}Code`]: sql`${t}.code`, [`${name}StockCode`]: sql`${t}.stock_code`, [`${name}CreditCode`]: sql`${t}.credit_code`, [name]: sql`${t}.name` }
  }
  return sql`
    select ${objectOf({ ...end('supplier'), ...end('customer'), ...fieldsOf(linkColumns, 'organisation_link'), ...marked('organisation_link') })}
    from organisation_link
    join organisation as supplier on supplier.cluster_id = organisation_link.cluster_id and supplier.organisation_id = organisation_link.supplier_id and supplier.merged_into is null
    join organisation as named on named.cluster_id = organisation_link.cluster_id and named.organisation_id = organisation_link.customer_id
    join organisation as customer on customer.cluster_id = organisation_link.cluster_id and customer.organisation_id = coalesce(named.merged_into, named.organisation_id)
    where ${visibleTo(viewer, 'organisation_link')} and organisation_link.retired_at is null
    order by organisation_link.supplier_id, organisation_link.customer_id`
}

function observations(viewer: Viewer): Sql {
  const fields = {
    indicator: sql`indicator.name`, subjectKind: sql`observation.subject_kind`, subjectCode: sql`coalesce(region.code, organisation.credit_code, node.code)`,
    subject: sql`coalesce(region.name, organisation.name, node.name, cluster.name)`, period: sql`observation.period`,
    value: sql`coalesce(to_json(observation.value), to_json(nullif(observation.blank_reason, '')))`, unit: sql`observation.unit`, grade: sql`claim.grade`, right: sql`observation.right_of_use`,
  }
  return sql`
    select ${objectOf(fields)}
    from observation
    join indicator on indicator.cluster_id = observation.cluster_id and indicator.indicator_id = observation.indicator_id
    join claim on claim.cluster_id = observation.cluster_id and claim.claim_id = observation.claim_id
    left join region on observation.subject_kind = 'region' and region.cluster_id = observation.cluster_id and region.region_id = observation.subject_id
    left join organisation on observation.subject_kind = 'organisation' and organisation.cluster_id = observation.cluster_id and organisation.organisation_id = observation.subject_id
    left join node on observation.subject_kind = 'node' and node.cluster_id = observation.cluster_id and node.node_id = observation.subject_id
    left join cluster on observation.subject_kind = 'cluster' and cluster.cluster_id = observation.cluster_id
    where ${visibleTo(viewer, 'observation')} and observation.retired_at is null and organisation.merged_into is null
    order by indicator.name, observation.subject_kind, observation.subject_id, observation.period`
}
