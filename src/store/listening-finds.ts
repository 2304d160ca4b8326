/** Reading matches for the Listening screen, newest first. */
import { sql } from 'kysely';
import type { Post } from '../core/post.ts';
import type { Db, Tx } from './db.ts';
import type { Wants } from './listening-matches.ts';

export type MatchView = 'all' | 'untagged' | 'unanswered' | 'noise';
export type Mark = 'noise' | 'ours';
export type MatchRow = {
  id: string;
  channelId: string;
  network: string;
  postedAt: Date;
  heardAt: Date;
  post: Post;
  addressed: boolean;
  wants: Wants | null;
  mark: Mark | null;
  deletedAt: Date | null;
  queryIds: string[];
  /** The conversation it stands in, where it became one. */
  conversationId: string | null;
  inboxId: string | null;
  /** A person from us answered it: its turn was answered, or an answer of ours stands right under it. */
  answered: boolean;
};
export type MatchesAsked = {
  /** Null: of every query. */
  queryId: string | null;
  view: MatchView;
  /** Folded words, all of which must occur. */
  words: readonly string[];
  after: { at: string; id: string } | null;
  limit: number;
  id?: string;
  /** Only those posted since. */
  since?: Date;
  oldestFirst?: boolean;
  notOnDesk?: boolean;
};

const answered = sql<boolean>`coalesce((
    select t.outcome = 'answered' from turn t
    where t.brand_id = m.brand_id and t.conversation_id = said.conversation_id and t.opened_at <= m.posted_at
    order by t.opened_at desc limit 1), false)
  or exists (
    select from message o where o.brand_id = m.brand_id and o.channel_id = m.channel_id and o.parent_remote_id = m.remote_id
      and o.direction = 'out' and o.delivery = 'sent' and o.deleted_at is null)`;

