-- One writer of a brand's numbers at a time, as with tally and by the same lock: without it two who count the same rows in another order would
-- wait for each other.
create function one_counts(of_brand integer) returns void language sql as $$
  select pg_advisory_xact_lock(1952541804, of_brand)
$$;

create or replace function topic_insert() returns trigger language plpgsql as $$
begin
  if not exists (select from fresh where direction = 'in') then return null; end if;
  perform one_counts(one.brand_id) from (select distinct brand_id from fresh order by 1) one;
  insert into topic_day as d (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
  select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, count(*)::int
  from fresh m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id cross join lateral unnest(array_append(m.intents, '')) topic
  where m.direction = 'in' and m.deleted_at is null and coalesce(m.readings->>'noise', '') = ''
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (brand_id, day, inbox_id, channel_id, visibility, lang, topic) do update set n = d.n + excluded.n;
  return null;
end $$;
create or replace function topic_change() returns trigger language plpgsql as $$
begin
  perform one_counts(old.brand_id);
  perform topic_counts(old, -1);
  if tg_op = 'UPDATE' then perform topic_counts(new, 1); end if;
  return null;
end $$;
create or replace function tag_day_insert() returns trigger language plpgsql as $$
begin
  perform one_counts(one.brand_id) from (select distinct brand_id from fresh order by 1) one;
  insert into tag_day as d (brand_id, day, inbox_id, channel_id, visibility, tag, n)
  select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, count(distinct c.id)::int
  from fresh c cross join lateral unnest(array_append(c.tags, '')) tag
  group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
  on conflict (brand_id, day, inbox_id, channel_id, visibility, tag) do update set n = d.n + excluded.n;
  return null;
end $$;
create or replace function tag_day_change() returns trigger language plpgsql as $$
begin
  perform one_counts(old.brand_id);
  perform tag_counts(old, -1);
  if tg_op = 'UPDATE' then perform tag_counts(new, 1); end if;
  return null;
end $$;

-- Customers who waited and whom a colleague answered, by the half hour (UTC) of the answer.
create table agent_slot (
  brand_id integer not null,
  slot timestamptz not null,
  agent_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  turns integer not null,
  primary key (brand_id, slot, agent_id, inbox_id, channel_id)
);

-- What turns count into, from those that count from now on (sign 1) and those that do no longer (-1). Nothing is written where nothing moved.
do $make$
declare
  way record;
  body constant text := $$
    create or replace function NAME() returns trigger language plpgsql as $f$
    begin
      if not exists (
        select from CHANGE c group by brand_id, half_hour(opened_at), half_hour(closed_at), inbox_id, channel_id, outcome, closed_agent_id
        having sum(sign) <> 0) then
        return null;
      end if;
      perform one_counts(one.brand_id) from (select distinct brand_id from CHANGE c order by 1) one;
      insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
      select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
        select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, sign as opened, 0 as closed from CHANGE c
        union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, sign from CHANGE c where closed_at is not null) moved
      group by 1, 2, 3, 4 having sum(opened) <> 0 or sum(closed) <> 0 order by 1, 2, 3, 4
      on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
      insert into agent_slot as a (brand_id, slot, agent_id, inbox_id, channel_id, turns)
      select brand_id, half_hour(closed_at), closed_agent_id, inbox_id, channel_id, sum(sign) from CHANGE c
      where outcome = 'answered' and closed_agent_id is not null
      group by 1, 2, 3, 4, 5 having sum(sign) <> 0 order by 1, 2, 3, 4, 5
      on conflict (brand_id, slot, agent_id, inbox_id, channel_id) do update set turns = a.turns + excluded.turns;
      return null;
    end $f$ $$;
begin
  for way in values
    ('turn_flow_inserted', '(select *, 1 sign from fresh)'),
    ('turn_flow_updated', '(select *, 1 sign from fresh union all select *, -1 from stale)'),
    ('turn_flow_deleted', '(select *, -1 sign from stale)')
  loop
    execute replace(replace(body, 'NAME', way.column1), 'CHANGE', way.column2);
  end loop;
end $make$;
drop trigger turn_flow_insert on turn;
drop trigger turn_flow_update on turn;
drop trigger turn_flow_delete on turn;
drop function turn_flow_change();
create trigger turn_flow_insert after insert on turn referencing new table as fresh for each statement execute function turn_flow_inserted();
create trigger turn_flow_update after update on turn referencing old table as stale new table as fresh for each statement execute function turn_flow_updated();
create trigger turn_flow_delete after delete on turn referencing old table as stale for each statement execute function turn_flow_deleted();

insert into agent_slot (brand_id, slot, agent_id, inbox_id, channel_id, turns)
select brand_id, half_hour(closed_at), closed_agent_id, inbox_id, channel_id, count(*)::int from turn
where outcome = 'answered' and closed_agent_id is not null group by 1, 2, 3, 4, 5;
