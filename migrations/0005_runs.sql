-- Analyses under way: what was asked, so that it goes on after a restart; and, of those in shards, the input, the parts that are
-- ready, and which hosts are at work. Nobody but the program itself reads any of it: it was made of what its audience may see, not
-- of what each viewer may.

create table run (
  cluster_id text not null references cluster on delete cascade,
  -- The job by which people follow it.
  run_id uuid not null,
  analysis text not null,
  parameters jsonb not null,
  audience text not null check (audience in ('team', 'centres', 'cluster', 'public')),
  account_id bigint,
  -- The process that leads it.
  host_id uuid not null,
  -- Of what the shards were cut; another snapshot has other shards.
  version integer,
  snapshot text,
  shards integer,
  input bytea,
  -- Why it can not be computed, where a shard said so.
  failure jsonb,
  asked_at timestamptz not null default now(),
  primary key (cluster_id, run_id)
);

create table shard (
  cluster_id text not null,
  run_id uuid not null,
  shard integer not null,
  part bytea not null,
  host_id uuid not null,
  computed_at timestamptz not null default now(),
  primary key (cluster_id, run_id, shard),
  foreign key (cluster_id, run_id) references run on delete cascade
);

-- Processes that compute; one that has not been seen for a while is taken for lost, and its work is given to others.
create table host (
  host_id uuid primary key,
  name text not null,
  -- By which names its workers lock what they pull from the queue.
  worker_ids text[] not null default '{}',
  seen_at timestamptz not null default now()
);

do $$
declare
  name text;
begin
  foreach name in array array['run', 'shard', 'host']
  loop
    execute format('alter table %I enable row level security', name);
    execute format($p$ create policy program on %I using ((select viewer_role()) = 'system') $p$, name);
  end loop;
end $$;
