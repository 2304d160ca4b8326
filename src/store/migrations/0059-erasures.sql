-- People who want their data gone, as their network tells us. What was erased is not kept; that it was asked and done is.
create table erasure (
  brand_id int not null references brand (id) on delete cascade,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  -- Known until it is done, and never again.
  remote_id text,
  -- What the network shows the person, the same in every brand it was asked in at once.
  code text not null,
  asked_at timestamptz not null,
  tried_at timestamptz,
  done_at timestamptz,
  -- How much there was: {"messages": 3, "raws": 2}.
  erased jsonb,
  primary key (brand_id, id),
  check ((remote_id is null) = (done_at is not null))
);
create index erasure_code on erasure (code);
create unique index erasure_open on erasure (brand_id, network, remote_id) where done_at is null;
