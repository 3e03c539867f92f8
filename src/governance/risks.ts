import { getThresholds } from '../access/clusters.ts'
import { asViewer, demand, visibleTo, type Viewer } from '../access/viewer.ts'
import { withStates } from '../chain/states.ts'
import type { Db, Tx } from '../db/db.ts'
import { hashingJoins } from '../db/hashing-joins.ts'
import { json, sql, type Sql } from '../db/sql.ts'
import type { RiskRow } from '../shared/contract/chain.ts'
import { AppError } from '../shared/errors.ts'
import { riskTitle } from '../shared/risk-title.ts'
import type { RiskGrade, RiskStatus } from '../shared/vocabulary.ts'
import { gradingRule, proposeGrade, riskStates, type RiskKind } from './grading.ts'
import { listRisks } from './risk-list.ts'

export type Proposed = { proposed: number; unchanged: number; resolved: number }
export type RiskChange = { edition: number; status?: RiskStatus; grade?: RiskGrade | null; owner?: number | null; dueDate?: string | null; note?: string | null }

type Found = { node: number; name: string; kind: RiskKind; grade: RiskGrade }
type Item = { risk: number; node: number; kind: string; status: RiskStatus }

/**
 * Proposes a risk for every node whose state is one, as the team sees it. A risk that stands or was refused is not proposed again. One
 * whose state no longer holds is closed if nobody has confirmed it; a confirmed one is proposed as resolved, and people close it.
 */
export async function proposeRisks(db: Db, viewer: Viewer, now = new Date()): Promise<Proposed> {
  demand(viewer, 'analyst')
  return withStates(db, viewer, (tx) => propose(tx, viewer), now)
}

