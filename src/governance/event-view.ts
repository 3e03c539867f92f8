import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { governanceEndpoints } from '../shared/contract/governance.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { Text } from '../shared/vocabulary.ts'
import { readNames } from './bodies.ts'
import { listEvents } from './store.ts'

type Shown = Answer<typeof governanceEndpoints.getMotion>['events']

/** What happened to an item, oldest first. Pinned evidence is shown elsewhere, by who may see it: here its address and hash stand for it. */
export async function showEvents(tx: Tx, viewer: Viewer, item: number, titles: Record<string, Text>): Promise<Shown> {
  const events = await listEvents(tx, viewer, item)
  const people = await tx.query<{ account: number; name: string }>(sql`select account_id as account, name from account where account_id = any (${events.flatMap(({ account }) => account ?? [])}::bigint[])`)
  const name = await readNames(tx, viewer, events.flatMap(({ organisation }) => organisation ?? []))
  const names = new Map(people.map((one) => [one.account, one.name]))
  return events.map(({ event, at, account, organisation, payload, version, hash }) => ({
    event, title: titles[event]!, at, by: account === null ? null : names.get(account) ?? null, organisation: organisation === null ? null : name(organisation),
    payload: withoutPins(payload) as Record<string, unknown>, version, hash,
  }))
}

function withoutPins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPins)
  if (typeof value !== 'object' || value === null) return value
  if ('sha256' in value && 'ref' in value) return { ref: value.ref, sha256: value.sha256 }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutPins(one)]))
}