export async function listMatches(db: Db | Tx, brandId: number, asked: MatchesAsked): Promise<MatchRow[]> {
  const { queryId, view, words, after, limit, oldestFirst = false } = asked;
  const source =
    queryId === null
      ? sql`listening_match m`
      : sql`listening_match_query of_query join listening_match m on m.brand_id = of_query.brand_id and m.id = of_query.match_id`;
  const { rows } = await sql<MatchRow>`
    select m.id, m.channel_id as "channelId", m.network, m.posted_at as "postedAt", m.heard_at as "heardAt", m.post,
      m.addressed, m.wants, m.mark, m.deleted_at as "deletedAt",
      array(select q.query_id from listening_match_query q where q.brand_id = m.brand_id and q.match_id = m.id) as "queryIds",
      said.conversation_id as "conversationId", c.inbox_id as "inboxId", ${answered} as answered
    from ${source}
    left join message said on said.brand_id = m.brand_id and said.channel_id = m.channel_id and said.remote_id = m.remote_id
    left join conversation c on c.brand_id = said.brand_id and c.id = said.conversation_id
    where m.brand_id = ${brandId}
      ${queryId === null ? sql`` : sql`and of_query.brand_id = ${brandId} and of_query.query_id = ${queryId}`}
      ${asked.id === undefined ? sql`` : sql`and m.id = ${asked.id}`}
      ${asked.since === undefined ? sql`` : sql`and m.posted_at >= ${asked.since}`}
      ${view === 'noise' ? sql`and m.mark = 'noise'` : sql`and m.mark is distinct from 'noise'`}
      ${view === 'untagged' ? sql`and not m.addressed` : sql``}
      ${view === 'unanswered' ? sql`and m.wants is not null and m.deleted_at is null and not (${answered})` : sql``}
      ${asked.notOnDesk === true ? sql`and said.id is null` : sql``}
      ${words.length === 0 ? sql`` : sql`and m.search @@ (${words.map(word => `'${word}'`).join(' & ')})::tsquery`}
      ${after === null ? sql`` : sql`and (m.posted_at, m.id) ${oldestFirst ? sql`>` : sql`<`} (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by ${oldestFirst ? sql`m.posted_at, m.id` : sql`m.posted_at desc, m.id desc`} limit ${limit}`.execute(db);
  return rows;
}

/** @returns false when there is no such match */
export async function markMatch(
  tx: Tx,
  brandId: number,
  id: string,
  { mark, agentId, at }: { mark: Mark | null; agentId: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql<{ was: Mark | null; hour: Date; channelId: string }>`
    update listening_match m set mark = ${mark}, marked_by = ${mark === null ? null : agentId}, marked_at = ${mark === null ? null : at}
    from (select mark, channel_id from listening_match where brand_id = ${brandId} and id = ${id} for update) before
    where m.brand_id = ${brandId} and m.id = ${id}
    returning before.mark as was, date_trunc('hour', m.posted_at at time zone 'utc') at time zone 'utc' as hour, m.channel_id as "channelId"`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) return false;
  const change = Number(mark === 'noise') - Number(row.was === 'noise');
  if (change !== 0) {
    await sql`
      update listening_count set noise = noise + ${change}
      where brand_id = ${brandId} and channel_id = ${row.channelId} and hour = ${row.hour}
        and query_id in (select query_id from listening_match_query where brand_id = ${brandId} and match_id = ${id})`.execute(
      tx,
    );
  }
  return true;
}

/** Complaints, questions and requests since then that no person from us answered: how many, and how long half of them have waited. */
export async function countUnanswered(
  db: Db,
  brandId: number,
  since: Date,
): Promise<{ n: number; people: number; onDesk: number; medianPostedAt: Date | null }> {
  const { rows } = await sql<{ n: number; people: number; onDesk: number; medianPostedAt: Date | null }>`
    select count(*)::int as n, count(distinct m.post -> 'author' ->> 'remoteId')::int as people,
      count(said.id)::int as "onDesk",
      to_timestamp(percentile_cont(0.5) within group (order by extract(epoch from m.posted_at))) as "medianPostedAt"
    from listening_match m
    left join message said on said.brand_id = m.brand_id and said.channel_id = m.channel_id and said.remote_id = m.remote_id
    where m.brand_id = ${brandId} and m.posted_at >= ${since} and m.mark is distinct from 'noise'
      and m.wants is not null and m.deleted_at is null and not (${answered})`.execute(db);
  return rows[0] ?? { n: 0, people: 0, onDesk: 0, medianPostedAt: null };
}

export type QueryCount = {
  queryId: string;
  matched: number;
  untagged: number;
  complaints: number;
  untaggedComplaints: number;
  noise: number;
};

/** By query, of posts since then. */
export async function countMatches(db: Db, brandId: number, since: Date): Promise<QueryCount[]> {
  const { rows } = await sql<QueryCount>`
    select query_id as "queryId", sum(matched)::int as matched, sum(untagged)::int as untagged,
      sum(complaints)::int as complaints, sum(untagged_complaints)::int as "untaggedComplaints", sum(noise)::int as noise
    from listening_count where brand_id = ${brandId} and hour >= ${since} group by 1`.execute(db);
  return rows;
}

export type HourCount = { hour: Date; matched: number; untagged: number };

/** One query's volume by the hour, oldest first; hours without a match are left out. */
export async function countByHour(db: Db, brandId: number, queryId: string, since: Date): Promise<HourCount[]> {
  const { rows } = await sql<HourCount>`
    select hour, sum(matched)::int as matched, sum(untagged)::int as untagged
    from listening_count where brand_id = ${brandId} and query_id = ${queryId} and hour >= ${since}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Which of these posts an answer of ours stands under. @returns `channelId remoteId` */
export async function answeredAmong(
  db: Db,
  brandId: number,
  posts: readonly { channelId: string; remoteId: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct p.channel_id || ' ' || p.remote_id as name
    from unnest(${posts.map(p => p.channelId)}::uuid[], ${posts.map(p => p.remoteId)}::text[]) p (channel_id, remote_id)
    join message o on o.brand_id = ${brandId} and o.channel_id = p.channel_id and o.parent_remote_id = p.remote_id
    where o.direction = 'out' and o.delivery = 'sent' and o.deleted_at is null`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

export type JudgedRow = { mark: Mark; text: string };

/** What people said of one query's matches, the newest first; what authors took back has no words. */
export async function listJudged(db: Db, brandId: number, queryId: string, limit: number): Promise<JudgedRow[]> {
  const { rows } = await sql<JudgedRow>`
    select m.mark, concat_ws(' ', m.post ->> 'warning', m.post ->> 'text') as text
    from listening_match_query q join listening_match m on m.brand_id = q.brand_id and m.id = q.match_id
    where q.brand_id = ${brandId} and q.query_id = ${queryId} and m.mark is not null
    order by q.posted_at desc limit ${limit}`.execute(db);
  return rows;
}
