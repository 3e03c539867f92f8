import type { Db } from '../db/db.ts'
import { openHost, type Host, type HostOptions } from './host.ts'

/** A host that is opened when it is first asked for: a command that computes nothing starts no threads. */
export function lazyHost(db: Db, options: HostOptions = {}): { host: () => Promise<Host>; closeHost: () => Promise<void> } {
  let opened: Promise<Host> | undefined
  return {
    host: () => (opened ??= openHost(db, options)),
    closeHost: async () => (await opened?.catch(() => undefined))?.close(),
  }
}
