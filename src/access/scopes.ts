import type { Db, Tx } from '../db/db.ts'
import { settingsOf, systemViewer } from './viewer.ts'

/** Runs `work` as the program itself, outside any cluster: for sign-in, where nobody is the actor yet. */
export function asSystem<T>(db: Db, work: (tx: Tx) => Promise<T>, cluster = ''): Promise<T> {
  return db.transaction(work, { session: settingsOf(systemViewer(cluster)) })
}

/** Runs `work` as a person outside any cluster: they see their own account and memberships, nothing else. */
export function asPerson<T>(db: Db, account: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const session = { ...settingsOf(systemViewer('')), 'polycenter.account': String(account), 'polycenter.role': '' }
  return db.transaction(work, { session })
}
