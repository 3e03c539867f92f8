-- What lists show of a work item stands beside what they ask for, so that none of them reads whole states.
alter table governance_item
  add column origin_title text,
  -- Of the minutes, where it came from a meeting.
  add column origin_paragraph integer,
  add column urges integer not null default 0,
  -- The event that a work item waits for: of its lead, or, once it has reported, of who convenes the task.
  add column asked text;
update governance_item as item
set origin_title = whole.state #>> '{origin,title}', origin_paragraph = (whole.state #>> '{origin,paragraph}')::integer, urges = jsonb_array_length(whole.state -> 'urges'),
  asked = case
    when item.suspended then null
    when item.state = 'open' then 'accept'
    when item.state = 'accepted' then 'start'
    when item.state = 'working' then 'report'
    when item.state = 'reported' then 'approve'
    when item.state = 'approved' and not exists (
      select 1 from governance_item as child where child.cluster_id = item.cluster_id and child.parent_id = item.item_id and child.state not in ('closed', 'cancelled')) then 'close'
  end
from governance_state as whole
where whole.cluster_id = item.cluster_id and whole.item_id = item.item_id and item.kind = 'work';

-- The list in its order, what is late, what waits for its lead, what waits for its convenor: each counted and skipped through in the index
-- alone, with what row-level security asks of a row.
drop index governance_item_list, governance_item_order, governance_item_led, governance_item_awaiting, governance_item_due;
create index governance_item_list on governance_item (cluster_id, kind, state, task, due_date);
create index governance_item_order on governance_item (cluster_id, (state in ('approved', 'closed', 'cancelled')), due_date, item_id)
  include (task, state, lead_id, suspended, readers, parties, kind) where kind = 'work';
create index governance_item_led on governance_item (cluster_id, lead_id, asked) include (item_id, task, state, due_date, readers, parties, kind) where kind = 'work' and asked is not null;
create index governance_item_asked on governance_item (cluster_id, task, asked) include (item_id, lead_id, state, due_date, readers, parties, kind) where kind = 'work' and asked is not null;
-- The tally of one organisation, or of all.
create index governance_tally_of on governance_tally (cluster_id, kind, organisation_id, task, state) include (items);
