-- Working side by side: what each colleague is told of, what they are writing, where they are looking, and the views they keep.

create table notification (
  brand_id integer not null,
  id uuid not null,
  agent_id uuid not null,
  -- A word of core/notification.
  kind text not null,
  -- What it was told for. The same cause tells the same person once.
  cause text not null,
  conversation_id uuid,
  from_id uuid,
  -- What the words are made of, in the reader's own language.
  parts jsonb not null default '{}',
  at timestamptz not null,
  seen_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, agent_id, cause),
  foreign key (brand_id, agent_id) references membership (brand_id, agent_id) on delete cascade
);
create index notification_list on notification (brand_id, agent_id, at desc, id desc);
create index notification_unseen on notification (brand_id, agent_id) where seen_at is null;
create index notification_age on notification (at);

-- One browser of one person. The keys are the browser's own (RFC 8291); with them only it can read what is sent.
create table push_subscription (
  id uuid primary key,
  agent_id uuid not null references agent on delete cascade,
  endpoint text not null unique check (length(endpoint) <= 2000),
  p256dh text not null,
  auth text not null,
  label text not null default '',
  created_at timestamptz not null,
  delivered_at timestamptz
);
create index push_subscription_agent on push_subscription (agent_id);

-- Hours in which nothing is pushed, by this person's own clock. The list is filled all the same.
alter table agent
  add column quiet_from_minute smallint check (quiet_from_minute between 0 and 1439),
  add column quiet_until_minute smallint check (quiet_until_minute between 0 and 1439),
  add column quiet_zone text,
  add constraint agent_quiet check (num_nulls(quiet_from_minute, quiet_until_minute, quiet_zone) in (0, 3));

-- Who has a conversation open, by heartbeat. Lost in a crash and true again a moment later, so it is not logged.
create unlogged table beside (
  brand_id integer not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  doing text not null check (doing in ('viewing', 'writing')),
  until timestamptz not null,
  primary key (brand_id, conversation_id, agent_id)
);
create index beside_until on beside (until);

-- An answer or a note as far as it is written: it outlives the page, and a lead can read it.
create table draft (
  brand_id integer not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  mode text not null check (mode in ('reply', 'private', 'note')),
  text text not null check (length(text) <= 20000),
  version integer not null,
  -- The page it was written in: another page of the same person must be told.
  page text not null,
  saved_at timestamptz not null,
  primary key (brand_id, conversation_id, agent_id, mode),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade,
  foreign key (brand_id, agent_id) references membership (brand_id, agent_id) on delete cascade
);
create index draft_age on draft (saved_at);

-- A filter and an order under a name. Without an owner it is everybody's.
create table saved_view (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  owner_id uuid,
  filter jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, owner_id) references membership (brand_id, agent_id) on delete cascade
);

-- One deed on many conversations, with what stood there before, so that it can be taken back.
create table bulk_deed (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  agent_id uuid not null,
  at timestamptz not null,
  deed jsonb not null,
  done jsonb not null,
  undone_at timestamptz,
  primary key (brand_id, id)
);
create index bulk_deed_age on bulk_deed (at);

-- Colleagues named in a note.
alter table message add column mentions uuid[] not null default '{}';
