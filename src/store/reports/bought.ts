/** Who complained in a slice, whether they were answered, and what they bought before and after. */
import { sql } from 'kysely';
import { type Filters, NONE, REACH_FROM, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';

/** The first complaint of each person in the slice. Money in the smallest unit of the asked currency. */
export type Complainer = {
  person: string;
  name: string;
  conversationId: string;
  isAnswered: boolean;
  openedAt: Date;
  network: string;
  lang: string | null;
  reach: number;
  /** The first of the month, UTC. */
  month: string;
  ordersBefore: number;
  ordersAfter: number;
  spentMinor: number;
};

/** An answer later than this, or none: unanswered; who was answered later still is left out. */
export const ANSWERED_WITHIN_DAYS = 7;

export type Following = { currency: string; days: number };

/** Only whose days after the complaint are over. */
export async function readComplainers(db: Db, slice: Slice, { currency, days }: Following): Promise<Complainer[]> {
  const { brandId, scope, since, until, now, filters } = slice;
  const reach = sql`(case when i.profile->>'followers' is null then 0
    else 1 + width_bucket((i.profile->>'followers')::float8, ${sql.lit(`{${REACH_FROM.join(',')}}`)}::float8[]) end)`;
  const asked = (name: keyof Filters, column: ReturnType<typeof sql>) => {
    const wanted = [filters[name] ?? []].flat().map(String);
    return wanted.length === 0 ? sql`true` : sql`${column} = any(${wanted}::text[])`;
  };
  const { rows } = await sql<Complainer>`
    with complained as (
      select distinct on (coalesce(k.root_id, k.id)) coalesce(k.root_id, k.id) as person, k.name, t.conversation_id, t.opened_at, ch.network, m.lang,
        ${reach} as reach, coalesce(t.outcome = 'answered' and t.closed_at <= t.opened_at + make_interval(days => ${ANSWERED_WITHIN_DAYS}), false) as is_answered,
        t.outcome is distinct from 'answered' as is_silent
      from turn t
      join message m on m.brand_id = t.brand_id and m.id = t.opened_by and 'complaint' = any(m.intents)
      join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
      join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
      join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
      join contact k on k.brand_id = i.brand_id and k.id = i.own_contact_id
      where t.brand_id = ${brandId} and t.opened_at >= ${since} and t.opened_at < ${until}
        and t.opened_at + make_interval(days => ${days}) <= coalesce(ch.plays_until, ${now}::timestamptz)
        and coalesce(t.outcome not in ('withdrawn', 'not_needed'), true)
        and (${scope}::uuid[] is null or t.inbox_id = any(${scope}::uuid[]))
        and ${asked('network', sql`ch.network`)} and ${asked('channel', sql`t.channel_id::text`)} and ${asked('inbox', sql`t.inbox_id::text`)}
        and ${asked('team', sql`coalesce(c.team_id::text, ${NONE})`)} and ${asked('language', sql`coalesce(m.lang, ${NONE})`)}
        and ${asked('visibility', sql`c.visibility`)} and ${asked('heard', sql`c.heard::text`)} and ${asked('reach', sql`${reach}::text`)}
        and ${asked('kind', sql`t.kind`)}
      order by coalesce(k.root_id, k.id), t.opened_at, t.id)
    select p.person, p.name, p.conversation_id "conversationId", p.is_answered "isAnswered", p.opened_at "openedAt", p.network, p.lang, p.reach,
      to_char(p.opened_at at time zone 'utc', 'YYYY-MM') as month, b.before::int "ordersBefore", b.after::int "ordersAfter", b.spent::float8 "spentMinor"
    from complained p
    cross join lateral (
      select count(*) filter (where o.bought_at <= p.opened_at) as before,
        count(*) filter (where o.bought_at > p.opened_at) as after,
        coalesce(sum(o.amount_minor) filter (where o.bought_at > p.opened_at and o.currency = ${currency}), 0) as spent
      from contact k join customer_order o on o.brand_id = k.brand_id and o.contact_id = k.id
      where k.brand_id = ${brandId} and (k.id = p.person or k.root_id = p.person) and o.amount_minor > 0
        and o.bought_at <= p.opened_at + make_interval(days => ${days})) b
    where p.is_answered or p.is_silent
    order by p.opened_at desc, p.person`.execute(db);
  return rows;
}
