-- Resolutions by half hour (UTC), and how many of them came up again within seven days; kept by the statement that notes them.
create table resolving_slot (
  brand_id integer not null,
  slot timestamptz not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  resolved integer not null,
  again integer not null,
  primary key (brand_id, slot, inbox_id, channel_id)
);
create function resolving_counts(r resolving, sign integer) returns void language sql as $$
  insert into resolving_slot as s (brand_id, slot, inbox_id, channel_id, resolved, again)
  values (r.brand_id, half_hour(r.resolved_at), r.inbox_id, r.channel_id, sign,
    case when r.again_at <= r.resolved_at + interval '7 days' then sign else 0 end)
  on conflict (brand_id, slot, inbox_id, channel_id) do update set resolved = s.resolved + excluded.resolved, again = s.again + excluded.again;
$$;
create function resolving_counted() returns trigger language plpgsql as $$
begin
  perform one_counts(coalesce(new.brand_id, old.brand_id));
  if tg_op <> 'INSERT' then perform resolving_counts(old, -1); end if;
  if tg_op <> 'DELETE' then perform resolving_counts(new, 1); end if;
  return null;
end $$;
create trigger resolving_counted after insert or update or delete on resolving for each row execute function resolving_counted();
insert into resolving_slot (brand_id, slot, inbox_id, channel_id, resolved, again)
select brand_id, half_hour(resolved_at), inbox_id, channel_id, count(*)::int, (count(*) filter (where again_at <= resolved_at + interval '7 days'))::int
from resolving group by 1, 2, 3, 4;

-- Those at risk now are counted by network and team from the index alone.
drop index conversation_risk;
create index conversation_risk on conversation (brand_id, risk desc, last_message_at desc, id desc) include (channel_id, inbox_id, team_id)
  where risk >= 10 and status <> 'resolved';
