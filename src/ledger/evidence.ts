import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { ClaimView, Evidence } from '../shared/contract/ledger.ts'
import { AppError } from '../shared/errors.ts'
import type { Grade, Right, Text } from '../shared/vocabulary.ts'
import { objectKindOf, predicateTitle, readRef, refOf, type ClaimKey } from './refs.ts'
import { resolutionRule, ruleOrder, standingResolution } from './rule.ts'

/** How many claims behind one value are shown at once. */
const shownClaims = 200

export type ClaimRow = {
  id: number; subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string
  valueText: string | null; valueNumber: number | null; blankReason: string | null; unit: string | null; flag: string | null
  grade: Grade; giverId: number | null; giver: string | null; right: Right; recordedAt: string; recordedBy: string | null
  endedAt: string | null; endReason: 'superseded' | 'withdrawn' | 'retired' | null
  sourceId: number; sourceKind: 'file' | 'url' | 'form' | 'computation'; sourceName: string; sha256: string | null; url: string | null; withdrawn: boolean
  sheet: string | null; row: number | null; column: string | null
  resolution: number | null; reason: string | null; person: string | null; madeAt: string | null; personal: boolean
}

/** A claim with its source, giver and the resolution that concerns it: the columns every view of claims reads. */
export const claimColumns: Sql = sql`
  claim.claim_id as id, claim.subject_kind as "subjectKind", claim.subject_id as "subjectId", claim.predicate, claim.object_id as "objectId", claim.period, claim.scope,
  claim.value_text as "valueText", claim.value_number as "valueNumber", claim.blank_reason as "blankReason", claim.unit, claim.flag,
  claim.grade, claim.giver_id as "giverId", giver_name(claim.cluster_id, claim.giver_id) as giver, claim.right_of_use as right, claim.recorded_at as "recordedAt", recorder.name as "recordedBy",
  claim.ended_at as "endedAt", claim.end_reason as "endReason",
  source.source_id as "sourceId", source.kind as "sourceKind", source.name as "sourceName", source.sha256, source.url, (source.withdrawn_at is not null) as withdrawn,
  claim.sheet, claim.row_number as row, claim.column_name as column`

export const claimJoins: Sql = sql`
  join source on source.cluster_id = claim.cluster_id and source.source_id = claim.source_id
  left join account as recorder on recorder.account_id = source.recorded_by`

/** Everything behind a claimed value: the claims, chosen one first, and by what it was chosen. */
export async function explainClaimed(tx: Tx, viewer: Viewer, ref: string): Promise<Evidence> {
  const key = ref.startsWith('claim:') ? await keyOfClaim(tx, viewer, Number(ref.slice('claim:'.length))) : readRef(ref)
  const rows = await claimsOf(tx, viewer, key)
  if (rows.length === 0) throw new AppError('not-found', { zh: '这个值没有您可以查看的来源。', en: 'There is no evidence for this value that you may see.' })
  const live = rows.filter((row) => row.endedAt === null)
  const chosen = live[0]
  const values = new Set(live.filter((row) => row.period === chosen?.period).map(saidOf))
  const conflict = values.size > 1 && key.scope !== undefined
  return {
    ref: ref.startsWith('claim:') ? refOf(rows[0]!) : ref,
    title: (await titlesOfKeys(tx, viewer, [key]))[0]!,
    value: chosen ? saidOf(chosen) : null,
    blankReason: chosen?.blankReason ?? null,
    unit: chosen?.unit ?? null,
    mark: chosen
      ? { grade: chosen.grade, ...(conflict ? { conflict } : {}), ...(chosen.grade === 'D' ? { inferred: true } : {}), ...(chosen.flag === 'implausible' ? { implausible: true } : {}) }
      : { withdrawn: true },
    formula: null, inputs: [],
    claims: rows.map((row) => viewOf(row, row === chosen)),
    claimsTotal: rows.length,
    resolution: chosen ? resolutionOf(chosen, conflict || chosen.personal) : null,
    snapshot: null, frozen: false,
  }
}

