import { sql, type Sql } from '../../db/sql.ts'

/** The end of every derivation counts what was written: new rows, changed rows, rows that nothing supports any more. */
export const outcome: Sql = sql`
  select 'created' as outcome, count(*) as facts from written where fresh
  union all select 'changed', count(*) from written where not fresh
  union all select 'retired', count(*) from gone`
