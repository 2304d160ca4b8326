-- Listening: queries with a name and a rule, the posts they matched, how many, and a rolling sample to try a query on.

alter table listening_query
  drop constraint listening_query_text_check,
  add constraint listening_query_text_check check (length(text) between 1 and 5000),
  add column name text not null default '' check (length(name) <= 120),
  -- Which matches open a conversation by themselves: all, those that want an answer, none.
  add column opens text not null default 'wants' check (opens in ('always', 'wants', 'never')),
  -- 1: written when OR bound tighter than words side by side; read with that in mind.
  add column dialect smallint not null default 1 check (dialect in (1, 2)),
  add column changed_at timestamptz not null default now();

-- A post that a query matched, whether or not it became a conversation. Forgotten after some weeks; the counts stay.
create table listening_match (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  posted_at timestamptz not null,
  heard_at timestamptz not null,
  -- core/post Post as heard; its words go when the author takes them back.
  post jsonb not null,
  -- It was sent to us: a mention, a reply to us.
  addressed boolean not null,
  wants text check (wants in ('complaint', 'question', 'request')),
  mark text check (mark in ('noise', 'ours')),
  marked_by uuid,
  marked_at timestamptz,
  deleted_at timestamptz,
  -- The newest version of its words we know of.
  version bigint not null default 0,
  search tsvector not null default ''::tsvector,
  primary key (brand_id, id),
  unique (brand_id, channel_id, remote_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index listening_match_newest on listening_match (brand_id, posted_at desc, id desc);
create index listening_match_age on listening_match (heard_at);
create index listening_match_search on listening_match using gin (search);

create table listening_match_query (
  brand_id integer not null,
  query_id uuid not null,
  match_id uuid not null,
  posted_at timestamptz not null,
  primary key (brand_id, query_id, match_id),
  foreign key (brand_id, query_id) references listening_query (brand_id, id) on delete cascade,
  foreign key (brand_id, match_id) references listening_match (brand_id, id) on delete cascade
);
create index listening_match_query_newest on listening_match_query (brand_id, query_id, posted_at desc, match_id desc);
create index listening_match_query_match on listening_match_query (brand_id, match_id);

-- How much each query heard, by the hour of the posts. Outlives the matches.
create table listening_count (
  brand_id integer not null,
  query_id uuid not null,
  channel_id uuid not null,
  hour timestamptz not null,
  matched integer not null default 0,
  untagged integer not null default 0,
  complaints integer not null default 0,
  untagged_complaints integer not null default 0,
  noise integer not null default 0,
  primary key (brand_id, query_id, channel_id, hour),
  foreign key (brand_id, query_id) references listening_query (brand_id, id) on delete cascade,
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- A few posts of every minute, packed: what a query is tried on. `read` is how many these were drawn from.
create table sample_block (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  -- By the posts' own times; a recording tells of other years.
  from_at timestamptz not null,
  until_at timestamptz not null,
  heard_at timestamptz not null,
  kept integer not null,
  read integer not null,
  body bytea not null,
  primary key (brand_id, id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index sample_block_newest on sample_block (brand_id, heard_at desc);
create index sample_block_age on sample_block (heard_at);

-- Sampled posts that their authors took back since.
create table sample_gone (
  brand_id integer not null,
  channel_id uuid not null,
  remote_id text not null,
  gone_at timestamptz not null,
  primary key (brand_id, channel_id, remote_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index sample_gone_age on sample_gone (gone_at);
