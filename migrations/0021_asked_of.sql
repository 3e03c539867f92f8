-- What motions ask of whom, so that what waits for somebody is found without reading every motion: of one organisation, or (0) of whoever
-- holds the right in the task, apart from those in except_for, who then speaks for an organisation; from a day on.
create table governance_asked (
  cluster_id text not null references cluster on delete cascade,
  item_id bigint not null,
  event text not null,
  organisation_id bigint not null default 0,
  task text not null,
  needs text not null check (needs in ('read', 'speak', 'decide', 'administer')),
  except_for bigint[],
  from_date date not null default '-infinity',
  primary key (cluster_id, item_id, event, organisation_id)
);
create index governance_asked_of on governance_asked (cluster_id, organisation_id) include (item_id, event, task, needs, except_for, from_date);

alter table governance_asked enable row level security;
-- Each sees what is asked of their own organisation, and what is asked of whoever holds a right.
create policy seen on governance_asked for select using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team()) or ((select viewer_role()) = 'member' and organisation_id in (0, (select viewer_organisation())))));
create policy added on governance_asked for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy changed on governance_asked for update using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy removed on governance_asked for delete using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');

-- Of the motions that are there.
with motion as (
  select item.cluster_id, item.item_id, item.task, item.state as at, whole.state as said
  from governance_item as item join governance_state as whole using (cluster_id, item_id)
  where item.kind = 'motion' and item.state in ('moved', 'deliberating', 'inquorate', 'voting')),
silent as (
  select motion.*, consulted
  from motion cross join lateral jsonb_array_elements(said -> 'consulted') as consulted
  where not exists (select 1 from jsonb_array_elements(said -> 'opinions') as opinion where opinion ->> 'row' = consulted ->> 'key')),
seat as (
  select motion.*, (seat ->> 'organisation')::bigint as organisation, delegated.receiver,
    exists (select 1 from jsonb_array_elements(said -> 'votes') as vote where (vote ->> 'organisation')::bigint in ((seat ->> 'organisation')::bigint, delegated.receiver)) as voted
  from motion cross join lateral jsonb_array_elements(said -> 'roll') as seat
  left join lateral (select (delegation ->> 'to')::bigint as receiver from jsonb_array_elements(said -> 'delegations') as delegation where delegation -> 'from' = seat -> 'organisation') as delegated on true
  where at = 'voting' and not exists (select 1 from jsonb_array_elements(said -> 'conflicts') as conflict where conflict -> 'organisation' = seat -> 'organisation'))
insert into governance_asked (cluster_id, item_id, event, organisation_id, task, needs, except_for, from_date)
select cluster_id, item_id, 'support', 0, task, 'speak', (select coalesce(array_agg(one::bigint), '{}') from jsonb_array_elements_text(said -> 'supporters') as one), '-infinity'::date
from motion where at = 'moved' and jsonb_array_length(said -> 'supporters') < (said ->> 'threshold')::integer
union all
select cluster_id, item_id, 'openDeliberation', 0, task, 'administer', null, '-infinity'
from motion where at = 'moved' and jsonb_array_length(said -> 'supporters') >= (said ->> 'threshold')::integer and jsonb_array_length(said -> 'evidence') > 0
union all
select distinct cluster_id, item_id, 'speak', one::bigint, task, 'speak', null::bigint[], '-infinity'::date
from silent cross join lateral jsonb_array_elements_text(consulted -> 'organisations') as one where at = 'deliberating'
union all
select cluster_id, item_id, 'answerOpinion', 0, task, 'administer', null, '-infinity'
from motion where at = 'deliberating' and exists (select 1 from jsonb_array_elements(said -> 'opinions') as opinion where jsonb_typeof(opinion -> 'answer') = 'null')
union all
select cluster_id, item_id, 'openBallot', 0, task, 'administer', null,
  case when exists (select 1 from silent where silent.cluster_id = motion.cluster_id and silent.item_id = motion.item_id) then (said ->> 'consultUntil')::date + 1 else '-infinity' end
from motion where at in ('deliberating', 'inquorate') and not exists (select 1 from jsonb_array_elements(said -> 'opinions') as opinion where jsonb_typeof(opinion -> 'answer') = 'null')
union all
select cluster_id, item_id, 'castVote', organisation, task, 'decide', null, '-infinity' from seat where not voted and receiver is null
union all
select cluster_id, item_id, 'closeBallot', 0, task, 'administer', null,
  case when exists (select 1 from seat where seat.cluster_id = motion.cluster_id and seat.item_id = motion.item_id and not voted) then (said ->> 'closesOn')::date + 1 else '-infinity' end
from motion where at = 'voting';
