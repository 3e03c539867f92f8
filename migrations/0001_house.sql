-- The first version of the house. cluster_id stands first in every key, every table has row-level security, and the
-- application connects as polycenter_app, which cannot bypass it.
--
-- The viewer is set per transaction through settings that only the access module writes:
--   polycenter.cluster       the cluster looked at
--   polycenter.account       the account, or '' for the program itself
--   polycenter.organisation  the organisation the viewer speaks for
--   polycenter.role          administrator | analyst | member | guest | system
--   polycenter.centre_of     tasks in which the viewer's actor type is a centre: 'T1,T2'
-- Policies read them as (select …), so that each is evaluated once a statement, not once a row.

create function viewer_cluster() returns text language sql stable as
  $$ select current_setting('polycenter.cluster', true) $$;
create function viewer_account() returns bigint language sql stable as
  $$ select nullif(current_setting('polycenter.account', true), '')::bigint $$;
create function viewer_organisation() returns bigint language sql stable as
  $$ select nullif(current_setting('polycenter.organisation', true), '')::bigint $$;
create function viewer_role() returns text language sql stable as
  $$ select coalesce(nullif(current_setting('polycenter.role', true), ''), 'none') $$;
-- A guest is no centre of anything, whatever their organisation.
create function viewer_centre_of() returns text[] language sql stable as
  $$ select case when viewer_role() in ('member', 'analyst', 'administrator')
       then coalesce(string_to_array(nullif(current_setting('polycenter.centre_of', true), ''), ','), '{}') else '{}' end $$;
-- The team that runs the cluster, and the program itself.
create function viewer_is_team() returns boolean language sql stable as
  $$ select viewer_role() in ('system', 'administrator', 'analyst') $$;
-- The rights of use the viewer holds whoever gave the claim.
create function viewer_rights() returns text[] language sql stable as
  $$ select case viewer_role()
       when 'system' then array['public', 'cluster', 'centres', 'owner']
       when 'administrator' then array['public', 'cluster', 'centres']
       when 'analyst' then array['public', 'cluster', 'centres']
       when 'member' then array['public', 'cluster']
       when 'guest' then array['public']
       else array[]::text[] end $$;

create sequence entity_id;
create sequence claim_id;

-- Clusters, people, sessions ---------------------------------------------------------------------------------------

