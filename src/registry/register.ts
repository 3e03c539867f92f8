import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'

export type EntityKind = 'organisation' | 'node' | 'indicator' | 'country'

/** A code or name by which something is recognised. Schemes: `uscc`, `stock`, `name`, and one for each list's own codes. */
export type Identifier = { scheme: string; value: string }

type Entry = { readonly id: number; label: string | null }

/**
 * What is recognised by which code or name, for one transaction: fetched for the identifiers that are asked for, added to as
 * the transaction names new things, written once at the end.
 */
export type Register = {
  /** Fetches who is known under these identifiers, and reserves an id for each that nobody is known under. Ask once for a whole sheet. */
  fetch(kind: EntityKind, wanted: Iterable<Identifier>): Promise<void>
  /** Who is known under an identifier: who bears a name today goes before who once bore it. */
  find(kind: EntityKind, identifier: Identifier): readonly Entry[]
  /** Whether something already carries a code of this scheme: two codes of one list are two things. */
  carries(kind: EntityKind, id: number, scheme: string): boolean
  /** Makes an id for something new. */
  take(): Promise<number>
  /** Reserves so many ids more than are reserved already. */
  reserve(count: number): Promise<void>
  /** The next id of those that were reserved. */
  next(): number
  /** Notes an identifier; true where it was not known of this thing before. */
  add(kind: EntityKind, identifier: Identifier, id: number, label?: string): boolean
  /** Writes what was added. */
  flush(): Promise<void>
}

/** Opens the register of the viewer's cluster. */
export function openRegister(tx: Tx, viewer: Viewer): Register {
  const known = openIndex()
  const carried = new Set<string>()
  const added: (readonly unknown[])[] = []
  const ids = openIds(tx)

  async function fetch(kind: EntityKind, wanted: Iterable<Identifier>): Promise<void> {
    const missing: Identifier[] = []
    for (const one of wanted) {
      if (known.get(kind, one)) continue
      known.set(kind, one, [])
      missing.push(one)
    }
    if (missing.length === 0) return
    if (!(await anyKnown(kind))) return ids.reserve(missing.length)
    const rows = await tx.query<{ scheme: string; value: string; id: number; label: string | null }>(sql`
      select scheme, value, entity_id as id, label
      from unnest(${missing.map((one) => one.scheme)}::text[], ${missing.map((one) => one.value)}::text[]) as asked (scheme, value)
      join identifier using (scheme, value)
      left join node on ${kind} = 'node' and node.cluster_id = identifier.cluster_id and node.node_id = identifier.entity_id
      where identifier.cluster_id = ${viewer.cluster} and identifier.entity_kind = ${kind}
      order by coalesce(scheme = 'name' and node.retired_at is null and node.name = coalesce(label, value), false) desc, entity_id`)
    for (const { scheme, value, id, label } of rows) known.get(kind, { scheme, value })!.push({ id, label })
    await ids.reserve(missing.filter((one) => known.get(kind, one)!.length === 0).length)
    if (rows.length === 0) return
    const coded = await tx.query<{ id: number; scheme: string }>(sql`
      select distinct entity_id as id, scheme from identifier
      where cluster_id = ${viewer.cluster} and entity_kind = ${kind} and scheme <> 'name' and entity_id = any (${rows.map((row) => row.id)}::bigint[])`)
    for (const { id, scheme } of coded) carried.add(`${kind}${id}${scheme}`)
  }

  const peopled = new Map<EntityKind, boolean>()

  /** Whether anything of a kind had been written before: if not, there is nobody to look for. */
  async function anyKnown(kind: EntityKind): Promise<boolean> {
    if (!peopled.has(kind)) {
      const rows = await tx.query<{ any: boolean }>(sql`
        select exists (select 1 from identifier where cluster_id = ${viewer.cluster} and entity_kind = ${kind}) as any`)
      peopled.set(kind, rows[0]!.any)
    }
    return peopled.get(kind)!
  }

  function add(kind: EntityKind, identifier: Identifier, id: number, label?: string): boolean {
    if (identifier.scheme !== 'name') carried.add(`${kind}${id}${identifier.scheme}`)
    const entries = known.get(kind, identifier)
    const before = entries?.find((entry) => entry.id === id)
    if (before && (kind !== 'country' || before.label === label)) return false
    // A country has no number: its code leads to one country, the last that was named.
    if (before) before.label = label ?? null
    else if (entries) entries.push({ id, label: label ?? null })
    else known.set(kind, identifier, [{ id, label: label ?? null }])
    added.push([kind, identifier.scheme, identifier.value, id, kind !== 'country' && label === identifier.value ? null : label ?? null])
    return true
  }

  return {
    fetch,
    find: (kind, identifier) => known.get(kind, identifier) ?? [],
    carries: (kind, id, scheme) => carried.has(`${kind}${id}${scheme}`),
    take: async () => {
      await ids.reserve(1)
      return ids.next()
    },
    reserve: ids.reserve, next: ids.next, add,
    flush: () => write(tx, viewer, added.splice(0)),
  }
}

