-- Storms: bursts in the inbox beside those in what is heard, crises that hold bursts together, and what is said to all who wait in one.

-- Turns that the watch of the inbox has not taken in yet; whoever takes one in takes it away.
create table turn_unwatched (
  brand_id integer not null,
  turn_id uuid not null,
  primary key (brand_id, turn_id)
);
create function turn_watch() returns trigger language plpgsql as $$
begin
  insert into turn_unwatched (brand_id, turn_id) select brand_id, id from fresh on conflict do nothing;
  return null;
end $$;
create trigger turn_watch after insert on turn referencing new table as fresh for each statement execute function turn_watch();

-- Empty: what a query hears, or without one what is sent to us unheard. Else turns that open: 'inbox', 'channel:<id>', 'topic:<word>'.
alter table burst_watch add column series text not null default '',
  drop constraint burst_watch_brand_id_query_id_key,
  add constraint burst_watch_series_key unique nulls not distinct (brand_id, query_id, series);
alter table burst add column series text not null default '',
  drop constraint burst_brand_id_query_id_number_key,
  add constraint burst_series_key unique nulls not distinct (brand_id, query_id, series, number);

create table crisis (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- By people; else it is called by what its bursts are about.
  is_named boolean not null default false,
  -- watching: suggested by bursts. open: declared by a lead. over: closed, or calm again by itself. dismissed: a lead says it is none.
  state text not null check (state in ('watching', 'open', 'over', 'dismissed')),
  -- Its posts hold one of these; none: all that was heard in its time belongs to it.
  words text[] not null default '{}',
  began_at timestamptz not null,
  raised_at timestamptz not null,
  declared_at timestamptz,
  declared_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  -- What we learnt, in people's words.
  learnt text not null default '',
  -- core/crisis/staffing-alarm: whether too few people are on.
  staffing jsonb,
  -- Somebody has been waiting since the last time nobody was.
  has_waiting boolean not null default false,
  version integer not null default 1,
  primary key (brand_id, id)
);
create index crisis_newest on crisis (brand_id, began_at desc);

-- A burst belongs to one crisis.
create table crisis_burst (
  brand_id integer not null,
  burst_id uuid not null,
  crisis_id uuid not null,
  primary key (brand_id, burst_id),
  foreign key (brand_id, burst_id) references burst (brand_id, id) on delete cascade,
  foreign key (brand_id, crisis_id) references crisis (brand_id, id) on delete cascade
);
create index crisis_burst_crisis on crisis_burst (brand_id, crisis_id);

-- One message to everybody who waits in a crisis: "we know, we are at it".
create table holding_reply (
  brand_id integer not null,
  id uuid not null,
  crisis_id uuid not null,
  author_id uuid not null,
  -- core/saved-reply Variant: by language.
  variants jsonb not null,
  -- The time by which we said they would hear more.
  next_update_at timestamptz,
  next_update_said text,
  state text not null check (state in ('waiting', 'returned', 'sending', 'stopped', 'done')),
  -- core/approval-mark Why; null: nobody had to look.
  why jsonb,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- What the lead said when it went back.
  word text,
  ended_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, crisis_id) references crisis (brand_id, id) on delete cascade
);
create index holding_reply_crisis on holding_reply (brand_id, crisis_id, asked_at);
create index holding_reply_going on holding_reply (brand_id, id) where state = 'sending';

create table holding_target (
  brand_id integer not null,
  holding_id uuid not null,
  conversation_id uuid not null,
  place integer not null,
  channel_id uuid not null,
  -- The answer it becomes; chosen beforehand, so that it is one answer however often it is tried.
  message_id uuid not null,
  text text not null,
  state text not null check (state in ('planned', 'queued', 'left_out')),
  -- Why it was left out in the end.
  reason text,
  at timestamptz,
  primary key (brand_id, holding_id, conversation_id),
  unique (brand_id, message_id),
  foreign key (brand_id, holding_id) references holding_reply (brand_id, id) on delete cascade,
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index holding_target_conversation on holding_target (brand_id, conversation_id);

-- The steps of a crisis are read from the log.
create index event_crisis on event (brand_id, (data ->> 'crisisId'), seq) where kind = 'crisis.changed';
