-- Merging and splitting: what people decided about where messages stand, kept as data, so that what is heard later respects it.

alter table conversation
  -- Beside the author's usual conversation in this thread, because a colleague wanted it so.
  add column apart boolean not null default false;
drop index conversation_author;
create unique index conversation_author on conversation (brand_id, thread_id, coalesce(identity_id, '00000000-0000-0000-0000-000000000000')) where not apart;

-- A colleague put it where it stands: nothing heard later moves it, and what answers it joins it.
alter table message add column pinned boolean not null default false;

-- What this author writes in this thread (in a room: from then on) stands in that conversation.
create table decision (
  brand_id integer not null,
  id uuid not null,
  thread_id uuid not null,
  identity_id uuid,
  from_at timestamptz,
  conversation_id uuid not null,
  -- The merge or split it belongs to, and goes with.
  cause uuid not null,
  primary key (brand_id, id),
  foreign key (brand_id, thread_id) references thread (brand_id, id) on delete cascade,
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index decision_thread on decision (brand_id, thread_id);
create index decision_conversation on decision (brand_id, conversation_id);

-- A merge or a split, with what it found, so that it can be taken back exactly.
create table regrouping (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('merge', 'split')),
  -- The conversation that stays, and the one that was merged into it or cut off it.
  conversation_id uuid not null,
  other_id uuid not null,
  agent_id uuid not null,
  at timestamptz not null,
  found jsonb not null,
  undone_at timestamptz,
  primary key (brand_id, id)
);
create index regrouping_conversation on regrouping (brand_id, conversation_id, at desc);