create table cluster (
  cluster_id text primary key check (cluster_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  name_en text,
  region_code text,
  -- The organisation of the team that runs the cluster. Until a source speaks of it, it is no fact of the registry: its name stands here.
  operator_id bigint,
  operator_name text,
  operator_type text,
  demo boolean not null default false,
  settings jsonb not null default '{}',
  -- Raised by every change of facts: what was computed from an older state is told apart by it.
  revision bigint not null default 0,
  created_at timestamptz not null default now()
);

create table account (
  account_id bigint generated always as identity primary key,
  email text not null,
  name text not null,
  name_en text,
  password_hash text,
  language text not null default 'zh' check (language in ('zh', 'en')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index account_email on account (lower(email));

create table member (
  cluster_id text not null references cluster on delete cascade,
  account_id bigint not null references account on delete cascade,
  organisation_id bigint,
  role text not null check (role in ('administrator', 'analyst', 'member', 'guest')),
  -- Shown in the demo's switch of persons.
  demo_order smallint,
  seen_at timestamptz,
  primary key (cluster_id, account_id)
);
create index member_account on member (account_id);

create table sign_in_link (
  token_hash text primary key,
  account_id bigint not null references account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  token_hash text primary key,
  account_id bigint not null references account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table charter (
  cluster_id text not null references cluster on delete cascade,
  version integer not null,
  content jsonb not null,
  adopted_at timestamptz not null default now(),
  primary key (cluster_id, version)
);

-- The ledger -------------------------------------------------------------------------------------------------------

create table source (
  cluster_id text not null references cluster on delete cascade,
  source_id bigint not null default nextval('entity_id'),
  kind text not null check (kind in ('file', 'url', 'form', 'computation')),
  name text not null,
  sha256 text,
  bytes bigint,
  url text,
  giver_id bigint,
  grade text not null check (grade in ('A', 'B', 'C', 'D')),
  right_of_use text not null check (right_of_use in ('public', 'cluster', 'centres', 'owner')),
  task text not null default 'T5',
  sheets jsonb not null default '[]',
  recorded_at timestamptz not null default now(),
  recorded_by bigint,
  replaced_by bigint,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  withdrawn_reason text,
  primary key (cluster_id, source_id)
);
create index source_hash on source (cluster_id, sha256);

create table import (
  cluster_id text not null references cluster on delete cascade,
  import_id bigint not null default nextval('entity_id'),
  account_id bigint,
  supersede boolean not null default false,
  good_rows boolean not null default false,
  files jsonb not null default '[]',
  created integer not null default 0,
  changed integer not null default 0,
  retired integer not null default 0,
  claims integer not null default 0,
  questions integer not null default 0,
  recorded_at timestamptz not null default now(),
  primary key (cluster_id, import_id)
);
create index import_recorded on import (cluster_id, recorded_at desc);

create table claim (
  cluster_id text not null,
  claim_id bigint not null default nextval('claim_id'),
  subject_kind text not null,
  subject_id bigint not null,
  predicate text not null,
  -- The other end of a relation (a supply's node, an input, an observation's indicator), else 0.
  object_id bigint not null default 0,
  period text not null default '',
  scope text not null default '',
  value_text text,
  value_number double precision,
  -- Why there is no value, where somebody said so.
  blank_reason text,
  unit text,
  flag text,
  grade text not null,
  giver_id bigint,
  right_of_use text not null,
  task text not null,
  source_id bigint not null,
  sheet text,
  row_number integer,
  column_name text,
  import_id bigint,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  end_reason text check (end_reason in ('superseded', 'withdrawn', 'retired')),
  superseded_by bigint,
  primary key (cluster_id, claim_id)
);
create index claim_subject on claim (cluster_id, subject_id, predicate, object_id);
create index claim_source on claim (cluster_id, source_id);
create index claim_recorded on claim (cluster_id, recorded_at);
create index claim_ended on claim (cluster_id, ended_at) where ended_at is not null;

-- A rule's choice needs no row: it can be repeated. A person's choice stands here until it is undone.
create table resolution (
  cluster_id text not null references cluster on delete cascade,
  resolution_id bigint not null default nextval('entity_id'),
  subject_kind text not null,
  subject_id bigint not null,
  predicate text not null,
  object_id bigint not null default 0,
  period text not null default '',
  scope text not null default '',
  claim_id bigint not null,
  reason text not null,
  account_id bigint,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by bigint,
  primary key (cluster_id, resolution_id)
);
create unique index resolution_standing on resolution (cluster_id, subject_kind, subject_id, predicate, object_id, period, scope)
  where undone_at is null;

create table recipe (
  cluster_id text not null references cluster on delete cascade,
  name text not null,
  recipe jsonb not null,
  account_id bigint,
  kept_at timestamptz not null default now(),
  primary key (cluster_id, name)
);

-- Typed facts: what the resolved claims say ------------------------------------------------------------------------
-- Each row carries the right of use of the claim that made it. Facts follow from claims in the same transaction. Like claims they hold
-- no foreign key to the cluster, which would be looked up once a row: row-level security lets nobody write into another cluster than theirs.

create table region (
  cluster_id text not null,
  -- The GB/T 2260 code as a number, or an id of its own where a name has no code.
  region_id bigint not null,
  code text,
  name text not null,
  normal text not null,
  primary key (cluster_id, region_id)
);
create index region_normal on region (cluster_id, normal);

create table organisation (
  cluster_id text not null,
  organisation_id bigint not null default nextval('entity_id'),
  code text,
  credit_code text,
  stock_code text,
  name text not null,
  short_name text,
  english_name text,
  former_names text,
  other_names text,
  actor_type text,
  tier text,
  circle text,
  region_code text,
  city_code text,
  country text,
  address text,
  industry text,
  established date,
  revenue double precision,
  research_spending double precision,
  employees double precision,
  website text,
  note text,
  -- Fields in which live claims differ, and fields inferred, flagged or blank with a reason.
  marks jsonb not null default '{}',
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T1',
  merged_into bigint,
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, organisation_id)
);
create index organisation_name_order on organisation (cluster_id, name, organisation_id) where retired_at is null and merged_into is null;
create index organisation_merged on organisation (cluster_id, merged_into) where merged_into is not null;
create index organisation_city on organisation (cluster_id, city_code) where retired_at is null and merged_into is null;

create table node (
  cluster_id text not null,
  node_id bigint not null default nextval('entity_id'),
  code text,
  name text not null,
  -- A stage with a name of its own (Design, Fabrication, …) that can be supplied as a whole is an entry too.
  is_stage boolean,
  kind text,
  stage text,
  stage_id bigint,
  stage_inferred boolean not null default false,
  group_name text,
  stock_days double precision,
  substitution_days double precision,
  hs_code text,
  description text,
  note text,
  marks jsonb not null default '{}',
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T2',
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, node_id)
);
create index node_name_order on node (cluster_id, name, node_id) where retired_at is null;

-- Every name and code by which an organisation, node or indicator is recognised.
create table identifier (
  cluster_id text not null,
  entity_kind text not null,
  scheme text not null,
  value text not null,
  entity_id bigint not null,
  -- For people: the name as it was written.
  label text,
  claim_id bigint,
  primary key (cluster_id, value, scheme, entity_kind, entity_id)
);
create index identifier_entity on identifier (cluster_id, entity_kind, entity_id);

-- Everything that can be searched by name: the bigrams of its folded names and, marked by ^, their first characters; its pinyin and initials.
create table search_entry (
  cluster_id text not null,
  entity_kind text not null,
  entity_id bigint not null,
  label text not null,
  normal text not null,
  pinyin text not null default '',
  initials text not null default '',
  keys text[] not null,
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T1',
  primary key (cluster_id, entity_kind, entity_id)
);
create index search_entry_keys on search_entry using gin (keys);
create index search_entry_pinyin on search_entry (cluster_id, pinyin text_pattern_ops);
create index search_entry_initials on search_entry (cluster_id, initials text_pattern_ops);

create table node_link (
  cluster_id text not null,
  node_id bigint not null,
  relation text not null check (relation in ('requires', 'isA')),
  -- requires: the input that node_id needs; isA: the parent that node_id is a kind of.
  other_id bigint not null,
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T2',
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, node_id, relation, other_id)
);
create index node_link_other on node_link (cluster_id, other_id, relation);

create table supplies (
  cluster_id text not null,
  organisation_id bigint not null,
  node_id bigint not null,
  share double precision,
  revenue_share double precision,
  negligible boolean,
  origin text,
  owner text,
  qualified boolean,
  capacity boolean,
  certification boolean,
  price boolean,
  valid_from date,
  valid_to date,
  note text,
  marks jsonb not null default '{}',
  right_of_use text not null default 'owner',
  giver_id bigint,
  task text not null default 'T2',
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, organisation_id, node_id)
);
create index supplies_node on supplies (cluster_id, node_id);

