-- Co-governance. What happens is an append-only log of events, one chain a cluster, each event holding the hash of the one before it;
-- what stands follows from the events in the same transaction and can be derived from them again.

-- By whose decision a version of the charter stands; null for the shipped one.
alter table charter add column motion_id bigint;

create table governance_event (
  cluster_id text not null references cluster on delete cascade,
  -- Counts from 1 without a gap.
  event_id bigint not null,
  item_id bigint not null,
  -- The version of the item that the event made.
  version integer not null,
  event text not null,
  account_id bigint,
  organisation_id bigint,
  payload jsonb not null,
  -- A ballot that is secret: nobody but who cast it reads it.
  secret boolean not null default false,
  made_at timestamptz not null,
  previous_hash text not null,
  hash text not null,
  primary key (cluster_id, event_id),
  unique (cluster_id, item_id, version)
);

-- What lists and policies ask of an item; the rest stands in its state.
create table governance_item (
  cluster_id text not null references cluster on delete cascade,
  item_id bigint not null default nextval('entity_id'),
  kind text not null check (kind in ('motion', 'work')),
  task text not null,
  state text not null,
  version integer not null,
  title text not null,
  -- A motion is read by every member; work by the centres of its task and its parties.
  readers text not null check (readers in ('members', 'parties')),
  parties bigint[] not null,
  parent_id bigint,
  origin_kind text,
  origin_id bigint,
  lead_id bigint,
  region_code text,
  due_date date,
  -- From its sub-tasks, where it has any, else from its state.
  progress real,
  suspended boolean not null default false,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (cluster_id, item_id)
);
create index governance_item_list on governance_item (cluster_id, kind, state, due_date);
create index governance_item_parent on governance_item (cluster_id, parent_id) where parent_id is not null;
create index governance_item_origin on governance_item (cluster_id, origin_kind, origin_id) where origin_id is not null;
create index governance_item_lead on governance_item (cluster_id, lead_id) where lead_id is not null;

-- The whole state. It holds secret ballots: only the program reads it and shows each viewer their part.
create table governance_state (
  cluster_id text not null references cluster on delete cascade,
  item_id bigint not null,
  state jsonb not null,
  primary key (cluster_id, item_id)
);

alter table governance_item enable row level security;
alter table governance_event enable row level security;
alter table governance_state enable row level security;

create policy seen on governance_item for select using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team())
    or ((select viewer_role()) = 'member' and (
      readers = 'members' or task = any ((select viewer_centre_of())::text[]) or (select viewer_organisation()) = any (parties)))));
create policy added on governance_item for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy changed on governance_item for update using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');

-- Whoever sees the item sees what happened to it. No policy changes or removes an event, and nobody writes one in another's name.
create policy seen on governance_event for select using (
  cluster_id = (select viewer_cluster())
  and ((select viewer_role()) = 'system' or (
    (not secret or organisation_id = (select viewer_organisation()))
    and exists (select 1 from governance_item where governance_item.cluster_id = governance_event.cluster_id and governance_item.item_id = governance_event.item_id))));
create policy added on governance_event for insert with check (
  cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system' and account_id is not distinct from (select viewer_account()));

create policy program on governance_state using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