async function write(tx: Tx, viewer: Viewer, added: readonly (readonly unknown[])[]): Promise<void> {
  if (added.length === 0) return
  await tx.exec('create temporary table staged_identifier (entity_kind text, scheme text, value text, entity_id bigint, label text) on commit drop')
  await tx.copyIn('staged_identifier (entity_kind, scheme, value, entity_id, label)', added)
  await tx.query(sql`
    insert into identifier (cluster_id, entity_kind, scheme, value, entity_id, label)
    select ${viewer.cluster}, entity_kind, scheme, value, entity_id, label from staged_identifier where entity_kind <> 'country'
    on conflict do nothing`)
  await tx.query(sql`
    insert into identifier (cluster_id, entity_kind, scheme, value, entity_id, label)
    select distinct on (scheme, value, entity_id) ${viewer.cluster}, entity_kind, scheme, value, entity_id, label from staged_identifier where entity_kind = 'country'
    order by scheme, value, entity_id, ctid desc
    on conflict (cluster_id, value, scheme, entity_kind, entity_id) do update set label = excluded.label`)
  await tx.exec('drop table staged_identifier')
}

type Index = { get(kind: EntityKind, identifier: Identifier): Entry[] | undefined; set(kind: EntityKind, identifier: Identifier, entries: Entry[]): void }

/** Entries by kind, scheme and value. Three steps and no key made: it is asked several times for every row of a list. */
function openIndex(): Index {
  const kinds = new Map<EntityKind, Map<string, Map<string, Entry[]>>>()
  return {
    get: (kind, { scheme, value }) => kinds.get(kind)?.get(scheme)?.get(value),
    set(kind, { scheme, value }, entries) {
      let schemes = kinds.get(kind)
      if (!schemes) kinds.set(kind, (schemes = new Map()))
      let values = schemes.get(scheme)
      if (!values) schemes.set(scheme, (values = new Map()))
      values.set(value, entries)
    },
  }
}

/** Ids are taken in blocks, and held as the runs they come in. */
function openIds(tx: Tx): { reserve(count: number): Promise<void>; next(): number } {
  const runs: { next: number; last: number }[] = []
  let free = 0
  let promised = 0
  return {
    async reserve(count) {
      promised += count
      if (free >= promised) return
      const wanted = Math.max(promised - free, smallestBlock)
      runs.push(...await tx.query<{ next: number; last: number }>(sql`
        select min(id) as next, max(id) as last
        from (select id, id - row_number() over (order by id) as run from (select nextval('entity_id') as id from generate_series(1, ${wanted}::int)) as taken) as taken
        group by run order by 1`))
      free += wanted
    },
    next() {
      const run = runs[0]
      if (!run) throw new Error('More ids are asked for than were reserved.')
      if (run.next === run.last) runs.shift()
      free--
      promised--
      return run.next++
    },
  }
}

const smallestBlock = 16
