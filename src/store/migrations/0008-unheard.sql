-- How much of what is said about us is heard: complaints sent to us, weekly figures that outlive the posts, the weekly audit, and bursts.

-- A complaint sent to us that no query heard; with the matches these are all complaints about us that were heard. Forgotten with them.
create table addressed_complaint (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  posted_at timestamptz not null,
  heard_at timestamptz not null,
  -- Said in public, where a query could have heard it.
  in_public boolean not null,
  author text not null,
  -- The watch for bursts has taken it in.
  watched boolean not null default false,
  primary key (brand_id, id),
  unique (brand_id, channel_id, remote_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index addressed_complaint_age on addressed_complaint (heard_at);
create index addressed_complaint_posted on addressed_complaint (brand_id, posted_at);
create index addressed_complaint_unwatched on addressed_complaint (heard_at) where not watched;

create index listening_match_complaint on listening_match (brand_id, posted_at) where wants = 'complaint';
create index listening_match_noise on listening_match (brand_id, network, remote_id) where mark = 'noise';

alter table listening_match_query add column watched boolean not null default false;
create index listening_match_query_unwatched on listening_match_query (brand_id, query_id) where not watched;

-- Complaints heard in a week (Monday to Sunday, UTC, by the network's time) on a network, as counted before its posts were forgotten.
create table unheard_week (
  brand_id integer not null references brand on delete cascade,
  week date not null,
  network text not null,
  -- Null: all of them.
  query_id uuid,
  complaints integer not null,
  untagged integer not null,
  in_public integer not null,
  -- Found by a query; sent to us in public; both. Of a query: found by it; found otherwise as well.
  by_query integer not null,
  by_address integer not null,
  by_both integer not null,
  first_heard_at timestamptz not null,
  counted_at timestamptz not null,
  unique nulls not distinct (brand_id, week, network, query_id),
  foreign key (brand_id, query_id) references listening_query (brand_id, id) on delete cascade
);

-- The weekly audit: random posts that people read and judge together.
create table audit (
  brand_id integer not null references brand on delete cascade,
  -- The Monday it belongs to.
  week date not null,
  drawn_at timestamptz not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- core/listening/audit Stratum: the parts it was drawn in, with how many posts each holds.
  strata jsonb not null,
  primary key (brand_id, week)
);

create table audit_post (
  brand_id integer not null,
  id uuid not null,
  week date not null,
  -- Null: a spare, for one that its author deletes.
  place smallint,
  stratum text not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  -- Null: forgotten.
  post jsonb,
  gone_at timestamptz,
  mark text check (mark in ('complaint', 'about us', 'not about us', 'cannot tell')),
  marked_by uuid,
  marked_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, week, channel_id, remote_id),
  unique (brand_id, week, place),
  foreign key (brand_id, week) references audit (brand_id, week) on delete cascade
);
create index audit_post_remote on audit_post (brand_id, channel_id, remote_id);

-- What a watch knows, so that a restart forgets nothing. Without a query: complaints sent to us that no query heard.
create table burst_watch (
  brand_id integer not null references brand on delete cascade,
  query_id uuid,
  state jsonb not null,
  saved_at timestamptz not null,
  unique nulls not distinct (brand_id, query_id),
  foreign key (brand_id, query_id) references listening_query (brand_id, id) on delete cascade
);

create table burst (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  query_id uuid,
  number integer not null,
  began_at timestamptz not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  -- core/listening/burst-alarm Alarm.
  alarm jsonb not null,
  primary key (brand_id, id),
  unique nulls not distinct (brand_id, query_id, number),
  foreign key (brand_id, query_id) references listening_query (brand_id, id) on delete cascade
);
create index burst_newest on burst (brand_id, began_at desc);
