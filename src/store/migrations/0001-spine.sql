-- The spine: brands, people, channels, conversations, messages, turns, the event log.
-- The brand comes first in every key, so that one installation holds many and a sharded Postgres can split by it.

create extension if not exists pg_trgm;

create table brand (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);

-- The people who work here. Sign-in keeps its own tables beside this one (0002).
create table agent (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table membership (
  brand_id integer not null references brand on delete cascade,
  agent_id uuid not null references agent on delete cascade,
  role text not null check (role in ('owner', 'lead', 'agent', 'partner')),
  created_at timestamptz not null default now(),
  primary key (brand_id, agent_id)
);
create index membership_agent on membership (agent_id);

create table inbox (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- The promise, in minutes of the clock; fuller policies come later.
  first_response_minutes integer not null default 15 check (first_response_minutes between 1 and 43200),
  next_response_minutes integer not null default 15 check (next_response_minutes between 1 and 43200),
  created_at timestamptz not null default now(),
  primary key (brand_id, id)
);

-- A partner sees only the inboxes named here; everybody else sees all of the brand's.
create table inbox_partner (
  brand_id integer not null,
  inbox_id uuid not null,
  agent_id uuid not null,
  primary key (brand_id, inbox_id, agent_id),
  foreign key (brand_id, inbox_id) references inbox (brand_id, id) on delete cascade,
  foreign key (brand_id, agent_id) references membership (brand_id, agent_id) on delete cascade
);

create table channel (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  inbox_id uuid not null,
  network text not null,
  name text not null check (length(name) between 1 and 120),
  -- Who we are on that network (core/post Person).
  account jsonb not null,
  -- Credentials under the installation's key (AES-256-GCM); null once the channel has been left.
  sealed bytea,
  state text not null default 'active' check (state in ('active', 'paused', 'broken', 'left')),
  said text,
  -- For recorded posts: how far the recording has played. Promises on this channel come due by this clock, not by ours.
  plays_until timestamptz,
  last_heard_at timestamptz,
  hearing_delay_ms integer,
  reconnects integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (brand_id, id),
  foreign key (brand_id, inbox_id) references inbox (brand_id, id)
);

create table channel_cursor (
  brand_id integer not null,
  channel_id uuid not null,
  source text not null check (source in ('stream', 'poll', 'backfill', 'replay')),
  cursor text not null,
  updated_at timestamptz not null default now(),
  primary key (brand_id, channel_id, source),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- received = kept + ignored + failed, per channel, day and reason.
create table ledger (
  brand_id integer not null,
  channel_id uuid not null,
  day date not null,
  outcome text not null check (outcome in ('kept', 'ignored', 'failed')),
  reason text not null,
  n bigint not null,
  primary key (brand_id, channel_id, day, outcome, reason),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

create table raw_event (
  brand_id integer not null,
  id bigint generated always as identity,
  channel_id uuid not null,
  source text not null,
  received_at timestamptz not null,
  body text not null,
  state text not null check (state in ('waiting', 'read', 'failed')),
  reason text,
  primary key (brand_id, id)
);
create index raw_event_unread on raw_event (brand_id, channel_id, id) where state <> 'read';
create index raw_event_age on raw_event (received_at);

create table contact (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null,
  notes text not null default '',
  tags text[] not null default '{}',
  created_at timestamptz not null,
  primary key (brand_id, id)
);
create index contact_name on contact using gin (name gin_trgm_ops);

create table identity (
  brand_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  network text not null,
  remote_id text not null,
  handle text,
  name text,
  avatar_url text,
  profile_url text,
  standing text not null default 'active' check (standing in ('active', 'suspended', 'gone')),
  -- Our copy of the picture (media.id).
  avatar_id text,
  first_seen_at timestamptz not null,
  -- The network's time of what is written here: an older post must not bring back an older name.
  known_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, network, remote_id),
  foreign key (brand_id, contact_id) references contact (brand_id, id)
);
create index identity_contact on identity (brand_id, contact_id);
create index identity_handle on identity using gin (handle gin_trgm_ops);

-- The network's tree, or a private room. `root_remote_id` is the first post we know of; late parents move it.
create table thread (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  root_remote_id text not null,
  visibility text not null check (visibility in ('public', 'private')),
  primary key (brand_id, id),
  unique (brand_id, channel_id, visibility, root_remote_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

create table conversation (
  brand_id integer not null,
  id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  thread_id uuid not null,
  visibility text not null check (visibility in ('public', 'private')),
  -- One conversation per author in a thread. Null: posts of our own that nobody has answered.
  identity_id uuid,
  contact_id uuid,
  linked_id uuid,
  status text not null check (status in ('open', 'waiting', 'snoozed', 'resolved')),
  assignee_id uuid,
  claimed_by uuid,
  claimed_until timestamptz,
  heard boolean not null default false,
  preview text not null,
  lang text,
  tags text[] not null default '{}',
  message_count integer not null default 0,
  opened_at timestamptz not null,
  last_message_at timestamptz not null,
  snoozed_until timestamptz,
  resolved_at timestamptz,
  -- The first answer that closed a turn; from then on turns are "next".
  answered_at timestamptz,
  -- The latest instant the count of turns knows of. What happened after it is simply added; anything else means counting again.
  counted_until timestamptz,
  -- The open turn, repeated here so that the queue is one index range.
  turn_id uuid,
  turn_kind text check (turn_kind in ('first', 'next')),
  turn_opened_at timestamptz,
  due_at timestamptz,
  breached_at timestamptz,
  version integer not null default 1,
  primary key (brand_id, id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade,
  foreign key (brand_id, thread_id) references thread (brand_id, id),
  foreign key (brand_id, inbox_id) references inbox (brand_id, id),
  check ((turn_id is null) = (turn_opened_at is null)),
  check (status <> 'resolved' or turn_id is null)
);
create unique index conversation_author on conversation (brand_id, thread_id, coalesce(identity_id, '00000000-0000-0000-0000-000000000000'));
create index conversation_due on conversation (brand_id, due_at, id) where turn_id is not null;
create index conversation_recent on conversation (brand_id, status, last_message_at desc, id desc);
create index conversation_assignee on conversation (brand_id, assignee_id, last_message_at desc, id desc) where status <> 'resolved';
create index conversation_contact on conversation (brand_id, contact_id, opened_at desc);
create index conversation_wake on conversation (snoozed_until) where status = 'snoozed';

create table message (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  thread_id uuid not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  visibility text not null check (visibility in ('public', 'private', 'note')),
  remote_id text,
  parent_remote_id text,
  -- As the network said it; decides the thread while the parent is not here.
  root_remote_id text,
  identity_id uuid,
  agent_id uuid,
  -- A private answer given to somebody who asked in public answers that other conversation too.
  also_answers_id uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  text text not null,
  lang text,
  media jsonb not null default '[]',
  warning text,
  url text,
  version bigint not null default 0,
  before jsonb not null default '[]',
  edited_at timestamptz,
  deleted_at timestamptz,
  deleted_by text check (deleted_by in ('author', 'network', 'us')),
  seen_at timestamptz,
  -- Answers only.
  delivery text check (delivery in ('queued', 'sending', 'sent', 'failed', 'unsure')),
  said text,
  send_at timestamptz,
  lease_until timestamptz,
  attempts integer not null default 0,
  found_by_lookup boolean not null default false,
  resolves boolean not null default false,
  -- Over the folded text, written by the statement that writes the text.
  search tsvector not null default ''::tsvector,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id),
  check ((direction = 'out') = (delivery is not null)),
  check (delivery <> 'sent' or remote_id is not null)
);
create unique index message_remote on message (brand_id, channel_id, remote_id) where remote_id is not null;
create index message_timeline on message (brand_id, conversation_id, at, id);
create index message_thread on message (brand_id, thread_id, at);
create index message_parent on message (brand_id, channel_id, parent_remote_id) where parent_remote_id is not null;
create index message_in_flight on message (delivery, coalesce(lease_until, send_at)) where delivery in ('queued', 'sending', 'unsure');
create index message_search on message using gin (search);
create index message_at on message (brand_id, at desc);
-- Few messages show pictures, so these two cost little: which messages show this one, and whose pictures are not fetched yet.
create index message_media on message using gin (media jsonb_path_ops) where media <> '[]';
create index message_media_age on message (received_at) where media <> '[]';
create index message_also_answers on message (brand_id, also_answers_id) where also_answers_id is not null;

-- What came before the post it is about: an edit, a deletion, a receipt, or a reply nobody addressed to us
-- whose thread we do not hold (yet). It joins when that post arrives, and is forgotten after some days.
create table awaiting (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  -- The posts it may belong to, by their remote ids.
  awaits text[] not null,
  item jsonb not null,
  received_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index awaiting_awaits on awaiting using gin (awaits);
create index awaiting_age on awaiting (received_at);

create table attempt (
  brand_id integer not null,
  message_id uuid not null,
  n integer not null,
  at timestamptz not null,
  outcome text not null,
  said text,
  primary key (brand_id, message_id, n),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade
);

-- A run of a customer's messages that waits for an answer.
create table turn (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('first', 'next')),
  opened_at timestamptz not null,
  received_at timestamptz not null,
  opened_by uuid not null,
  due_at timestamptz,
  -- When the sweep looks at it: due_at, except where a recording has not played so far yet.
  wake_at timestamptz,
  breached_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  closed_agent_id uuid,
  outcome text check (outcome in ('answered', 'unanswered', 'not_needed', 'withdrawn')),
  reason text,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade,
  check ((outcome is null) = (closed_at is null)),
  check (closed_at is null or closed_at >= opened_at)
);
create unique index turn_one_open on turn (brand_id, conversation_id) where outcome is null;
create index turn_conversation on turn (brand_id, conversation_id, opened_at);
create index turn_wake on turn (wake_at) where outcome is null and breached_at is null and wake_at is not null;
create index turn_asleep on turn (brand_id, channel_id, due_at) where outcome is null and breached_at is null and wake_at is null;
create index turn_opened on turn (brand_id, opened_at, id);

-- A colleague's decision that a turn needs no further answer (resolve). It covers what had been received by then.
create table closing (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('unanswered', 'not_needed')),
  reason text,
  agent_id uuid,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index closing_conversation on closing (brand_id, conversation_id, at);

create table event (
  seq bigint generated always as identity primary key,
  brand_id integer not null,
  at timestamptz not null,
  kind text not null,
  inbox_id uuid,
  conversation_id uuid,
  actor_id uuid,
  data jsonb not null
);
create index event_brand on event (brand_id, seq);
create index event_conversation on event (brand_id, conversation_id, seq) where conversation_id is not null;

-- The queue's numbers, kept by the triggers below so that no screen ever counts a million rows.
create table tally (
  brand_id integer not null,
  inbox_id uuid not null,
  assignee_id uuid not null,
  status text not null,
  waiting_for_us boolean not null,
  n integer not null,
  primary key (brand_id, inbox_id, assignee_id, status, waiting_for_us)
);

create function tally_change() returns trigger language plpgsql as $$
begin
  -- One writer of a brand's numbers at a time. Without it, transactions that change the same few rows in different orders
  -- would wait for each other for ever.
  if tg_op = 'DELETE' then
    perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select brand_id from stale limit 1) one;
  else
    perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select brand_id from fresh limit 1) one;
  end if;
  if tg_op = 'INSERT' then
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, count(*)
    from fresh group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, -count(*)
    from stale group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  else
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, assignee_id, status, waiting_for_us, sum(n) from (
      select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000') assignee_id, status, turn_id is not null waiting_for_us, 1 n from fresh
      union all
      select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, -1 from stale
    ) change group by 1, 2, 3, 4, 5 having sum(n) <> 0 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  end if;
  return null;
end $$;

create trigger tally_insert after insert on conversation referencing new table as fresh for each statement execute function tally_change();
create trigger tally_update after update on conversation referencing new table as fresh old table as stale for each statement execute function tally_change();
create trigger tally_delete after delete on conversation referencing old table as stale for each statement execute function tally_change();

-- Our copy of a picture or file: by content, so that the same bytes are kept once a brand.
create table media (
  brand_id integer not null references brand on delete cascade,
  id text not null,
  type text not null,
  bytes bytea not null,
  width integer,
  height integer,
  thumb bytea,
  created_at timestamptz not null default now(),
  primary key (brand_id, id)
);

create table listening_query (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  text text not null check (length(text) between 1 and 1000),
  created_at timestamptz not null default now(),
  primary key (brand_id, id)
);

-- Small facts of the installation, such as the hash of the one-time owner link.
create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- Who does what among several processes: one listener per channel, one sweeper.
create table lease (
  name text primary key,
  holder text not null,
  until timestamptz not null
);

-- The rehearsal network's own memory (connectors/rehearsal): what was posted on the square, in order.
create table rehearsal_journal (
  id bigint generated always as identity primary key,
  line jsonb not null
);
