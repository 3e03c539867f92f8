import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { ruleOrder, standingResolution } from '../ledger/rule.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { intakeEndpoints } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import { mergeOrganisations, undoMerge } from './merge.ts'

type Question = Answer<typeof intakeEndpoints.answerQuestion>
type Status = Question['status']

/** Pairs that look alike, the likeliest first. A pair that a merge has settled otherwise is not asked about. */
export async function listQuestions(tx: Tx, viewer: Viewer, { status, offset, limit }: { status: Status; offset: number; limit: number }): Promise<{ total: number; items: Question[] }> {
  const where = sql`question.cluster_id = ${viewer.cluster} and question.status = ${status}
    ${status === 'open' ? sql`and one.merged_into is null and other.merged_into is null and one.retired_at is null and other.retired_at is null` : sql``}`
  const total = await tx.query<{ total: number }>(sql`select count(*) as total from question ${ends} where ${where}`)
  const items = await tx.query<Question>(sql`
    select ${questionColumns} from question ${ends} left join account on account.account_id = question.account_id
    where ${where} order by question.score desc, question.question_id offset ${offset} limit ${limit}`)
  return { total: total[0]!.total, items }
}

/** Answers a question: `same` merges, `different` is remembered for ever, `later` lays it aside, `open` takes an answer back. */
export async function answerQuestion(tx: Tx, viewer: Viewer, questionId: number, answer: Status): Promise<Question> {
  const rows = await tx.query<{ left: number; right: number; status: Status }>(sql`
    select left_id as left, right_id as right, status from question
    where cluster_id = ${viewer.cluster} and question_id = ${questionId} for update`)
  const question = rows[0]
  if (!question) throw new AppError('not-found', { zh: '没有这个问题。请刷新列表。', en: 'There is no such question. Refresh the list.' })
  if (question.status === 'same' && answer !== 'same') await takeBack(tx, viewer, question)
  if (question.status !== 'same' && answer === 'same') await mergeOrganisations(tx, viewer, question.left, question.right)
  await tx.query(sql`
    update question set status = ${answer}, account_id = ${answer === 'open' ? null : viewer.account}, answered_at = ${answer === 'open' ? null : sql`now()`}
    where cluster_id = ${viewer.cluster} and question_id = ${questionId}`)
  const found = await tx.query<Question>(sql`
    select ${questionColumns} from question ${ends} left join account on account.account_id = question.account_id
    where question.cluster_id = ${viewer.cluster} and question.question_id = ${questionId}`)
  return found[0]!
}

async function takeBack(tx: Tx, viewer: Viewer, { left, right }: { left: number; right: number }): Promise<void> {
  const merges = await tx.query<{ id: number }>(sql`
    select merge_id as id from merge where cluster_id = ${viewer.cluster} and undone_at is null
      and merged_id = any (${[left, right]}::bigint[]) order by merge_id desc limit 1`)
  if (merges[0]) await undoMerge(tx, viewer, merges[0].id)
}

const ends: Sql = sql`
  join organisation as one on one.cluster_id = question.cluster_id and one.organisation_id = question.left_id
  join organisation as other on other.cluster_id = question.cluster_id and other.organisation_id = question.right_id`

/** What an organisation was called by its own claims: once two are one, both bear the name of the whole. */
function ownName(alias: Sql): Sql {
  return sql`coalesce(case when question.status = 'same' then (
    select claim.value_text from claim ${standingResolution}
    where claim.cluster_id = ${alias}.cluster_id and claim.subject_kind = 'organisation' and claim.subject_id = ${alias}.organisation_id and claim.predicate = 'name' and claim.ended_at is null
    order by ${ruleOrder} limit 1) end, ${alias}.name)`
}

/** What the two cards show of an organisation. */
function card(alias: Sql): Sql {
  return sql`jsonb_build_object('id', ${alias}.organisation_id, 'name', ${ownName(alias)}, 'shortName', ${alias}.short_name, 'formerNames', ${alias}.former_names, 'englishName', ${alias}.english_name,
    'creditCode', ${alias}.credit_code, 'stockCode', ${alias}.stock_code, 'code', ${alias}.code, 'actorType', ${alias}.actor_type, 'city', ${alias}.city_code, 'region', ${alias}.region_code,
    'country', ${alias}.country, 'address', ${alias}.address, 'industry', ${alias}.industry, 'established', ${alias}.established)`
}

const questionColumns: Sql = sql`
  question.question_id as question, question.score, question.status, question.asked_at as "askedAt", question.answered_at as "answeredAt", account.name as "answeredBy", question.reasons,
  ${card(sql`one`)} as left, ${card(sql`other`)} as right`
