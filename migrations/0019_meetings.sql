-- Meetings are items of co-governance that only those at the table see: the members of the mechanism with its convenor, and the team. Being a
-- centre of the task does not open them.

alter table governance_item drop constraint governance_item_kind_check;
alter table governance_item add constraint governance_item_kind_check check (kind in ('motion', 'work', 'appeal', 'mechanism', 'meeting', 'post', 'policy'));

create policy at_the_table on governance_item as restrictive for select using (
  kind <> 'meeting' or (select viewer_is_team()) or (select viewer_organisation()) = any (parties));
