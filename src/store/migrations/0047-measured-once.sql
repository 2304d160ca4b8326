-- Measured once a row. Without the fence each of the columns measured it again: the planner puts what a filter names in its place.
do $$
declare
  counting text;
begin
  for counting in
    select replace(replace(pg_get_functiondef(oid), ' c) change', ' c offset 0) change'), 'is not null) change', 'is not null offset 0) change')
    from pg_proc where proname in ('turn_count_insert', 'turn_count_update', 'turn_count_delete', 'recount_turns')
  loop
    execute counting;
  end loop;
end $$;
