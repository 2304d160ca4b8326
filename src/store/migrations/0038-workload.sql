-- What customers' messages are about, by day (UTC): how many read as each intent or kind of request; '' stands for all of them.
-- Noise and what was taken back are left out. Kept by the statement that writes the messages.
create table topic_day (
  brand_id integer not null,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  visibility text not null,
  lang text not null,
  topic text not null,
  n integer not null,
  primary key (brand_id, day, inbox_id, channel_id, visibility, lang, topic)
);

create function topic_counts(m message, sign integer) returns void language sql as $$
  insert into topic_day as d (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
  select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, sign
  from conversation c cross join lateral (select distinct one from unnest(array_append(m.intents, '')) one) said (topic)
  where c.brand_id = m.brand_id and c.id = m.conversation_id and m.direction = 'in' and m.deleted_at is null
    and coalesce(m.readings->>'noise', '') = ''
  order by topic
  on conflict (brand_id, day, inbox_id, channel_id, visibility, lang, topic) do update set n = d.n + excluded.n;
$$;
create function topic_insert() returns trigger language plpgsql as $$
begin
  insert into topic_day as d (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
  select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, count(*)::int
  from fresh m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id cross join lateral unnest(array_append(m.intents, '')) topic
  where m.direction = 'in' and m.deleted_at is null and coalesce(m.readings->>'noise', '') = ''
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (brand_id, day, inbox_id, channel_id, visibility, lang, topic) do update set n = d.n + excluded.n;
  return null;
end $$;
create function topic_change() returns trigger language plpgsql as $$
begin
  perform topic_counts(old, -1);
  if tg_op = 'UPDATE' then perform topic_counts(new, 1); end if;
  return null;
end $$;
create trigger topic_inserted after insert on message referencing new table as fresh for each statement execute function topic_insert();
create trigger topic_changed after update of intents, readings, deleted_at, at, lang, conversation_id on message for each row
  when (old.direction = 'in' and (old.intents is distinct from new.intents or old.readings->>'noise' is distinct from new.readings->>'noise'
    or (old.deleted_at is null) <> (new.deleted_at is null) or old.at <> new.at or old.lang is distinct from new.lang
    or old.conversation_id <> new.conversation_id))
  execute function topic_change();
create trigger topic_removed after delete on message for each row when (old.direction = 'in') execute function topic_change();

-- Tags by the day (UTC) their conversations were opened; '' stands for all conversations.
create table tag_day (
  brand_id integer not null,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  visibility text not null,
  tag text not null,
  n integer not null,
  primary key (brand_id, day, inbox_id, channel_id, visibility, tag)
);
create function tag_counts(c conversation, sign integer) returns void language sql as $$
  insert into tag_day as d (brand_id, day, inbox_id, channel_id, visibility, tag, n)
  select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, sign
  from (select distinct tag from unnest(array_append(c.tags, '')) tag) all_of_it order by tag
  on conflict (brand_id, day, inbox_id, channel_id, visibility, tag) do update set n = d.n + excluded.n;
$$;
create function tag_day_insert() returns trigger language plpgsql as $$
begin
  insert into tag_day as d (brand_id, day, inbox_id, channel_id, visibility, tag, n)
  select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, count(distinct c.id)::int
  from fresh c cross join lateral unnest(array_append(c.tags, '')) tag
  group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
  on conflict (brand_id, day, inbox_id, channel_id, visibility, tag) do update set n = d.n + excluded.n;
  return null;
end $$;
create function tag_day_change() returns trigger language plpgsql as $$
begin
  perform tag_counts(old, -1);
  if tg_op = 'UPDATE' then perform tag_counts(new, 1); end if;
  return null;
end $$;
create trigger tag_day_inserted after insert on conversation referencing new table as fresh for each statement execute function tag_day_insert();
create trigger tag_day_changed after update of tags, opened_at, inbox_id on conversation for each row
  when (old.tags is distinct from new.tags or old.opened_at <> new.opened_at or old.inbox_id <> new.inbox_id) execute function tag_day_change();
create trigger tag_day_removed after delete on conversation for each row execute function tag_day_change();

-- Turns opened and closed by half hour, so that who waited at any moment is a sum.
create table turn_flow (
  brand_id integer not null,
  slot timestamptz not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  opened integer not null,
  closed integer not null,
  primary key (brand_id, slot, inbox_id, channel_id)
);
create function half_hour(at timestamptz) returns timestamptz language sql immutable parallel safe as $$
  select date_bin('30 minutes', at, timestamptz '2000-01-01 00:00:00+00')
$$;
create function turn_flow_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
    select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
      select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, 1 as opened, 0 as closed from fresh
      union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, 1 from fresh where closed_at is not null) moved
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
  elsif tg_op = 'DELETE' then
    insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
    select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
      select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, -1 as opened, 0 as closed from stale
      union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, -1 from stale where closed_at is not null) moved
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
  else
    insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
    select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
      select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, -1 as opened, 0 as closed from stale
      union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, -1 from stale where closed_at is not null
      union all select brand_id, half_hour(opened_at), inbox_id, channel_id, 1, 0 from fresh
      union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, 1 from fresh where closed_at is not null) moved
    group by 1, 2, 3, 4 having sum(opened) <> 0 or sum(closed) <> 0 order by 1, 2, 3, 4
    on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
  end if;
  return null;
