import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import { fitsPassword } from './password.ts'
import { asSystem } from './scopes.ts'
import { hashOfToken, newToken } from './tokens.ts'

/** A session as its owner's browser holds it. */
export type Session = { account: number; token: string; expiresAt: Date }

const minute = 60_000
const day = 24 * 60 * minute
export const linkLifetime = 30 * minute
export const sessionLifetime = 14 * day

export type Entry = { now: Date; /** The session that ends by this sign-in. */ previous?: string }

/** Signs in with a password. Unknown accounts, accounts without a password and wrong passwords get one answer in the same time. */
export async function signIn(db: Db, { email, password }: { email: string; password: string }, entry: Entry): Promise<Session> {
  const rows = await asSystem(db, (tx) => tx.query<{ account: number; hash: string | null }>(sql`
    select account_id as account, password_hash as hash
    from account where lower(email) = lower(${email.trim()}) and disabled_at is null`))
  const fits = await fitsPassword(password, rows[0]?.hash ?? null)
  if (!fits || !rows[0]) throw wrongCredentials()
  const { account } = rows[0]
  return asSystem(db, (tx) => openSession(tx, account, entry))
}

/** Signs in by a one-time link: the first use takes it, all others are refused, also at the same moment. */
export function signInByLink(db: Db, token: string, entry: Entry): Promise<Session> {
  return asSystem(db, async (tx) => {
    const rows = await tx.query<{ account: number }>(sql`
      update sign_in_link set used_at = ${entry.now.toISOString()}
      from account
      where token_hash = ${hashOfToken(token)} and used_at is null and expires_at > ${entry.now.toISOString()}
        and account.account_id = sign_in_link.account_id and account.disabled_at is null
      returning sign_in_link.account_id as account`)
    if (!rows[0]) throw linkExpired()
    return openSession(tx, rows[0].account, entry)
  })
}

/** Makes a link that signs one person in once, within half an hour. Only its hash is kept. */
export function createLink(db: Db, account: number, now: Date): Promise<{ token: string; expiresAt: Date }> {
  return asSystem(db, (tx) => insertLink(tx, account, now))
}

/** The same within a transaction of the program. */
export async function insertLink(tx: Tx, account: number, now: Date): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + linkLifetime)
  await tx.query(sql`delete from sign_in_link where expires_at < ${now.toISOString()}`)
  await tx.query(sql`
    insert into sign_in_link (token_hash, account_id, created_at, expires_at)
    values (${hashOfToken(token)}, ${account}, ${now.toISOString()}, ${expiresAt.toISOString()})`)
  return { token, expiresAt }
}

/** Opens a session in a transaction of the program; the one the browser had before ends. */
export async function openSession(tx: Tx, account: number, { now, previous }: Entry): Promise<Session> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + sessionLifetime)
  const old = previous === undefined ? null : hashOfToken(previous)
  await tx.query(sql`delete from session where expires_at < ${now.toISOString()} or token_hash = ${old}`)
  await tx.query(sql`
    insert into session (token_hash, account_id, created_at, expires_at)
    values (${hashOfToken(token)}, ${account}, ${now.toISOString()}, ${expiresAt.toISOString()})`)
  return { account, token, expiresAt }
}

/** Ends a session; nothing happens when it has ended already. */
export async function signOut(db: Db, token: string): Promise<void> {
  await asSystem(db, (tx) => tx.query(sql`delete from session where token_hash = ${hashOfToken(token)}`))
}

/** Whose session this is, undefined when it has ended or the account is disabled. */
export async function findAccountOf(db: Db, token: string, now: Date): Promise<number | undefined> {
  const rows = await asSystem(db, (tx) => tx.query<{ account: number }>(sql`
    select account_id as account
    from session
    join account using (account_id)
    where token_hash = ${hashOfToken(token)} and expires_at > ${now.toISOString()} and disabled_at is null`))
  return rows[0]?.account
}

/** Lets a session in use last 14 more days, at most one write a day. The new end, undefined when nothing changed. */
export async function extendSession(db: Db, token: string, now: Date): Promise<Date | undefined> {
  const expiresAt = new Date(now.getTime() + sessionLifetime)
  const due = new Date(expiresAt.getTime() - day)
  const rows = await asSystem(db, (tx) => tx.query(sql`
    update session set expires_at = ${expiresAt.toISOString()}
    where token_hash = ${hashOfToken(token)} and expires_at > ${now.toISOString()} and expires_at < ${due.toISOString()} returning 1`))
  return rows.length > 0 ? expiresAt : undefined
}

/** The refusal of who is not signed in. */
export function notSignedIn(): AppError {
  return new AppError('not-signed-in', {
    zh: '您尚未登录，或登录已过期。请用密码或一次性链接登录。',
    en: 'You are not signed in, or the session has ended. Sign in with a password or a one-time link.',
  })
}

function wrongCredentials(): AppError {
  return new AppError('wrong-credentials', {
    zh: '账号或密码不对。请检查后重试，或向集群管理员索取一次性登录链接。',
    en: 'The account or the password is wrong. Check both, or ask an administrator of your cluster for a one-time link.',
  })
}

function linkExpired(): AppError {
  return new AppError('link-expired', {
    zh: '登录链接已被使用或已过期（有效期 30 分钟，只能用一次）。请向集群管理员索取新的链接，或重新启动程序。',
    en: 'The sign-in link was used or has expired (it lives 30 minutes and works once). Ask an administrator for another, or restart the program.',
  })
}
