-- What is shown around: scorecards behind a link for people without an account, and reports that are sent by themselves.
-- A link keeps the figures as they stood when it was made, and only the hash of what opens it.
create table scorecard_link (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  token_hash bytea not null unique,
  language text not null,
  figures jsonb not null check (jsonb_typeof(figures) = 'object'),
  created_at timestamptz not null,
  created_by uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opened_at timestamptz,
  opens integer not null default 0,
  primary key (brand_id, id)
);

-- `next_at` is worked out from the wall clock of `time_zone` each time the one before it has come.
create table report_schedule (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  language text not null,
  slice jsonb not null check (jsonb_typeof(slice) = 'object'),
  every text not null check (every in ('day', 'week', 'month')),
  weekday smallint check (weekday between 1 and 7),
  month_day smallint check (month_day between 1 and 31),
  minute smallint not null check (minute between 0 and 1439),
  time_zone text not null,
  webhook_id uuid,
  is_on boolean not null default true,
  next_at timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (brand_id, id),
  foreign key (brand_id, webhook_id) references webhook (brand_id, id) on delete set null (webhook_id),
  check ((every = 'week') = (weekday is not null)),
  check ((every = 'month') = (month_day is not null))
);
create index report_schedule_next on report_schedule (next_at) where is_on;

create table report_recipient (
  brand_id integer not null,
  id uuid not null,
  schedule_id uuid not null,
  address text not null check (length(address) between 3 and 254),
  -- They asked to be left alone; only they can undo it, by being told again of their own will.
  left_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, schedule_id, address),
  foreign key (brand_id, schedule_id) references report_schedule (brand_id, id) on delete cascade
);

-- One for each moment a report was due, whoever notices it first; `held_until` while a process makes it.
create table report_run (
  brand_id integer not null,
  id uuid not null,
  schedule_id uuid not null,
  due_at timestamptz not null,
  asked_by uuid,
  state text not null default 'waiting' check (state in ('waiting', 'made', 'failed')),
  held_until timestamptz,
  said text,
  figures jsonb,
  delivery_id uuid,
  made_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, schedule_id, due_at),
  foreign key (brand_id, schedule_id) references report_schedule (brand_id, id) on delete cascade
);
create index report_run_waiting on report_run (due_at) where state = 'waiting';

-- `unsure`: Heed was stopped while the mail server was being spoken to; nobody knows whether it left, so it is not sent again by itself.
create table report_letter (
  brand_id integer not null,
  id uuid not null,
  run_id uuid not null,
  recipient_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'unsure')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  held_until timestamptz,
  said text,
  done_at timestamptz,
  leave_hash bytea unique,
  primary key (brand_id, id),
  unique (brand_id, run_id, recipient_id),
  foreign key (brand_id, run_id) references report_run (brand_id, id) on delete cascade,
  foreign key (brand_id, recipient_id) references report_recipient (brand_id, id) on delete cascade
);
create index report_letter_open on report_letter (next_at) where state in ('waiting', 'sending');
