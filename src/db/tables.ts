import type { Tx } from './db.ts'
import { sql } from './sql.ts'

/** A table of the product with the columns that hold data of their own. */
export type Table = { name: string; columns: string[]; forced: boolean }
export type ForeignKey = { table: string; name: string; definition: string }
export type Sequence = { name: string; last: number; called: boolean }

/** Every table but the list of migrations, which the program makes itself. */
export function listTables(tx: Tx): Promise<Table[]> {
  return tx.query<Table>(sql`
    select relname as name, relforcerowsecurity as forced,
      array_agg(attname::text order by attnum) filter (where attgenerated = '') as columns
    from pg_class
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'
    group by relname, relforcerowsecurity
    order by relname
  `)
}

export function listForeignKeys(tx: Tx): Promise<ForeignKey[]> {
  return tx.query<ForeignKey>(sql`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by conrelid::regclass::text, conname
  `)
}

/** Where every sequence stands, those behind identity columns included. */
export async function listSequences(tx: Tx): Promise<Sequence[]> {
  return tx.query<Sequence>(sql`
    select sequencename as name, coalesce(last_value, start_value) as last, last_value is not null as called
    from pg_sequences
    where schemaname = 'public'
    order by sequencename
  `)
}
