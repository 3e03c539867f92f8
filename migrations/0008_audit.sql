-- Who saw, did and took out what: append-only, one chain a cluster, each entry holding the hash of the one before it. What was decided is in
-- governance_event, whose chain stands for itself.

create table audit_entry (
  cluster_id text not null references cluster on delete cascade,
  -- Counts from 1 without a gap.
  entry_id bigint not null,
  act text not null check (act in ('saw', 'did', 'exported')),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  -- The endpoint of the contract, and what it was asked about: the parameters of its address.
  endpoint text not null,
  subject text not null,
  -- The same thing seen several times within moments is one entry.
  calls integer not null check (calls > 0),
  account_id bigint,
  organisation_id bigint,
  role text not null,
  made_at timestamptz not null,
  previous_hash text not null,
  hash text not null,
  primary key (cluster_id, entry_id)
);
create index audit_entry_account on audit_entry (cluster_id, account_id, entry_id desc);

alter table audit_entry enable row level security;

-- Administrators see all of it, everybody else what is written of themselves. No policy changes or removes an entry.
create policy seen on audit_entry for select using (
  cluster_id = (select viewer_cluster()) and ((select viewer_role()) in ('administrator', 'system') or ((select viewer_role()) <> 'none' and account_id = (select viewer_account()))));
create policy added on audit_entry for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
