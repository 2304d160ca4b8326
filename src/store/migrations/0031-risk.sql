-- The risk of losing a customer, 0 to 100, with the parts it is made of. Null: they have said nothing, or nobody weighed it yet.
alter table conversation
  add column risk smallint check (risk between 0 and 100),
  add column risk_parts jsonb check (jsonb_typeof(risk_parts) = 'array');

-- What was said of a risk when it was at its highest, and what became of it. One a matter: the next one begins when the last has its end.
create table risk_judgement (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  score smallint not null check (score between 0 and 100),
  parts jsonb not null,
  weighed_at timestamptz not null,
  -- Null: still open.
  outcome text check (outcome in ('saved', 'lost', 'unknown')),
  -- A person's word stands; a rule's may be corrected by a person.
  judged_by text check (judged_by in ('rule', 'person')),
  agent_id uuid references agent on delete set null,
  judged_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade,
  check ((outcome is null) = (judged_at is null) and (outcome is null) = (judged_by is null))
);
create unique index risk_judgement_open on risk_judgement (brand_id, conversation_id) where outcome is null;
create index risk_judgement_conversation on risk_judgement (brand_id, conversation_id, weighed_at desc);
create index risk_judgement_newest on risk_judgement (brand_id, weighed_at desc);

-- How far the event log has been read for it.
create table risk_place (
  brand_id integer primary key references brand on delete cascade,
  seq bigint not null
);
