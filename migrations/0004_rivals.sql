-- Enterprises lead the task of safe links (T2) like the other centres, but supplier relations are business secrets among rivals: what only
-- the centres of T2 may see of facts, and what was computed from it for them, is closed to enterprises. Their own rows, and aggregates of
-- three parties or more, they see as before; the risks of the task too.
--
--   polycenter.actor_type    what kind of body the viewer speaks for, '' where it is none

create function viewer_sees_of() returns text[] language sql stable as
  $$ select case when current_setting('polycenter.actor_type', true) = 'enterprise' then array_remove(viewer_centre_of(), 'T2') else viewer_centre_of() end $$;

create or replace function search_candidates(wanted text[], beginning text) returns table (entity_kind text, entity_id bigint)
  language sql stable security definer rows 200 set search_path from current as
  $$ select entry.entity_kind, entry.entity_id
     from search_entry as entry
     where entry.cluster_id = viewer_cluster()
       and may_use(entry.right_of_use, entry.giver_id, entry.task, viewer_rights(), viewer_organisation(), viewer_sees_of())
       and (entry.keys @> wanted
         or (entry.pinyin ~>=~ beginning and entry.pinyin ~<~ (beginning || U&'\+10FFFF'))
         or (entry.initials ~>=~ beginning and entry.initials ~<~ (beginning || U&'\+10FFFF'))) $$;

do $$
declare
  name text;
begin
  foreach name in array array['source', 'claim', 'organisation', 'node', 'search_entry', 'node_link', 'supplies', 'origin', 'indicator', 'observation', 'organisation_link']
  loop
    execute format($p$ alter policy seen on %I using (
      cluster_id = (select viewer_cluster())
      and may_use(right_of_use, giver_id, task, (select viewer_rights()), (select viewer_organisation()), (select viewer_sees_of()))) $p$, name);
  end loop;

  foreach name in array array['node_state', 'computed', 'report', 'figure', 'result']
  loop
    execute format($p$ alter policy seen on %I using (
      cluster_id = (select viewer_cluster()) and (
        (select viewer_is_team())
        or (audience = 'public' and (select viewer_role()) <> 'none')
        or (audience = 'cluster' and (select viewer_role()) = 'member')
        or (audience = 'centres' and (select viewer_role()) = 'member' and 'T2' = any ((select viewer_sees_of())::text[])))) $p$, name);
  end loop;
end $$;
