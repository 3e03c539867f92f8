-- Who sells to whom, and what analyses answered.

-- What the resolved claims `sells` say: a supplier, a customer (as it was claimed: it may have been merged into another since), and the
-- volume of the latest period stated, in yuan.
create table organisation_link (
  cluster_id text not null,
  supplier_id bigint not null,
  customer_id bigint not null,
  volume double precision,
  note text,
  marks jsonb not null default '{}',
  right_of_use text not null default 'owner',
  giver_id bigint,
  task text not null default 'T2',
  recorded_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (cluster_id, supplier_id, customer_id)
);
create index organisation_link_customer on organisation_link (cluster_id, customer_id);

-- What an analysis answered for a snapshot and parameters: computed once, kept for ever, the same for everybody of the audience.
create table result (
  cluster_id text not null references cluster on delete cascade,
  result_id bigint not null default nextval('entity_id'),
  analysis text not null,
  version integer not null,
  snapshot text not null,
  -- The state of the facts when it was first computed.
  revision bigint not null,
  audience text not null check (audience in ('team', 'centres', 'cluster', 'public')),
  parameters jsonb not null,
  parameters_hash text not null,
  -- The result as JSON, deflated.
  content bytea not null,
  sha256 text not null,
  computed_at timestamptz not null default now(),
  computed_ms integer not null,
  primary key (cluster_id, result_id)
);
create unique index result_content on result (cluster_id, audience, analysis, version, snapshot, parameters_hash);

do $$
declare
  name text;
begin
  foreach name in array array['organisation_link']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (
      cluster_id = (select viewer_cluster())
      and may_use(right_of_use, giver_id, task, (select viewer_rights()), (select viewer_organisation()), (select viewer_centre_of()))) $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy changed on %I for update using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy removed on %I for delete using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;

  foreach name in array array['result']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy seen on %I for select using (
      cluster_id = (select viewer_cluster()) and (
        (select viewer_is_team())
        or (audience = 'public' and (select viewer_role()) <> 'none')
        or (audience = 'cluster' and (select viewer_role()) = 'member')
        or (audience = 'centres' and (select viewer_role()) = 'member' and 'T2' = any ((select viewer_centre_of())::text[])))) $p$, name);
    execute format('create policy added on %I for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
    execute format('create policy removed on %I for delete using (cluster_id = (select viewer_cluster()) and (select viewer_is_team()))', name);
  end loop;
end $$;

-- An organisation sees what is said of itself, whoever said it: as supplier and as customer.
create policy own on organisation_link for select using (
  cluster_id = (select viewer_cluster()) and (select viewer_organisation()) in (supplier_id, customer_id) and (select viewer_role()) in ('member', 'analyst', 'administrator'));
create policy bought on claim for select using (
  cluster_id = (select viewer_cluster()) and predicate like 'sells%' and object_id = (select viewer_organisation()) and (select viewer_role()) in ('member', 'analyst', 'administrator'));
