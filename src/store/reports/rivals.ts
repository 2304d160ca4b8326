/** How long complaints to rivals, and to us beside them, waited for the first public answer. */
import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** `rivalIds`: those told of; we (null) always. `recordings`: the network of recordings, in which nobody waits longer than they run. */
export type RivalSlice = {
  brandId: number;
  since: Date;
  until: Date;
  now: Date;
  networks: readonly string[];
  rivalIds: readonly string[];
  recordings: string;
};
/**
 * `answered` after so many seconds, begun ones counted whole: what took 60.2 was not there within 60. `waiting`: surely so many.
 * `seconds` is null of what was taken back.
 */
export type RivalCount = {
  rivalId: string | null;
  network: string;
  outcome: 'answered' | 'waiting' | 'withdrawn';
  seconds: number | null;
  count: number;
};

const inSlice = ({ brandId, since, until, networks, rivalIds }: RivalSlice) => sql`
  t.brand_id = ${brandId} and t.opened_at >= ${since} and t.opened_at < ${until} and t.network = any(${networks}::text[])
  and (t.rival_id is null or t.rival_id = any(${rivalIds}::uuid[]))`;

/** When each recording told of ended: nobody waits longer than it runs. */
const ends = (slice: RivalSlice) => sql`
  ends as materialized (
    select t.channel_id, max(t.opened_at + make_interval(secs => coalesce(t.seconds, 0))) at from rival_turn t
    where exists (select from channel c where c.brand_id = ${slice.brandId} and c.network = ${slice.recordings})
      and ${inSlice(slice)} and t.network = ${slice.recordings} group by 1)`;

/** Until when an answer would have been seen. */
const seenUntil = ({ now, recordings }: RivalSlice) => sql`least(${now}::timestamptz, t.watched_until,
  case when t.network = ${recordings} then (select e.at from ends e where e.channel_id = t.channel_id) end)`;

const timed = (slice: RivalSlice) => sql`
  select t.id, t.rival_id, t.network, t.opened_at, coalesce(t.outcome, 'waiting') outcome, case when t.outcome is null
    then greatest(0, floor(date_part('epoch', ${seenUntil(slice)} - t.opened_at)))::int else t.seconds end seconds
  from rival_turn t where ${inSlice(slice)}`;

/** So many are counted to the second; of more, what took over five minutes to ten seconds, over an hour to the minute, over a day to the hour. */
export const EXACT_TURNS = 30_000;
/** An answer counts for later and a wait for shorter than it was, and both for what they were at the times promises are spoken in. */
const ROUNDED = sql`case when seconds <= 300 then seconds
  when seconds <= 3600 then case outcome when 'waiting' then seconds - seconds % 10 else seconds + (3600 - seconds) % 10 end
  when seconds <= 86400 then case outcome when 'waiting' then seconds - seconds % 60 else seconds + (86400 - seconds) % 60 end
  when outcome = 'waiting' then seconds - seconds % 3600 else (seconds + 3599) / 3600 * 3600 end`;

export async function countRivalTurns(db: Db, slice: RivalSlice): Promise<RivalCount[]> {
  const many = await sql<{ n: number }>`
    select count(*)::int n from (select from rival_turn t where ${inSlice(slice)} limit ${EXACT_TURNS + 1}) t`.execute(
    db,
  );
  const seconds = (many.rows[0]?.n ?? 0) > EXACT_TURNS ? ROUNDED : sql`seconds`;
  const { rows } = await sql<RivalCount>`
    with ${ends(slice)}, timed as (${timed(slice)})
    select rival_id "rivalId", network, outcome, ${seconds} seconds, count(*)::int as count
    from timed group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** When the first and the newest complaint to anybody was written. */
export async function readRivalSpan(
  db: Db,
  brandId: number,
): Promise<{ firstAt: Date | null; newestAt: Date | null; networks: string[] }> {
  const { rows } = await sql<{ firstAt: Date | null; newestAt: Date | null; networks: string[] }>`
    select (select min(opened_at) from rival_turn where brand_id = ${brandId}) "firstAt",
      (select max(opened_at) from rival_turn where brand_id = ${brandId}) "newestAt",
      array(select distinct h.network from rival_handle h where h.brand_id = ${brandId} order by 1) networks`.execute(
    db,
  );
  return rows[0] ?? { firstAt: null, newestAt: null, networks: [] };
}

export type RivalTurnRow = {
  id: string;
  rivalId: string | null;
  network: string;
  openedAt: Date;
  outcome: RivalCount['outcome'];
  seconds: number | null;
  answeredAt: Date | null;
  url: string | null;
  answerUrl: string | null;
  conversationId: string | null;
};
export type RivalRowsAsked = {
  /** Null: all; `rivalId` null: ours. */
  company: { rivalId: string | null } | null;
  outcome: RivalCount['outcome'] | null;
  fromSeconds: number | null;
  toSeconds: number | null;
  after: { at: string; id: string } | null;
  limit: number;
};

/** Newest first. From `fromSeconds` on, up to `toSeconds` and with it. */
export async function listRivalTurns(db: Db, slice: RivalSlice, asked: RivalRowsAsked): Promise<RivalTurnRow[]> {
  const { company, outcome, fromSeconds, toSeconds, after, limit } = asked;
  const { rows } = await sql<RivalTurnRow>`
    with ${ends(slice)}, timed as (${timed(slice)}), page as (
      select * from timed x where true
        ${company === null ? sql`` : sql`and x.rival_id is not distinct from ${company.rivalId}::uuid`}
        ${outcome === null ? sql`` : sql`and x.outcome = ${outcome}`}
        ${fromSeconds === null ? sql`` : sql`and x.seconds >= ${fromSeconds}`}
        ${toSeconds === null ? sql`` : sql`and x.seconds <= ${toSeconds}`}
        ${after === null ? sql`` : sql`and (x.opened_at, x.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by x.opened_at desc, x.id desc limit ${limit}
    )
    select p.id, p.rival_id "rivalId", r.network, p.opened_at "openedAt", p.outcome, p.seconds,
      case when p.outcome = 'answered' then r.closed_at end "answeredAt", r.url, r.answer_url "answerUrl",
      case when p.rival_id is null then (select m.conversation_id from message m
        where m.brand_id = r.brand_id and m.channel_id = r.channel_id and m.remote_id = r.opened_by) end "conversationId"
    from page p join rival_turn r on r.brand_id = ${slice.brandId} and r.id = p.id
    order by p.opened_at desc, p.id desc`.execute(db);
  return rows;
}
