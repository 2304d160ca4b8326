-- Health of channels: what each usually hears, how late, what is left to spend, what could not be read and is to be read again.

-- Counted where it comes in, so that received = kept + ignored + failed is two counts held against each other.
alter table ledger drop constraint ledger_outcome_check;
alter table ledger add constraint ledger_outcome_check check (outcome in ('received', 'kept', 'ignored', 'failed'));
insert into ledger (brand_id, channel_id, day, outcome, reason, n)
  select brand_id, channel_id, day, 'received', '', sum(n) from ledger group by 1, 2, 3;

-- What waits is counted on the day it came, also when it is counted anew weeks later.
alter table awaiting add column counted_on date;
update awaiting set counted_on = (received_at at time zone 'utc')::date;
alter table awaiting alter column counted_on set not null;

-- size: in UTF-16 units, before it was cut. digest: of a failed one, so that the same frame told again is one letter.
-- counted: what a failed one stands for in the ledger: {"day", "failed": {reason: n}, "others": n}.
alter table raw_event
  add column size integer not null default 0,
  add column digest bytea,
  add column counted jsonb;
update raw_event set size = length(body),
    counted = jsonb_build_object('day', (received_at at time zone 'utc')::date::text,
      'failed', jsonb_build_object(coalesce(reason, ''), 1), 'others', 0)
  where state = 'failed' and state <> 'read';
create unique index raw_event_letter on raw_event (brand_id, channel_id, digest) where state = 'failed' and digest is not null;

-- What was heard for the first time and live, hour by hour, for some weeks: what the usual is learned from.
create table heard_hour (
  brand_id int not null,
  channel_id uuid not null,
  hour timestamptz not null,
  n int not null default 0,
  backfilled int not null default 0,
  -- Seconds in which we listened, without trouble and with.
  listened int not null default 0,
  troubled int not null default 0,
  primary key (brand_id, channel_id, hour),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index heard_hour_age on heard_hour (hour);

-- A day of five minutes each: hearing delays by bucket, posts from the future, lines that broke.
create table health_slot (
  brand_id int not null,
  channel_id uuid not null,
  slot timestamptz not null,
  kind text not null check (kind in ('delay', 'ahead', 'reconnect')),
  bucket smallint not null,
  n int not null,
  most bigint not null default 0,
  primary key (brand_id, channel_id, slot, kind, bucket),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index health_slot_age on health_slot (slot);

create table channel_baseline (
  brand_id int not null,
  channel_id uuid not null,
  made_at timestamptz not null,
  baseline jsonb not null,
  primary key (brand_id, channel_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- One row a silence that was news: it is named by what was last heard before it, so it can be told only once.
create table silence (
  brand_id int not null,
  channel_id uuid not null,
  since timestamptz not null,
  noticed_at timestamptz not null,
  expected real not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('heard', 'normal', 'stopped')),
  primary key (brand_id, channel_id, since),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create unique index silence_open on silence (brand_id, channel_id) where ended_at is null;

-- How the line to the network stands: kept by the process that listens, shown by the one that serves the desk.
create table channel_line (
  brand_id int not null,
  channel_id uuid not null,
  broke_at timestamptz,
  broke_said text,
  next_try_at timestamptz,
  primary key (brand_id, channel_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- What a network allows us still, as each process has it: its own count, or what the network told it.
create table allowance (
  brand_id int not null,
  channel_id uuid not null,
  name text not null,
  told_by text not null check (told_by in ('us', 'network')),
  holder text not null,
  remaining double precision not null,
  most double precision not null,
  -- Ours refills steadily within so many seconds; a network's is whole again at a moment.
  per_seconds double precision,
  whole_at timestamptz,
  told_at timestamptz not null,
  primary key (brand_id, channel_id, name, told_by, holder),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- Raw events read once more after a fix. One at a time for each channel; goes on where it stopped.
create table reread (
  brand_id int not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('letters', 'all')),
  reason text,
  letter_id bigint,
  since timestamptz,
  until timestamptz,
  agent_id uuid,
  asked_at timestamptz not null,
  moved_at timestamptz not null,
  after_id bigint not null default 0,
  through_id bigint not null,
  total int not null,
  done int not null default 0,
  kept int not null default 0,
  ignored int not null default 0,
  failed int not null default 0,
  ended_at timestamptz,
  said text,
  primary key (brand_id, id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create unique index reread_one on reread (brand_id, channel_id) where ended_at is null;
create index reread_newest on reread (brand_id, channel_id, asked_at desc);
