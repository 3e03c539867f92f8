import { empty, sql, type Sql } from '../../db/sql.ts'

/** A column of a fact table and how the chosen claim's value becomes it. */
export type Column = { name: string; type: 'text' | 'list' | 'number' | 'date' | 'boolean' | 'reference' }

/** A fact table whose columns are claims on one subject (or one relation): which predicate fills which column. */
export type AttributeFact = {
  table: string
  subjectKind: 'organisation' | 'node'
  /** Predicates that say the thing exists; the first of them that is there also lends the row its right of use. */
  existence: string[]
  columns: Record<string, Column>
  touchedWhere: Sql
  /** The columns of the key, and what each is in the derived `fact`. */
  key: Record<string, Sql>
  oldIsAsked: Sql
  /** What a row must have to be one. */
  having: Sql
}

const text = (name: string): Column => ({ name, type: 'text' })
const number = (name: string): Column => ({ name, type: 'number' })
const boolean = (name: string): Column => ({ name, type: 'boolean' })
const date = (name: string): Column => ({ name, type: 'date' })
const list = (name: string): Column => ({ name, type: 'list' })

export const organisationColumns = {
  code: text('code'), creditCode: text('credit_code'), stockCode: text('stock_code'), name: text('name'), shortName: text('short_name'),
  englishName: text('english_name'), formerNames: list('former_names'), otherNames: list('other_names'), actorType: text('actor_type'),
  tier: text('tier'), circle: text('circle'), region: text('region_code'), city: text('city_code'), country: text('country'), address: text('address'),
  longitude: number('longitude'), latitude: number('latitude'),
  industry: text('industry'), established: date('established'), revenue: number('revenue'), researchSpending: number('research_spending'),
  employees: number('employees'), website: text('website'), note: text('note'),
} satisfies Record<string, Column>

export const nodeColumns = {
  code: text('code'), name: text('name'), isStage: boolean('is_stage'), kind: text('kind'), stage: text('stage'),
  stageId: { name: 'stage_id', type: 'reference' }, group: text('group_name'), stockDays: number('stock_days'), substitutionDays: number('substitution_days'),
  hsCode: text('hs_code'), description: text('description'), note: text('note'),
} satisfies Record<string, Column>

export const supplyColumns = {
  share: number('share'), revenueShare: number('revenue_share'), negligible: boolean('negligible'), origin: text('origin'), owner: text('owner'),
  qualified: boolean('qualified'), capacity: boolean('capacity'), certification: boolean('certification'), price: boolean('price'),
  from: date('valid_from'), to: date('valid_to'), note: text('note'),
} satisfies Record<string, Column>

export const linkColumns = { volume: number('volume'), note: text('note') } satisfies Record<string, Column>

/** Predicates of a supply stand behind this prefix, so that a supplier's note is not taken for the organisation's. */
export const supplyPrefix = 'supplies.'

/** The same for what an organisation sells to another. */
export const linkPrefix = 'sells.'

export const attributeFacts: AttributeFact[] = [
  {
    table: 'organisation', subjectKind: 'organisation', existence: ['name', 'shortName'], columns: organisationColumns,
    touchedWhere: sql`touched.subject_kind = 'organisation' and touched.object_id = 0 and touched.predicate <> 'observation'`,
    key: { organisation_id: sql`fact.id` }, // What was merged away keeps its row as it last stood: lists leave it out by `merged_into`.
    oldIsAsked: sql`old.organisation_id = asked.part_id and old.merged_into is null`,
    having: sql`having max(placed.value_text) filter (where placed.predicate = 'name') is not null`,
  },
  {
    table: 'node', subjectKind: 'node', existence: ['name'], columns: nodeColumns,
    touchedWhere: sql`touched.subject_kind = 'node' and touched.object_id = 0 and touched.predicate not in ('origin', 'observation')`,
    key: { node_id: sql`fact.id` }, oldIsAsked: sql`old.node_id = asked.part_id`,
    having: sql`having max(placed.value_text) filter (where placed.predicate = 'name') is not null`,
  },
  {
    table: 'supplies', subjectKind: 'organisation', existence: ['supplies'],
    columns: Object.fromEntries(Object.entries(supplyColumns).map(([field, column]) => [supplyPrefix + field, column])),
    touchedWhere: sql`touched.subject_kind = 'organisation' and touched.object_id <> 0 and touched.predicate like 'supplies%'`,
    key: { organisation_id: sql`fact.id`, node_id: sql`fact.object_id` },
    oldIsAsked: sql`old.organisation_id = asked.part_id and old.node_id = asked.object_id`,
    having: empty,
  },
  {
    table: 'organisation_link', subjectKind: 'organisation', existence: ['sells'],
    columns: Object.fromEntries(Object.entries(linkColumns).map(([field, column]) => [linkPrefix + field, column])),
    touchedWhere: sql`touched.subject_kind = 'organisation' and touched.object_id <> 0 and touched.predicate like 'sells%'`,
    key: { supplier_id: sql`fact.id`, customer_id: sql`fact.object_id` },
    oldIsAsked: sql`old.supplier_id = asked.part_id and old.customer_id = asked.object_id`,
    having: empty,
  },
]
