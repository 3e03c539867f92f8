-- Clusters that were filled before things were found by all their names: the next opening completes their search.
alter table cluster add column search_complete boolean not null default true;
update cluster set search_complete = false;
