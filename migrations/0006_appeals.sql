-- Appeals, and what else co-governance keeps as items with events. An appeal may be anonymous towards other enterprises: then who filed it
-- stands in a table of its own, and what they did in events that an enterprise other than they cannot read.
--
--   viewer_knows_filers   the team, and members who speak for a body that is no enterprise

alter table governance_item drop constraint governance_item_kind_check;
alter table governance_item add constraint governance_item_kind_check check (kind in ('motion', 'work', 'appeal', 'mechanism', 'post', 'policy'));

create function viewer_knows_filers() returns boolean language sql stable as
  $$ select viewer_is_team() or (viewer_role() = 'member' and coalesce(current_setting('polycenter.actor_type', true), '') not in ('', 'enterprise')) $$;

create table appeal_filer (
  cluster_id text not null references cluster on delete cascade,
  item_id bigint not null,
  organisation_id bigint not null,
  primary key (cluster_id, item_id)
);
alter table appeal_filer enable row level security;
create policy seen on appeal_filer for select using (
  cluster_id = (select viewer_cluster()) and ((select viewer_knows_filers()) or ((select viewer_role()) = 'member' and organisation_id = (select viewer_organisation()))));
create policy added on appeal_filer for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');

alter policy seen on governance_item using (
  cluster_id = (select viewer_cluster()) and (
    (select viewer_is_team())
    or ((select viewer_role()) = 'member' and (
      readers = 'members' or task = any ((select viewer_centre_of())::text[]) or (select viewer_organisation()) = any (parties)
      or (kind = 'appeal' and exists (
        select 1 from appeal_filer
        where appeal_filer.cluster_id = governance_item.cluster_id and appeal_filer.item_id = governance_item.item_id and appeal_filer.organisation_id = (select viewer_organisation())))))));

alter policy seen on governance_event using (
  cluster_id = (select viewer_cluster())
  and ((select viewer_role()) = 'system' or exists (
    select 1 from governance_item
    where governance_item.cluster_id = governance_event.cluster_id and governance_item.item_id = governance_event.item_id
      and (not secret or organisation_id = (select viewer_organisation()) or (governance_item.kind = 'appeal' and (select viewer_knows_filers()))))));
