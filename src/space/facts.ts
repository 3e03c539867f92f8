import { visibleTo, type Viewer } from '../access/viewer.ts'
import { identifier, join, sql, type Sql } from '../db/sql.ts'
import { nodeColumns, organisationColumns, supplyColumns, type Column as FactColumn } from '../ledger/facts/tables.ts'
import { sheetFields, type Field, type Recipe } from '../shared/sheets.ts'
import type { SheetKind } from '../shared/vocabulary.ts'
import type { Column } from './writer.ts'

/** A kind of fact as a sheet: its columns under the headings that intake knows, and the rows that stand. */
export type FactSheet = { kind: SheetKind; columns: Column[]; query: (viewer: Viewer) => Sql }

const shared = [{ title: '证据等级', key: 'grade' }, { title: '使用权', key: 'right' }]

/** Every kind of fact, in the order in which one may name things of another. */
export const factSheets: readonly FactSheet[] = [
  { kind: 'organisations', columns: columnsOf('organisations'), query: organisations },
  { kind: 'nodes', columns: columnsOf('nodes'), query: nodes },
  { kind: 'inputs', columns: columnsOf('inputs'), query: inputs },
  { kind: 'supplies', columns: columnsOf('supplies'), query: supplies },
  { kind: 'observations', columns: columnsOf('observations'), query: observations },
]

const left: Partial<Record<SheetKind, readonly string[]>> = {
  organisations: ['providerKind'], inputs: ['note'], supplies: ['period', 'sourceText'], observations: ['sourceText', 'url', 'note'],
}

function columnsOf(kind: SheetKind): Column[] {
  const fields: Record<string, Field> = sheetFields[kind]
  const shown = Object.entries(fields).filter(([field]) => !left[kind]?.includes(field))
  return [...shown.map(([key, { title }]) => ({ key, title: title.zh })), ...shared]
}

/** The recipe that reads a sheet of an export again, for who has changed it in a spreadsheet. */
export function recipeOf({ kind, columns }: FactSheet): Recipe {
  const own = columns.filter((column) => !shared.includes(column))
  return {
    name: `polycenter-export-${kind}`, version: 1, kind, recognisedBy: columns.map(({ title }) => title), exactly: true,
    title: { zh: 'Polycenter 导出', en: 'Export of Polycenter' },
    headings: Object.fromEntries(own.map(({ key, title }) => [key, [title]])),
    constants: {}, words: {}, fillers: {}, units: {}, wide: false, codeScheme: 'code', repeats: 'conflict', inputFirst: false, also: [], bounds: {},
  }
}

function fieldsOf(columns: Record<string, FactColumn>, table: Sql, except: readonly string[] = []): Sql {
  const named = Object.entries(columns).filter(([field]) => !except.includes(field))
  return join(named.map(([field, column]) => sql`${table}.${identifier(column.name)} as ${quoted(field)}`), sql`, `)
}

/** The name of a field as a column's; fields are named in the code alone. */
function quoted(field: string): Sql {
  const parts = field.split(/(?=[A-Z])/)
  return parts.length === 1 ? identifier(field) : (camel[field] ?? identifier(field))
}

/** Fields with a capital, which `identifier` does not take. */
const camel: Record<string, Sql> = {
  creditCode: sql`"creditCode"`, stockCode: sql`"stockCode"`, shortName: sql`"shortName"`, englishName: sql`"englishName"`, formerNames: sql`"formerNames"`,
  otherNames: sql`"otherNames"`, actorType: sql`"actorType"`, researchSpending: sql`"researchSpending"`, stockDays: sql`"stockDays"`, substitutionDays: sql`"substitutionDays"`,
  hsCode: sql`"hsCode"`, revenueShare: sql`"revenueShare"`,
}

const grade = (table: Sql): Sql => sql`${table}.marks -> '*' ->> 'grade' as grade, ${table}.right_of_use as "right"`

function organisations(viewer: Viewer): Sql {
  return sql`
    select ${fieldsOf(organisationColumns, sql`organisation`)}, ${grade(sql`organisation`)}
    from organisation
    where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null
    order by organisation_id`
}

/** A stage stands as a row of its own that names no node. */
function nodes(viewer: Viewer): Sql {
  return sql`
    select case when node.is_stage then null else node.code end as code, case when node.is_stage then null else node.name end as name,
      ${fieldsOf(nodeColumns, sql`node`, ['code', 'name', 'isStage', 'stageId'])},
      case when node.is_stage then node.name else stage_entry.name end as "stageName", case when node.is_stage then node.code else stage_entry.code end as "stageCode", ${grade(sql`node`)}
    from node
    left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    where ${visibleTo(viewer, 'node')} and node.retired_at is null
    order by node.is_stage desc nulls last, node.node_id`
}

function inputs(viewer: Viewer): Sql {
  return sql`
    select node.code as "nodeCode", node.name as node, other.code as "inputCode", other.name as input, node_link.relation, null as grade, node_link.right_of_use as "right"
    from node_link
    join node on node.cluster_id = node_link.cluster_id and node.node_id = node_link.node_id
    join node as other on other.cluster_id = node_link.cluster_id and other.node_id = node_link.other_id
    where ${visibleTo(viewer, 'node_link')} and node_link.retired_at is null
    order by node_link.relation, node_link.node_id, node_link.other_id`
}

/** Supplies by organisations, then origin shares: a country stands as the provider. */
function supplies(viewer: Viewer): Sql {
  const none = join(Object.keys(supplyColumns).filter((field) => !['share', 'negligible'].includes(field)).map((field) => sql`null as ${quoted(field)}`), sql`, `)
  return sql`
    select * from (
      select organisation.code as "providerCode", organisation.stock_code as "providerStockCode", organisation.credit_code as "providerCreditCode", organisation.name as provider,
        'organisation' as "providerKind", node.code as "nodeCode", node.name as node, supplies.share, supplies.negligible, ${fieldsOf(supplyColumns, sql`supplies`, ['share', 'negligible'])}, ${grade(sql`supplies`)}
      from supplies
      join organisation on organisation.cluster_id = supplies.cluster_id and organisation.organisation_id = supplies.organisation_id and organisation.merged_into is null
      join node on node.cluster_id = supplies.cluster_id and node.node_id = supplies.node_id
      where ${visibleTo(viewer, 'supplies')} and supplies.retired_at is null
      order by supplies.node_id, supplies.organisation_id) as supplied
    union all
    select * from (
      select null as "providerCode", null as "providerStockCode", null as "providerCreditCode", origin.country as provider,
        'country' as "providerKind", node.code as "nodeCode", node.name as node, origin.share, origin.negligible, ${none}, ${grade(sql`origin`)}
      from origin
      join node on node.cluster_id = origin.cluster_id and node.node_id = origin.node_id
      where ${visibleTo(viewer, 'origin')} and origin.retired_at is null
      order by origin.node_id, origin.country) as coming`
}

function observations(viewer: Viewer): Sql {
  return sql`
    select indicator.name as indicator, observation.subject_kind as "subjectKind", coalesce(region.code, organisation.credit_code, node.code) as "subjectCode",
      coalesce(region.name, organisation.name, node.name, cluster.name) as subject, observation.period,
      coalesce(observation.value::text, nullif(observation.blank_reason, '')) as value, observation.unit, claim.grade, observation.right_of_use as "right"
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
