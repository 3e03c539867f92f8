import { randomBytes } from 'node:crypto'
import { asSystem } from '../access/scopes.ts'
import { viewerOfAccount } from '../access/viewer-of.ts'
import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { noticeEndpoints } from '../shared/contract/notices.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { callOut } from './call-out.ts'
import { signatureOf } from './signature.ts'

type Listed = Answer<typeof noticeEndpoints.listWebhooks>[number]

export function listWebhooks(db: Db, viewer: Viewer): Promise<Listed[]> {
  return asViewer(db, viewer, (tx) => tx.query<Listed>(sql`
    select webhook_id as webhook, url, account.name as "readsAs", told, failures, failure, stopped_at as "stoppedAt", made_at as "madeAt"
    from webhook left join account using (account_id) where cluster_id = ${viewer.cluster} order by webhook_id`))
}

/** Makes a webhook that reads as a member of the cluster. It is told of what happens from now on; the secret is shown this once. */
export function createWebhook(db: Db, viewer: Viewer, { url, account }: { url: string; account: number }, now: Date): Promise<{ webhook: number; secret: string }> {
  const secret = randomBytes(32).toString('base64url')
  return asViewer(db, viewer, async (tx) => {
    const [member] = await tx.query(sql`select 1 from member where cluster_id = ${viewer.cluster} and account_id = ${account}`)
    if (!member) throw new AppError('not-found', { zh: `集群中没有编号为 ${account} 的人。请在“成员”中选择一位。`, en: `There is nobody with the number ${account} in the cluster. Choose one of its members.` })
    const [made] = await tx.query<{ webhook: number }>(sql`
      insert into webhook (cluster_id, url, secret, account_id, next_at, told)
      select ${viewer.cluster}, ${url}, ${secret}, ${account}, ${now.toISOString()}, coalesce(max(event_id), 0) from governance_event where cluster_id = ${viewer.cluster}
      returning webhook_id as webhook`)
    return { webhook: made!.webhook, secret }
  })
}

/** Starts one again that was stopped because it failed too often; it goes on where it stood. */
export function restartWebhook(db: Db, viewer: Viewer, webhook: number, now: Date): Promise<void> {
  return changeOne(db, viewer, webhook, (tx) => tx.query(sql`
    update webhook set stopped_at = null, failures = 0, next_at = ${now.toISOString()} where cluster_id = ${viewer.cluster} and webhook_id = ${webhook} returning 1`))
}

export function deleteWebhook(db: Db, viewer: Viewer, webhook: number): Promise<void> {
  return changeOne(db, viewer, webhook, (tx) => tx.query(sql`delete from webhook where cluster_id = ${viewer.cluster} and webhook_id = ${webhook} returning 1`))
}

function changeOne(db: Db, viewer: Viewer, webhook: number, change: (tx: Tx) => Promise<unknown[]>): Promise<void> {
  return asViewer(db, viewer, async (tx) => {
    if ((await change(tx)).length === 0) throw new AppError('not-found', { zh: `没有编号为 ${webhook} 的回调。`, en: `There is no webhook ${webhook}.` })
  })
}

type Due = { webhook: number; url: string; secret: string; account: number; told: number; failures: number }
type Told = { id: number; item: number; kind: string; task: string; state: string; title: string; event: string; at: string }
type Deliver = { baseUrl: string; now: Date; allowInside: boolean }

/** So many failures in a row, over about two days, stop a webhook. */
const mostFailures = 15
const atOnce = 100

/** Tells every webhook of the cluster what happened since it was last told, in order. Answers how many calls were made. */
export async function deliverWebhooks(db: Db, cluster: string, deliver: Deliver): Promise<number> {
  const due = await asSystem(db, (tx) => tx.query<{ webhook: number }>(sql`
    select webhook_id as webhook from webhook where cluster_id = ${cluster} and stopped_at is null and next_at <= ${deliver.now.toISOString()} order by webhook_id`), cluster)
  let calls = 0
  for (const { webhook } of due) calls += await asSystem(db, (tx) => deliverOne(db, tx, { cluster, webhook, ...deliver }), cluster)
  return calls
}

/** At least once: what was called is noted after the answer, and the event's number lets a receiver know it again. */
async function deliverOne(db: Db, tx: Tx, { cluster, webhook, baseUrl, now, allowInside }: Deliver & { cluster: string; webhook: number }): Promise<number> {
  const [hook] = await tx.query<Due>(sql`
    select webhook_id as webhook, url, secret, account_id as account, told, failures from webhook
    where cluster_id = ${cluster} and webhook_id = ${webhook} and stopped_at is null for update skip locked`)
  if (!hook) return 0
  const viewer = await viewerOfAccount(db, hook.account, cluster, now)
  if (!viewer) return stop(tx, cluster, hook, { now, failure: 'its person is no member any more', failures: hook.failures })
  const [newest] = await tx.query<{ id: number }>(sql`select coalesce(max(event_id), 0) as id from governance_event where cluster_id = ${cluster}`)
  const events = await asViewer(db, viewer, (own) => eventsAfter(own, viewer, hook.told))
  let { told } = hook
  for (const [n, event] of events.entries()) {
    const body = JSON.stringify({ cluster, ...event, href: `${baseUrl}/c/${cluster}${hrefs[event.kind] ?? '/work'}/${event.item}` })
    const failure = await callOut({ url: hook.url, body, headers: { 'x-polycenter-event': String(event.id), 'x-polycenter-signature': signatureOf(hook.secret, body, now) }, allowInside }).then(() => null, (error: unknown) => String(error).slice(0, 300))
    if (failure !== null) return (await fail(tx, cluster, { ...hook, told }, { now, failure })) + n
    told = event.id
  }
  // What the person may not see is passed over for good.
  const seen = events.length < atOnce ? newest!.id : told
  await tx.query(sql`update webhook set told = ${seen}, failures = 0, failure = null, next_at = ${now.toISOString()} where cluster_id = ${cluster} and webhook_id = ${webhook}`)
  return events.length
}

const hrefs: Record<string, string> = { motion: '/motions', work: '/work', appeal: '/appeals', mechanism: '/mechanisms', meeting: '/meetings', policy: '/policies', post: '/posts' }

function eventsAfter(tx: Tx, viewer: Viewer, told: number): Promise<Told[]> {
  return tx.query<Told>(sql`
    select event.event_id as id, event.item_id as item, item.kind, item.task, item.state, item.title, event.event, event.made_at as at
    from governance_event as event join governance_item as item using (cluster_id, item_id)
    where event.cluster_id = ${viewer.cluster} and event.event_id > ${told} and not event.secret order by event.event_id limit ${atOnce}`)
}

async function fail(tx: Tx, cluster: string, hook: Due, { now, failure }: { now: Date; failure: string }): Promise<number> {
  const failures = hook.failures + 1
  if (failures >= mostFailures) return stop(tx, cluster, hook, { now, failure, failures })
  const next = new Date(now.getTime() + Math.min(2 ** failures, 360) * 60_000)
  await tx.query(sql`update webhook set told = ${hook.told}, failures = ${failures}, failure = ${failure}, next_at = ${next.toISOString()} where cluster_id = ${cluster} and webhook_id = ${hook.webhook}`)
  return 1
}

async function stop(tx: Tx, cluster: string, hook: Due, { now, failure, failures }: { now: Date; failure: string; failures: number }): Promise<number> {
  await tx.query(sql`update webhook set told = ${hook.told}, failures = ${failures}, failure = ${failure}, stopped_at = ${now.toISOString()} where cluster_id = ${cluster} and webhook_id = ${hook.webhook}`)
  return 0
}
