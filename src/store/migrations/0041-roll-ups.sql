-- What reports are read from: turns counted by what they were and how long they took, in the statement that writes them (decision 0053).
-- One row holds a histogram, a column a bucket and nothing for none: such rows are small, few, and added up faster than anything else.

-- core/insight/buckets.ts in microseconds; a bucket includes its end, so that one is taken off. A test holds both equal.
create function response_bucket(waited interval) returns integer language sql immutable strict parallel safe as $$
  select width_bucket((extract(epoch from waited) * 1000000)::bigint - 1, '{
    10000000,11962000,14310000,17118000,20477000,24495000,29302000,35051000,41930000,50158000,60000000,71749000,85798000,102599000,
    122689000,146713000,175441000,209795000,250875000,300000000,358869000,429291000,513531000,614302000,734847000,879047000,
    1051543000,1257889000,1504726000,1800000000,2140573000,2545584000,3027227000,3600000000,4304927000,5147889000,6155913000,
    7361322000,8802766000,10526464000,12587684000,15052519000,18000000000,21427227000,25507004000,30363576000,36144847000,43026880000,
    51219264000,60971489000,72580553000,86400000000,165277254000,316164013000,604800000000,982395099000,1595734344000,2592000000000,
    4840919933000,9041090200000,16885491421000,31536000000000
  }'::bigint[])
$$;
create function delay_bucket(delay interval) returns integer language sql immutable strict parallel safe as $$
  select width_bucket((extract(epoch from delay) * 1000000)::bigint - 1, '{
    10000000,14310000,20477000,29302000,41930000,60000000,85798000,122689000,175441000,250875000,300000000,429291000,614302000,
    879047000,1257889000,1800000000,2545584000,3600000000,5147889000,7361322000,10526464000,15052519000,18000000000,25507004000,
    36144847000,51219264000,72580553000,86400000000,316164013000,604800000000,1595734344000,2592000000000,9041090200000,
    31536000000000
  }'::bigint[])
$$;
-- core/insight/slice.ts: 0 is unknown, 1 fewer than a hundred followers.
create function reach_of(profile jsonb) returns smallint language sql immutable parallel safe as $$
  select case when profile->>'followers' is null then 0
    else 1 + width_bucket((profile->>'followers')::float8, '{100,1000,10000,100000}'::float8[]) end::smallint
$$;

-- What a turn is told apart by, as it was when it opened. Only what it is about follows what its messages are read as, and its team follows
-- the conversation until it is closed.
alter table turn
  add column team_id uuid,
  add column lang text,
  add column visibility text not null default 'public' check (visibility in ('public', 'private')),
  add column heard boolean not null default false,
  add column reach smallint not null default 0 check (reach between 0 and 5),
  add column complaint boolean not null default false;
update turn t set team_id = c.team_id, lang = m.lang, visibility = c.visibility, heard = c.heard, reach = reach_of(i.profile),
  complaint = coalesce('complaint' = any(m.intents), false)
from turn was
join conversation c on c.brand_id = was.brand_id and c.id = was.conversation_id
left join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
left join message m on m.brand_id = was.brand_id and m.id = was.opened_by
where was.brand_id = t.brand_id and was.id = t.id;

create function turn_team_change() returns trigger language plpgsql as $$
begin
  update turn set team_id = new.team_id where brand_id = new.brand_id and id = new.turn_id;
  return null;
end $$;
create trigger turn_team after update of team_id on conversation for each row
  when (old.team_id is distinct from new.team_id and new.turn_id is not null) execute function turn_team_change();

