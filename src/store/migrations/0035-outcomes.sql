-- What became of each answered turn, kept by a reader of the event log and counted by day in the same statement. What is true of it
-- may change until its seven days are over (`decided`).
create table outcome_place (
  brand_id int primary key references brand (id) on delete cascade,
  seq bigint not null
);
create table turn_outcome (
  brand_id int not null,
  turn_id uuid not null,
  conversation_id uuid not null,
  contact_id uuid,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  reach smallint not null check (reach between 0 and 5),
  kind text not null,
  complaint boolean not null,
  agent_id uuid,
  opened_at timestamptz not null,
  answered_at timestamptz not null,
  thanked boolean not null,
  turned boolean not null,
  again boolean not null,
  back boolean not null,
  decided boolean not null,
  primary key (brand_id, turn_id),
  foreign key (brand_id, conversation_id) references conversation (brand_id, id) on delete cascade
);
create index turn_outcome_opened on turn_outcome (brand_id, opened_at, turn_id);
create index turn_outcome_conversation on turn_outcome (brand_id, conversation_id);
create index turn_outcome_undecided on turn_outcome (brand_id, answered_at) where not decided;

-- One row for each day (UTC) and kind of turn. `decided_…`: of those whose seven days are over.
create table outcome_day (
  brand_id int not null references brand (id) on delete cascade,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  agent_id uuid,
  answered int not null,
  decided int not null,
  thanked int not null,
  turned int not null,
  again int not null,
  back int not null,
  constraint outcome_day_once unique nulls not distinct
    (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id)
);