async function propose(tx: Tx, viewer: Viewer): Promise<Proposed> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`risks ${viewer.cluster}`}))`)
  const found = await hashingJoins(tx, () => readFound(tx, viewer))
  const items = await readItems(tx, viewer)
  const holds = new Set(found.map(keyOf))
  const met = new Set(items.filter(({ status }) => status !== 'closed').map(keyOf))
  const fresh = found.filter((one) => !met.has(keyOf(one)))
  await stageFound(tx, found, (one) => !met.has(keyOf(one)))
  await hashingJoins(tx, async () => {
    if (fresh.length > 0) await insertRisks(tx, viewer)
    await refreshReasons(tx, viewer)
  })
  const gone = items.filter((item) => (item.status === 'proposed' || item.status === 'confirmed') && !holds.has(keyOf(item)))
  await closeUnconfirmed(tx, viewer, gone.filter(({ status }) => status === 'proposed'))
  await proposeResolved(tx, viewer, gone.filter(({ status }) => status === 'confirmed'))
  return { proposed: fresh.length, unchanged: found.length - fresh.length, resolved: gone.length }
}

const keyOf = ({ node, kind }: { node: number; kind: string }): string => `${node} ${kind}`

async function readFound(tx: Tx, viewer: Viewer): Promise<Found[]> {
  const { riskDependants } = await getThresholds(tx, viewer)
  // The finding that decided stands first among the reasons.
  const rows = await tx.query<Omit<Found, 'grade'> & { inferred: boolean; dependants: number }>(sql`
    select node.node_id as node, node.name, node_state.state as kind, coalesce(node_state.reasons -> 0 ->> 'grade' = 'D', false) as inferred, coalesce(needing.number, 0) as dependants
    from node_state join node on node.node_id = node_state.node_id and ${visibleTo(viewer, 'node')} and node.retired_at is null and node.is_stage is not true
    left join (
      select node_link.other_id as id, count(*) as number from node_link
      where ${visibleTo(viewer, 'node_link')} and node_link.relation = 'requires' and node_link.retired_at is null group by 1) as needing on needing.id = node.node_id
    where ${standingRisk(viewer)}
    order by node.node_id`)
  return rows.map(({ dependants, inferred, ...one }) => ({ ...one, grade: proposeGrade({ kind: one.kind, dependants, inferred }, riskDependants) }))
}

/** The states, as the team sees them, that are risks. */
function standingRisk(viewer: Viewer): Sql {
  return sql`node_state.cluster_id = ${viewer.cluster} and node_state.audience = 'team' and node_state.valid_to is null and node_state.state = any (${[...riskStates]}::text[])`
}

function readItems(tx: Tx, viewer: Viewer): Promise<Item[]> {
  return tx.query<Item>(sql`select risk_id as risk, node_id as node, kind, status from risk_item where cluster_id = ${viewer.cluster} order by risk_id`)
}

/**
 * Lays the findings out as a table of their own, known to the planner and found by node: reasons are tens of megabytes on a large map
 * and go from states to risks inside the database.
 */
async function stageFound(tx: Tx, found: readonly Found[], isNew: (one: Found) => boolean): Promise<void> {
  await tx.exec('create temporary table staged_risk (node bigint primary key, kind text not null, title text not null, grade text not null, is_new boolean not null) on commit drop')
  await tx.copyIn('staged_risk (node, kind, title, grade, is_new)', found.map((one) => [one.node, one.kind, riskTitle(one.name, one.kind).zh, one.grade, isNew(one)]))
  await tx.exec('analyze staged_risk')
}

const claimIds = sql`array(select distinct claim::bigint from jsonb_array_elements(node_state.reasons) as reason, jsonb_array_elements(reason -> 'claimIds') as claim order by 1)`

async function insertRisks(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.query(sql`
    with made as (
      insert into risk_item (cluster_id, node_id, kind, title, proposed_grade, reasons, claim_ids)
      select ${viewer.cluster}, item.node, item.kind, item.title, item.grade, node_state.reasons, ${claimIds}
      from staged_risk as item join node_state on node_state.node_id = item.node and ${standingRisk(viewer)}
      where item.is_new
      returning risk_id, proposed_grade)
    insert into risk_event (cluster_id, risk_id, change)
    select ${viewer.cluster}, risk_id, jsonb_build_object('proposal', 'proposed', 'grade', proposed_grade, 'rule', ${gradingRule.id}::text, 'version', ${gradingRule.version}::integer) from made`)
}

/** The evidence of a standing risk is kept up to date where it is another than before; what people decided is not touched. */
async function refreshReasons(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.query(sql`
    update risk_item set reasons = node_state.reasons, proposed_grade = item.grade, claim_ids = ${claimIds}
    from staged_risk as item join node_state on node_state.node_id = item.node and ${standingRisk(viewer)}
    where not item.is_new and risk_item.cluster_id = ${viewer.cluster} and risk_item.node_id = item.node and risk_item.kind = item.kind
      and risk_item.status in ('proposed', 'confirmed') and (risk_item.reasons, risk_item.proposed_grade) is distinct from (node_state.reasons, item.grade)`)
}

async function closeUnconfirmed(tx: Tx, viewer: Viewer, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  await tx.query(sql`
    update risk_item set status = 'closed', edition = edition + 1, changed_at = now()
    where cluster_id = ${viewer.cluster} and risk_id = any (${items.map(({ risk }) => risk)}::bigint[])`)
  await logEvents(tx, viewer, items.map(({ risk }) => ({ risk, change: { proposal: 'withdrawn', status: { before: 'proposed', after: 'closed' } } })))
}

/** Says once of a confirmed risk that what it rests on no longer holds; people close it. */
async function proposeResolved(tx: Tx, viewer: Viewer, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  const said = await tx.query<{ risk: number }>(sql`
    select risk_id as risk from (
      select distinct on (risk_id) risk_id, change ->> 'proposal' as proposal from risk_event
      where cluster_id = ${viewer.cluster} and risk_id = any (${items.map(({ risk }) => risk)}::bigint[])
      order by risk_id, made_at desc, event_id desc) as last
    where proposal = 'resolved'`)
  const known = new Set(said.map(({ risk }) => risk))
  await logEvents(tx, viewer, items.filter(({ risk }) => !known.has(risk)).map(({ risk }) => ({ risk, change: { proposal: 'resolved' } })))
}

/** Events of the program have no account: nobody did it. */
async function logEvents(tx: Tx, viewer: Viewer, events: readonly { risk: number; change: object }[], account: number | null = null): Promise<void> {
  if (events.length === 0) return
  await tx.query(sql`
    insert into risk_event (cluster_id, risk_id, account_id, change)
    select ${viewer.cluster}, event.risk, ${account}::bigint, event.change from jsonb_to_recordset(${json(events)}) as event (risk bigint, change jsonb)`)
}

type Stored = { status: RiskStatus; grade: RiskGrade | null; owner: number | null; dueDate: string | null; note: string | null; edition: number; node: number; kind: string }

/**
 * Confirms, grades, owns, dates or annotates a risk. Who changes an edition that is no longer the newest is told so and loses nothing:
 * the answer carries what stands now.
 */
export async function updateRisk(db: Db, viewer: Viewer, risk: number, change: RiskChange): Promise<RiskRow> {
  demand(viewer, 'analyst')
  return asViewer(db, viewer, async (tx) => {
    const before = await lockRisk(tx, viewer, risk)
    if (before.edition !== change.edition) throw changedMeanwhile(before)
    const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)), edition: before.edition + 1 } as Stored
    if (after.owner !== null && after.owner !== before.owner) await checkOwner(tx, viewer, after.owner)
    await checkStanding(tx, viewer, risk, after)
    const changed = differences(before, after)
    if (Object.keys(changed).length > 0) await store(tx, viewer, risk, after, changed)
    return (await listRisks(tx, viewer, { risk }))[0]!
  })
}

async function lockRisk(tx: Tx, viewer: Viewer, risk: number): Promise<Stored> {
  const rows = await tx.query<Stored>(sql`
    select status, grade, owner_id as owner, due_date as "dueDate", note, edition, node_id as node, kind
    from risk_item where cluster_id = ${viewer.cluster} and risk_id = ${risk} for update`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${risk} 的风险条目，或您无权查看。`, en: `There is no risk ${risk}, or you may not see it.` })
  return rows[0]
}

