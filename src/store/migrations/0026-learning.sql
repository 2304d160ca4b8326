-- What people say of readings instead, what follows from what they do, and what each brand has learnt from it. Words of posts are not
-- copied: the message is the source, and what is gone with it is learnt from no more.
create table reading_correction (
  brand_id integer not null,
  id uuid not null,
  -- In which order they were said.
  seq bigint generated always as identity,
  message_id uuid not null,
  aspect text not null check (aspect in ('language', 'noise', 'about', 'sentiment', 'intents', 'urgency')),
  -- The value; of intents, those added and those taken away.
  said jsonb not null,
  -- That part of message.readings as it was read, before anybody said anything; null: nobody had read it.
  was jsonb,
  source text not null check (source in ('person', 'deed')),
  deed text,
  weight real not null check (weight > 0 and weight <= 1),
  agent_id uuid references agent on delete set null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  -- The first version that was learnt with it; the version by whose undoing, or as which a reset, learning leaves it out.
  learnt_in integer,
  set_aside_by integer,
  primary key (brand_id, id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade,
  check ((source = 'deed') = (deed is not null))
);
create index reading_correction_message on reading_correction (brand_id, message_id);
create index reading_correction_newest on reading_correction (brand_id, at desc, id desc);
create index reading_correction_labels on reading_correction (brand_id, aspect, seq desc) where undone_at is null;
-- A deed is counted once for a message, however often it is read.
create unique index reading_correction_deed on reading_correction (brand_id, message_id, aspect, deed) where source = 'deed';

-- Where the learning of one aspect stands.
create table learning (
  brand_id integer not null references brand on delete cascade,
  aspect text not null check (aspect in ('language', 'noise', 'about', 'sentiment', 'intents', 'urgency')),
  -- The version in use; 0: what came with the product.
  version integer not null default 0,
  -- Raised with every change of what there is to learn from; learnt as far as `learnt` says.
  wanted integer not null default 0,
  wanted_at timestamptz,
  learnt integer not null default 0,
  -- Raised when a person goes back or forth: what was being learnt meanwhile is thrown away.
  epoch integer not null default 0,
  lease_until timestamptz,
  -- In the order of commits, so that every process sees each change.
  changed bigint not null default 0,
  primary key (brand_id, aspect)
);
create index learning_changed on learning (changed);
create index learning_waiting on learning (wanted_at) where wanted > learnt;

create table brand_head (
  brand_id integer not null,
  aspect text not null,
  version integer not null check (version > 0),
  -- The version it followed.
  base integer not null,
  kind text not null check (kind in ('learnt', 'reset')),
  -- Packed; null: what came with the product is used, or too long ago to go back to.
  bytes bytea,
  is_kept_back boolean not null,
  why text[] not null,
  labels integer not null,
  added integer not null,
  quality jsonb not null,
  people jsonb not null,
  -- Messages that are read otherwise since: ids and values.
  changes jsonb not null,
  changed integer not null,
  looked_at integer not null,
  agent_id uuid,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (brand_id, aspect, version),
  foreign key (brand_id, aspect) references learning (brand_id, aspect) on delete cascade
);

-- How far the event log has been read for what colleagues do anyway.
create table deed_place (
  brand_id integer primary key references brand on delete cascade,
  seq bigint not null
);

-- What is gone is learnt from no more: it is learnt anew without it.
create function correction_gone() returns trigger language plpgsql as $$
begin
  update learning l set wanted = wanted + 1, wanted_at = coalesce(wanted_at, now())
  from (select distinct brand_id, aspect from gone where undone_at is null and learnt_in is not null) g
  where l.brand_id = g.brand_id and l.aspect = g.aspect;
  return null;
end $$;
create trigger correction_gone after delete on reading_correction referencing old table as gone
  for each statement execute function correction_gone();
create function corrected_message_gone() returns trigger language plpgsql as $$
begin
  update learning l set wanted = wanted + 1, wanted_at = coalesce(wanted_at, now())
  from (select distinct aspect from reading_correction c
    where c.brand_id = new.brand_id and c.message_id = new.id and c.undone_at is null and c.learnt_in is not null) g
  where l.brand_id = new.brand_id and l.aspect = g.aspect;
  return null;
end $$;
create trigger corrected_message_gone after update of deleted_at on message for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function corrected_message_gone();
