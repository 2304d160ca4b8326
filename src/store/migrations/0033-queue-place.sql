-- The queue stands by time left × risk, exactly as core/queue-place.ts has it (a test holds both equal): when the promise would be due
-- if it were as much shorter as they weigh more. One plain expression of what never changes, so that it is taken into the query and
-- into the indexes; half a microsecond, so that thousandths are cut where they should be.
create function queue_place(opened timestamptz, due timestamptz, priority text, intents text[], urgency smallint, risk smallint)
returns timestamptz language sql immutable parallel safe as $$
  select to_timestamp((floor(
    coalesce(floor(date_part('epoch', due - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005), floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005) + 86400000)
    - greatest(0::float8, coalesce(floor(date_part('epoch', due - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005), floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005) + 86400000)
        - floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005))
      * (1::float8 - 1::float8 / case
        when intents && '{danger,threat,safety,legal,self_harm,data_breach}'::text[] then 8::float8
        when priority = 'low' then 0.5::float8
        else (case
          when priority = 'urgent' then 4::float8
          when priority = 'high' then 2::float8
          else greatest(
            case when intents && '{complaint,leaving}'::text[] then 1.25::float8 else 0::float8 end,
            case urgency when 0 then 0.8::float8 when 2 then 1.5::float8 when 3 then 4::float8 else 1::float8 end) end)
          * (1::float8 + greatest(0, coalesce(risk, 0) - 10)::float8 / 90::float8) end))
    + case
      when intents && '{danger,threat,safety,legal,self_harm,data_breach}'::text[] then -30e12::float8
      when due is null then 200e12::float8
      else 0::float8 end) / 1000::float8)
$$;
drop index conversation_assignee_due;
create index conversation_assignee_due on conversation
  (brand_id, assignee_id, status, (queue_place(turn_opened_at, due_at, priority, intents, urgency, risk)), id)
  where turn_id is not null and assignee_id is not null;
drop index conversation_place_due;
create index conversation_place_due on conversation
  (brand_id, inbox_id, channel_id, status, (queue_place(turn_opened_at, due_at, priority, intents, urgency, risk)), id)
  where turn_id is not null;
drop index conversation_team_due;
create index conversation_team_due on conversation
  (brand_id, team_id, (queue_place(turn_opened_at, due_at, priority, intents, urgency, risk)), id)
  where turn_id is not null and assignee_id is null and team_id is not null and status = 'open';
drop index conversation_noise;
create index conversation_noise on conversation
  (brand_id, status, (queue_place(turn_opened_at, due_at, priority, intents, urgency, risk)), id)
  where turn_id is not null and noise is not null;
-- Beside the one by the promise alone, which the day's figures and the team's board are read from.
create index conversation_queue on conversation
  (brand_id, status, (queue_place(turn_opened_at, due_at, priority, intents, urgency, risk)), id) where turn_id is not null;
