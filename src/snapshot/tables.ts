import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { buildGraph, type Graph } from '../kernels/graph.ts'
import { nodeKinds, stages } from '../shared/vocabulary.ts'
import { openColumns, type Columns } from './columns.ts'
import { copyRows } from './copy-rows.ts'
import type { NodeColumns, OrganisationColumns, OriginColumns, SupplyColumns } from './snapshot.ts'
import { usable, type Scope } from './usable.ts'

const stageKeys = Object.keys(stages)
const kindKeys = Object.keys(nodeKinds)

/** The day a fact was recorded, counted from 1970-01-01. */
function dayOf(column: Sql): Sql {
  return sql`(${column} at time zone 'UTC')::date - date '1970-01-01'`
}

type Rows = ReadonlyMap<number, number>

/** Nodes and named stages in the order of their ids. A stage that was only inferred is not a stated one. */
export async function readNodes(tx: Tx, scope: Scope): Promise<{ nodes: NodeColumns; groups: string[]; rowOf: Rows }> {
  const c = openColumns()
  const stageIds: number[] = []
  await copyRows(tx, sql`
    select node_id, code, name, case when stage_inferred then null else stage end, kind, (is_stage is true)::int, stage_id, group_name, stock_days, substitution_days, ${dayOf(sql`recorded_at`)}
    from node where ${usable(scope, 'node')} and retired_at is null order by node_id`, (row) => {
    c.number('id', row[0]!)
    c.text('code', row[1]!)
    c.text('name', row[2]!)
    c.term('stage', stageKeys, row[3]!)
    c.term('kind', kindKeys, row[4]!)
    c.number('isStage', row[5]!)
    stageIds.push(row[6] === null ? -1 : Number(row[6]))
    c.named('group', row[7]!)
    c.number('stockDays', row[8]!)
    c.number('substitutionDays', row[9]!)
    c.number('day', row[10]!)
  })
  const id = c.floats('id')
  const rowOf = new Map<number, number>()
  for (let n = 0; n < id.length; n++) rowOf.set(id[n]!, n)
  const group = c.names('group')
  const nodes: NodeColumns = {
    count: id.length, id, code: c.texts('code'), name: c.texts('name') as string[], stage: c.bytes('stage'), kind: c.bytes('kind'),
    isStage: Uint8Array.from(c.bytes('isStage')), stageRow: Int32Array.from(stageIds, (stage) => rowOf.get(stage) ?? -1), group: group.numbers,
    stockDays: c.floats('stockDays'), substitutionDays: c.floats('substitutionDays'), day: c.integers('day'),
  }
  return { nodes, groups: group.list, rowOf }
}

/** The links between nodes that are both there. */
export async function readLinks(tx: Tx, scope: Scope, rowOf: Rows): Promise<{ requires: Graph; isA: Graph }> {
  const ends = { requires: { sources: [] as number[], targets: [] as number[] }, isA: { sources: [] as number[], targets: [] as number[] } }
  await copyRows(tx, sql`
    select node_id, other_id, relation from node_link where ${usable(scope, 'node_link')} and retired_at is null order by node_id, relation, other_id`, (row) => {
    const source = rowOf.get(Number(row[0]))
    const target = rowOf.get(Number(row[1]))
    if (source === undefined || target === undefined || source === target) return
    const { sources, targets } = ends[row[2] as 'requires' | 'isA']
    sources.push(source)
    targets.push(target)
  })
  return { requires: buildGraph(rowOf.size, ends.requires), isA: buildGraph(rowOf.size, ends.isA) }
}

