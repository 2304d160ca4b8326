/**
 * Words in messages, newest first. A word may stand in one message of five million or in every third, and nobody knows
 * beforehand. So: first the newest few thousand are read through (a common word has filled the page by then), then one
 * window of weeks after the other, each twice as far again as all before, is asked of the index, which knows the week of
 * each message beside its words. Neither way ever fetches more than a few pages' worth of rows.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db.ts';

export type SearchPlace = { at: string; id: string };
export type Found = SearchPlace & { conversationId: string };

export type SearchAsked = {
  brandId: number;
  scope: readonly string[] | null;
  /** Folded words, all of which must occur. */
  words: readonly string[];
  after: SearchPlace | null;
  limit: number;
};

/** Messages read through before the index is asked. */
const READ_THROUGH = 4_000;
/** Windows of weeks, going back; then all the rest. */
const WINDOWS = [1, 3, 12, 48];

/** `many`: messages read through first; for tests. */
export async function searchMessages(tx: Tx, asked: SearchAsked, many = READ_THROUGH): Promise<Found[]> {
  if (asked.words.length === 0) return [];
  // A prepared plan for "any word" takes seconds where a plan for this word takes milliseconds.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx);
  const channels = asked.scope === null ? null : await channelsIn(tx, asked.brandId, asked.scope);
  const read = await readThrough(tx, asked, many);
  const found = read.found;
  let before = read.last;
  if (before === null || found.length >= asked.limit) return found.slice(0, asked.limit);
  const [newest, oldest] = await weeksOf(tx, asked.brandId, before);
  let week = newest;
  for (const weeks of [...WINDOWS, Number.POSITIVE_INFINITY]) {
    const down = Math.max(oldest, week - weeks + 1);
    found.push(...(await readWindow(tx, asked, channels, before, { down, up: week }, asked.limit - found.length)));
    if (found.length >= asked.limit || down <= oldest) break;
    week = down - 1;
    before = found.at(-1) ?? before;
  }
  return found;
}

/** The newest after the place. `last`: where reading stopped, if there may be more. */
async function readThrough(
  tx: Tx,
  asked: SearchAsked,
  many: number,
): Promise<{ found: Found[]; last: SearchPlace | null }> {
  const { rows } = await sql<Found & { hit: boolean }>`
    with read as materialized (
      select m.id, m.at, m.conversation_id, m.search @@ ${queryOf(asked)} and m.deleted_at is null as hit
      from message m where m.brand_id = ${asked.brandId} and ${isAfter(asked.after)}
      order by m.at desc, m.id desc limit ${many}),
    hit as (
      select read.id, read.at, read.conversation_id from read ${inScope(asked, sql`read`)}
      where hit order by read.at desc, read.id desc limit ${asked.limit}),
    last as (
      select id, at, conversation_id from read order by at, id limit 1)
    select id, ${textOf(sql`at`)} as at, conversation_id "conversationId", true as hit from hit
    union all
    select id, ${textOf(sql`at`)}, conversation_id, false from last
      where (select count(*) from read) = ${many}`.execute(tx);
  const found = rows.filter(row => row.hit).sort(newestFirst);
  return { found, last: rows.find(row => !row.hit) ?? null };
}

async function readWindow(
  tx: Tx,
  asked: SearchAsked,
  channels: readonly string[] | null,
  before: SearchPlace,
  { down, up }: { down: number; up: number },
  limit: number,
): Promise<Found[]> {
  const weeks = sql`generate_series(${down}::bigint, ${up}::bigint) week`;
  const keys =
    channels === null
      ? sql`select hashint8extended(${asked.brandId}, week) from ${weeks}`
      : sql`select hashtextextended(channel, week) from ${weeks}, unnest(${channels}::text[]) channel`;
  const { rows } = await sql<Found>`
    with found as materialized (
      select m.id, m.at, m.conversation_id from message m ${inScope(asked, sql`m`)}
      where m.brand_id = ${asked.brandId} and m.search @@ ${queryOf(asked)} and m.deleted_at is null
        and message_weeks(m.brand_id, m.channel_id, m.at) && array(${keys}) and ${isAfter(before)})
    select id, ${textOf(sql`at`)} as at, conversation_id "conversationId" from found
    order by found.at desc, found.id desc limit ${limit}`.execute(tx);
  return rows;
}

function queryOf({ words }: SearchAsked): RawBuilder<unknown> {
  return sql`${words.map(word => `'${word}'`).join(' & ')}::tsquery`;
}

function isAfter(place: SearchPlace | null): RawBuilder<unknown> {
  return place === null ? sql`true` : sql`(m.at, m.id) < (${place.at}::timestamptz, ${place.id}::uuid)`;
}

/** To a partner, what stands in other inboxes does not exist. */
function inScope({ brandId, scope }: SearchAsked, row: RawBuilder<unknown>): RawBuilder<unknown> {
  if (scope === null) return sql``;
  return sql`join conversation c on c.brand_id = ${brandId} and c.id = ${row}.conversation_id and c.inbox_id = any(${scope}::uuid[])`;
}

function textOf(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The same count of weeks as `message_weeks` of the migration: from the place back to the brand's first message. */
async function weeksOf(tx: Tx, brandId: number, from: SearchPlace): Promise<[number, number]> {
  const week = (at: RawBuilder<unknown>) =>
    sql`floor(extract(epoch from ${at} - timestamptz '2000-01-01 00:00:00+00') / 604800)::int`;
  const { rows } = await sql<{ newest: number; oldest: number }>`
    select ${week(sql`${from.at}::timestamptz`)} as newest, ${week(sql`first.at`)} as oldest
    from (select at from message where brand_id = ${brandId} order by at limit 1) first`.execute(tx);
  return [rows[0]?.newest ?? 0, rows[0]?.oldest ?? 0];
}

/** Channels with conversations in these inboxes: those that stand there now and those that once did. */
async function channelsIn(tx: Tx, brandId: number, scope: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ch.id from channel ch where ch.brand_id = ${brandId} and exists (
      select from unnest(${scope}::uuid[]) inbox (id) where exists (
        select from conversation c where c.brand_id = ${brandId} and c.inbox_id = inbox.id and c.channel_id = ch.id))`.execute(
    tx,
  );
  return rows.map(row => row.id);
}

function newestFirst(a: SearchPlace, b: SearchPlace): number {
  return a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;
}

/** Conversations of these people, by their last message, newest first. */
export async function conversationsOfPeople(
  tx: Tx,
  asked: {
    brandId: number;
    scope: readonly string[] | null;
    contactIds: readonly string[];
    after: SearchPlace | null;
    limit: number;
  },
): Promise<Found[]> {
  if (asked.contactIds.length === 0) return [];
  const { after } = asked;
  const further =
    after === null ? sql`true` : sql`(c.last_message_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<Found>`
    select c.id, c.id "conversationId", ${textOf(sql`c.last_message_at`)} as at from conversation c
    where c.brand_id = ${asked.brandId} and c.contact_id = any(${asked.contactIds}::uuid[]) and ${further}
      and (${asked.scope}::uuid[] is null or c.inbox_id = any(${asked.scope}::uuid[]))
    order by c.last_message_at desc, c.id desc limit ${asked.limit}`.execute(tx);
  return rows;
}
