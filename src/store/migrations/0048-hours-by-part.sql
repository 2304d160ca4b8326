-- Half hours told apart by one thing that turn_slot does not know, wherever the turns came in: hours and weekdays of one language, say.
create table turn_hours (
  brand_id integer not null,
  part text not null check (part in ('language', 'visibility', 'heard', 'reach', 'kind', 'complaint')),
  value text not null,
  begins timestamptz not null,
  turns integer not null,
  primary key (brand_id, part, value, begins)
);

-- As in 0041, with the same columns: CHANGE is the turns that count from now on (sign 1) and those that do no longer (-1).
do $make$
declare
  names text[] := array(
    select column_name::text from information_schema.columns where table_schema = current_schema and table_name = 'turn_slot'
      and column_name not in ('brand_id', 'begins', 'channel_id', 'inbox_id', 'team_id', 'turns') order by ordinal_position);
  wheres text[] := array(
    select case name
      when 'kept' then $$outcome = 'answered' and closed_at <= due_at$$
      when 'broken' then $$due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))$$
      else coalesce(substring(name from '^(answered|hearing|handling)_') || ' = ' || substring(name from '[0-9]+$'), format('outcome = %L', name)) end
    from unnest(names) with ordinality u (name, n) order by n);
  columns text;
  sums text;
  adds text;
  way record;
  counting text := $$
    insert into turn_hours as r (brand_id, part, value, begins, turns, COLUMNS)
    select brand_id, p.part, p.value, begins, sum(sign), SUMS
    from (
      select *, date_bin('30 minutes', opened_at, 'epoch') begins,
        case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
        case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
        case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling
      from CHANGE c offset 0) change
    cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text), ('reach', reach::text),
      ('kind', kind), ('complaint', complaint::text)) p (part, value)
    group by 1, 2, 3, 4 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4
    on conflict (brand_id, part, value, begins) do update set turns = r.turns + excluded.turns, ADDS;$$;
  triggered constant text := $$
    create function NAME() returns trigger language plpgsql as $f$
    begin
      if not exists (
        select from CHANGE c
        group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), lang, visibility, heard, reach, kind, complaint
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from CHANGE c order by 1) one;
      COUNTING
      EMPTIED
      return null;
    end $f$ $$;
  emptied constant text := $$
    delete from turn_hours r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, p.part, p.value
      from stale cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text),
        ('reach', reach::text), ('kind', kind), ('complaint', complaint::text)) p (part, value)) o
    where r.brand_id = o.brand_id and r.part = o.part and r.value = o.value and r.begins = o.begins and r.turns = 0;$$;
  recounted constant text := $$
    create function NAME(of_brand integer) returns void language plpgsql as $f$
    declare
      day timestamptz;
    begin
      perform pg_advisory_xact_lock(1952541804, of_brand);
      delete from turn_hours where brand_id = of_brand;
      for day in select distinct date_trunc('day', opened_at, 'UTC') from turn where brand_id = of_brand loop
        COUNTING
      end loop;
    end $f$ $$;
begin
  execute (select format('alter table turn_hours %s', string_agg(format('add column %I integer', name), ', ')) from unnest(names) name);
  select string_agg(quote_ident(names[n]), ', ' order by n),
    string_agg(format('nullif(sum(sign) filter (where %s), 0)', wheres[n]), ', ' order by n),
    string_agg(format('%1$I = nullif(coalesce(r.%1$I, 0) + coalesce(excluded.%1$I, 0), 0)', names[n]), ', ' order by n)
  into columns, sums, adds from generate_subscripts(names, 1) n;
  counting := replace(replace(replace(counting, 'COLUMNS', columns), 'SUMS', sums), 'ADDS', adds);
  for way in values
    ('turn_hours_insert', triggered, '(select *, 1 sign from fresh)', ''),
    ('turn_hours_update', triggered, '(select *, 1 sign from fresh union all select *, -1 from stale)', emptied),
    ('turn_hours_delete', triggered, '(select *, -1 sign from stale)', emptied),
    ('recount_turn_hours', recounted, '(select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval ''1 day'')', '')
  loop
    execute replace(replace(replace(replace(way.column2, 'COUNTING', counting), 'EMPTIED', way.column4), 'NAME', way.column1), 'CHANGE', way.column3);
  end loop;
end $make$;

create trigger turn_hours_insert after insert on turn referencing new table as fresh for each statement execute function turn_hours_insert();
create trigger turn_hours_update after update on turn referencing new table as fresh old table as stale for each statement execute function turn_hours_update();
create trigger turn_hours_delete after delete on turn referencing old table as stale for each statement execute function turn_hours_delete();

select recount_turn_hours(id) from brand;
