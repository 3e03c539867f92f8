-- Secret addresses at which calendar programs, which cannot sign in, read the dates that their owner sees.
create table calendar_link (
  cluster_id text not null references cluster on delete cascade,
  link_id bigint not null default nextval('entity_id'),
  account_id bigint not null references account on delete cascade,
  name text not null,
  -- Who reads the database cannot use it.
  token_hash text not null unique,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (cluster_id, link_id)
);
create index calendar_link_account on calendar_link (account_id);

alter table calendar_link enable row level security;

create policy own on calendar_link using (
  cluster_id = (select viewer_cluster()) and ((select viewer_role()) = 'system' or ((select viewer_role()) <> 'none' and account_id = (select viewer_account()))));
