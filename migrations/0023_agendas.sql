-- On which agendas a motion stands or stood: few of the events of a cluster arrange an agenda.
create index governance_event_agenda on governance_event (cluster_id) where event in ('call', 'arrange', 'take');
