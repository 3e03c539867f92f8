-- Results of analyses that were put into a report: for each cell the value and the claims behind it, as they stood then.
alter table report add column placed jsonb not null default '[]';
