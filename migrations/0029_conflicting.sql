-- The team is told on every visit how many organisations carry claims that differ: they are found without looking at all the others.
create index organisation_conflicting on organisation (cluster_id) include (right_of_use, giver_id, task) where jsonb_path_exists(marks, '$.*.conflict') and retired_at is null and merged_into is null;
