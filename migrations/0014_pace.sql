-- What lists and the workbench ask of many items at once.

-- In the order of the list: what is settled last, then by date.
create index governance_item_order on governance_item (cluster_id, (state in ('approved', 'closed', 'cancelled')), due_date, item_id) where kind = 'work';
-- What waits for its lead; what waits for its convenor; what is late.
create index governance_item_led on governance_item (cluster_id, lead_id, state) where kind = 'work' and state not in ('closed', 'cancelled');
create index governance_item_awaiting on governance_item (cluster_id, task, state) where kind = 'work' and state in ('reported', 'approved');
create index governance_item_due on governance_item (cluster_id, due_date) where kind = 'work' and state in ('open', 'accepted', 'working', 'reported');
create index governance_item_motion on governance_item (cluster_id, state) where kind = 'motion';
create index governance_item_changed on governance_item (cluster_id, kind, changed_at);

-- How many items there are, and of how many each organisation is a party, written with them: counting tens of thousands takes longer than
-- the page that shows a hundred.
create table governance_tally (
  cluster_id text not null references cluster on delete cascade,
  kind text not null,
  task text not null,
  state text not null,
  -- 0 for all items, whoever their parties are.
  organisation_id bigint not null default 0,
  items bigint not null,
  primary key (cluster_id, kind, task, state, organisation_id)
);
insert into governance_tally (cluster_id, kind, task, state, organisation_id, items)
select cluster_id, kind, task, state, party, count(*) from governance_item cross join lateral unnest(parties || 0::bigint) as party where kind = 'work' group by cluster_id, kind, task, state, party;

-- Whoever sees every item of a task sees how many there are; a party sees how many it is a party of.
alter table governance_tally enable row level security;
create policy seen on governance_tally for select using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team()) or ((select viewer_role()) = 'member' and (organisation_id = (select viewer_organisation()) or (organisation_id = 0 and task = any ((select viewer_centre_of())::text[]))))));
create policy added on governance_tally for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy changed on governance_tally for update using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
