-- Turns are heard open far more often than closed: then there is nothing to count by day and month.
do $$
begin
  execute replace(pg_get_functiondef('turn_count_insert'::regproc), 'insert into turn_facet',
    'if not exists (select from fresh where outcome is not null) then return null; end if; insert into turn_facet');
end $$;
