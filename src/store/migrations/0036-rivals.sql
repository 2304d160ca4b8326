-- Companies the owner measures beside their own. Which names are rivals is said in triage_settings; here is where they are heard.
create table rival (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null,
  primary key (brand_id, id)
);
create unique index rival_name on rival (brand_id, lower(name));

create table rival_handle (
  brand_id integer not null,
  rival_id uuid not null,
  network text not null,
  -- As people write it, without the at sign, in small letters.
  handle text not null check (length(handle) between 1 and 260),
  -- The network's own id of the account, once it was heard.
  remote_id text,
  primary key (brand_id, network, handle),
  foreign key (brand_id, rival_id) references rival (brand_id, id) on delete cascade
);
create index rival_handle_of on rival_handle (brand_id, rival_id);

-- Public posts between a person and a rival, or us for comparison (rival_id null), without their words. Forgotten with the matches.
create table rival_post (
  brand_id integer not null,
  id uuid not null,
  rival_id uuid,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  parent_remote_id text,
  -- The remote id of the first post of its tree, as far as it is known.
  thread text not null,
  -- Whose matter it belongs to, as a hash. Null: the company's own word, to nobody we heard.
  author text,
  kind text not null check (kind in ('asks', 'answers')),
  complains boolean not null,
  posted_at timestamptz not null,
  heard_at timestamptz not null,
  url text,
  version bigint not null default 0,
  deleted_at timestamptz,
  primary key (brand_id, id),
  unique nulls not distinct (brand_id, rival_id, network, remote_id),
  foreign key (brand_id, rival_id) references rival (brand_id, id) on delete cascade,
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index rival_post_remote on rival_post (brand_id, network, remote_id);
create index rival_post_thread on rival_post (brand_id, network, thread);
create index rival_post_parent on rival_post (brand_id, network, parent_remote_id) where kind = 'answers' and author is null;
create index rival_post_age on rival_post (heard_at);

-- A public complaint to a rival, or to us (rival_id null), and the first public answer to it. Outlives the posts.
create table rival_turn (
  brand_id integer not null,
  id uuid not null,
  rival_id uuid,
  channel_id uuid not null,
  network text not null,
  -- The remote id of the complaint it opened with.
  opened_by text not null,
  opened_at timestamptz not null,
  heard_at timestamptz not null,
  outcome text check (outcome in ('answered', 'withdrawn')),
  closed_at timestamptz,
  -- Where the complaint and the answer can be read, until the posts are forgotten.
  url text,
  answer_url text,
  -- Until when an answer would have been seen; null: until now.
  watched_until timestamptz,
  primary key (brand_id, id),
  unique nulls not distinct (brand_id, rival_id, network, opened_by),
  check ((outcome is null) = (closed_at is null)),
  foreign key (brand_id, rival_id) references rival (brand_id, id) on delete cascade,
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index rival_turn_opened on rival_turn (brand_id, opened_at, id) include (rival_id, network, channel_id, outcome, closed_at, watched_until);
create index rival_turn_age on rival_turn (heard_at);
