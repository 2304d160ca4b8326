-- What became of answers is counted by day and by month without who answered, and by day with it: fifty colleagues in every row would make
-- nearly as many rows as there are turns.
drop trigger outcome_insert on turn_outcome;
drop trigger outcome_update on turn_outcome;
drop trigger outcome_delete on turn_outcome;
drop function outcome_change();
drop table outcome_day;
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
  answered int not null,
  decided int not null,
  thanked int not null,
  turned int not null,
  again int not null,
  back int not null,
  constraint outcome_day_once unique nulls not distinct (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint)
);
create table outcome_month (
  brand_id int not null references brand (id) on delete cascade,
  month date not null,
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
  answered int not null,
  decided int not null,
  thanked int not null,
  turned int not null,
  again int not null,
  back int not null,
  constraint outcome_month_once unique nulls not distinct (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint)
);
create table outcome_agent_day (
  brand_id int not null references brand (id) on delete cascade,
  day date not null,
  agent_id uuid,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  kind text not null,
  complaint boolean not null,
  answered int not null,
  decided int not null,
  thanked int not null,
  turned int not null,
  again int not null,
  back int not null,
  constraint outcome_agent_day_once unique nulls not distinct (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint)
);

create function outcome_change() returns trigger language plpgsql as $$
begin
  -- One writer of a brand's counts at a time, so that two that change the same days in different orders do not wait for each other.
  if tg_op = 'DELETE' then
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from stale limit 1) one;
  else
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from fresh limit 1) one;
  end if;
  if tg_op = 'INSERT' then
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  elsif tg_op = 'DELETE' then
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  else
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  end if;
  return null;
end $$;
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from turn_outcome) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from turn_outcome) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from turn_outcome) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
create trigger outcome_insert after insert on turn_outcome referencing new table as fresh for each statement execute function outcome_change();
create trigger outcome_update after update on turn_outcome referencing new table as fresh old table as stale for each statement execute function outcome_change();
create trigger outcome_delete after delete on turn_outcome referencing old table as stale for each statement execute function outcome_change();
