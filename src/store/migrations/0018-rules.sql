-- A rule's word on what is promised here, whatever the policies' own order says; null: as they say.
alter table conversation
  add column chosen_policy_id uuid,
  add constraint conversation_chosen_policy_fkey foreign key (brand_id, chosen_policy_id)
    references policy (brand_id, id) on delete set null (chosen_policy_id);

-- If this, then that: what rules say, how far they have read the log, and what each of them did.
create table rule (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  position integer not null,
  name text not null check (length(name) between 1 and 120),
  is_on boolean not null default false,
  -- core/rule
  events text[] not null,
  conditions jsonb not null,
  actions jsonb not null,
  stops boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (brand_id, id)
);

-- The last event the brand's rules have looked at.
create table rule_place (
  brand_id integer primary key references brand on delete cascade,
  seq bigint not null
);

-- One line for each time a rule acted: what it did, and what it could not do and why.
create table rule_effect (
  brand_id integer not null,
  rule_id uuid not null,
  seq bigint not null,
  conversation_id uuid not null,
  at timestamptz not null,
  did text[] not null,
  failed text,
  primary key (brand_id, rule_id, seq),
  foreign key (brand_id, rule_id) references rule (brand_id, id) on delete cascade
);
create index rule_effect_newest on rule_effect (brand_id, rule_id, at desc);
create index rule_effect_age on rule_effect (at);

-- A saved reply that a rule put before whoever answers; gone once somebody answered.
create table suggested_reply (
  brand_id integer not null,
  conversation_id uuid not null,
  saved_reply_id uuid not null,
  rule_name text not null,
  at timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade,
  foreign key (brand_id, saved_reply_id) references saved_reply (brand_id, id) on delete cascade
);
