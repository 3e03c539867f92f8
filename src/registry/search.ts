import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { clusterEndpoints } from '../shared/contract/clusters.ts'
import type { Answer } from '../shared/contract/index.ts'
import { bigrams, normalKey } from './matching/index.ts'
import { beginningOf } from './search-keys.ts'

export type SearchKind = 'organisation' | 'node' | 'indicator'

/** Finds things by Chinese, pinyin, initials or English: names that begin with the text first, then names that hold it, short ones first. */
export function search(tx: Tx, viewer: Viewer, { text, kind, limit }: { text: string; kind?: SearchKind; limit: number }): Promise<Answer<typeof clusterEndpoints.search>> {
  const normal = normalKey(text)
  if (normal === '') return Promise.resolve([])
  return tx.query(sql`
    select search_entry.entity_kind as kind, search_entry.entity_id as id, search_entry.label, coalesce(node.code, organisation.credit_code) as detail
    from search_entry
    left join organisation on search_entry.entity_kind = 'organisation' and organisation.cluster_id = search_entry.cluster_id and organisation.organisation_id = search_entry.entity_id
    left join node on search_entry.entity_kind = 'node' and node.cluster_id = search_entry.cluster_id and node.node_id = search_entry.entity_id
    where ${visibleTo(viewer, 'search_entry')} and ${matches(text)}
      ${kind === undefined ? empty : sql`and search_entry.entity_kind = ${kind}`}
      and organisation.merged_into is null and organisation.retired_at is null and node.retired_at is null
    order by (search_entry.normal = ${normal}) desc, (search_entry.normal like ${`${escape(normal)}%`}) desc, length(search_entry.label), search_entry.label, search_entry.entity_id
    limit ${limit}`)
}

/** The condition that a search entry answers to a text: usable wherever `search_entry` is joined. */
export function matches(text: string): Sql {
  const normal = normalKey(text)
  const pairs = bigrams(text).filter((pair) => pair.length > 1)
  return sql`((search_entry.entity_kind, search_entry.entity_id) in (
    select candidate.entity_kind, candidate.entity_id from search_candidates(${pairs.length === 0 ? beginningOf(normal) : pairs}::text[], ${normal}) as candidate))`
}

/** `%` and `_` in what a person types stand for themselves. */
function escape(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
