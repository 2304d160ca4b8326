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
  t.brand_id = ${brandId} and t.opened_at >= ${since} and t.opened_at < ${until}
  and t.network = any(${networks}::text[])
  and (t.rival_id is null or t.rival_id = any(${rivalIds}::uuid[]))`;

/** Until when an answer would have been seen. */
const seenUntil = ({
  now,
  recordings,
}: RivalSlice) => sql`least(${now}::timestamptz, coalesce(t.watched_until, ${now}::timestamptz),
  case when t.network = ${recordings} then (select e.at from ends e where e.channel_id = t.channel_id) end)`;

const told = (slice: RivalSlice) => sql`
  t as materialized (
    select t.rival_id, t.channel_id, t.network, t.opened_at, t.closed_at, t.outcome, t.watched_until, t.id
    from rival_turn t where ${inSlice(slice)}
  ), ends as (
    select channel_id, max(greatest(opened_at, coalesce(closed_at, opened_at))) at from t
    where network = ${slice.recordings} group by 1
  ), timed as (
    select t.id, t.rival_id, t.network, t.opened_at, coalesce(t.outcome, 'waiting') outcome,
      case t.outcome when 'answered' then ceil(extract(epoch from t.closed_at - t.opened_at)::numeric)
        when 'withdrawn' then null
        else greatest(0, floor(extract(epoch from ${seenUntil(slice)} - t.opened_at)::numeric)) end::int seconds
    from t
  )`;

export async function countRivalTurns(db: Db, slice: RivalSlice): Promise<RivalCount[]> {
  const { rows } = await sql<RivalCount>`
    with ${told(slice)}
    select rival_id "rivalId", network, outcome, seconds, count(*)::int as count from timed group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(
    db,
  );
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
    with ${told(slice)}, page as (
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
