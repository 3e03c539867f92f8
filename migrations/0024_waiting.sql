-- How many work items wait for what, written with them: the workbench of everybody counts it at every visit.
create table governance_waiting (
  cluster_id text not null references cluster on delete cascade,
  -- The lead that items wait for, or 0 for all items, whoever leads them.
  organisation_id bigint not null default 0,
  task text not null,
  -- The event that items ask for; for late items, that they are urged.
  event text not null,
  -- Late from the day after the due date; everything else at once.
  from_date date not null,
  items bigint not null,
  primary key (cluster_id, organisation_id, task, event, from_date) include (items)
);
-- What has come to none is taken out with the next event.
create index governance_waiting_none on governance_waiting (cluster_id) where items = 0;

-- What changed since somebody was here, decided motions apart from the others.
create index governance_item_decided on governance_item (cluster_id, (state in ('adopted', 'rejected')), changed_at) include (state, item_id, task, readers, parties, kind) where kind = 'motion';

insert into governance_waiting (cluster_id, organisation_id, task, event, from_date, items)
select cluster_id, organisation, task, event, from_date, count(*)
from governance_item cross join lateral (values (0::bigint), (lead_id)) as whose(organisation)
  cross join lateral (values (asked, '-infinity'::date), (case when asked <> 'close' then 'urge' end, due_date + 1)) as waits(event, from_date)
where kind = 'work' and asked is not null and organisation is not null and event is not null and from_date is not null
group by cluster_id, organisation, task, event, from_date;

-- Who sees every item of a task sees how many of them wait; a lead sees how many of its own do.
alter table governance_waiting enable row level security;
create policy seen on governance_waiting for select using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team()) or ((select viewer_role()) = 'member' and (organisation_id = (select viewer_organisation()) or (organisation_id = 0 and task = any ((select viewer_centre_of())::text[]))))));
create policy added on governance_waiting for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy changed on governance_waiting for update using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy removed on governance_waiting for delete using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
