-- Posts and bodies are items of co-governance whose events say who holds which seat. Who acts in a seat on a day follows from them and is
-- kept here, written with them, so that the charter's rows that name a post are resolved in the query that asks.

create table post_span (
  cluster_id text not null references cluster on delete cascade,
  item_id bigint not null,
  seat integer not null,
  from_date date not null,
  until_date date not null,
  -- Who holds the seat in these days, or stands in for who holds it; null: nobody.
  organisation_id bigint,
  primary key (cluster_id, item_id, seat, from_date)
);
alter table post_span enable row level security;
create policy seen on post_span for select using (
  cluster_id = (select viewer_cluster()) and ((select viewer_is_team()) or (select viewer_role()) = 'member'));
create policy added on post_span for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy removed on post_span for delete using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
