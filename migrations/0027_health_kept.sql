-- Figures of an organisation stand beside its actor type, so that the page of health asks of nothing but what it shows. What was kept without
-- it is counted anew at the next visit.
delete from governance_health;
delete from governance_counted;
alter table governance_health add column actor_type text;
