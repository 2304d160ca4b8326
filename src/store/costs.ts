/** What channels paid their networks, by day, and what they may pay in a month. */
import { sql } from 'kysely';
import type { CostBudget, SpentDay } from '../core/costs.ts';
import type { Db, Tx } from './db.ts';

/** Bought on a day (`2026-11-22`, UTC): ids where each is charged once a day, else how many. */
export type Purchase = { channelId: string; day: string; price: string; microUsdEach: number } & (
  | { remoteId: string; units: 1 }
  | { remoteId: null; units: number }
);

/** Counts each id once a day, whichever process bought it first. */
export async function addSpend(db: Db, purchases: readonly Purchase[]): Promise<void> {
  if (purchases.length === 0) return;
  await sql`
    with asked as (
      select c.brand_id, c.id as channel_id, p.day, p.price, p.remote_id, p.units, p.each
      from unnest(${purchases.map(one => one.channelId)}::uuid[], ${purchases.map(one => one.day)}::date[],
        ${purchases.map(one => one.price)}::text[], ${purchases.map(one => one.remoteId)}::text[],
        ${purchases.map(one => one.units)}::bigint[], ${purchases.map(one => one.microUsdEach)}::bigint[])
        p (channel_id, day, price, remote_id, units, each)
      join channel c on c.id = p.channel_id),
    fresh as (
      insert into bought (brand_id, channel_id, day, price, remote_id)
      select distinct brand_id, channel_id, day, price, remote_id from asked where remote_id is not null
      order by brand_id, channel_id, day, price, remote_id
      on conflict do nothing returning brand_id, channel_id, day, price, remote_id),
    counted as (
      select brand_id, channel_id, day, price, units, units * each as micro_usd from asked where remote_id is null
      union all
      select f.brand_id, f.channel_id, f.day, f.price, 1, (
        select max(a.each) from asked a
        where a.channel_id = f.channel_id and a.day = f.day and a.price = f.price and a.remote_id = f.remote_id)
      from fresh f)
    insert into spend (brand_id, channel_id, day, price, units, micro_usd)
    select brand_id, channel_id, day, price, sum(units), sum(micro_usd) from counted
    group by brand_id, channel_id, day, price order by brand_id, channel_id, day, price
    on conflict (brand_id, channel_id, day, price) do update
      set units = spend.units + excluded.units, micro_usd = spend.micro_usd + excluded.micro_usd`.execute(db);
}

export type Standing = CostBudget & {
  brandId: number;
  channelId: string;
  network: string;
  name: string;
  spentMicroUsd: number;
};

/** What each of these channels spent since a day, and may spend in a month. */
export async function standingsOf(db: Db, channelIds: readonly string[], since: string): Promise<Standing[]> {
  if (channelIds.length === 0) return [];
  const { rows } = await sql<Standing>`
    select c.brand_id as "brandId", c.id as "channelId", c.network, c.name, b.monthly_micro_usd as "monthlyMicroUsd", coalesce(b.reserve_micro_usd, 0)::bigint as "reserveMicroUsd", (
      select coalesce(sum(s.micro_usd), 0)::bigint from spend s
      where s.brand_id = c.brand_id and s.channel_id = c.id and s.day >= ${since}::date) as "spentMicroUsd"
    from channel c left join channel_budget b on b.brand_id = c.brand_id and b.channel_id = c.id
    where c.id = any(${channelIds}::uuid[])`.execute(db);
  return rows;
}

export type SpendLine = SpentDay & { price: string; units: number };

/** Day by day and price by price, oldest first. @param until without this day */
export async function listSpend(
  db: Db,
  brandId: number,
  channelId: string,
  since: string,
  until: string,
): Promise<SpendLine[]> {
  const { rows } = await sql<SpendLine>`
    select to_char(day, 'YYYY-MM-DD') as day, price, units, micro_usd as "microUsd" from spend
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid and day >= ${since}::date and day < ${until}::date
    order by day, price`.execute(db);
  return rows;
}

/** The day it first paid for anything; null where it never did. */
export async function firstSpendDay(db: Db, brandId: number, channelId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select to_char(min(day), 'YYYY-MM-DD') as day from spend
    where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(db);
  return rows[0]?.day ?? null;
}

export type SetBudget = CostBudget & { setAt: Date; setBy: string | null };

export async function writeBudget(tx: Tx, brandId: number, channelId: string, budget: SetBudget): Promise<void> {
  const { monthlyMicroUsd, reserveMicroUsd, setAt, setBy } = budget;
  if (monthlyMicroUsd === null) {
    await sql`delete from channel_budget where brand_id = ${brandId} and channel_id = ${channelId}::uuid`.execute(tx);
    return;
  }
  await sql`
    insert into channel_budget (brand_id, channel_id, monthly_micro_usd, reserve_micro_usd, set_at, set_by)
    values (${brandId}, ${channelId}::uuid, ${monthlyMicroUsd}, ${reserveMicroUsd}, ${setAt}, ${setBy}::uuid)
    on conflict (brand_id, channel_id) do update set monthly_micro_usd = excluded.monthly_micro_usd,
      reserve_micro_usd = excluded.reserve_micro_usd, set_at = excluded.set_at, set_by = excluded.set_by`.execute(tx);
}

/** What was bought on days that are over need not be known: it would be charged again. */
export async function forgetBought(db: Db, before: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from bought where day < ${before}::date`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
