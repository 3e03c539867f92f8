import type { Viewer } from '../access/viewer.ts'
import { sql, type Sql } from '../db/sql.ts'

/** How many work items there are and what they wait for, written with them. `moved` are rows that count 1 for what stands now and -1 for what stood before. */

/** How many items of a task and state each organisation is a party of, and how many there are (organisation 0). `moved`: task, state, parties, one. */
export function tallyItems({ cluster }: Viewer, moved: Sql): Sql {
  return sql`
    insert into governance_tally (cluster_id, kind, task, state, organisation_id, items)
    select ${cluster}, 'work', task, state, party, sum(one) from (${moved}) as moved cross join lateral unnest(parties || 0::bigint) as party
    group by task, state, party having sum(one) <> 0
    on conflict (cluster_id, kind, task, state, organisation_id) do update set items = governance_tally.items + excluded.items`
}

/** How many items of a task wait for an event, of each lead and of all (organisation 0); late ones from the day after their date. `moved`: task, lead, asked, due, one. */
export function tallyWaiting({ cluster }: Viewer, moved: Sql): Sql {
  return sql`
    insert into governance_waiting (cluster_id, organisation_id, task, event, from_date, items)
    select ${cluster}, organisation, task, event, from_date, sum(one)
    from (${moved}) as moved cross join lateral (values (0::bigint), (lead)) as whose(organisation)
      cross join lateral (values (asked, '-infinity'::date), (case when asked <> 'close' then 'urge' end, due + 1)) as waits(event, from_date)
    where asked is not null and organisation is not null and event is not null and from_date is not null
    group by organisation, task, event, from_date having sum(one) <> 0
    on conflict (cluster_id, organisation_id, task, event, from_date) do update set items = governance_waiting.items + excluded.items`
}

/** What has come to none is taken out: dates that have passed would gather for ever. */
export function dropEmpty({ cluster }: Viewer): Sql {
  return sql`delete from governance_waiting where cluster_id = ${cluster} and items = 0`
}