/** The organisations that supply anything. The city goes before the region, for it says more. */
export async function readOrganisations(tx: Tx, scope: Scope): Promise<{ organisations: OrganisationColumns; regions: string[]; countries: string[]; rowOf: Rows }> {
  const c = openColumns()
  await copyRows(tx, sql`
    select supplier.organisation_id, organisation.name, organisation.code, organisation.credit_code, organisation.stock_code,
      coalesce(organisation.city_code, organisation.region_code), organisation.country
    from (select distinct organisation_id from supplies where ${usable(scope, 'supplies')} and retired_at is null) as supplier
    left join organisation on organisation.organisation_id = supplier.organisation_id and ${usable(scope, 'organisation')} and organisation.retired_at is null
    order by supplier.organisation_id`, (row) => {
    c.number('id', row[0]!)
    for (const [n, name] of ['name', 'code', 'creditCode', 'stockCode'].entries()) c.text(name, row[n + 1]!)
    c.named('region', row[5]!)
    c.named('country', row[6]!)
  })
  const id = c.floats('id')
  const rowOf = new Map<number, number>()
  for (let n = 0; n < id.length; n++) rowOf.set(id[n]!, n)
  const region = c.names('region')
  const country = c.names('country')
  const organisations: OrganisationColumns = {
    count: id.length, id, name: c.texts('name'), code: c.texts('code'), creditCode: c.texts('creditCode'), stockCode: c.texts('stockCode'),
    region: region.numbers, country: country.numbers,
  }
  return { organisations, regions: region.list, countries: country.list, rowOf }
}

const supplyAnswers = ['negligible', 'qualified', 'capacity', 'certification', 'price'] as const

/** Who supplies which node, in the order of the nodes. */
export async function readSupplies(tx: Tx, scope: Scope, rowOf: Rows, organisationRow: Rows): Promise<{ supplies: SupplyColumns; origins: string[]; owners: string[] }> {
  const c = openColumns()
  await copyRows(tx, sql`
    select organisation_id, node_id, share, revenue_share, origin, owner, negligible::int, qualified::int, capacity::int, certification::int, price::int,
      valid_from - date '1970-01-01', valid_to - date '1970-01-01', ${dayOf(sql`recorded_at`)}
    from supplies where ${usable(scope, 'supplies')} and retired_at is null order by node_id, organisation_id`, (row) => {
    const node = rowOf.get(Number(row[1]))
    if (node === undefined) return
    c.value('organisation', organisationRow.get(Number(row[0]))!)
    c.value('node', node)
    c.number('share', row[2]!)
    c.number('revenueShare', row[3]!)
    c.named('origin', row[4]!)
    c.named('owner', row[5]!)
    for (const [n, name] of supplyAnswers.entries()) c.value(name, row[n + 6] === null ? -1 : Number(row[n + 6]))
    c.number('from', row[11]!)
    c.number('to', row[12]!)
    c.number('day', row[13]!)
  })
  const origin = c.names('origin')
  const owner = c.names('owner')
  const supplies: SupplyColumns = {
    count: origin.numbers.length, organisation: c.integers('organisation'), node: c.integers('node'), share: c.floats('share'), revenueShare: c.floats('revenueShare'),
    origin: origin.numbers, owner: owner.numbers, ...answersOf(c), from: c.floats('from'), to: c.floats('to'), day: c.integers('day'),
  }
  return { supplies, origins: origin.list, owners: owner.list }
}

function answersOf(c: Columns): Pick<SupplyColumns, (typeof supplyAnswers)[number]> {
  return { negligible: c.bytes('negligible'), qualified: c.bytes('qualified'), capacity: c.bytes('capacity'), certification: c.bytes('certification'), price: c.bytes('price') }
}

/** Shares of countries, in the order of the nodes. */
export async function readOrigins(tx: Tx, scope: Scope, rowOf: Rows): Promise<{ origins: OriginColumns; countries: string[] }> {
  const c = openColumns()
  await copyRows(tx, sql`
    select node_id, country, share, negligible::int, ${dayOf(sql`recorded_at`)}
    from origin where ${usable(scope, 'origin')} and retired_at is null order by node_id, country`, (row) => {
    const node = rowOf.get(Number(row[0]))
    if (node === undefined) return
    c.value('node', node)
    c.named('country', row[1]!)
    c.number('share', row[2]!)
    c.value('negligible', row[3] === null ? -1 : Number(row[3]))
    c.number('day', row[4]!)
  })
  const country = c.names('country')
  const origins: OriginColumns = { count: country.numbers.length, node: c.integers('node'), country: country.numbers, share: c.floats('share'), negligible: c.bytes('negligible'), day: c.integers('day') }
  return { origins, countries: country.list }
}
