import { asSystem } from '../access/scopes.ts'
import { viewerOfAccount } from '../access/viewer-of.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { isDue, type Pace } from '../shared/notices.ts'
import { hasGrown, isEmpty, letterOf, saidBy } from './digest.ts'
import type { Mailer } from './mailer.ts'
import { digestFor, personIn } from './readers.ts'
import { quietOf } from './settings.ts'

type Row = { pace: Pace; hour: number; quietFrom: number | null; quietTo: number | null; lookedAt: string | null; said: Record<string, number> }
type Post = { mailer: Mailer; baseUrl: string; now: Date }

/** Writes to everybody whose digest is due. One letter that can't be sent stops no other; its reason stands in the settings of who asked for it. */
export async function postDigests(db: Db, cluster: string, post: Post): Promise<number> {
  const asked = await asSystem(db, (tx) => tx.query<{ account: number }>(sql`select account_id as account from notice_setting where cluster_id = ${cluster} and pace <> 'none' order by account_id`), cluster)
  let sent = 0
  for (const { account } of asked) if (await asSystem(db, (tx) => postOne(db, tx, { cluster, account, ...post }), cluster)) sent++
  return sent
}

/** Whoever holds the row writes the letter: two servers never write it twice. */
async function postOne(db: Db, tx: Tx, { cluster, account, mailer, baseUrl, now }: Post & { cluster: string; account: number }): Promise<boolean> {
  const [row] = await tx.query<Row>(sql`
    select pace, hour, quiet_from as "quietFrom", quiet_to as "quietTo", looked_at as "lookedAt", said from notice_setting
    where cluster_id = ${cluster} and account_id = ${account} for update skip locked`)
  if (!row || !isDue({ ...row, quiet: quietOf(row) }, row.lookedAt === null ? null : new Date(row.lookedAt), now)) return false
  const viewer = await viewerOfAccount(db, account, cluster, now)
  if (!viewer) return false
  const digest = await digestFor(db, viewer, now)
  const isWorth = row.pace === 'soon' ? hasGrown(digest, row.said) : !isEmpty(digest)
  const person = await personIn(tx, cluster, account)
  const failure = isWorth ? await mailer.send(person.email, letterOf(digest, { ...person, cluster, baseUrl })).then(() => null, (error: unknown) => String(error).slice(0, 500)) : null
  // What could not be said is said with the next.
  const said = failure === null ? saidBy(digest) : row.said
  await tx.query(sql`update notice_setting set looked_at = ${now.toISOString()}, said = ${json(said)}, failure = ${failure} where cluster_id = ${cluster} and account_id = ${account}`)
  return isWorth && failure === null
}
