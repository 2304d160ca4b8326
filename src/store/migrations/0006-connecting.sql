-- Sign-ins at a network's own page that have begun and not come back yet (services/connect.ts).
create table connecting (
  brand_id integer not null references brand on delete cascade,
  -- SHA-256 of the state that the network hands back: who reads this table cannot come back with it.
  id bytea not null,
  agent_id uuid not null references agent on delete cascade,
  -- The session or token it began with; only the same one may finish it.
  session text not null,
  network text not null,
  -- The channel that is signed in again; null for one that is to be.
  channel_id uuid,
  -- What was filled in and what the connector keeps meanwhile, under the installation's key.
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);
create index connecting_expires on connecting (expires_at);