create function outcome_change() returns trigger language plpgsql as $$
begin
  -- One writer of a brand's days at a time, so that two that change the same days in different orders do not wait for each other.
  if tg_op = 'DELETE' then
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from stale limit 1) one;
  else
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from fresh limit 1) one;
  end if;
  if tg_op = 'INSERT' then
    insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      answered, decided, thanked, turned, again, back)
    select brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
    from (select brand_id, (opened_at at time zone 'utc')::date as day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change
    group by brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id
    having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
    on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
      thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  elsif tg_op = 'DELETE' then
    insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      answered, decided, thanked, turned, again, back)
    select brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
    from (select brand_id, (opened_at at time zone 'utc')::date as day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change
    group by brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id
    having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
    on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
      thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  else
    insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      answered, decided, thanked, turned, again, back)
    select brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
    from (select brand_id, (opened_at at time zone 'utc')::date as day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
      union all select brand_id, (opened_at at time zone 'utc')::date as day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change
    group by brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, agent_id
    having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
    on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
      thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  end if;
  return null;
end $$;
create trigger outcome_insert after insert on turn_outcome referencing new table as fresh for each statement execute function outcome_change();
create trigger outcome_update after update on turn_outcome referencing new table as fresh old table as stale for each statement execute function outcome_change();
create trigger outcome_delete after delete on turn_outcome referencing old table as stale for each statement execute function outcome_change();

-- What reads as thanks: a word of thanks in what is neither a complaint nor said in anger. One definition for outcomes and saved replies.
create function says_thanks(search tsvector, intents text[], readings jsonb) returns boolean language sql immutable parallel safe as $$
  select search @@ to_tsquery('simple', 'thanks | thank | thx | cheers | danke | dank | gracias | merci | ευχαριστω | ευχαριστουμε | شكرا | مشكور | obrigado | grazie')
    and not intents && '{complaint,leaving,danger}'::text[] and readings->>'sentiment' is distinct from 'negative'
$$;

-- Surveys: what an owner allows, and each question that was planned, with what became of it. Off where there is no row.
create table survey_settings (
  brand_id int primary key references brand (id) on delete cascade,
  settings jsonb not null,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid references agent (id) on delete set null
);
create table survey_place (
  brand_id int primary key references brand (id) on delete cascade,
  seq bigint not null
);
-- The conversation may be folded into another, so that it is not held to be there; the person is.
create table survey_ask (
  brand_id int not null,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  turn_id uuid not null,
  agent_id uuid references agent (id) on delete set null,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text not null,
  kind text not null check (kind in ('satisfaction', 'recommend')),
  scale text not null check (scale in ('stars', 'thumbs', 'points')),
  ask_at timestamptz not null,
  state text not null check (state in ('planned', 'asked', 'dropped')),
  reason text,
  way text check (way in ('private_link', 'private_question', 'public_link')),
  message_id uuid,
  token_hash bytea,
  expires_at timestamptz,
  score smallint check (case scale when 'points' then score between 0 and 10 when 'stars' then score between 1 and 5 else score between 0 and 1 end),
  comment text,
  answered_at timestamptz,
  answered_by text check (answered_by in ('page', 'message')),
  primary key (brand_id, id),
  check ((kind = 'recommend') = (scale = 'points')),
  check ((state = 'dropped') = (reason is not null)),
  check (state <> 'asked' or (message_id is not null and way is not null)),
  check ((score is null) = (answered_at is null) and (score is null) = (answered_by is null)),
  foreign key (brand_id, contact_id) references contact (brand_id, id) on delete cascade,
  foreign key (brand_id, message_id) references message (brand_id, id) on delete set null (message_id)
);
create unique index survey_ask_token on survey_ask (token_hash) where token_hash is not null;
create index survey_ask_due on survey_ask (ask_at) where state = 'planned';
create index survey_ask_when on survey_ask (brand_id, ask_at, id);
create index survey_ask_contact on survey_ask (brand_id, contact_id, ask_at);
create unique index survey_ask_message on survey_ask (brand_id, message_id) where message_id is not null;
create index survey_ask_conversation on survey_ask (brand_id, conversation_id) where state = 'asked';

-- Nobody is asked twice in 30 days, under whichever of their names, however many ask at the same moment: the second waits for the first
-- and is refused. A question whose message was taken back before it left was never asked.
create function survey_once_in_30_days() returns trigger language plpgsql as $$
declare
  person uuid;
begin
  if new.state = 'asked' and new.message_id is null then
    new.state := 'dropped';
    new.reason := 'taken_back';
  end if;
  if new.state = 'dropped' then
    return new;
  end if;
  select coalesce(c.root_id, c.id) into person from contact c where c.brand_id = new.brand_id and c.id = new.contact_id;
  perform pg_advisory_xact_lock(hashtextextended('survey ' || new.brand_id || ' ' || person, 0));
  if exists (
    select from contact c join survey_ask a on a.brand_id = c.brand_id and a.contact_id = c.id
    where c.brand_id = new.brand_id and (c.id = person or c.root_id = person) and a.id <> new.id and a.state <> 'dropped'
      and a.ask_at > new.ask_at - interval '30 days' and a.ask_at < new.ask_at + interval '30 days') then
    raise exception 'this person is asked within 30 days already' using errcode = 'unique_violation', constraint = 'survey_once_in_30_days';
  end if;
  return new;
end $$;
create trigger survey_ask_once before insert or update of state, ask_at, contact_id, message_id on survey_ask
  for each row execute function survey_once_in_30_days();

-- What customers bought, brought in from a shop; `order_key`: by what its buyer is known. Amounts in the currency's smallest unit.
create table customer_order (
  brand_id int not null references brand (id) on delete cascade,
  order_id text not null check (length(order_id) between 1 and 120),
  contact_id uuid,
  bought_at timestamptz not null,
  amount_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  taken_at timestamptz not null,
  primary key (brand_id, order_id),
  foreign key (brand_id, contact_id) references contact (brand_id, id) on delete cascade
);
create index customer_order_buyer on customer_order (brand_id, contact_id, bought_at);
create index customer_order_nobodys on customer_order (brand_id, order_id) where contact_id is null;
create table order_key (
  brand_id int not null,
  order_id text not null,
  kind text not null check (kind in ('contact', 'given_id', 'email', 'phone', 'handle')),
  mark text not null,
  primary key (brand_id, order_id, kind, mark),
  foreign key (brand_id, order_id) references customer_order (brand_id, order_id) on delete cascade
);
create index order_key_mark on order_key (brand_id, kind, mark);
