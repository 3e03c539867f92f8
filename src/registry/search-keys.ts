import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { bigrams, normalKey, pinyinKeys } from './matching/index.ts'

export type Searchable = { kind: 'organisation' | 'node' | 'indicator'; id: number; label: string }

/** Makes things findable: by any two characters in a row of any of their names, by the beginning of their name, its pinyin or its initials. */
export async function putSearchEntries(tx: Tx, viewer: Viewer, found: Iterable<Searchable>): Promise<void> {
  const rows = [...found].map(({ kind, id, label }) => {
    const { full, initials } = pinyinKeys(label)
    return [kind, id, label, normalKey(label), full, initials, bigrams(label)]
  })
  if (rows.length === 0) return
  await tx.exec('create temporary table staged_search (entity_kind text, entity_id bigint, label text, normal text, pinyin text, initials text, keys text[]) on commit drop')
  await tx.copyIn('staged_search (entity_kind, entity_id, label, normal, pinyin, initials, keys)', rows)
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
    on conflict (cluster_id, entity_kind, entity_id) do update
      set keys = (select array_agg(distinct key) from unnest(search_entry.keys || excluded.keys) as key), label = excluded.label, normal = excluded.normal, pinyin = excluded.pinyin, initials = excluded.initials
    where not search_entry.keys @> excluded.keys or search_entry.label <> excluded.label`)
  await tx.exec('drop table staged_search')
}