create table origin (
  cluster_id text not null,
  node_id bigint not null,
  country text not null,
  share double precision,
  negligible boolean,
  marks jsonb not null default '{}',
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T2',
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, node_id, country)
);

create table indicator (
  cluster_id text not null,
  indicator_id bigint not null default nextval('entity_id'),
  name text not null,
  unit text,
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T5',
  primary key (cluster_id, indicator_id)
);

create table observation (
  cluster_id text not null,
  indicator_id bigint not null,
  subject_kind text not null,
  subject_id bigint not null,
  period text not null,
  value double precision,
  unit text,
  blank_reason text,
  flag text,
  conflict boolean not null default false,
  right_of_use text not null default 'cluster',
  giver_id bigint,
  task text not null default 'T5',
  claim_id bigint not null,
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, indicator_id, subject_kind, subject_id, period)
);
create index observation_subject on observation (cluster_id, subject_kind, subject_id, period);

-- Registry: pairs that people decided on, merges with both histories kept -----------------------------------------

create table question (
  cluster_id text not null references cluster on delete cascade,
  question_id bigint not null default nextval('entity_id'),
  import_id bigint,
  left_id bigint not null,
  right_id bigint not null,
  score double precision not null,
  reasons jsonb not null,
  status text not null default 'open' check (status in ('open', 'same', 'different', 'later')),
  account_id bigint,
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (cluster_id, question_id)
);
create unique index question_pair on question (cluster_id, left_id, right_id);

