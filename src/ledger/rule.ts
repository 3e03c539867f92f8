import { sql, type Sql } from '../db/sql.ts'
import type { Text } from '../shared/vocabulary.ts'

/**
 * The written rule by which one claim is chosen where several stand side by side. It stands here once: facts are derived
 * by it and the evidence drawer shows it. A changed rule raises the version.
 */
export const resolutionRule: { id: string; version: number; text: Text } = {
  id: 'grade-then-recency',
  version: 1,
  text: {
    zh: '有人核定的，用核定的；否则有值的先于空白，公开或集群内可见的先于受限的，等级高的（A 先于 D）先，再取登记时间最近的，同次登记取文件中在前的一行。',
    en: 'A person’s choice stands. Else a value goes before a blank, what every member may see before what is restricted, the better grade (A before D) first, then the most recently recorded, and within one import the earlier row.',
  },
}

/**
 * The rule as an order: the first row is the chosen claim. Expects `claim` and, left-joined to it by `standingResolution`,
 * `resolution`.
 */
export const ruleOrder: Sql = sql`
  coalesce(resolution.claim_id = claim.claim_id, false) desc,
  (claim.value_text is null and claim.value_number is null and claim.blank_reason is not null),
  (claim.right_of_use in ('centres', 'owner')),
  claim.grade,
  claim.recorded_at desc,
  claim.claim_id`

/** Joins the person's choice that stands for the claim's subject, predicate, object, period and scope, if there is one. */
export const standingResolution: Sql = sql`
  left join resolution
    on resolution.cluster_id = claim.cluster_id
    and resolution.subject_kind = claim.subject_kind and resolution.subject_id = claim.subject_id
    and resolution.predicate = claim.predicate and resolution.object_id = claim.object_id
    and resolution.period = claim.period and resolution.scope = claim.scope
    and resolution.undone_at is null`
