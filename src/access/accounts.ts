import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import { fitsPassword, hashPassword } from './password.ts'
import { asPerson, asSystem } from './scopes.ts'
import { hashOfToken } from './tokens.ts'

export type NewAccount = { email: string; name: string; nameEn?: string; language?: 'zh' | 'en'; password?: string }

/** Makes an account. It belongs to no cluster yet and can't be signed in to without a password or a link. */
export async function createAccount(db: Db, account: NewAccount): Promise<number> {
  const passwordHash = account.password === undefined ? null : await hashPassword(account.password)
  const made = await asSystem(db, (tx) => insertAccount(tx, account, passwordHash))
  if (made === undefined) throw emailTaken(account.email)
  return made
}

/** The new account's number, undefined when the address has one already. Runs in a transaction of the program. */
export async function insertAccount(tx: Tx, { email, name, nameEn, language }: NewAccount, passwordHash: string | null): Promise<number | undefined> {
  const rows = await tx.query<{ id: number }>(sql`
    insert into account (email, name, name_en, language, password_hash)
    values (${email.trim()}, ${name}, ${nameEn ?? null}, ${language ?? 'zh'}, ${passwordHash})
    on conflict ((lower(email))) do nothing
    returning account_id as id`)
  return rows[0]?.id
}

/** The account with this address, undefined when there is none. Runs in a transaction of the program. */
export async function findAccount(tx: Tx, email: string): Promise<number | undefined> {
  const rows = await tx.query<{ id: number }>(sql`select account_id as id from account where lower(email) = lower(${email.trim()})`)
  return rows[0]?.id
}

/** The address of the account that is made on the first start. */
export const firstAdministrator = 'admin@polycenter.local'

/** The account of whoever installed the program, made when it is missing. */
export function ensureFirstAdministrator(db: Db): Promise<number> {
  return asSystem(db, async (tx) => {
    const known = await findAccount(tx, firstAdministrator)
    const made = known ?? await insertAccount(tx, { email: firstAdministrator, name: '管理员', nameEn: 'Administrator' }, null)
    // Made by another process in between.
    return made ?? (await findAccount(tx, firstAdministrator))!
  })
}

export type PasswordChange = { account: number; current?: string; password: string; keepSession?: string }

/** Sets or changes a person's own password. Sessions elsewhere end, the one at hand goes on. */
export async function setPassword(db: Db, { account, current, password, keepSession }: PasswordChange): Promise<void> {
  const before = await readPassword(db, account)
  // The slow hashes run outside any transaction, so that they hold no connection.
  if (before !== null && !(await fitsPassword(current ?? '', before))) throw wrongCurrent()
  const after = await hashPassword(password)
  await asSystem(db, async (tx) => {
    const changed = await tx.query(sql`
      update account set password_hash = ${after}
      where account_id = ${account} and password_hash is not distinct from ${before} and disabled_at is null returning 1`)
    if (changed.length === 0) throw changedMeanwhile()
    await tx.query(sql`
      delete from session
      where account_id = ${account} and token_hash is distinct from ${keepSession === undefined ? null : hashOfToken(keepSession)}`)
  })
}

async function readPassword(db: Db, account: number): Promise<string | null> {
  const rows = await asPerson(db, account, (tx) => tx.query<{ hash: string | null; demo: boolean }>(sql`
    select password_hash as hash,
      exists (select 1 from member where member.account_id = account.account_id and demo_order is not null) as demo
    from account where account_id = ${account}`))
  if (rows[0]?.demo) throw demoPassword()
  return rows[0]?.hash ?? null
}

/** Sets the language a person reads. */
export async function setLanguage(db: Db, account: number, language: 'zh' | 'en'): Promise<void> {
  await asPerson(db, account, (tx) => tx.query(sql`update account set language = ${language} where account_id = ${account}`))
}

function emailTaken(email: string): AppError {
  return new AppError('already-exists', {
    zh: `邮箱 ${email} 已有账号。请使用另一个邮箱。`,
    en: `There is an account with the address ${email} already. Take another address.`,
  })
}

function wrongCurrent(): AppError {
  return new AppError('wrong-credentials', {
    zh: '原密码不对，密码未更改。请重新输入原密码。',
    en: 'The present password is wrong; nothing was changed. Type the present password again.',
  })
}

function changedMeanwhile(): AppError {
  return new AppError('changed-meanwhile', {
    zh: '密码刚刚在别处被更改。请用新密码重试。',
    en: 'The password was changed elsewhere a moment ago. Try again with the new one.',
  })
}

function demoPassword(): AppError {
  return new AppError('not-allowed', {
    zh: '演示人物供所有访客使用，不能设置密码。',
    en: 'Demo persons are for every visitor: they can have no password.',
  })
}
