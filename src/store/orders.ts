/** What customers bought: taken in once by the order's number, and given to whoever is known by what its buyer is known by. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

/** `marks`: as contacts carry them. */
export type OrderRow = {
  orderId: string;
  boughtAt: Date;
  amountMinor: number;
  currency: string;
  marks: { kind: 'contact' | 'given_id' | 'email' | 'phone' | 'handle'; mark: string }[];
};
export type Written = { made: number; changed: number; same: number };

/** The same order again changes nothing; with another amount, day or buyer it is written over. Each number once. */
export async function writeOrders(tx: Tx, brandId: number, orders: readonly OrderRow[], at: Date): Promise<Written> {
  if (orders.length === 0) return { made: 0, changed: 0, same: 0 };
  const ids = orders.map(one => one.orderId);
  const { rows } = await sql<{ isNew: boolean }>`
    insert into customer_order as o (brand_id, order_id, bought_at, amount_minor, currency, taken_at)
    select ${brandId}, id, bought_at, amount, currency, ${at}
    from unnest(${ids}::text[], ${orders.map(one => one.boughtAt.toISOString())}::timestamptz[], ${orders.map(one => one.amountMinor)}::bigint[],
      ${orders.map(one => one.currency)}::text[]) g (id, bought_at, amount, currency) order by id
    on conflict (brand_id, order_id) do update set bought_at = excluded.bought_at, amount_minor = excluded.amount_minor,
      currency = excluded.currency, taken_at = excluded.taken_at
    where (o.bought_at, o.amount_minor, o.currency) is distinct from (excluded.bought_at, excluded.amount_minor, excluded.currency)
    returning xmax = 0 as "isNew"`.execute(tx);
  const keys = orders.flatMap(({ orderId, marks }) => marks.map(one => ({ ...one, orderId })));
  const wanted = sql`unnest(${keys.map(k => k.orderId)}::text[], ${keys.map(k => k.kind)}::text[], ${keys.map(k => k.mark)}::text[]) g (order_id, kind, mark)`;
  const { rows: gone } = await sql<{ id: string }>`
    delete from order_key k where k.brand_id = ${brandId} and k.order_id = any(${ids}::text[])
      and not exists (select from ${wanted} where g.order_id = k.order_id and g.kind = k.kind and g.mark = k.mark) returning order_id as id`.execute(
    tx,
  );
  const { rows: added } = await sql<{ id: string }>`
    insert into order_key (brand_id, order_id, kind, mark) select distinct ${brandId}::int, g.order_id, g.kind, g.mark from ${wanted}
    on conflict do nothing returning order_id as id`.execute(tx);
  const rekeyed = [...new Set([...gone, ...added].map(({ id }) => id))];
  if (rekeyed.length > 0) {
    await sql`update customer_order set contact_id = null where brand_id = ${brandId} and order_id = any(${rekeyed}::text[])`.execute(
      tx,
    );
  }
  await matchOrders(tx, brandId, ids);
  const made = rows.filter(one => one.isNew).length;
  return { made, changed: rows.length - made, same: orders.length - rows.length };
}

/** A surer mark goes before a weaker one; where one mark leads to two people the order stays nobody's. */
const SUREST = sql`case k.kind when 'contact' then 1 when 'given_id' then 2 when 'email' then 3 when 'phone' then 4 else 5 end`;

/** Orders that are nobody's yet are given to whom they belong. @param ids null: all of the brand's. @returns how many found their buyer */
export async function matchOrders(db: Db, brandId: number, ids: readonly string[] | null): Promise<number> {
  const { numAffectedRows } = await sql`
    with found as (
      select k.order_id, ${SUREST} as rank, c.id as contact_id, coalesce(c.root_id, c.id) as person
      from customer_order o
      join order_key k on k.brand_id = o.brand_id and k.order_id = o.order_id
      join contact_mark m on m.brand_id = k.brand_id and k.kind <> 'contact' and m.mark = k.mark
        and (m.kind = k.kind or (k.kind = 'handle' and m.kind in ('handle_on', 'given_handle')))
      join contact c on c.brand_id = m.brand_id and c.id = m.contact_id
      where o.brand_id = ${brandId} and o.contact_id is null and (${ids}::text[] is null or o.order_id = any(${ids}::text[]))
      union all
      select k.order_id, 1, c.id, coalesce(c.root_id, c.id)
      from customer_order o
      join order_key k on k.brand_id = o.brand_id and k.order_id = o.order_id and k.kind = 'contact'
      join contact c on c.brand_id = k.brand_id and c.id = k.mark::uuid
      where o.brand_id = ${brandId} and o.contact_id is null and (${ids}::text[] is null or o.order_id = any(${ids}::text[]))),
    ranked as (
      select order_id, rank, min(contact_id::text)::uuid as contact_id, count(distinct person) as people from found group by 1, 2),
    chosen as (select distinct on (order_id) * from ranked order by order_id, rank)
    update customer_order o set contact_id = chosen.contact_id from chosen
    where o.brand_id = ${brandId} and o.order_id = chosen.order_id and chosen.people = 1`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Brands with orders that are nobody's yet. */
export async function brandsWithNobodys(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select b.id from brand b where exists (select from customer_order o where o.brand_id = b.id and o.contact_id is null)`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export type OrderSums = {
  orders: number;
  matched: number;
  people: number;
  firstAt: Date | null;
  lastAt: Date | null;
  currencies: { currency: string; orders: number; amountMinor: number }[];
};

export async function sumOrders(db: Db, brandId: number): Promise<OrderSums> {
  const { rows } = await sql<Omit<OrderSums, 'currencies'>>`
    select count(*)::int as orders, count(contact_id)::int as matched, count(distinct contact_id)::int as people, min(bought_at) "firstAt", max(bought_at) "lastAt"
    from customer_order where brand_id = ${brandId}`.execute(db);
  const { rows: currencies } = await sql<OrderSums['currencies'][number]>`
    select currency, count(*)::int as orders, sum(amount_minor)::float8 "amountMinor" from customer_order where brand_id = ${brandId}
    group by 1 order by 2 desc, 1`.execute(db);
  return { orders: 0, matched: 0, people: 0, firstAt: null, lastAt: null, ...rows[0], currencies };
}

/** All of a brand's, for an import that was wrong. @returns how many */
export async function removeOrders(tx: Tx, brandId: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from customer_order where brand_id = ${brandId}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