end $$;
create trigger turn_flow_insert after insert on turn referencing new table as fresh for each statement execute function turn_flow_change();
create trigger turn_flow_update after update on turn referencing old table as stale new table as fresh for each statement execute function turn_flow_change();
create trigger turn_flow_delete after delete on turn referencing old table as stale for each statement execute function turn_flow_change();

-- Each time a conversation was resolved by a colleague, and when the customer wrote again. What a colleague opens again is taken back.
create table resolving (
  brand_id integer not null,
  conversation_id uuid not null,
  resolved_at timestamptz not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  again_at timestamptz,
  primary key (brand_id, conversation_id, resolved_at),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index resolving_at on resolving (brand_id, resolved_at, conversation_id);
create function resolving_change() returns trigger language plpgsql as $$
begin
  if new.status = 'resolved' then
    insert into resolving (brand_id, conversation_id, resolved_at, inbox_id, channel_id)
    values (new.brand_id, new.id, new.resolved_at, new.inbox_id, new.channel_id) on conflict do nothing;
  elsif new.turn_opened_at > old.resolved_at then
    update resolving set again_at = new.turn_opened_at
    where brand_id = old.brand_id and conversation_id = old.id and resolved_at = old.resolved_at;
  else
    delete from resolving where brand_id = old.brand_id and conversation_id = old.id and resolved_at = old.resolved_at;
  end if;
  return null;
end $$;
create trigger resolving_noted after update of status, resolved_at on conversation for each row
  when ((new.status = 'resolved' and new.resolved_at is not null and (old.status <> 'resolved' or old.resolved_at is null))
    or (old.status = 'resolved' and old.resolved_at is not null and new.status <> 'resolved'))
  execute function resolving_change();

-- What is there already. Of what was resolved before, only what still stands so is known.
insert into topic_day (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, count(*)::int
from message m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id cross join lateral unnest(array_append(m.intents, '')) topic
where m.direction = 'in' and m.deleted_at is null and coalesce(m.readings->>'noise', '') = '' group by 1, 2, 3, 4, 5, 6, 7;
insert into tag_day (brand_id, day, inbox_id, channel_id, visibility, tag, n)
select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, count(distinct c.id)::int
from conversation c cross join lateral unnest(array_append(c.tags, '')) tag group by 1, 2, 3, 4, 5, 6;
insert into turn_flow (brand_id, slot, inbox_id, channel_id, opened, closed)
select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
  select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, 1 as opened, 0 as closed from turn
  union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, 1 from turn where closed_at is not null) moved
group by 1, 2, 3, 4;
insert into resolving (brand_id, conversation_id, resolved_at, inbox_id, channel_id)
select brand_id, id, resolved_at, inbox_id, channel_id from conversation where status = 'resolved' and resolved_at is not null;

-- Who is at risk now, the highest first.
create index conversation_risk on conversation (brand_id, risk desc, last_message_at desc, id desc) where risk >= 10 and status <> 'resolved';
