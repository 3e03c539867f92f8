-- The health of co-governance, counted from the events and kept until the next event, the next day or another charter.
create table governance_health (
  cluster_id text not null references cluster on delete cascade,
  task text not null,
  -- 0 for the figures by actor type, else those of one organisation.
  organisation_id bigint not null,
  -- Who convenes the task: they see the figures of each organisation in it.
  convenors bigint[] not null,
  content jsonb not null,
  primary key (cluster_id, task, organisation_id)
);
-- What they were counted on, and what each figure is made of: the program's, which shows each viewer the events they may see.
create table governance_counted (
  cluster_id text not null references cluster on delete cascade,
  task text not null,
  counted_on text not null,
  content jsonb not null,
  primary key (cluster_id, task)
);

alter table governance_health enable row level security;
alter table governance_counted enable row level security;

create policy seen on governance_health for select using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team())
    or ((select viewer_role()) = 'member' and (organisation_id in (0, (select viewer_organisation())) or (select viewer_organisation()) = any (convenors)))));
create policy added on governance_health for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy removed on governance_health for delete using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy program on governance_counted using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
