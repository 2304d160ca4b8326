/** What became of answered turns: a row each, written from what stands in the database, and counted by day by the database itself. */
import { type RawBuilder, sql } from 'kysely';
import { REACH_FROM } from '../../core/insight/slice.ts';
import { askedAgainAfter, FOLLOWED_DAYS, thankedAfter, turnedAfter, windowAfter } from '../aftermath.ts';
import { times } from '../conversations.ts';
import type { Db, Tx } from '../db.ts';

/** A conversation in which something happened; `since`: the earliest moment it was about, null where all of it may be different. */
export type Touched = { conversationId: string; since: Date | null };

/**
 * Writes anew what became of the turns answered here, and of the same customers' turns elsewhere, in the days before what happened.
 * @returns how many rows are different now
 */
export async function writeOutcomes(tx: Tx, brandId: number, touched: readonly Touched[], now: Date): Promise<number> {
  if (touched.length === 0) return 0;
  const ids = touched.map(one => one.conversationId);
  await sql`select from conversation where brand_id = ${brandId} and id = any(${ids}::uuid[]) order by id for key share`.execute(
    tx,
  );
  const { numAffectedRows: gone } = await sql`
    delete from turn_outcome o where o.brand_id = ${brandId} and o.conversation_id = any(${ids}::uuid[])
      and not exists (select from turn t where t.brand_id = o.brand_id and t.id = o.turn_id and t.outcome = 'answered'
        and t.conversation_id = o.conversation_id)`.execute(tx);
  const since = times(touched, one => one.since);
  const chosen = sql`
    touched as (select id, coalesce(since, '-infinity') as since from unnest(${ids}::uuid[], ${since}::timestamptz[]) a (id, since)),
    people as (
      select c.contact_id, min(a.since) as since from touched a join conversation c on c.brand_id = ${brandId} and c.id = a.id
      where c.contact_id is not null group by 1),
    wide as (
      select id, min(since) as since from (
        select * from touched
        union all
        select c.id, p.since from people p join conversation c on c.brand_id = ${brandId} and c.contact_id = p.contact_id) every
      group by id),
    chosen as (
      select t.id from wide w join turn t on t.brand_id = ${brandId} and t.conversation_id = w.id
        and t.outcome = 'answered' and t.closed_at >= w.since - make_interval(days => ${FOLLOWED_DAYS}))`;
  return Number(gone ?? 0) + (await upsert(tx, brandId, chosen, now));
}

/** Every answered turn of a brand, for one nobody has looked at before. */
export async function writeAllOutcomes(tx: Tx, brandId: number, now: Date): Promise<number> {
  return upsert(
    tx,
    brandId,
    sql`chosen as (select id from turn where brand_id = ${brandId} and outcome = 'answered')`,
    now,
  );
}

const KEPT = [
  'conversation_id',
  'contact_id',
  'inbox_id',
  'channel_id',
  'network',
  'team_id',
  'lang',
  'visibility',
  'heard',
  'reach',
  'kind',
  'complaint',
  'agent_id',
  'opened_at',
  'answered_at',
  'thanked',
  'turned',
  'again',
  'back',
  'decided',
] as const;

async function upsert(tx: Tx, brandId: number, chosen: RawBuilder<unknown>, now: Date): Promise<number> {
  const names = (of: string) =>
    sql.join(
      KEPT.map(name => sql.ref(`${of}.${name}`)),
      sql`, `,
    );
  const plain = sql.join(
    KEPT.map(name => sql.ref(name)),
    sql`, `,
  );
  const { numAffectedRows } = await sql`
    with ${chosen}, fresh as (${outcomesOf(brandId, now)})
    insert into turn_outcome as o (brand_id, turn_id, ${plain})
    select ${brandId}, turn_id, ${plain} from fresh
    on conflict (brand_id, turn_id) do update set ${sql.join(KEPT.map(name => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}
    where (${names('o')}) is distinct from (${names('excluded')})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Facts of the turns `chosen`, told as R's reports tell them: language, reach and complaint are of the message that opened it. */
function outcomesOf(brandId: number, now: Date): RawBuilder<unknown> {
  const turn = {
    brandId,
    conversationId: sql`t.conversation_id`,
    linkedId: sql`c.linked_id`,
    closedAt: sql`t.closed_at`,
  };
  const ends = windowAfter(sql`t.closed_at`);
  return sql`
    select t.id as turn_id, t.conversation_id, c.contact_id, t.inbox_id, t.channel_id, ch.network, c.team_id, m.lang, c.visibility, c.heard,
      (case when i.profile->>'followers' is null then 0
        else 1 + width_bucket((i.profile->>'followers')::float8, ${sql.lit(`{${REACH_FROM.join(',')}}`)}::float8[]) end)::smallint as reach,
      t.kind, coalesce('complaint' = any(m.intents), false) as complaint, t.closed_agent_id as agent_id, t.opened_at, t.closed_at as answered_at,
      ${thankedAfter(turn)} as thanked,
      coalesce('complaint' = any(m.intents), false) and ${turnedAfter(turn)} as turned,
      ${askedAgainAfter(turn)} as again,
      exists (
        select from conversation e join message w on w.brand_id = e.brand_id and w.conversation_id = e.id
        where e.brand_id = ${brandId} and (e.id = c.id or e.contact_id = c.contact_id)
          and w.direction = 'in' and w.deleted_at is null and 'complaint' = any(w.intents) and w.at > t.closed_at and w.at <= ${ends}) as back,
      ${ends} <= coalesce(ch.plays_until, ${now}::timestamptz) as decided
    from chosen k join turn t on t.brand_id = ${brandId} and t.id = k.id
    join conversation c on c.brand_id = t.brand_id and c.id = t.conversation_id
    join channel ch on ch.brand_id = t.brand_id and ch.id = t.channel_id
    left join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id`;
}

const DECIDED_AT_ONCE = 5_000;

/** Their seven days are over; in a recording by the recording's clock. @returns how many */
export async function decideOutcomes(db: Db, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update turn_outcome o set decided = true from (
      select u.brand_id, u.turn_id from turn_outcome u
      join channel ch on ch.brand_id = u.brand_id and ch.id = u.channel_id
      where not u.decided and u.answered_at <= ${now}::timestamptz - make_interval(days => ${FOLLOWED_DAYS})
        and ${windowAfter(sql`u.answered_at`)} <= coalesce(ch.plays_until, ${now}::timestamptz)
      order by u.brand_id, u.answered_at limit ${DECIDED_AT_ONCE} for update of u skip locked) over_now
    where o.brand_id = over_now.brand_id and o.turn_id = over_now.turn_id`.execute(db);
  return Number(numAffectedRows ?? 0);
}
