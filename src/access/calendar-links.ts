import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import { asSystem } from './scopes.ts'
import { hashOfToken, newToken } from './tokens.ts'
import { viewerOfAccount } from './viewer-of.ts'
import { asViewer, reaches, type Viewer } from './viewer.ts'

/** A secret address at which a calendar program reads what its owner sees: such programs cannot sign in. The secret itself is kept nowhere. */
export type CalendarLink = { link: number; name: string; madeAt: string; usedAt: string | null }

/** More than this nobody can keep apart. */
const most = 20

/** The viewer's own links, the newest first. */
export function listCalendarLinks(db: Db, viewer: Viewer): Promise<CalendarLink[]> {
  return asViewer(db, viewer, (tx) => tx.query<CalendarLink>(sql`
    select link_id as link, name, made_at as "madeAt", used_at as "usedAt" from calendar_link where cluster_id = ${viewer.cluster} and account_id = ${viewer.account} order by link_id desc`))
}

/** Makes a link of the viewer. Its secret is answered once and never again. */
export function createCalendarLink(db: Db, viewer: Viewer, name: string): Promise<CalendarLink & { token: string }> {
  if (viewer.account === null) throw new AppError('not-allowed', { zh: '只有登录的人可以生成自己的日历链接。', en: 'Only somebody who is signed in makes a calendar link of their own.' })
  const token = newToken()
  return asViewer(db, viewer, async (tx) => {
    const [held] = await tx.query<{ links: number }>(sql`select count(*) as links from calendar_link where cluster_id = ${viewer.cluster} and account_id = ${viewer.account}`)
    if (held!.links >= most) throw new AppError('not-now', { zh: `您已有 ${most} 个日历链接。请先撤销不用的。`, en: `You have ${most} calendar links already. Revoke one that is not used.` })
    const [made] = await tx.query<CalendarLink>(sql`
      insert into calendar_link (cluster_id, account_id, name, token_hash) values (${viewer.cluster}, ${viewer.account}, ${name}, ${hashOfToken(token)})
      returning link_id as link, name, made_at as "madeAt", used_at as "usedAt"`)
    return { ...made!, token }
  })
}

/** Revokes a link of the viewer: from now on nothing is found at its address. */
export async function revokeCalendarLink(db: Db, viewer: Viewer, link: number): Promise<void> {
  const gone = await asViewer(db, viewer, (tx) => tx.query(sql`delete from calendar_link where cluster_id = ${viewer.cluster} and account_id = ${viewer.account} and link_id = ${link} returning 1`))
  if (!gone[0]) throw new AppError('not-found', { zh: `您没有编号为 ${link} 的日历链接。`, en: `You have no calendar link ${link}.` })
}

/**
 * As whom a secret address reads, and when it did is kept. Who is no member any more, and a link that was revoked, are answered like a
 * secret that never was.
 */
export async function openCalendarLink(db: Db, { cluster, token }: { cluster: string; token: string }, now: Date): Promise<{ viewer: Viewer; link: number }> {
  const [found] = await asSystem(db, (tx) => tx.query<{ link: number; account: number }>(sql`
    select link_id as link, account_id as account from calendar_link where cluster_id = ${cluster} and token_hash = ${hashOfToken(token)}`), cluster)
  const viewer = found && await viewerOfAccount(db, found.account, cluster, now)
  if (!viewer || !reaches(viewer, 'member')) throw new AppError('not-found', { zh: '没有这个日历链接，或它已被撤销。请在多中心的“设置 → 我的账号”中重新生成。', en: 'There is no such calendar link, or it was revoked. Make a new one in Polycenter, under Settings → My account.' })
  await asSystem(db, (tx) => tx.query(sql`update calendar_link set used_at = ${now.toISOString()}::timestamptz where cluster_id = ${cluster} and link_id = ${found!.link}`), cluster)
  return { viewer, link: found!.link }
}
