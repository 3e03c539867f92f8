-- What changed since somebody was here is counted in the index alone, with what row-level security asks of a row.
drop index governance_item_changed;
create index governance_item_changed on governance_item (cluster_id, kind, changed_at) include (state, item_id, task, readers, parties);