create table merge (
  cluster_id text not null references cluster on delete cascade,
  merge_id bigint not null default nextval('entity_id'),
  kept_id bigint not null,
  merged_id bigint not null,
  account_id bigint,
  merged_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by bigint,
  primary key (cluster_id, merge_id)
);

-- Chain map: states through time, versions, risks ------------------------------------------------------------------

create table node_state (
  cluster_id text not null references cluster on delete cascade,
  node_id bigint not null,
  -- What the state was computed from: everything the team sees, what the centres see, or what every member sees.
  audience text not null check (audience in ('team', 'centres', 'cluster', 'public')),
  state text not null,
  reasons jsonb not null,
  snapshot text not null,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  primary key (cluster_id, audience, node_id, valid_from)
);
create unique index node_state_now on node_state (cluster_id, audience, node_id) where valid_to is null;

-- Which state of the facts each audience's node states were computed from.
create table computed (
  cluster_id text not null references cluster on delete cascade,
  name text not null,
  audience text not null check (audience in ('team', 'centres', 'cluster', 'public')),
  revision bigint not null,
  snapshot text not null,
  computed_at timestamptz not null default now(),
  primary key (cluster_id, name, audience)
);

create table chain_version (
  cluster_id text not null references cluster on delete cascade,
  version_id bigint not null default nextval('entity_id'),
  name text not null,
  note text,
  as_of timestamptz not null default now(),
  made_by bigint,
  status text not null default 'draft' check (status in ('draft', 'reviewed', 'refused')),
  reviewed_by bigint,
  reviewed_at timestamptz,
  review_note text,
  primary key (cluster_id, version_id)
);

create table risk_item (
  cluster_id text not null references cluster on delete cascade,
  risk_id bigint not null default nextval('entity_id'),
  node_id bigint not null,
  kind text not null,
  title text not null,
  status text not null default 'proposed' check (status in ('proposed', 'confirmed', 'refused', 'closed')),
  grade text check (grade in ('high', 'medium', 'low')),
  proposed_grade text check (proposed_grade in ('high', 'medium', 'low')),
  task text not null default 'T2',
  owner_id bigint,
  due_date date,
  note text,
  reasons jsonb not null default '[]',
  claim_ids bigint[] not null default '{}',
  edition integer not null default 1,
  proposed_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (cluster_id, risk_id)
);
create unique index risk_item_standing on risk_item (cluster_id, node_id, kind) where status in ('proposed', 'confirmed');

create table risk_event (
  cluster_id text not null references cluster on delete cascade,
  event_id bigint not null default nextval('entity_id'),
  risk_id bigint not null,
  account_id bigint,
  change jsonb not null,
  made_at timestamptz not null default now(),
  primary key (cluster_id, event_id)
);
create index risk_event_item on risk_event (cluster_id, risk_id, made_at);

-- Reports ----------------------------------------------------------------------------------------------------------

