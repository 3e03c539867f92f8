import type { Viewer } from '../access/viewer.ts'
import { copyLine } from '../db/copy.ts'
import type { Tx } from '../db/db.ts'
import { hashingJoins } from '../db/hashing-joins.ts'
import { empty, sql } from '../db/sql.ts'
import { normalKey, pinyinKeys } from './matching/index.ts'
import { bigramsOfKey } from './matching/keys.ts'

export type Searchable = { kind: 'organisation' | 'node' | 'indicator'; id: number; label: string }

/** Makes things findable: each name that is given becomes an entry, found by any two of its characters in a row, by its beginning, its pinyin or its initials. */
export async function putSearchEntries(tx: Tx, viewer: Viewer, found: Iterable<Searchable>): Promise<void> {
  await writeSearchEntries(tx, viewer, await prepareSearchEntries(found, async () => undefined))
}

/** Makes things findable by every name under which they are recognised: those with these ids, or all of the cluster. Run it as the program. */
export async function putKnownNames(tx: Tx, viewer: Viewer, only?: readonly number[]): Promise<void> {
  const known = await tx.query<Searchable>(sql`
    select identifier.entity_kind as kind, identifier.entity_id as id, coalesce(indicator.name, identifier.label, identifier.value) as label
    from identifier
    left join organisation on identifier.entity_kind = 'organisation' and organisation.cluster_id = ${viewer.cluster} and organisation.organisation_id = identifier.entity_id
    left join node on identifier.entity_kind = 'node' and node.cluster_id = ${viewer.cluster} and node.node_id = identifier.entity_id
    left join indicator on identifier.entity_kind = 'indicator' and indicator.cluster_id = ${viewer.cluster} and indicator.indicator_id = identifier.entity_id
    where identifier.cluster_id = ${viewer.cluster} and identifier.scheme = 'name'
      and coalesce(organisation.organisation_id, node.node_id, indicator.indicator_id) is not null
      ${only === undefined ? empty : sql`and identifier.entity_id = any (${only}::bigint[])`}`)
  await putSearchEntries(tx, viewer, known)
}

const atOnce = 50

/** Works the keys out, with a breath now and then; it needs no database, so that it may be done while that is busy. */
export async function prepareSearchEntries(found: Iterable<Searchable>, breathe: () => Promise<void>): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  let text = ''
  let rows = 0
  for (const { kind, id, label } of found) {
    const { full, initials } = pinyinKeys(label)
    const normal = normalKey(label)
    text += copyLine([kind, id, label, normal, full, initials, [...bigramsOfKey(normal), ...beginningOf(normal)]])
    if (++rows % atOnce !== 0) continue
    pieces.push(Buffer.from(text))
    text = ''
    await breathe()
  }
  if (text !== '') pieces.push(Buffer.from(text))
  return pieces
}

/** The key under which names that begin with a character are found: a single character is no pair. */
export function beginningOf(normal: string): string[] {
  const first = [...normal][0]
  return first === undefined ? [] : [`^${first}`]
}

/** Writes what was prepared. A thing that is found already keeps its entries and gets the new ones. */
export async function writeSearchEntries(tx: Tx, viewer: Viewer, pieces: readonly Buffer[]): Promise<void> {
  if (pieces.length === 0) return
  await tx.exec('create temporary table staged_search (entity_kind text, entity_id bigint, label text, normal text, pinyin text, initials text, keys text[]) on commit drop')
  await tx.copyText('staged_search (entity_kind, entity_id, label, normal, pinyin, initials, keys)', (async function* () { yield* pieces })())
  await tx.query(sql`
    insert into search_entry (cluster_id, entity_kind, entity_id, label, normal, pinyin, initials, keys, right_of_use, giver_id, task)
    select ${viewer.cluster}, staged.entity_kind, staged.entity_id, coalesce(organisation.name, node.name, staged.label), staged.normal, staged.pinyin, staged.initials, staged.keys,
      coalesce(organisation.right_of_use, node.right_of_use, indicator.right_of_use, 'cluster'),
      coalesce(organisation.giver_id, node.giver_id, indicator.giver_id),
      coalesce(organisation.task, node.task, indicator.task, 'T5')
    from staged_search as staged
    left join organisation on staged.entity_kind = 'organisation' and organisation.cluster_id = ${viewer.cluster} and organisation.organisation_id = staged.entity_id
    left join node on staged.entity_kind = 'node' and node.cluster_id = ${viewer.cluster} and node.node_id = staged.entity_id
    left join indicator on staged.entity_kind = 'indicator' and indicator.cluster_id = ${viewer.cluster} and indicator.indicator_id = staged.entity_id
    on conflict do nothing`)
  await tx.exec('drop table staged_search')
}

/** Things that were renamed are shown by their present name, by whichever name they are found. Expects the names that changed in `touched`. */
export async function renameSearchEntries(tx: Tx, viewer: Viewer): Promise<void> {
  await hashingJoins(tx, () => tx.query(sql`
    update search_entry set label = present.name
    from (
      select 'node' as kind, node_id as id, name from node where cluster_id = ${viewer.cluster} and retired_at is null
        and node_id in (select subject_id from touched where subject_kind = 'node' and predicate = 'name')
      union all
      select 'organisation', organisation_id, name from organisation where cluster_id = ${viewer.cluster} and retired_at is null
        and organisation_id in (select subject_id from touched where subject_kind = 'organisation' and predicate = 'name')) as present
    where search_entry.cluster_id = ${viewer.cluster} and search_entry.entity_kind = present.kind and search_entry.entity_id = present.id
      and search_entry.label <> present.name`))
}
