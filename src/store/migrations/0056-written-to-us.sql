-- A post may be on the desk without having been written to us (a query found it): some networks let programs answer only what was.
alter table message add column addressed boolean not null default true;
-- Written by no person for this very one (a holding reply, a survey): some networks close sooner to it.
alter table message add column automatic boolean not null default false;