/** A value by its address, and the claim by which it is what it is. */
export type Fact = { ref: string; claim: number; grade: Grade; value: string | null }

/** Many values at once, each with the claim it follows from; one of which the viewer may see no claim is left out. */
export async function listFacts(tx: Tx, viewer: Viewer, refs: readonly string[]): Promise<Fact[]> {
  const keys = refs.map((ref) => readRef(ref))
  const rows = await tx.query<{ n: number; claim: number; grade: Grade; valueText: string | null; valueNumber: number | null }>(sql`
    select distinct on (asked.n) asked.n, claim.claim_id as claim, claim.grade, claim.value_text as "valueText", claim.value_number as "valueNumber"
    from unnest(${keys.map((_, n) => n)}::int[], ${keys.map((key) => key.subjectKind)}::text[], ${keys.map((key) => key.subjectId)}::bigint[], ${keys.map((key) => key.predicate)}::text[],
      ${keys.map((key) => key.objectId)}::bigint[], ${keys.map((key) => key.period ?? null)}::text[], ${keys.map((key) => key.scope ?? null)}::text[]) as asked (n, kind, subject, predicate, object, period, scope)
    cross join lateral (
      select asked.subject as id
      union all select organisation_id from organisation where cluster_id = ${viewer.cluster} and merged_into = asked.subject) as part
    join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_id = part.id and claim.subject_kind = asked.kind and claim.predicate = asked.predicate and claim.object_id = asked.object
      and (asked.period is null or claim.period = asked.period) and (asked.scope is null or claim.scope = asked.scope) and claim.ended_at is null
    ${standingResolution}
    where ${visibleTo(viewer, 'claim')}
    order by asked.n, claim.period desc, ${ruleOrder}`)
  return rows.map(({ n, claim, grade, ...row }) => ({ ref: refs[n]!, claim, grade, value: saidOf(row) }))
}

/** What values are called, by their addresses. */
export function titlesOf(tx: Tx, viewer: Viewer, refs: readonly string[]): Promise<Text[]> {
  return titlesOfKeys(tx, viewer, refs.map((ref) => readRef(ref)))
}

/** Claims by id, as the drawer shows them: for values computed from many, which rest on each of them that stands. */
export async function listClaimViews(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<ClaimView[]> {
  const rows = await tx.query<ClaimRow>(sql`
    select ${claimColumns}, null as resolution, null as reason, null as person, null as "madeAt", false as personal
    from claim ${claimJoins}
    where ${visibleTo(viewer, 'claim')} and claim.claim_id = any (${[...ids]}::bigint[])
    order by claim.claim_id`)
  return rows.map((row) => viewOf(row, row.endedAt === null))
}

async function claimsOf(tx: Tx, viewer: Viewer, key: ClaimKey): Promise<ClaimRow[]> {
  return tx.query<ClaimRow>(sql`
    select ${claimColumns}, resolution.resolution_id as resolution, resolution.reason, person.name as person, resolution.made_at as "madeAt",
      coalesce(resolution.claim_id = claim.claim_id, false) as personal
    from claim ${claimJoins}
    ${standingResolution}
    left join account as person on person.account_id = resolution.account_id
    where ${visibleTo(viewer, 'claim')} and claim.subject_kind = ${key.subjectKind} and claim.predicate = ${key.predicate} and claim.object_id = ${key.objectId}
      ${key.period === undefined ? empty : sql`and claim.period = ${key.period}`} ${key.scope === undefined ? empty : sql`and claim.scope = ${key.scope}`}
      and claim.subject_id in (
        select ${key.subjectId}::bigint
        union all select organisation_id from organisation where cluster_id = ${viewer.cluster} and merged_into = ${key.subjectId})
    order by (claim.ended_at is not null), claim.period desc, ${ruleOrder}
    limit ${shownClaims}`)
}

async function keyOfClaim(tx: Tx, viewer: Viewer, id: number): Promise<ClaimKey> {
  const rows = await tx.query<ClaimKey>(sql`
    select subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope
    from claim where ${visibleTo(viewer, 'claim')} and claim_id = ${Number.isSafeInteger(id) ? id : 0}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${id} 的主张，或您无权查看。`, en: `There is no claim ${id}, or you may not see it.` })
  return rows[0]
}

