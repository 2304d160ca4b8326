-- Messages read once more, newest first, after something by which they are read has changed: what was asked, and how far it is.
create table read_again (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  -- Its settings, what it taught, what comes with Heed, or because somebody asked.
  why text not null check (why in ('settings', 'learnt', 'shipped', 'asked')),
  agent_id uuid references agent on delete set null,
  -- Nothing older than this.
  since timestamptz not null,
  asked_at timestamptz not null,
  moved_at timestamptz not null,
  -- The last one that was read; null: none yet.
  after_at timestamptz,
  after_id uuid,
  total integer not null,
  done integer not null default 0,
  changed integer not null default 0,
  ended_at timestamptz,
  primary key (brand_id, id)
);
-- One at a time for each brand: asked again meanwhile, it begins anew.
create unique index read_again_one on read_again (brand_id) where ended_at is null;
create index read_again_newest on read_again (brand_id, asked_at desc);