function differences(before: Stored, after: Stored): Record<string, { before: unknown; after: unknown }> {
  const fields = ['status', 'grade', 'owner', 'dueDate', 'note'] as const
  return Object.fromEntries(fields.filter((field) => before[field] !== after[field]).map((field) => [field, { before: before[field], after: after[field] }]))
}

async function store(tx: Tx, viewer: Viewer, risk: number, after: Stored, change: object): Promise<void> {
  await tx.query(sql`
    update risk_item set status = ${after.status}, grade = ${after.grade}, owner_id = ${after.owner}, due_date = ${after.dueDate}::date, note = ${after.note},
      edition = ${after.edition}, changed_at = now()
    where cluster_id = ${viewer.cluster} and risk_id = ${risk}`)
  await logEvents(tx, viewer, [{ risk, change }], viewer.account)
}

async function checkOwner(tx: Tx, viewer: Viewer, owner: number): Promise<void> {
  const found = await tx.query(sql`
    select 1 from organisation where ${visibleTo(viewer, 'organisation')} and organisation_id = ${owner} and retired_at is null and merged_into is null`)
  if (found.length === 0) throw new AppError('not-found', { zh: `没有编号为 ${owner} 的主体。请从主体库中选择责任单位。`, en: `There is no organisation ${owner}. Choose the owner from the registry.` })
}

/** One node has at most one standing risk of a kind. */
async function checkStanding(tx: Tx, viewer: Viewer, risk: number, { status, node, kind }: Stored): Promise<void> {
  if (status !== 'proposed' && status !== 'confirmed') return
  const other = await tx.query<{ risk: number }>(sql`
    select risk_id as risk from risk_item
    where cluster_id = ${viewer.cluster} and node_id = ${node} and kind = ${kind} and status in ('proposed', 'confirmed') and risk_id <> ${risk}`)
  if (other[0]) throw new AppError('already-exists', { zh: `该环节已有同类风险条目（编号 ${other[0].risk}）。请在那一条上处理。`, en: `The node has a standing risk of this kind already (number ${other[0].risk}). Work on that one.` })
}

function changedMeanwhile(now: Stored): AppError {
  const { status, grade, owner, dueDate, note, edition } = now
  return new AppError('changed-meanwhile', {
    zh: '这条风险刚刚被他人修改，您的修改尚未保存。请查看最新内容后再次保存。',
    en: 'Somebody changed this risk a moment ago; your change is not saved yet. Look at what stands now and save again.',
  }, { now: { status, grade, owner, dueDate, note, edition } })
}
