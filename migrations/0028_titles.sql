-- Work is found by what its title holds, in an index: the single characters of a title and its pairs of neighbours.
create function title_keys(title text) returns text[] language sql immutable parallel safe as
  $$ select coalesce(array_agg(distinct substr(lower($1), place, size)), '{}') from generate_series(1, length($1)) as place cross join generate_series(1, 2) as size where place + size - 1 <= length($1) $$;
-- What a title that holds a text must have: its pairs, or the one character that it is.
create function wanted_keys(wanted text) returns text[] language sql immutable parallel safe as
  $$ select coalesce(array_agg(key), '{}') from unnest(title_keys($1)) as key where length(key) = least(length($1), 2) $$;
create index governance_item_title on governance_item using gin (title_keys(title)) where kind = 'work';

-- Row-level security lets an index serve only operators that are known to leak nothing, and those of arrays are not: so the owner asks, for
-- what the viewer may see of work (as the policy of items says it), and whoever shows an item is asked for it once more.
create function work_titled(wanted text) returns setof governance_item language sql stable security definer rows 200 set search_path from current as
  $$ select item.* from governance_item as item
     where item.kind = 'work' and item.cluster_id = viewer_cluster()
       and (viewer_is_team() or (viewer_role() = 'member' and (item.task = any (viewer_centre_of()) or viewer_organisation() = any (item.parties))))
       and title_keys(item.title) @> wanted_keys(wanted) and strpos(lower(item.title), lower(wanted)) > 0 $$;
