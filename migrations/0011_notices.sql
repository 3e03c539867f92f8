-- What leaves the program by itself: a digest by e-mail for each person who asked for one, and signed calls to other systems.

create table notice_setting (
  cluster_id text not null references cluster on delete cascade,
  account_id bigint not null references account on delete cascade,
  pace text not null check (pace in ('none', 'soon', 'daily', 'weekly')),
  -- Hours of the day in China, 0 to 23. Quiet from one to the other, over midnight too; null: never quiet.
  hour smallint not null check (hour between 0 and 23),
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  -- When the last digest was due, and what it said: how many of each kind.
  looked_at timestamptz,
  said jsonb not null default '{}',
  failure text,
  primary key (cluster_id, account_id),
  check ((quiet_from is null) = (quiet_to is null))
);

create table webhook (
  cluster_id text not null references cluster on delete cascade,
  webhook_id bigint not null default nextval('entity_id'),
  url text not null,
  secret text not null,
  -- As whom it reads: it is told what that person may see, and nothing else.
  account_id bigint not null references account on delete cascade,
  -- The last event it was told of, or that was none of its business.
  told bigint not null,
  failures integer not null default 0,
  failure text,
  next_at timestamptz not null,
  -- Set when it failed too often; it waits for somebody to start it again.
  stopped_at timestamptz,
  made_at timestamptz not null default now(),
  primary key (cluster_id, webhook_id)
);

alter table notice_setting enable row level security;
alter table webhook enable row level security;

create policy own on notice_setting using (
  cluster_id = (select viewer_cluster()) and ((select viewer_role()) = 'system' or ((select viewer_role()) <> 'none' and account_id = (select viewer_account()))));
create policy administered on webhook using (cluster_id = (select viewer_cluster()) and (select viewer_role()) in ('administrator', 'system'));
