-- Everything is found by every name it has: an entry for each name, so that each is found by its own beginning, pinyin and initials.
alter table search_entry drop constraint search_entry_pkey, add primary key (cluster_id, entity_kind, entity_id, normal);