create table report (
  cluster_id text not null references cluster on delete cascade,
  report_id bigint not null default nextval('entity_id'),
  period text not null,
  title text not null,
  status text not null default 'draft' check (status in ('draft', 'issued')),
  texts jsonb not null default '{}',
  edition integer not null default 1,
  made_by bigint,
  made_at timestamptz not null default now(),
  issued_by bigint,
  issued_at timestamptz,
  -- The frozen document with all its figures, facts and claims, and its hash.
  frozen jsonb,
  hash text,
  audience text not null default 'team' check (audience in ('team', 'centres', 'cluster', 'public')),
  primary key (cluster_id, report_id)
);
create unique index report_issued on report (cluster_id, period, audience) where status = 'issued';

create table figure (
  cluster_id text not null references cluster on delete cascade,
  -- The short code printed beside the figure.
  figure_id text not null,
  report_id bigint not null,
  name text not null,
  content jsonb not null,
  audience text not null default 'team' check (audience in ('team', 'centres', 'cluster', 'public')),
  primary key (cluster_id, figure_id)
);
create index figure_report on figure (cluster_id, report_id);

-- Who gave a claim, in words: an organisation the viewer may see, or the team that runs the cluster.
create function giver_name(cluster text, giver bigint) returns text language sql stable as
  $$ select coalesce(
       (select organisation.name from organisation where organisation.cluster_id = $1 and organisation.organisation_id = $2),
       (select cluster.operator_name from cluster where cluster.cluster_id = $1 and cluster.operator_id = $2)) $$;

-- Row-level security -----------------------------------------------------------------------------------------------

-- A fact or claim is seen by those who hold its right of use, by its giver, and (centres only) by the centres of its task.
create function may_use(right_of_use text, giver_id bigint, task text, rights text[], organisation bigint, centre_of text[])
  returns boolean language sql immutable as
  $$ select right_of_use = any (rights)
       or giver_id = organisation
       or (right_of_use = 'centres' and task = any (centre_of)) $$;

-- What may answer to a text: entries that hold all its keys, or whose spelling or initials begin with it. Row-level security lets an index
-- serve only operators that are known to leak nothing, and those of arrays and patterns are not: so the owner asks, for the viewer's
-- cluster and rights alone, and whoever reads the entries themselves is asked for theirs once more.
create function search_candidates(wanted text[], beginning text) returns table (entity_kind text, entity_id bigint)
  language sql stable security definer rows 200 set search_path from current as
  $$ select entry.entity_kind, entry.entity_id
     from search_entry as entry
     where entry.cluster_id = viewer_cluster()
       and may_use(entry.right_of_use, entry.giver_id, entry.task, viewer_rights(), viewer_organisation(), viewer_centre_of())
       and (entry.keys @> wanted
         or (entry.pinyin ~>=~ beginning and entry.pinyin ~<~ (beginning || U&'\+10FFFF'))
         or (entry.initials ~>=~ beginning and entry.initials ~<~ (beginning || U&'\+10FFFF'))) $$;

do $$
declare
  name text;
