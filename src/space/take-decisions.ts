import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { objectKindOf } from '../ledger/refs.ts'
import { mergeOrganisations } from '../registry/merge.ts'
import { choiceLine, pairLine, type ThingLine } from './ledger.ts'
import type { Matching } from './match.ts'
import { readLines } from './read.ts'

/** What people chose where claims differ stands here too, unless somebody here has chosen. Call it before facts are derived. */
export async function takeChoices(tx: Tx, viewer: Viewer, folder: string, matching: Matching): Promise<void> {
  for await (const choice of readLines(folder, 'ledger/choices.jsonl', choiceLine)) {
    const subject = await matching.idOf(choice.subjectKind, choice.subject)
    const object = choice.object === 0 ? 0 : await matching.idOf(objectKindOf(choice.predicate), choice.object)
    await tx.query(sql`
      with chosen as (
        insert into resolution (cluster_id, subject_kind, subject_id, predicate, object_id, period, scope, claim_id, reason, account_id)
        select claim.cluster_id, claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope, claim.claim_id, ${choice.reason}, ${viewer.account}
        from claim
        where claim.cluster_id = ${viewer.cluster} and claim.subject_kind = ${choice.subjectKind} and claim.subject_id = ${subject} and claim.predicate = ${choice.predicate}
          and claim.object_id = ${object} and claim.period = ${choice.period} and claim.scope = ${choice.scope} and claim.ended_at is null
          and claim.value_text is not distinct from ${choice.text} and claim.value_number is not distinct from ${choice.number}::float8
          and not exists (
            select 1 from resolution
            where resolution.cluster_id = claim.cluster_id and resolution.subject_kind = claim.subject_kind and resolution.subject_id = claim.subject_id
              and resolution.predicate = claim.predicate and resolution.object_id = claim.object_id and resolution.period = claim.period
              and resolution.scope = claim.scope and resolution.undone_at is null)
        order by claim.claim_id limit 1
        returning subject_kind, subject_id, predicate, object_id, period, scope)
      insert into touched select * from chosen`)
  }
}

/** Merges what was merged there. Answers how many merges are new. */
export async function takeMerges(tx: Tx, viewer: Viewer, things: readonly ThingLine[], matching: Matching): Promise<number> {
  const used = new Set([...matching.used()].map(([, thing]) => thing))
  let made = 0
  for (const { kind, id, mergedInto } of things.filter((thing) => thing.mergedInto !== null && used.has(thing))) {
    const merged = await matching.idOf(kind, id)
    const kept = await matching.idOf(kind, mergedInto!)
    if (merged === kept || (await standsIn(tx, viewer, merged, kept))) continue
    await clearStaging(tx)
    await mergeOrganisations(tx, viewer, kept, merged)
    made++
  }
  return made
}

/** A merge derives facts by itself and lays its own tables out for it: those of the step before go first. */
async function clearStaging(tx: Tx): Promise<void> {
  const staged = await tx.query<{ name: string }>(sql`select relname as name from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r'`)
  if (staged.length > 0) await tx.exec(`drop table ${staged.map(({ name }) => `pg_temp."${name}"`).join(', ')}`)
}

async function standsIn(tx: Tx, viewer: Viewer, merged: number, kept: number): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from organisation where cluster_id = ${viewer.cluster} and organisation_id = ${merged} and merged_into = ${kept}`)
  return rows.length > 0
}

/** Pairs that were asked about and what was answered, so that nobody is asked again. Answers how many new ones are open. */
export async function takePairs(tx: Tx, viewer: Viewer, folder: string, { matching, importId }: { matching: Matching; importId: number }): Promise<number> {
  const here = new Set([...matching.used()].filter(([, { kind }]) => kind === 'organisation').map(([, { id }]) => id))
  const rows: { left: number; right: number; score: number; reasons: unknown; status: string }[] = []
  for await (const pair of readLines(folder, 'ledger/pairs.jsonl', pairLine)) {
    if (!here.has(pair.left) || !here.has(pair.right)) continue
    const [one, other] = [await matching.idOf('organisation', pair.left), await matching.idOf('organisation', pair.right)]
    if (one !== other) rows.push({ ...pair, left: Math.min(one, other), right: Math.max(one, other) })
  }
  const made = await tx.query<{ status: string }>(sql`
    insert into question (cluster_id, import_id, left_id, right_id, score, reasons, status, account_id, answered_at)
    select ${viewer.cluster}, ${importId}::bigint, asked.left_id, asked.right_id, asked.score, asked.reasons, asked.status,
      case when asked.status <> 'open' then ${viewer.account}::bigint end, case when asked.status <> 'open' then now() end
    from jsonb_to_recordset(${json(rows.map(({ left, right, score, reasons, status }) => ({ left_id: left, right_id: right, score, reasons, status })))})
      as asked (left_id bigint, right_id bigint, score float8, reasons jsonb, status text)
    on conflict (cluster_id, left_id, right_id) do nothing
    returning status`)
  return made.filter(({ status }) => status === 'open').length
}
