-- What is promised to whom: policies in their order, and clocks that say which of them they go by.
create table policy (
  brand_id integer not null references brand (id) on delete cascade,
  id uuid not null,
  position integer not null,
  name text not null check (length(name) between 1 and 120),
  -- As core/policy has them; what is missing asks for nothing.
  conditions jsonb not null check (jsonb_typeof(conditions) = 'object'),
  first_minutes integer check (first_minutes between 1 and 43200),
  next_minutes integer check (next_minutes between 1 and 43200),
  resolution_minutes integer check (resolution_minutes between 1 and 527040),
  hours text not null check (hours in ('always', 'calendar', 'team')),
  calendar_id uuid,
  warnings double precision[] not null default '{0.5,0.8}',
  version integer not null default 1,
  primary key (brand_id, id),
  foreign key (brand_id, calendar_id) references calendar (brand_id, id),
  check ((hours = 'calendar') = (calendar_id is not null))
);
create index policy_order on policy (brand_id, position, id);

-- Clocks that are to be counted again because of such a change: how far that is, by conversation id.
create table retiming (
  brand_id integer primary key references brand (id) on delete cascade,
  after_id uuid,
  -- Whoever does it looks again by then; later than that, somebody else goes on.
  look_at timestamptz not null,
  -- How often the whole has been gone through: the second time finds what was on its way meanwhile.
  rounds smallint not null default 0
);

-- Another with every change of what a brand promises or when its teams work: what was read of it before may be used until then.
alter table brand add column promises uuid not null default gen_random_uuid();
create function promises_change() returns trigger language plpgsql as $$
begin
  update brand set promises = gen_random_uuid() where id = coalesce(new.brand_id, old.brand_id);
  -- Not of a brand that is being removed.
  insert into retiming (brand_id, look_at)
  select id, now() + interval '10 seconds' from brand where id = coalesce(new.brand_id, old.brand_id)
  on conflict (brand_id) do update set after_id = null, rounds = 0, look_at = excluded.look_at;
  return null;
end $$;
create trigger policy_promises after insert or update or delete on policy for each row execute function promises_change();
create trigger calendar_promises after insert or update or delete on calendar for each row execute function promises_change();
create trigger holiday_promises after insert or update or delete on holiday for each row execute function promises_change();
create trigger team_inbox_promises after insert or update or delete on team_inbox for each row execute function promises_change();
create trigger team_promises after update of calendar_id on team for each row
  when (old.calendar_id is distinct from new.calendar_id) execute function promises_change();

alter table turn
  -- The policy as it was given: {"id", "name", "minutes", "inHours"}.
  add column policy jsonb,
  -- The largest share of the promise of whose passing we were warned.
  add column warned double precision not null default 0;
alter table message
  -- Words of core/intent, as read when it was heard.
  add column intents text[] not null default '{}',
  -- It only says that we are at it: no answer, and no turn ends by it.
  add column holding boolean not null default false;
alter table conversation
  add column turn_policy jsonb,
  -- When the matter began, for the promise of its resolution; and that promise as desks show it.
  add column matter_at timestamptz,
  add column resolution jsonb;

-- The promise of a matter: from its opening until it is resolved, less the time in which we wait for the customer.
create table resolution (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  opened_at timestamptz not null,
  policy jsonb not null,
  -- Null while it is paused.
  due_at timestamptz,
  wake_at timestamptz,
  warned double precision not null default 0,
  breached_at timestamptz,
  resolved_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create unique index resolution_one_open on resolution (brand_id, conversation_id) where resolved_at is null;
create index resolution_conversation on resolution (brand_id, conversation_id, opened_at);
create index resolution_wake on resolution (wake_at) where resolved_at is null and breached_at is null and wake_at is not null;
-- Stretches in which we wait for the customer although their last word stands unanswered, as a colleague said with a reason.
create table pause (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  reason text not null check (reason in ('customer')),
  agent_id uuid,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index pause_conversation on pause (brand_id, conversation_id, from_at);

-- What each inbox promised stays promised there; inboxes that come later get what a new brand promises.
-- inbox.first_response_minutes and next_response_minutes are not read any more and leave with the next release.
insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours)
select brand_id, gen_random_uuid(), row_number() over (partition by brand_id order by created_at, id), name,
  jsonb_build_object('inboxIds', jsonb_build_array(id)), first_response_minutes, next_response_minutes, 'always'
from inbox;
insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours)
select b.id, gen_random_uuid(), 1000000 + d.position, d.name, d.conditions, d.first_minutes, d.next_minutes, d.hours
from brand b cross join (values
  (1, 'Danger', '{"intents": ["danger"]}'::jsonb, 5, 5, 'always'),
  (2, 'Public complaints', '{"intents": ["complaint"], "visibility": "public"}', 5, 5, 'team'),
  (3, 'Everything else', '{}', 30, 60, 'team')
) d (position, name, conditions, first_minutes, next_minutes, hours);
update conversation set matter_at = turn_opened_at where turn_opened_at is not null;
insert into retiming (brand_id, look_at) select id, now() from brand on conflict do nothing;
