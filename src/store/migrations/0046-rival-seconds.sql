-- How long each answer to a complaint took, ready to be counted: reports of many complaints read this index and nothing else.
alter table rival_turn add column seconds integer generated always as (
  case outcome when 'answered' then ceil(date_part('epoch', closed_at - opened_at)) end) stored;
drop index rival_turn_opened;
create index rival_turn_opened on rival_turn (brand_id, opened_at, id) include (rival_id, network, channel_id, outcome, seconds, watched_until);
