/** What answers took, added up: whole days (UTC) from what is kept by day, the ends of the stretch from the rows. */
import { type RawBuilder, sql } from 'kysely';
import type { HandlingSums } from '../../core/insight/handling.ts';
import { NONE, type Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { wantedAmong } from './told-apart.ts';

/** `key`: what it is told apart by; null where nothing is. */
export type HandlingGroup = HandlingSums & { key: string | null };
export type HandlingBy = 'agent' | 'network' | 'team' | 'day';

const DAY_MS = 86_400_000;

/** Of answers sent off within the slice, told apart by each of these by itself, or by nothing (`null`); in one look. */
export async function readHandling<By extends HandlingBy | null>(
  db: Db,
  slice: Slice,
  bys: readonly By[],
): Promise<(HandlingGroup & { by: By })[]> {
  const { since, until } = slice;
  const first = new Date(Math.ceil(since.getTime() / DAY_MS) * DAY_MS);
  const last = new Date(Math.max(first.getTime(), Math.floor(until.getTime() / DAY_MS) * DAY_MS));
  const isWithin = sql`((h.sent_at >= ${since} and h.sent_at < least(${first}::timestamptz, ${until})) or (h.sent_at >= ${last} and h.sent_at < ${until}))`;
  const names = bys.flatMap(by => by ?? []);
  const keys = (day: RawBuilder<unknown>) =>
    sql.join(names.map(by => sql`${keyOf(by, day)} as ${sql.id(by)}`).concat(sql`null::text as whole`));
  const sets = sql.join(bys.map(by => sql`(${by === null ? sql.id('whole') : sql.id(by)})`));
  const nameOf = bys.map(by => sql`when grouping(${sql.id(by ?? 'whole')}) = 0 then ${by}::text`);
  const told = (by: HandlingBy) => (by === 'day' ? sql`to_char(day, 'YYYY-MM-DD')` : sql`${sql.id(by)}::text`);
  const keyed = names.map(by => sql`when grouping(${sql.id(by)}) = 0 then ${told(by)}`);
  const { rows } = await sql<HandlingGroup & { by: By }>`
    with part as (
      select ${keys(sql`h.day`)}, h.n, h.turns, h.seconds, h.seconds_squared, h.fresh_seconds, h.at_once
      from handling_day h join channel ch on ch.brand_id = h.brand_id and ch.id = h.channel_id
      where h.brand_id = ${slice.brandId} and h.day >= (${first}::timestamptz at time zone 'utc')::date
        and h.day < (${last}::timestamptz at time zone 'utc')::date and ${wantedOf(slice)}
      union all
      select ${keys(sql`(h.sent_at at time zone 'utc')::date`)}, 1, (h.turn_id is not null)::int, h.seconds,
        h.seconds * h.seconds, h.fresh_seconds, h.at_once
      from handling h join channel ch on ch.brand_id = h.brand_id and ch.id = h.channel_id
      where h.brand_id = ${slice.brandId} and ${isWithin} and ${wantedOf(slice)}
    )
    select case ${sql.join(nameOf, sql` `)} end as by, ${keyed.length === 0 ? sql`null::text` : sql`case ${sql.join(keyed, sql` `)} end`} as key,
      sum(n)::int as answers, sum(turns)::int as turns, sum(seconds) as seconds, sum(seconds_squared) as "secondsSquared",
      sum(fresh_seconds) as "freshSeconds", sum(at_once)::int as "atOnce"
    from part group by grouping sets (${sets}) having sum(n) > 0 order by 1, 2`.execute(db);
  return rows;
}

export type HandlingRow = {
  messageId: string;
  conversationId: string;
  agentId: string;
  agentName: string;
  network: string;
  beganAt: Date;
  sentAt: Date;
  seconds: number;
  atOnce: number;
  /** Somebody waited for it. */
  waited: boolean;
};

/** The answers behind it, newest first. */
export async function listHandling(
  db: Db,
  slice: Slice,
  page: { agentId: string | null; after: { at: string; id: string } | null; limit: number },
): Promise<HandlingRow[]> {
  const { agentId, after, limit } = page;
  const { rows } = await sql<HandlingRow>`
    select h.message_id "messageId", m.conversation_id "conversationId", h.agent_id "agentId", a.name "agentName", ch.network,
      h.began_at "beganAt", h.sent_at "sentAt", h.seconds, h.at_once "atOnce", h.turn_id is not null waited
    from handling h join channel ch on ch.brand_id = h.brand_id and ch.id = h.channel_id join agent a on a.id = h.agent_id
    join message m on m.brand_id = h.brand_id and m.id = h.message_id
    where h.brand_id = ${slice.brandId} and h.sent_at >= ${slice.since} and h.sent_at < ${slice.until} and ${wantedOf(slice)}
      and (${agentId}::uuid is null or h.agent_id = ${agentId})
      ${after === null ? sql`` : sql`and (h.sent_at, h.message_id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by h.sent_at desc, h.message_id desc limit ${limit}`.execute(db);
  return rows;
}

function keyOf(by: HandlingBy, day: RawBuilder<unknown>): RawBuilder<unknown> {
  const keys: Record<HandlingBy, RawBuilder<unknown>> = {
    agent: sql`h.agent_id`,
    network: sql`ch.network`,
    team: sql`h.team_id`,
    day,
  };
  return keys[by];
}

/** As it was when the answer was sent off. */
function wantedOf(slice: Slice): RawBuilder<unknown> {
  return wantedAmong(slice, sql`h.inbox_id`, {
    network: sql`ch.network`,
    channel: sql`h.channel_id::text`,
    team: sql`coalesce(h.team_id::text, ${NONE})`,
    language: sql`coalesce(h.lang, ${NONE})`,
    visibility: sql`h.visibility`,
    heard: sql`h.heard::text`,
    reach: sql`h.reach::text`,
    kind: sql`h.kind`,
    complaint: sql`h.complaint::text`,
  });
}
