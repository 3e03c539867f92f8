-- Policies are items of co-governance. Whom a policy was brought to stands beside them, so that an organisation finds what it was told; the
-- event itself names all who were told at once and is read by the team and by whoever told them. Rivals learn neither.

create table policy_told (
  cluster_id text not null references cluster on delete cascade,
  organisation_id bigint not null,
  item_id bigint not null,
  -- The last time.
  told_at timestamptz not null,
  primary key (cluster_id, organisation_id, item_id)
);
alter table policy_told enable row level security;
create policy seen on policy_told for select using (
  cluster_id = (select viewer_cluster()) and ((select viewer_is_team()) or ((select viewer_role()) = 'member' and organisation_id = (select viewer_organisation()))));
create policy added on policy_told for insert with check (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');
create policy changed on policy_told for update using (cluster_id = (select viewer_cluster()) and (select viewer_role()) = 'system');

alter policy seen on governance_event using (
  cluster_id = (select viewer_cluster())
  and ((select viewer_role()) = 'system' or exists (
    select 1 from governance_item
    where governance_item.cluster_id = governance_event.cluster_id and governance_item.item_id = governance_event.item_id
      and (not secret or organisation_id = (select viewer_organisation())
        or (governance_item.kind = 'appeal' and (select viewer_knows_filers())) or (governance_item.kind = 'policy' and (select viewer_is_team()))))));
