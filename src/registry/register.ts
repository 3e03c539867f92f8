import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'

export type EntityKind = 'organisation' | 'node' | 'indicator' | 'country'

/** A code or name by which something is recognised. Schemes: `uscc`, `stock`, `name`, and one for each list's own codes. */
export type Identifier = { scheme: string; value: string }

type Entry = { id: number; label: string | null }

/**
 * What is recognised by which code or name, for one transaction: fetched for the identifiers that are asked for, added to as
 * the transaction names new things, written once at the end.
 */
export type Register = {
  /** Fetches who is known under these identifiers. Ask once for a whole sheet. */
  fetch(kind: EntityKind, wanted: Iterable<Identifier>): Promise<void>
  find(kind: EntityKind, identifier: Identifier): readonly Entry[]
  /** Whether something already carries a code of this scheme: two codes of one list are two things. */
  carries(kind: EntityKind, id: number, scheme: string): boolean
  /** Makes an id for something new. Ids are taken in blocks. */
  take(): Promise<number>
  add(kind: EntityKind, identifier: Identifier, id: number, label?: string): void
  /** Writes what was added. */
  flush(): Promise<void>
}

const blockSize = 5000

/** Opens the register of the viewer's cluster. */
export function openRegister(tx: Tx, viewer: Viewer): Register {
  const known = new Map<string, Entry[]>()
  const carried = new Set<string>()
  const added: (readonly unknown[])[] = []
  let free: number[] = []

  async function fetch(kind: EntityKind, wanted: Iterable<Identifier>): Promise<void> {
    const missing = new Map<string, Identifier>()
    for (const one of wanted) {
      const key = keyOf(kind, one)
      if (!known.has(key)) missing.set(key, one)
    }
    if (missing.size === 0) return
    for (const key of missing.keys()) known.set(key, [])
    const rows = await tx.query<{ scheme: string; value: string; id: number; label: string | null }>(sql`
      select scheme, value, entity_id as id, label
      from unnest(${[...missing.values()].map((one) => one.scheme)}::text[], ${[...missing.values()].map((one) => one.value)}::text[]) as asked (scheme, value)
      join identifier using (scheme, value)
      where identifier.cluster_id = ${viewer.cluster} and identifier.entity_kind = ${kind}
      order by entity_id`)
    for (const { scheme, value, id, label } of rows) known.get(keyOf(kind, { scheme, value }))!.push({ id, label })
    const coded = await tx.query<{ id: number; scheme: string }>(sql`
      select distinct entity_id as id, scheme from identifier
      where cluster_id = ${viewer.cluster} and entity_kind = ${kind} and scheme <> 'name' and entity_id = any (${rows.map((row) => row.id)}::bigint[])`)
    for (const { id, scheme } of coded) carried.add(`${kind}${id}${scheme}`)
  }

  async function take(): Promise<number> {
    if (free.length === 0) {
      const rows = await tx.query<{ id: number }>(sql`select nextval('entity_id') as id from generate_series(1, ${blockSize})`)
      free = rows.map((row) => row.id).reverse()
    }
    return free.pop()!
  }

  function add(kind: EntityKind, identifier: Identifier, id: number, label?: string): void {
    if (identifier.scheme !== 'name') carried.add(`${kind}${id}${identifier.scheme}`)
    const key = keyOf(kind, identifier)
    const entries = known.get(key) ?? []
    if (entries.some((entry) => entry.id === id && (kind !== 'country' || entry.label === label))) return
    entries.push({ id, label: label ?? null })
    known.set(key, entries)
    added.push([kind, identifier.scheme, identifier.value, id, label ?? null])
  }

  async function flush(): Promise<void> {
    if (added.length === 0) return
    await tx.exec('create temporary table staged_identifier (entity_kind text, scheme text, value text, entity_id bigint, label text) on commit drop')
    await tx.copyIn('staged_identifier (entity_kind, scheme, value, entity_id, label)', added)
    await tx.query(sql`
      insert into identifier (cluster_id, entity_kind, scheme, value, entity_id, label)
      select ${viewer.cluster}, entity_kind, scheme, value, entity_id, label from staged_identifier
      on conflict do nothing`)
    await tx.exec('drop table staged_identifier')
    added.length = 0
  }

  return {
    fetch,
    find: (kind, identifier) => known.get(keyOf(kind, identifier)) ?? [],
    carries: (kind, id, scheme) => carried.has(`${kind}${id}${scheme}`),
    take, add, flush,
  }
}

function keyOf(kind: EntityKind, { scheme, value }: Identifier): string {
  return `${kind}\u0001${scheme}\u0001${value}`
}
