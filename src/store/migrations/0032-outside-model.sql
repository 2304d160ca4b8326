-- A model outside the house that may add to what is read, where an owner says so.
create table outside_model (
  brand_id integer primary key references brand on delete cascade,
  is_on boolean not null default false,
  -- As given; null: not set up.
  url text,
  model text not null default '',
  sealed_key bytea,
  form text not null default 'schema' check (form in ('schema', 'json')),
  aspects text[] not null,
  asks_private boolean not null default false,
  timeout_ms integer not null check (timeout_ms between 500 and 60000),
  posts_per_day integer not null check (posts_per_day between 0 and 100000),
  tokens_per_day integer not null check (tokens_per_day between 0 and 100000000),
  version integer not null default 1,
  changed_at timestamptz not null,
  -- How far the event log has been read for it; null while it is off.
  seq bigint,
  -- Failures one after another, until when it is left alone after them, and what the last one was.
  failures integer not null default 0,
  rests_until timestamptz,
  trouble text,
  check (not is_on or (url is not null and model <> ''))
);

-- Each post it was, or is to be, asked about: once. What it said is added whenever the post is read again.
create table outside_reading (
  brand_id integer not null,
  message_id uuid not null,
  wanted_at timestamptz not null,
  -- Written before it is asked: who dies in between has asked all the same.
  asked_at timestamptz,
  -- Null while it waits or is being asked.
  outcome text check (outcome in ('said', 'failed', 'nonsense', 'lost', 'late', 'passed')),
  -- Which words it was asked about (md5), and by which model.
  of_text text,
  model text,
  said jsonb,
  primary key (brand_id, message_id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade,
  check ((outcome is not distinct from 'said') = (said is not null))
);
create index outside_reading_open on outside_reading (brand_id, wanted_at) where outcome is null;

-- What was spent and what came of it, by day (UTC).
create table outside_use (
  brand_id integer not null references brand on delete cascade,
  day date not null,
  posts integer not null default 0,
  tokens bigint not null default 0,
  said integer not null default 0,
  changed integer not null default 0,
  failed integer not null default 0,
  nonsense integer not null default 0,
  late integer not null default 0,
  took_ms bigint not null default 0,
  primary key (brand_id, day)
);
