-- What happens when a promise is at risk, breaks, and stays broken: core/escalation. Policies that are there get none by themselves.
alter table policy add column steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array');

-- Every step that was done or is to be done for one turn, or one matter; each once, whatever tries again.
create table escalation (
  brand_id integer not null references brand on delete cascade,
  -- The turn, or the matter's own promise.
  subject_id uuid not null,
  -- core/escalation stepName
  name text not null,
  thing text not null check (thing in ('turn', 'resolution')),
  -- Where it stood when the step was planned.
  conversation_id uuid not null,
  policy jsonb not null,
  step jsonb not null,
  due_at timestamptz not null,
  done_at timestamptz,
  -- core/escalation EscalationDid
  did jsonb,
  primary key (brand_id, subject_id, name)
);
create index escalation_due on escalation (due_at) where done_at is null;
create index escalation_age on escalation (done_at) where done_at is not null;

-- The last event whose promises have been escalated. What broke before is past.
create table escalation_place (
  brand_id integer primary key references brand on delete cascade,
  seq bigint not null
);
insert into escalation_place (brand_id, seq) select id, (select coalesce(max(seq), 0) from event) from brand;
create function escalation_begins() returns trigger language plpgsql as $$
begin
  insert into escalation_place (brand_id, seq) values (new.id, (select coalesce(max(seq), 0) from event)) on conflict do nothing;
  return null;
end $$;
create trigger brand_escalation after insert on brand for each row execute function escalation_begins();

-- Where we tell other programs, and every single telling.
create table webhook (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  url text not null,
  -- The signing secret, sealed.
  secret bytea not null,
  state text not null default 'on' check (state in ('on', 'off', 'failing')),
  -- Since when nothing has arrived there; null: the last one did.
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (brand_id, id)
);
create table webhook_delivery (
  brand_id integer not null,
  id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  body text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz,
  done_at timestamptz,
  status integer,
  said text,
  took_ms integer,
  primary key (brand_id, id),
  foreign key (brand_id, webhook_id) references webhook (brand_id, id) on delete cascade
);
create index webhook_delivery_newest on webhook_delivery (brand_id, webhook_id, at desc, id desc);
create index webhook_delivery_age on webhook_delivery (at);
