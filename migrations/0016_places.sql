-- Where an organisation is, in degrees of WGS 84: both or neither.
alter table organisation add column longitude double precision;
alter table organisation add column latitude double precision;
