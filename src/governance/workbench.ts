import { asProgram, asViewer, reaches, readAs, readTogetherAs, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import type { clusterEndpoints } from '../shared/contract/clusters.ts'
import type { Answer } from '../shared/contract/index.ts'
import { counted } from '../shared/format.ts'
import { spanOf } from '../shared/period.ts'
import { appealLines, changedLines, lateLines, meetingLines, policyLines, seatLines, waitingLines, type Line } from './bench-lines.ts'
import { noPolicies, readPolicyBench } from './policy-bench.ts'
import { readBench, type Span } from './waiting.ts'
import type { Reader } from './work-conditions.ts'

type Workbench = Answer<typeof clusterEndpoints.getWorkbench>
type Item = Workbench['waiting'][number]

type Counts = {
  /** Whether the viewer's organisation was told of a policy. */ told: boolean
  seenAt: string | null; questions: number; conflicts: number; proposed: number; unowned: number; overdue: number; implausible: number; drafts: number
  imports: number; claims: number; ended: number; states: number; riskEvents: number; issued: number; organisations: number; myRisks: number
}

/**
 * What waits for the viewer, what changed in a period or else since they marked the page as seen, and what is late: plain sentences with
 * one action each. What the main job counts and what co-governance counts are asked for side by side, each in one round trip.
 */
export async function getWorkbench(db: Db, viewer: Viewer, now: Date, period?: string): Promise<Workbench> {
  const span = period === undefined ? undefined : spanOf(period)
  const [counts, bench] = await Promise.all([countAll(readAs(db, viewer), viewer, span), readBench(db, readTogetherAs(db, viewer), viewer, { span, now })])
  const policies = counts.told ? await asViewer(db, viewer, (tx) => readPolicyBench(tx, viewer, now), { readOnly: true, plannedOnce: true }) : noPolicies
  return {
    waiting: lines([...waiting(counts, viewer), ...waitingLines(bench), ...appealLines(bench), ...meetingLines(bench), ...seatLines(bench), ...policyLines(policies)]), changed: lines([...changed(counts, viewer), ...changedLines(bench)]), late: lines([...late(counts, viewer), ...lateLines(bench)]), seenAt: counts.seenAt,
  }
}

/** Marks everything as seen now. */
export async function markSeen(tx: Tx, viewer: Viewer): Promise<void> {
  await asProgram(tx, viewer, () => tx.query(sql`
    update member set seen_at = now() where cluster_id = ${viewer.cluster} and account_id = ${viewer.account}`))
}

/** Counts that only the team is told of are not made for others. */
async function countAll(tx: Reader, viewer: Viewer, span: Span | undefined): Promise<Counts> {
  const fresh = (column: Sql): Sql => sql`(${column} > me.since and ${column} <= me.until)`
  const standing = sql`${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null`
  const forTeam = (count: Sql): Sql => (reaches(viewer, 'analyst') ? count : sql`select 0::bigint`)
  const rows = await tx.query<Counts>(prepared(sql`
    with seen as (select seen_at from member where cluster_id = ${viewer.cluster} and account_id = ${viewer.account} union all select null limit 1),
      me as materialized (select seen_at, coalesce(${span?.from ?? null}::timestamptz, seen_at, '-infinity') as since, coalesce(${span?.to ?? null}::timestamptz, 'infinity') as until from seen)
    select seen_at as "seenAt", risk.*,
      exists (select 1 from policy_told where cluster_id = ${viewer.cluster} and organisation_id = ${viewer.organisation}::bigint) as told,
      (${forTeam(sql`select count(*) from question where cluster_id = ${viewer.cluster} and status = 'open'`)}) as questions,
      (${forTeam(sql`select count(*) from organisation where ${standing} and jsonb_path_exists(marks, '$.*.conflict')`)}) as conflicts,
      (${forTeam(sql`select count(*) from (select 1 from organisation where ${standing} limit 2) as first`)}) as organisations,
      (${forTeam(sql`select count(*) from observation where ${visibleTo(viewer, 'observation')} and flag = 'implausible' and retired_at is null`)}) as implausible,
      (${forTeam(sql`select count(*) from report where cluster_id = ${viewer.cluster} and status = 'draft'`)}) as drafts,
      (${forTeam(sql`select count(*) from import where cluster_id = ${viewer.cluster} and ${fresh(sql`recorded_at`)}`)}) as imports,
      (select count(*) from report where cluster_id = ${viewer.cluster} and status = 'issued' and ${fresh(sql`issued_at`)}) as issued,
      (select count(*) from claim where ${visibleTo(viewer, 'claim')} and ${fresh(sql`claim.recorded_at`)}) as claims,
      (select count(*) from claim where ${visibleTo(viewer, 'claim')} and ${fresh(sql`claim.ended_at`)}) as ended,
      (select count(distinct node_id) from node_state where cluster_id = ${viewer.cluster} and ${fresh(sql`valid_from`)} and audience = 'team') as states,
      (select count(*) from risk_event where cluster_id = ${viewer.cluster} and ${fresh(sql`made_at`)}) as "riskEvents"
    from me cross join lateral (
      select count(*) filter (where status = 'proposed') as proposed, count(*) filter (where status = 'confirmed' and owner_id is null) as unowned,
        count(*) filter (where status = 'confirmed' and due_date < current_date) as overdue, count(*) filter (where status = 'confirmed' and owner_id = ${viewer.organisation}::bigint) as "myRisks"
      from risk_item where cluster_id = ${viewer.cluster}) as risk`))
  return rows[0]!
}

function waiting(counts: Counts, viewer: Viewer): Line[] {
  const team = reaches(viewer, 'analyst')
  return [
    { kind: 'empty', count: team && counts.organisations <= 1 ? 1 : 0, zh: '集群里还没有名单。从一张主体名单开始。', en: 'The cluster holds no lists yet. Begin with a list of organisations.', href: '/intake', action: { zh: '导入表格', en: 'Load a sheet' } },
    { kind: 'questions', count: team ? counts.questions : 0, zh: `${counts.questions} 对主体可能是同一家，等待判断`, en: counted(counts.questions, 'pair of organisations may be the same', 'pairs of organisations may be the same'), href: '/duplicates', action: { zh: '逐对判断', en: 'Decide pair by pair' } },
    { kind: 'conflicts', count: team ? counts.conflicts : 0, zh: `${counts.conflicts} 个主体的主张互相矛盾`, en: counted(counts.conflicts, 'organisation carries claims that differ', 'organisations carry claims that differ'), href: '/sources?view=conflicts', action: { zh: '查看并核定', en: 'Look and resolve' } },
    { kind: 'implausible', count: team ? counts.implausible : 0, zh: `${counts.implausible} 个观测值不合常理`, en: counted(counts.implausible, 'observation is implausible', 'observations are implausible'), href: '/observations?flagged=true', action: { zh: '核对来源', en: 'Check the source' } },
    { kind: 'risks', count: team ? counts.proposed : 0, zh: `${counts.proposed} 条风险等待确认`, en: counted(counts.proposed, 'risk waits to be confirmed', 'risks wait to be confirmed'), href: '/risks?status=proposed', action: { zh: '确认与定级', en: 'Confirm and grade' } },
    { kind: 'unowned', count: team ? counts.unowned : 0, zh: `${counts.unowned} 条已确认的风险无人负责`, en: counted(counts.unowned, 'confirmed risk has no owner', 'confirmed risks have no owner'), href: '/risks?status=confirmed', action: { zh: '指定责任方', en: 'Name an owner' } },
    { kind: 'my-risks', count: team ? 0 : counts.myRisks, zh: `${counts.myRisks} 条风险由本单位负责`, en: counted(counts.myRisks, 'risk is owned by your organisation', 'risks are owned by your organisation'), href: '/risks', action: { zh: '查看', en: 'Look' } },
    { kind: 'drafts', count: team ? counts.drafts : 0, zh: `${counts.drafts} 份报告尚未定稿`, en: counted(counts.drafts, 'report is a draft', 'reports are drafts'), href: '/reports', action: { zh: '继续编写', en: 'Go on writing' } },
  ]
}

function changed(counts: Counts, viewer: Viewer): Line[] {
  const team = reaches(viewer, 'analyst')
  return [
    { kind: 'imports', count: team ? counts.imports : 0, zh: `${counts.imports} 次导入`, en: counted(counts.imports, 'import', 'imports'), href: '/sources', action: { zh: '查看来源', en: 'See the sources' } },
    { kind: 'claims', count: counts.claims, zh: `新增 ${counts.claims} 条主张`, en: counted(counts.claims, 'new claim', 'new claims'), href: '/sources?view=changes', action: { zh: '查看变化', en: 'See the changes' } },
    { kind: 'ended', count: counts.ended, zh: `${counts.ended} 条主张失效`, en: counted(counts.ended, 'claim no longer stands', 'claims no longer stand'), href: '/sources?view=changes', action: { zh: '查看变化', en: 'See the changes' } },
    { kind: 'states', count: counts.states, zh: `${counts.states} 个环节的状态有变化`, en: counted(counts.states, 'node changed its state', 'nodes changed their state'), href: '/map', action: { zh: '打开图谱', en: 'Open the map' } },
    { kind: 'risk-events', count: counts.riskEvents, zh: `风险清单有 ${counts.riskEvents} 处变动`, en: counted(counts.riskEvents, 'change of the risk list', 'changes of the risk list'), href: '/risks', action: { zh: '查看清单', en: 'See the list' } },
    { kind: 'issued', count: counts.issued, zh: `${counts.issued} 份报告已定稿`, en: counted(counts.issued, 'report was issued', 'reports were issued'), href: '/reports', action: { zh: '阅读', en: 'Read' } },
  ]
}

/** Only who works on the list can follow a risk up; others are told of it. */
function late(counts: Counts, viewer: Viewer): Line[] {
  const action = reaches(viewer, 'analyst') ? { zh: '催办', en: 'Follow up' } : { zh: '查看', en: 'See' }
  return [{ kind: 'overdue', count: counts.overdue, zh: `${counts.overdue} 条风险超过期限`, en: counted(counts.overdue, 'risk is past its date', 'risks are past their date'), href: '/risks?status=confirmed', action }]
}

function lines(all: Line[]): Item[] {
  return all.filter((line) => line.count > 0).map(({ kind, count, zh, en, href, action }) => ({ kind, count, text: { zh, en }, href, action }))
}
