-- What is asked at every click, asked in less time. Like `search_candidates` these functions are the owner's: row-level security lets an
-- index serve only operators that are known to leak nothing. They ask for the viewer's cluster and rights alone, once and not for every row.

create or replace function search_candidates(wanted text[], beginning text) returns table (entity_kind text, entity_id bigint)
  language sql stable security definer rows 200 set search_path from current as
  $$ select entry.entity_kind, entry.entity_id
     from search_entry as entry
     where entry.cluster_id = (select viewer_cluster())
       and may_use(entry.right_of_use, entry.giver_id, entry.task, (select viewer_rights()), (select viewer_organisation()), (select viewer_sees_of()))
       and (entry.keys @> wanted
         or (entry.pinyin ~>=~ beginning and entry.pinyin ~<~ (beginning || U&'\+10FFFF'))
         or (entry.initials ~>=~ beginning and entry.initials ~<~ (beginning || U&'\+10FFFF'))) $$;

-- The entries that answer best to a text, all of them where `most` is null: those that are the text, that begin with it, short ones first.
create function search_best(wanted text[], beginning text, of_kind text, most integer) returns table (entity_kind text, entity_id bigint, normal text)
  language sql stable security definer rows 200 set search_path from current as
  $$ select entry.entity_kind, entry.entity_id, entry.normal
     from search_entry as entry
     where entry.cluster_id = (select viewer_cluster())
       and may_use(entry.right_of_use, entry.giver_id, entry.task, (select viewer_rights()), (select viewer_organisation()), (select viewer_sees_of()))
       and (of_kind is null or entry.entity_kind = of_kind)
       and (entry.keys @> wanted
         or (entry.pinyin ~>=~ beginning and entry.pinyin ~<~ (beginning || U&'\+10FFFF'))
         or (entry.initials ~>=~ beginning and entry.initials ~<~ (beginning || U&'\+10FFFF')))
     order by entry.normal = beginning desc, starts_with(entry.normal, beginning) desc, length(entry.label), entry.label
     limit most $$;

-- How many suppliers each of some nodes has, whoever may see them; what a viewer is told of it is decided by who asks (guests: nothing).
create function count_suppliers(nodes bigint[]) returns table (node_id bigint, suppliers bigint)
  language sql stable security definer rows 100 set search_path from current as
  $$ select supplies.node_id, count(*)
     from supplies
     where supplies.cluster_id = (select viewer_cluster()) and (select viewer_role()) not in ('none', 'guest')
       and supplies.node_id = any (nodes) and supplies.retired_at is null
     group by supplies.node_id $$;
