import { identifier, join, sql, type Sql } from '../../db/sql.ts'
import type { Place } from './placed.ts'

/** Where facts go: the columns of the table's key and the others, and what each is in `fact`. */
export type FactTable = { table: string; key: Record<string, Sql>; kept: Record<string, Sql> }

/**
 * Writes `fact` into its table: `written` says of each row that is new or other than before which of the two it is. A bulk adds what is
 * new by plain insertion, which takes two thirds of the time, and fails where another transaction adds the same row meanwhile.
 */
export function writeFacts(place: Place, { table, key, kept }: FactTable): Sql {
  const { cluster, bulk } = place
  const name = identifier(table)
  const columnsOf = (of: (column: Sql, value: Sql) => Sql, record: Record<string, Sql>): Sql => join(Object.entries(record).map(([column, value]) => of(identifier(column), value)), sql`, `)
  const columns = sql`cluster_id, ${columnsOf((column) => column, { ...key, ...kept })}`
  const facts = sql`select ${cluster}, ${columnsOf((_, value) => value, { ...key, ...kept })} from fact`
  if (!bulk) {
    return sql`
      written as (
        insert into ${name} (${columns}) ${facts}
        on conflict (cluster_id, ${columnsOf((column) => column, key)}) do update
          set ${columnsOf((column) => sql`${column} = excluded.${column}`, kept)}, recorded_at = now(), retired_at = null
        where (${columnsOf((column) => sql`${name}.${column}`, kept)}, ${name}.retired_at) is distinct from (${columnsOf((column) => sql`excluded.${column}`, kept)}, null)
        returning (xmax = 0) as fresh)`
  }
  const same = join(Object.entries(key).map(([column, value]) => sql`old.${identifier(column)} = ${value}`), sql` and `)
  return sql`
    added as (
      insert into ${name} (${columns}) ${facts}
      where not exists (select 1 from ${name} as old where old.cluster_id = ${cluster} and ${same})
      returning 1),
    changed as (
      update ${name} as old set ${columnsOf((column, value) => sql`${column} = ${value}`, kept)}, recorded_at = now(), retired_at = null
      from fact
      where old.cluster_id = ${cluster} and ${same}
        and (${columnsOf((column) => sql`old.${column}`, kept)}, old.retired_at) is distinct from (${columnsOf((_, value) => value, kept)}, null)
      returning 1),
    written as (select true as fresh from added union all select false from changed)`
}

/** The end of every derivation counts what was written: new rows, changed rows, rows that nothing supports any more. */
export const outcome: Sql = sql`
  select 'created' as outcome, count(*) as facts from written where fresh
  union all select 'changed', count(*) from written where not fresh
  union all select 'retired', count(*) from gone`