-- Each combination that occurs, once. No team is nil, no language is empty.
create table turn_facet (
  brand_id integer not null,
  id integer generated always as identity,
  channel_id uuid not null,
  inbox_id uuid not null,
  team_id uuid not null,
  lang text not null,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  primary key (brand_id, id),
  unique (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
);

-- Turns opened in a half hour (UTC), whatever became of them, and those closed since by what did.
create table turn_slot (
  brand_id integer not null,
  begins timestamptz not null,
  channel_id uuid not null,
  inbox_id uuid not null,
  team_id uuid not null,
  turns integer not null,
  primary key (brand_id, begins, channel_id, inbox_id, team_id)
);
-- Closed turns by the day or month (UTC) they were opened in.
create table turn_span (
  brand_id integer not null,
  span text not null check (span in ('day', 'month')),
  begins timestamptz not null,
  facet_id integer not null,
  turns integer not null,
  primary key (brand_id, span, begins, facet_id)
);

-- The columns of the histograms, and what counts into them. It is written once and made into a trigger for each way a turn changes, and
-- into the count of everything: they differ in CHANGE alone, the turns that count from now on (sign 1) and those that do no longer (-1).
do $make$
declare
  names text[] := array['unanswered', 'not_needed', 'withdrawn', 'kept', 'broken'];
  wheres text[] := array[
    $$outcome = 'unanswered'$$, $$outcome = 'not_needed'$$, $$outcome = 'withdrawn'$$,
    $$outcome = 'answered' and closed_at <= due_at$$,
    $$due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))$$];
  part text;
  columns text;
  sums text;
  adds text;
  totals text;
  way record;
  counting text := $$
    insert into turn_slot as r (brand_id, begins, channel_id, inbox_id, team_id, turns, COLUMNS)
    select brand_id, begins, channel_id, inbox_id, team, sum(sign), SUMS
    from (select *, MEASURED, date_bin('30 minutes', opened_at, 'epoch') begins, coalesce(team_id, NIL) team from CHANGE c) change
    group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4, 5
    on conflict (brand_id, begins, channel_id, inbox_id, team_id) do update set turns = r.turns + excluded.turns, ADDS;

    insert into turn_facet (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
    select distinct brand_id, channel_id, inbox_id, coalesce(team_id, NIL), coalesce(lang, ''), visibility, heard, reach, kind, complaint
    from CHANGE change where outcome is not null and not exists (select from turn_facet f where SAME_FACET)
    on conflict do nothing;

    insert into turn_span as r (brand_id, span, begins, facet_id, turns, COLUMNS)
    select change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC'), f.id, sum(sign), SUMS
    from (select *, MEASURED from CHANGE c where outcome is not null) change
    join turn_facet f on SAME_FACET
    cross join (values SPANS) s (span)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, span, begins, facet_id) do update set turns = r.turns + excluded.turns, ADDS;$$;
  -- One writer of a brand's numbers at a time, as with tally and by the same lock.
  triggered constant text := $$
    create function TURN_COUNT() returns trigger language plpgsql as $f$
    begin
      if not exists (
        select from CHANGE c group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), channel_id, inbox_id, team_id
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from CHANGE c order by 1) one;
      COUNTING
      EMPTIED
      return null;
    end $f$ $$;
  emptied constant text := $$
    delete from turn_slot r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, channel_id, inbox_id, coalesce(team_id, NIL) team from stale) o
    where r.brand_id = o.brand_id and r.begins = o.begins and r.channel_id = o.channel_id and r.inbox_id = o.inbox_id and r.team_id = o.team
      and r.turns = 0;

    delete from turn_span r using (
      select distinct change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC') begins, f.id facet_id
      from stale change join turn_facet f on SAME_FACET cross join (values SPANS) s (span) where outcome is not null) o
    where r.brand_id = o.brand_id and r.span = o.span and r.begins = o.begins and r.facet_id = o.facet_id and r.turns = 0;$$;
begin
  foreach part in array array['answered', 'hearing', 'handling'] loop
    for bucket in 0 .. case part when 'answered' then response_bucket('1000 years') else delay_bucket('1000 years') end loop
      names := names || (part || '_' || bucket);
      wheres := wheres || (part || ' = ' || bucket);
    end loop;
  end loop;
  execute (select format('alter table turn_slot %1$s; alter table turn_span %1$s', string_agg(format('add column %I integer', name), ', '))
    from unnest(names) name);
  select string_agg(quote_ident(names[n]), ', ' order by n),
    string_agg(format('nullif(sum(sign) filter (where %s), 0)', wheres[n]), ', ' order by n),
    string_agg(format('%1$I = nullif(coalesce(r.%1$I, 0) + coalesce(excluded.%1$I, 0), 0)', names[n]), ', ' order by n),
    string_agg(format('sum(%I)', names[n]), ', ' order by n)
  into columns, sums, adds, totals from generate_subscripts(names, 1) n;
  counting := replace(replace(replace(counting, 'COLUMNS', columns), 'SUMS', sums), 'ADDS', adds);
  counting := replace(counting, 'MEASURED', $$
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling$$);

  for way in values
    ('turn_count_insert', '(select *, 1 sign from fresh)', ''),
    ('turn_count_update', '(select *, 1 sign from fresh union all select *, -1 from stale)', emptied),
    ('turn_count_delete', '(select *, -1 sign from stale)', emptied),
    ('recount_turns', '(select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval ''1 day'')', '')
  loop
    execute replace(replace(replace(replace(replace(replace(replace(replace(replace(
      case way.column1 when 'recount_turns' then $$
        create function recount_turns(of_brand integer) returns void language plpgsql as $f$
        declare day timestamptz;
        begin
          perform pg_advisory_xact_lock(1952541804, of_brand);
          delete from turn_slot where brand_id = of_brand;
          delete from turn_span where brand_id = of_brand;
          delete from turn_facet where brand_id = of_brand;
          for day in select distinct date_trunc('day', opened_at, 'UTC') from turn where brand_id = of_brand loop
            COUNTING
          end loop;
          insert into turn_span (brand_id, span, begins, facet_id, turns, ALL_COLUMNS)
          select brand_id, 'month', date_trunc('month', begins, 'UTC'), facet_id, sum(turns), TOTALS
          from turn_span where brand_id = of_brand and span = 'day' group by 1, 2, 3, 4;
        end $f$ $$
      else triggered end,
      'ALL_COLUMNS', columns), 'TOTALS', totals), 'COUNTING', counting), 'EMPTIED', way.column3), 'TURN_COUNT', way.column1), 'CHANGE', way.column2),
      'SPANS', case way.column1 when 'recount_turns' then $$('day')$$ else $$('day'), ('month')$$ end),
      'SAME_FACET', $$f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, NIL) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint$$),
      'NIL', $$'00000000-0000-0000-0000-000000000000'::uuid$$);
  end loop;
end $make$;

create trigger turn_count_insert after insert on turn referencing new table as fresh for each statement execute function turn_count_insert();
create trigger turn_count_update after update on turn referencing new table as fresh old table as stale for each statement execute function turn_count_update();
create trigger turn_count_delete after delete on turn referencing old table as stale for each statement execute function turn_count_delete();

select recount_turns(id) from brand;