/** What a claim says, as text; null where it says that there is no value. */
export function saidOf(row: { valueText: string | null; valueNumber: number | null }): string | null {
  return row.valueText ?? (row.valueNumber === null ? null : String(row.valueNumber))
}

export function viewOf(row: ClaimRow, chosen: boolean): ClaimView {
  return {
    id: row.id, value: saidOf(row), blankReason: row.blankReason, unit: row.unit, period: row.period, grade: row.grade, giver: row.giver, giverId: row.giverId, right: row.right,
    recordedAt: row.recordedAt, recordedBy: row.recordedBy, chosen, ended: row.endReason, endedAt: row.endedAt, flag: row.flag,
    source: {
      id: row.sourceId, kind: row.sourceKind, name: row.sourceName, file: row.sourceKind === 'file' ? row.sourceName : null, sha256: row.sha256,
      sheet: row.sheet, row: row.row, column: row.column, url: row.url, withdrawn: row.withdrawn,
    },
  }
}

function resolutionOf(chosen: ClaimRow, contested: boolean): Evidence['resolution'] {
  if (chosen.personal) {
    return { by: 'person', rule: null, ruleVersion: null, text: { zh: '由人核定', en: 'Chosen by a person' }, resolution: chosen.resolution, person: chosen.person, reason: chosen.reason, madeAt: chosen.madeAt }
  }
  const none = { resolution: null, person: null, reason: null, madeAt: null }
  return contested
    ? { by: 'rule', rule: resolutionRule.id, ruleVersion: resolutionRule.version, text: resolutionRule.text, ...none }
    : { by: 'only', rule: null, ruleVersion: null, text: { zh: '没有相异的主张', en: 'No claim says otherwise' }, ...none }
}

/** Subject, predicate and, for a relation, its other end, in words. */
async function titlesOfKeys(tx: Tx, viewer: Viewer, keys: readonly ClaimKey[]): Promise<Text[]> {
  const names = await nameOf(tx, viewer, keys.flatMap((key) => [{ kind: key.subjectKind, id: key.subjectId }, { kind: objectKindOf(key.predicate), id: key.objectId }]))
  return keys.map((key, n) => {
    const predicate = predicateTitle(key.subjectKind, key.predicate)
    const tail = [names[2 * n + 1], key.scope, key.period].filter((part) => part !== undefined && part !== '')
    const parts = (title: string) => [names[2 * n], title, ...tail].filter(Boolean).join(' · ')
    return { zh: parts(predicate.zh), en: parts(predicate.en) }
  })
}

/** Names of things of several kinds, in the order asked; undefined where unnamed or not to be seen. */
export async function nameOf(tx: Tx, viewer: Viewer, things: readonly { kind: string; id: number }[]): Promise<(string | undefined)[]> {
  const rows = await tx.query<{ n: number; name: string | null }>(sql`
    select asked.n, coalesce(organisation.name, node.name, indicator.name, region.name, cluster.name) as name
    from unnest(${things.map((_, n) => n)}::int[], ${things.map((thing) => thing.kind)}::text[], ${things.map((thing) => thing.id)}::bigint[]) as asked (n, kind, id)
    left join organisation on asked.kind = 'organisation' and organisation.cluster_id = ${viewer.cluster} and organisation.organisation_id = asked.id
    left join node on asked.kind = 'node' and node.cluster_id = ${viewer.cluster} and node.node_id = asked.id
    left join indicator on asked.kind = 'indicator' and indicator.cluster_id = ${viewer.cluster} and indicator.indicator_id = asked.id
    left join region on asked.kind = 'region' and region.cluster_id = ${viewer.cluster} and region.region_id = asked.id
    left join cluster on asked.kind = 'cluster' and cluster.cluster_id = ${viewer.cluster}`)
  const names = new Map(rows.map(({ n, name }) => [n, name]))
  return things.map((_, n) => names.get(n) ?? undefined)
}