begin
  -- Facts, claims and sources: seen by right of use, written by the team alone.
  foreach name in array array['source', 'claim', 'organisation', 'node', 'search_entry', 'node_link', 'supplies', 'origin', 'indicator', 'observation']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (
      cluster_id = (select viewer_cluster())
      and may_use(right_of_use, giver_id, task, (select viewer_rights()), (select viewer_organisation()), (select viewer_centre_of()))) $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy changed on %I for update using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy removed on %I for delete using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  -- What the team works with and nobody else sees.
  foreach name in array array['import', 'question', 'merge', 'recipe', 'identifier', 'resolution']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy team on %I using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  -- What every member of the cluster sees and the team writes.
  foreach name in array array['region', 'charter', 'chain_version']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (cluster_id = (select viewer_cluster()) and (select viewer_role()) <> 'none') $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy changed on %I for update using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy removed on %I for delete using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  -- What was computed for an audience is seen by that audience and the team, and written by the program.
  foreach name in array array['node_state', 'computed', 'report', 'figure']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (
      cluster_id = (select viewer_cluster()) and (
        (select viewer_is_team())
        or (audience = 'public' and (select viewer_role()) <> 'none')
        or (audience = 'cluster' and (select viewer_role()) = 'member')
        or (audience = 'centres' and (select viewer_role()) = 'member' and 'T2' = any ((select viewer_centre_of())::text[])))) $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy changed on %I for update using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy removed on %I for delete using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  -- Risks: the team, the centres of the task, and whoever owns one.
  foreach name in array array['risk_item']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (
      cluster_id = (select viewer_cluster()) and (
        (select viewer_is_team())
        or ((select viewer_role()) = 'member' and status in ('confirmed', 'closed') and task = any ((select viewer_centre_of())::text[]))
        or owner_id = (select viewer_organisation()))) $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy changed on %I for update using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  foreach name in array array['cluster', 'account', 'member', 'sign_in_link', 'session', 'risk_event']
  loop
    execute format('alter table %I enable row level security', name);
  end loop;
end $$;

-- An organisation sees its own supplies and observations, whoever gave them.
create policy own on supplies for select using (
  cluster_id = (select viewer_cluster()) and organisation_id = (select viewer_organisation()) and (select viewer_role()) in ('member', 'analyst', 'administrator'));
create policy own on observation for select using (
  cluster_id = (select viewer_cluster()) and subject_kind = 'organisation' and subject_id = (select viewer_organisation()) and (select viewer_role()) in ('member', 'analyst', 'administrator'));
create policy own on claim for select using (
  cluster_id = (select viewer_cluster()) and subject_kind = 'organisation' and subject_id = (select viewer_organisation()) and (select viewer_role()) in ('member', 'analyst', 'administrator'));

create policy seen on risk_event for select using (
  cluster_id = (select viewer_cluster())
  and exists (select 1 from risk_item where risk_item.cluster_id = risk_event.cluster_id and risk_item.risk_id = risk_event.risk_id));
create policy added on risk_event for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()));

-- Clusters: members see theirs, administrators change it, the program makes them.
create policy seen on cluster for select using (
  (select viewer_role()) = 'system'
  or cluster_id in (select member.cluster_id from member where member.account_id = (select viewer_account())));
create policy made on cluster for insert with check ((select viewer_role()) = 'system');
create policy changed on cluster for update using (
  (select viewer_role()) = 'system' or (cluster_id = (select viewer_cluster()) and (select viewer_is_team())));

-- Accounts: everybody themself; the team those of their cluster; the program all.
create policy seen on account for select using (
  (select viewer_role()) = 'system' or account_id = (select viewer_account())
  or ((select viewer_is_team()) and account_id in (select member.account_id from member where member.cluster_id = (select viewer_cluster()))));
create policy made on account for insert with check ((select viewer_role()) in ('system', 'administrator'));
create policy changed on account for update using ((select viewer_role()) = 'system' or account_id = (select viewer_account()));

create policy seen on member for select using (
  (select viewer_role()) = 'system' or account_id = (select viewer_account())
  or (cluster_id = (select viewer_cluster()) and (select viewer_is_team())));
create policy written on member for insert with check (
  (select viewer_role()) = 'system' or (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'administrator'));
create policy changed on member for update using (
  (select viewer_role()) = 'system' or account_id = (select viewer_account())
  or (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'administrator'))
  with check ((select viewer_role()) = 'system'
  or (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'administrator'));
create policy removed on member for delete using (
  (select viewer_role()) = 'system' or (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'administrator'));

-- Links and sessions are the program's own affair; an administrator may make a link, nobody reads one.
create policy program on sign_in_link using ((select viewer_role()) = 'system');
create policy program on session using ((select viewer_role()) = 'system');
