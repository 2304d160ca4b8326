-- A stretch of time in which a colleague had a conversation under way: before them while somebody waits in it, claimed, or being written in.
-- It goes on with every sign of that; after ten minutes without one the next sign begins another (core/insight/handling.ts).
create table handling_stretch (
  brand_id integer not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  -- They went on to something else and left nothing begun.
  ended boolean not null default false,
  -- The answer it became part of; taken back before it left, the stretch waits for another one.
  message_id uuid,
  primary key (brand_id, agent_id, conversation_id, began_at),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade,
  foreign key (brand_id, message_id) references message (brand_id, id) on delete set null (message_id),
  check (seen_at >= began_at)
);
create index handling_stretch_agent on handling_stretch (brand_id, agent_id, seen_at);
create index handling_stretch_message on handling_stretch (brand_id, message_id) where message_id is not null;
create index handling_stretch_age on handling_stretch (seen_at);

-- What an answer took whoever wrote it, written in the transaction that sends it off, with what it may be asked for by.
create table handling (
  brand_id integer not null,
  message_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  turn_id uuid,
  began_at timestamptz not null,
  sent_at timestamptz not null,
  seconds double precision not null check (seconds >= 0),
  -- Of them, those in which none of this colleague's earlier answers was under way.
  fresh_seconds double precision not null check (fresh_seconds >= 0 and fresh_seconds <= seconds),
  -- Conversations this colleague had under way when it was sent off, this one included.
  at_once smallint not null check (at_once >= 1),
  inbox_id uuid not null,
  channel_id uuid not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  kind text,
  complaint boolean not null,
  reach smallint not null,
  primary key (brand_id, message_id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade
);
create index handling_sent on handling (brand_id, sent_at, message_id);
create index handling_agent on handling (brand_id, agent_id, sent_at);

-- Added up by day (UTC), so that a month is a few hundred rows.
create table handling_day (
  brand_id integer not null,
  day date not null,
  agent_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  kind text,
  complaint boolean not null,
  reach smallint not null,
  n integer not null,
  turns integer not null,
  seconds double precision not null,
  seconds_squared double precision not null,
  fresh_seconds double precision not null,
  at_once integer not null,
  unique nulls not distinct (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach)
);

create function handling_counts(h handling, sign integer) returns void language sql as $$
  insert into handling_day as d (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach,
    n, turns, seconds, seconds_squared, fresh_seconds, at_once)
  values (h.brand_id, (h.sent_at at time zone 'utc')::date, h.agent_id, h.inbox_id, h.channel_id, h.team_id, h.lang, h.visibility, h.heard,
    h.kind, h.complaint, h.reach, sign, case when h.turn_id is null then 0 else sign end, sign * h.seconds, sign * h.seconds * h.seconds,
    sign * h.fresh_seconds, sign * h.at_once)
  on conflict (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach) do update
  set n = d.n + excluded.n, turns = d.turns + excluded.turns, seconds = d.seconds + excluded.seconds,
    seconds_squared = d.seconds_squared + excluded.seconds_squared, fresh_seconds = d.fresh_seconds + excluded.fresh_seconds,
    at_once = d.at_once + excluded.at_once;
$$;
create function handling_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then perform handling_counts(new, 1); else perform handling_counts(old, -1); end if;
  return null;
end $$;
create trigger handling_counted after insert or delete on handling for each row execute function handling_change();
