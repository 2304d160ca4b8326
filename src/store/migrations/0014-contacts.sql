-- One person on several networks: merged and taken apart exactly, described by fields of the company's own, imported from files.
alter table contact
  -- The contact it was merged into, and the one at the top of that, which is shown; both null for one that stands by itself.
  add column merged_into uuid,
  add column root_id uuid,
  add column fields jsonb not null default '{}',
  add column value_amount numeric,
  add column value_currency text check (value_currency ~ '^[A-Z]{3}$'),
  add constraint contact_value_check check ((value_amount is null) = (value_currency is null)),
  add constraint contact_root_check check ((merged_into is null) = (root_id is null) and root_id <> id),
  add constraint contact_merged_fkey foreign key (brand_id, merged_into) references contact (brand_id, id);
create index contact_merged on contact (brand_id, merged_into) where merged_into is not null;
create index contact_root on contact (brand_id, root_id) where root_id is not null;

alter table identity
  -- The contact it was met with. It stays; contact_id is the one that shows it now.
  add column own_contact_id uuid,
  -- core/post Profile.
  add column profile jsonb,
  add column picture_hash text,
  -- Something by which it may be known again has changed, and nobody has looked yet.
  add column unexamined boolean not null default true;
update identity set own_contact_id = contact_id;
alter table identity alter column own_contact_id set not null;
create index identity_own_contact on identity (brand_id, own_contact_id);
create index identity_unexamined on identity (brand_id, id) where unexamined;

-- By what people can be known again (core/same-person Mark). E-mail and telephone only as a digest.
create table contact_mark (
  brand_id integer not null,
  contact_id uuid not null,
  -- Null: the company wrote it down.
  identity_id uuid,
  kind text not null,
  mark text not null,
  shown text,
  import_id uuid,
  foreign key (brand_id, contact_id) references contact (brand_id, id) on delete cascade,
  foreign key (brand_id, identity_id) references identity (brand_id, id) on delete cascade
);
create unique index contact_mark_once on contact_mark
  (brand_id, contact_id, coalesce(identity_id, '00000000-0000-0000-0000-000000000000'), kind, mark);
create index contact_mark_found on contact_mark (brand_id, kind, mark);
create index contact_mark_identity on contact_mark (brand_id, identity_id) where identity_id is not null;

-- Perhaps the same person: two contacts as they were first met, so that merging neither hides nor doubles it.
create table link_suggestion (
  brand_id integer not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  evidence jsonb not null,
  score real not null check (score between 0 and 1),
  state text not null check (state in ('open', 'accepted', 'refused')),
  made_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, one_id, other_id),
  check (one_id < other_id),
  foreign key (brand_id, one_id) references contact (brand_id, id) on delete cascade,
  foreign key (brand_id, other_id) references contact (brand_id, id) on delete cascade
);
create index link_suggestion_other on link_suggestion (brand_id, other_id);
create index link_suggestion_open on link_suggestion (brand_id, score desc, id) where state = 'open';

-- Everything that was ever done to what is known of a contact, with the facts before it: history, and the way back.
create table contact_change (
  brand_id integer not null,
  id uuid not null,
  n bigint generated always as identity,
  contact_id uuid not null,
  at timestamptz not null,
  agent_id uuid,
  kind text not null check (kind in ('edit', 'merge', 'made')),
  before jsonb not null,
  edit jsonb,
  -- Merges only: who was merged in, their facts then, what their identities were called, and why.
  from_id uuid,
  other jsonb,
  names jsonb,
  evidence jsonb,
  import_id uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (brand_id, id),
  check ((kind = 'merge') = (from_id is not null)),
  foreign key (brand_id, contact_id) references contact (brand_id, id) on delete cascade
);
create index contact_change_of on contact_change (brand_id, contact_id, n);
create index contact_change_import on contact_change (brand_id, import_id, n) where import_id is not null;
create unique index contact_change_from on contact_change (brand_id, from_id) where from_id is not null and undone_at is null;

create table contact_field (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes_no', 'link')),
  choices text[] not null default '{}',
  place integer not null,
  removed_at timestamptz,
  primary key (brand_id, id)
);
create unique index contact_field_name on contact_field (brand_id, lower(name)) where removed_at is null;

create table contact_import (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  agent_id uuid not null,
  file_name text not null,
  -- The file as uploaded; emptied when the import has ended.
  bytes bytea,
  reading jsonb not null,
  mapping jsonb not null,
  state text not null check (state in ('ready', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  counts jsonb not null,
  mistakes jsonb not null default '[]',
  rows_done integer not null default 0,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand_id, id)
);
