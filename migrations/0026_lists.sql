-- The list of work in its order, whatever it is filtered by: a window of those in one state, in one task, or both is read from the index alone,
-- with what row-level security asks of a row, and nothing has to be sorted.
drop index governance_item_list;
create index governance_item_list on governance_item (cluster_id, kind, state, task, due_date) where kind <> 'work';
create index governance_item_in_state on governance_item (cluster_id, state, due_date, item_id) include (task, lead_id, suspended, readers, parties, kind) where kind = 'work';
create index governance_item_in_task on governance_item (cluster_id, task, (state in ('approved', 'closed', 'cancelled')), due_date, item_id)
  include (state, lead_id, suspended, readers, parties, kind) where kind = 'work';
create index governance_item_in_both on governance_item (cluster_id, task, state, due_date, item_id) include (lead_id, suspended, readers, parties, kind) where kind = 'work';

-- Who is no centre of a task sees the items in it that they are a party of: a few of thousands. Row-level security lets an index serve only
-- operators that are known to leak nothing, and those of arrays are not: so the owner asks, for the viewer's cluster and organisation alone, and
-- whoever reads the items themselves is asked for theirs once more.
create index governance_item_parties on governance_item using gin (parties) where kind = 'work';
create function work_as_party(wanted text) returns setof bigint language sql stable security definer rows 100 set search_path from current as
  $$ select item_id from governance_item
     where kind = 'work' and cluster_id = viewer_cluster() and viewer_role() = 'member' and parties @> array[viewer_organisation()] and (wanted is null or task = wanted)
       and exists (
         select 1 from governance_tally as tally
         where tally.cluster_id = viewer_cluster() and tally.kind = 'work' and tally.organisation_id = viewer_organisation() and (wanted is null or tally.task = wanted) and tally.items > 0) $$;

-- What waits for its convenor, in the order of the list.
drop index governance_item_asked;
create index governance_item_convened on governance_item (cluster_id, (state in ('approved', 'closed', 'cancelled')), due_date, item_id)
  include (task, asked, lead_id, state, readers, parties, kind) where kind = 'work' and asked in ('approve', 'close');
