-- What the queue and the search read: every order it is shown in is one index range, for one brand, one inbox or one agent.

-- Whether somebody waits is part of the key: "everything active that does not wait" must not walk past those who do.
drop index conversation_recent;
create index conversation_recent on conversation (brand_id, status, (turn_id is null), last_message_at desc, id desc);
drop index conversation_assignee;
create index conversation_assignee on conversation (brand_id, assignee_id, status, (turn_id is null), last_message_at desc, id desc)
  where assignee_id is not null;
-- Those who wait without a promise come after all who have one.
drop index conversation_due;
create index conversation_due on conversation (brand_id, status, (coalesce(due_at, '9999-12-31 00:00:00+00')), id) where turn_id is not null;
create index conversation_assignee_due on conversation
  (brand_id, assignee_id, status, (coalesce(due_at, '9999-12-31 00:00:00+00')), id) where turn_id is not null and assignee_id is not null;

-- A place is an inbox and a channel together: a partner's reach, an inbox and a network are each a few places.
create index conversation_place on conversation (brand_id, inbox_id, channel_id, status, (turn_id is null), last_message_at desc, id desc);
create index conversation_place_due on conversation
  (brand_id, inbox_id, channel_id, status, (coalesce(due_at, '9999-12-31 00:00:00+00')), id) where turn_id is not null;

-- Rare words a conversation can be filtered by, each alone and with the week of its last message, so that a tag nobody has used
-- for a year is found as quickly as a fresh one; and what they are often asked together with. With the brand, so that another
-- brand's numbers cost nothing.
create function conversation_traits(brand integer, inbox uuid, assignee uuid, lang text, tags text[], heard boolean, waits boolean, at timestamptz)
returns text[] language plpgsql immutable parallel safe as $$
declare
  week text := ':' || floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint;
  trait text := brand || ':lang:' || split_part(lower(lang), '-', 1);
  traits text[] := array[brand || ':in:' || inbox, brand || ':has:' || coalesce(assignee::text, 'nobody')];
begin
  if trait is not null then traits := traits || array[trait, trait || week]; end if;
  if heard then traits := traits || array[brand || ':heard', brand || ':heard' || week]; end if;
  if waits then traits := traits || array[brand || ':waits']; end if;
  foreach trait in array tags loop
    trait := brand || ':tag:' || trait;
    traits := traits || array[trait, trait || week];
  end loop;
  return traits;
end $$;
-- A short pending list: it is read by every search of the index.
create index conversation_traits on conversation using gin (
  conversation_traits(brand_id, inbox_id, assignee_id, lang, tags, heard, turn_id is not null, last_message_at)) with (gin_pending_list_limit = 256);

-- Search goes back in time week by week: a word's rows of some weeks are found inside the index, so that a very common word
-- costs no more than a rare one. A message stands under its brand's week and its channel's (for those who see some inboxes only).
-- Written out in full and twice: one plain expression is taken into the query, and while an index is built no other function is found.
create function message_weeks(brand integer, channel uuid, at timestamptz) returns bigint[] language sql immutable parallel safe as $$
  select array[
    hashint8extended(brand, floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint),
    hashtextextended(channel::text, floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint)]
$$;
drop index message_search;
create index message_search on message using gin (search, message_weeks(brand_id, channel_id, at)) with (gin_pending_list_limit = 1024);

-- An answer knows which answers its author had seen: another one that turns up before it leaves stops it, unless sent anyway.
alter table message add column answers_known uuid[] not null default '{}';
alter table message add column anyway boolean not null default false;
-- Answers that resolve their conversation once they stand on the network, and have not done so yet.
create index message_resolves on message (brand_id, id) where resolves;
-- The list of people, in the order of their names.
create index contact_by_name on contact (brand_id, name collate "C", id);

-- How often each tag is in use. Fires only for statements that touch tags, so hearing costs nothing.
create table tag_tally (
  brand_id integer not null,
  inbox_id uuid not null,
  tag text not null,
  n integer not null,
  primary key (brand_id, inbox_id, tag)
);
create function tag_tally_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update tag_tally t set n = t.n - 1 from unnest(old.tags) gone (tag)
    where t.brand_id = old.brand_id and t.inbox_id = old.inbox_id and t.tag = gone.tag;
  end if;
  if tg_op <> 'DELETE' then
    insert into tag_tally as t (brand_id, inbox_id, tag, n)
    select new.brand_id, new.inbox_id, tag, 1 from unnest(new.tags) tag order by tag
    on conflict (brand_id, inbox_id, tag) do update set n = t.n + 1;
  end if;
  return null;
end $$;
create trigger tag_tally_insert after insert on conversation for each row when (new.tags <> '{}') execute function tag_tally_change();
create trigger tag_tally_update after update of tags, inbox_id on conversation for each row
  when (old.tags is distinct from new.tags or (old.inbox_id <> new.inbox_id and new.tags <> '{}')) execute function tag_tally_change();
create trigger tag_tally_delete after delete on conversation for each row when (old.tags <> '{}') execute function tag_tally_change();

-- Figures of the day and the rows behind them.
create index turn_due on turn (brand_id, due_at) where due_at is not null;
create index turn_open on turn (brand_id, opened_at, id) where outcome is null;
