import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import type { clusterEndpoints } from '../shared/contract/clusters.ts'
import type { Answer } from '../shared/contract/index.ts'
import { bigrams, normalKey } from './matching/index.ts'
import { beginningOf } from './search-keys.ts'

export type SearchKind = 'organisation' | 'node' | 'indicator'

type Asked = { text: string; kind?: SearchKind; limit: number }
type Found = Answer<typeof clusterEndpoints.search>

/** So many of the best entries are looked at first: a word that most names hold answers to thousands. */
const looked = 500

/** Finds things by any of their names, in Chinese, pinyin, initials or English: names that begin with the text first, then names that hold it, short ones first. */
export async function search(tx: Pick<Tx, 'query'>, viewer: Viewer, asked: Asked): Promise<Found> {
  if (normalKey(asked.text) === '') return []
  const rows = await searchAmong(tx, viewer, asked, looked)
  // Names of what was retired may have filled the places of others: then all entries are looked at.
  const short = rows.length < asked.limit && (rows.length === 0 || rows[0]!.entries === looked)
  return (short ? await searchAmong(tx, viewer, asked, null) : rows).map(({ kind, id, label, detail }) => ({ kind, id, label, detail }))
}

function searchAmong(tx: Pick<Tx, 'query'>, viewer: Viewer, { text, kind, limit }: Asked, most: number | null): Promise<(Found[number] & { entries: number })[]> {
  const normal = normalKey(text)
  return tx.query(prepared(sql`
    with best as materialized (select * from search_best(${keysOf(text)}::text[], ${normal}, ${kind ?? null}, ${most}::integer))
    select kind, id, label, detail, (select count(*) from best) as entries
    from (
      select distinct on (search_entry.entity_kind, coalesce(whole.organisation_id, search_entry.entity_id))
        search_entry.entity_kind as kind, coalesce(whole.organisation_id, search_entry.entity_id) as id, coalesce(whole.name, node.name, search_entry.label) as label,
        coalesce(node.code, whole.credit_code) as detail, search_entry.normal = ${normal} as same, starts_with(search_entry.normal, ${normal}) as begins
      from best
      join search_entry on search_entry.entity_kind = best.entity_kind and search_entry.entity_id = best.entity_id and search_entry.normal = best.normal
      left join organisation as named on search_entry.entity_kind = 'organisation' and named.cluster_id = search_entry.cluster_id and named.organisation_id = search_entry.entity_id
      left join organisation as whole on whole.cluster_id = named.cluster_id and whole.organisation_id = ${wholeOf}
      left join node on search_entry.entity_kind = 'node' and node.cluster_id = search_entry.cluster_id and node.node_id = search_entry.entity_id
      where ${visibleTo(viewer, 'search_entry')} and whole.retired_at is null and node.retired_at is null
      order by search_entry.entity_kind, coalesce(whole.organisation_id, search_entry.entity_id), same desc, begins desc) as found
    order by same desc, begins desc, length(label), label, id
    limit ${limit}`))
}

/** The organisation that `named` stands for: itself, or the one it was merged into. */
const wholeOf: Sql = sql`case when named.merged_into is null then named.organisation_id else named.merged_into end`

/** The ids of the organisations that answer to a text by any of their names, those of the organisations merged into them included. */
export function organisationsFound(text: string): Sql {
  return sql`
    select ${wholeOf} from search_entry
    join organisation as named on named.cluster_id = search_entry.cluster_id and named.organisation_id = search_entry.entity_id
    where search_entry.entity_kind = 'organisation' and ${matches(text)}`
}

/**
 * The organisations that carry a name, for each of many names: as they are called now; where none is, by a name they had, or that one merged
 * into them had.
 */
export async function organisationsNamed(tx: Tx, viewer: Viewer, names: readonly string[]): Promise<Map<string, number[]>> {
  const present = await tx.query<{ name: string; id: number }>(sql`
    select name, organisation_id as id from organisation
    where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null and name = any (${[...names]}::text[])`)
  const found = grouped(present)
  const left = names.filter((name) => !found.has(name))
  if (left.length === 0) return found
  const others = await tx.query<{ name: string; id: number }>(sql`
    select distinct asked.name, whole.organisation_id as id
    from unnest(${left}::text[], ${left.map(normalKey)}::text[]) as asked(name, normal)
    join search_entry on search_entry.normal = asked.normal and search_entry.entity_kind = 'organisation'
    join organisation as named on named.cluster_id = search_entry.cluster_id and named.organisation_id = search_entry.entity_id
    join organisation as whole on whole.cluster_id = named.cluster_id and whole.organisation_id = ${wholeOf} and whole.retired_at is null
    where ${visibleTo(viewer, 'search_entry')} and asked.normal <> ''`)
  return new Map([...found, ...grouped(others)])
}

function grouped(rows: readonly { name: string; id: number }[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { name, id } of rows) found.set(name, [...(found.get(name) ?? []), id])
  return found
}

/** The condition that a search entry answers to a text: usable wherever `search_entry` is joined. */
export function matches(text: string): Sql {
  return sql`((search_entry.entity_kind, search_entry.entity_id) in (
    select candidate.entity_kind, candidate.entity_id from search_candidates(${keysOf(text)}::text[], ${normalKey(text)}) as candidate))`
}

/** The keys that an entry must hold to answer to a text. */
function keysOf(text: string): string[] {
  const pairs = bigrams(text).filter((pair) => pair.length > 1)
  return pairs.length === 0 ? beginningOf(normalKey(text)) : pairs
}
