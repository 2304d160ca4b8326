/** Complaints about us that were heard: those that queries matched and those sent to us, each once however often it came. */
import { sql } from 'kysely';
import type { Post } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

export type AddressedComplaint = { id: string; network: string; post: Post; receivedAt: Date };

/** Those sent to us that no query heard. The same again changes nothing. */
export async function insertAddressedComplaints(
  tx: Tx,
  brandId: number,
  channelId: string,
  found: readonly AddressedComplaint[],
): Promise<void> {
  if (found.length === 0) return;
  await sql`
    insert into addressed_complaint (brand_id, id, channel_id, network, remote_id, posted_at, heard_at, in_public, author)
    select ${brandId}::int, id, ${channelId}::uuid, network, remote_id, posted_at, heard_at, in_public, author
    from unnest(
      ${found.map(({ id }) => id)}::uuid[], ${found.map(({ network }) => network)}::text[],
      ${found.map(({ post }) => post.remoteId)}::text[], ${found.map(({ post }) => post.at)}::timestamptz[],
      ${found.map(({ receivedAt }) => receivedAt)}::timestamptz[],
      ${found.map(({ post }) => post.visibility === 'public')}::boolean[],
      ${found.map(({ post }) => post.author.remoteId)}::text[]
    ) g (id, network, remote_id, posted_at, heard_at, in_public, author)
    on conflict do nothing`.execute(tx);
}

/**
 * One row a complaint. The same post by two channels of a network is one; what a person marked as noise in one of
 * them is not about us in any.
 */
const heard = (brandId: number) => sql`
  every_copy as (
    select network, remote_id, addressed, true as by_query, true as in_public, posted_at, heard_at, id as match_id, null::uuid as addressed_id
    from listening_match where brand_id = ${brandId} and wants = 'complaint'
    union all
    select network, remote_id, true, false, in_public, posted_at, heard_at, null, id
    from addressed_complaint where brand_id = ${brandId}
  ), complaint as (
    select network, remote_id, bool_or(addressed) as addressed, bool_or(by_query) as by_query, bool_or(in_public) as in_public,
      min(posted_at) as posted_at, min(heard_at) as heard_at,
      array_agg(match_id) filter (where match_id is not null) as match_ids, min(addressed_id::text)::uuid as addressed_id
    from every_copy e
    where not exists (
      select from listening_match n
      where n.brand_id = ${brandId} and n.network = e.network and n.remote_id = e.remote_id and n.mark = 'noise')
    group by network, remote_id
  )`;

const weekOf = sql`date_trunc('week', posted_at at time zone 'utc')::date`;

export type WeekCount = {
  /** Its Monday, as `2026-11-23`. */
  week: string;
  network: string;
  /** Null: all of them. */
  queryId: string | null;
  complaints: number;
  untagged: number;
  inPublic: number;
  /** Found by a query; sent to us in public; both. Of a query: found by it; sent to us as well; found otherwise as well. */
  byQuery: number;
  byAddress: number;
  byBoth: number;
  firstHeardAt: Date;
};

/** By week and network, and within that by query, of all that has not been forgotten. */
export async function countComplaints(db: Db, brandId: number): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    with ${heard(brandId)}, by_one as (
      select distinct c.network, c.remote_id, q.query_id from complaint c
      cross join lateral unnest(c.match_ids) m (id)
      join listening_match_query q on q.brand_id = ${brandId} and q.match_id = m.id
    ), found as (
      select c.*, q.query_id, count(*) over (partition by c.network, c.remote_id) as queries
      from complaint c join by_one q on q.network = c.network and q.remote_id = c.remote_id
    ), counted as (
      select ${weekOf} as week, network, null::uuid as query_id, count(*) as complaints,
        count(*) filter (where not addressed) as untagged, count(*) filter (where in_public) as in_public,
        count(*) filter (where by_query) as by_query, count(*) filter (where addressed and in_public) as by_address,
        count(*) filter (where by_query and addressed) as by_both, min(heard_at) as first_heard_at
      from complaint group by 1, 2
      union all
      select ${weekOf}, network, query_id, count(*), count(*) filter (where not addressed), count(*),
        count(*), count(*) filter (where addressed), count(*) filter (where addressed or queries > 1), min(heard_at)
      from found group by 1, 2, 3
    )
    select to_char(week, 'YYYY-MM-DD') as week, network, query_id as "queryId", complaints::int, untagged::int, in_public::int as "inPublic",
      by_query::int as "byQuery", by_address::int as "byAddress", by_both::int as "byBoth", first_heard_at as "firstHeardAt"
    from counted order by week, network, query_id nulls first`.execute(db);
  return rows;
}

/** Writes down the weeks of which nothing has been forgotten yet; older ones stay as they were written. */
export async function keepWeekCounts(
  db: Db,
  brandId: number,
  counts: readonly WeekCount[],
  { now, wholeSince }: { now: Date; wholeSince: Date },
): Promise<void> {
  await db.transaction().execute(async tx => {
    // What was counted before and is no more, as when its last complaint was marked as noise.
    await sql`
      delete from unheard_week where brand_id = ${brandId} and first_heard_at >= ${wholeSince}`.execute(tx);
    await sql`
      insert into unheard_week (brand_id, week, network, query_id, complaints, untagged, in_public, by_query, by_address, by_both,
        first_heard_at, counted_at)
      select ${brandId}::int, week, network, query_id, complaints, untagged, in_public, by_query, by_address, by_both, first_heard_at, ${now}::timestamptz
      from unnest(${counts.map(c => c.week)}::date[], ${counts.map(c => c.network)}::text[], ${counts.map(c => c.queryId)}::uuid[],
        ${counts.map(c => c.complaints)}::int[], ${counts.map(c => c.untagged)}::int[], ${counts.map(c => c.inPublic)}::int[],
        ${counts.map(c => c.byQuery)}::int[], ${counts.map(c => c.byAddress)}::int[], ${counts.map(c => c.byBoth)}::int[],
        ${counts.map(c => c.firstHeardAt)}::timestamptz[]) g (week, network, query_id, complaints, untagged, in_public, by_query,
          by_address, by_both, first_heard_at)
      where query_id is null or exists (select from listening_query q where q.brand_id = ${brandId} and q.id = g.query_id)
      on conflict (brand_id, week, network, query_id) do nothing`.execute(tx);
  });
}

/** The weeks as they were written down. */
export async function listWeekCounts(db: Db, brandId: number, sinceWeek: string): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    select to_char(week, 'YYYY-MM-DD') as week, network, query_id as "queryId", complaints, untagged, in_public as "inPublic",
      by_query as "byQuery", by_address as "byAddress", by_both as "byBoth", first_heard_at as "firstHeardAt"
    from unheard_week where brand_id = ${brandId} and week >= ${sinceWeek}::date
    order by week, network, query_id nulls first`.execute(db);
  return rows;
}

export type ComplaintRow = {
  /** Of the match, or of the complaint sent to us. */
  id: string;
  network: string;
  channelId: string;
  postedAt: Date;
  /** As heard where a query heard it; else the message's words; null when neither is kept any more. */
  post: Post | null;
  message: {
    text: string;
    lang: string | null;
    warning: string | null;
    url: string | null;
    name: string | null;
    handle: string | null;
  } | null;
  addressed: boolean;
  inPublic: boolean;
  byQuery: boolean;
  queryIds: string[];
  conversationId: string | null;
  deleted: boolean;
  /** A person from us answered the turn it belongs to, or right under it. */
  answered: boolean;
};

export type ComplaintsAsked = {
  network: string | null;
  queryId: string | null;
  week: string | null;
  /** The Monday of the first week. */
  since: string | null;
  /** `none`: addressed to none of our channels. */
  tagged: 'none' | 'us' | null;
  after: { at: string; id: string } | null;
  limit: number;
};

/** What is shown of `shown` (id, network, remote_id, posted_at, addressed, in_public, by_query, match_ids, addressed_id). */
const details = (brandId: number) => sql`
  select s.id, s.network, coalesce(m.channel_id, a.channel_id) as "channelId", s.posted_at as "postedAt", m.post,
    case when said.id is null then null else jsonb_build_object('text', said.text, 'lang', said.lang, 'warning', said.warning,
      'url', said.url, 'name', i.name, 'handle', i.handle) end as message,
    s.addressed, s.in_public as "inPublic", s.by_query as "byQuery",
    array(select distinct q.query_id from listening_match_query q where q.brand_id = ${brandId} and q.match_id = any(s.match_ids)) as "queryIds",
    said.conversation_id as "conversationId",
    coalesce(m.deleted_at, said.deleted_at) is not null as deleted,
    coalesce((select t.outcome = 'answered' from turn t
      where t.brand_id = ${brandId} and t.conversation_id = said.conversation_id and t.opened_at <= s.posted_at
      order by t.opened_at desc limit 1), false)
    or exists (select from message o where o.brand_id = ${brandId} and o.channel_id = coalesce(a.channel_id, m.channel_id)
      and o.parent_remote_id = s.remote_id and o.direction = 'out' and o.delivery = 'sent' and o.deleted_at is null) as answered
  from shown s
  left join listening_match m on m.brand_id = ${brandId} and m.id = s.match_ids[1]
  left join addressed_complaint a on a.brand_id = ${brandId} and a.id = s.addressed_id
  left join message said on said.brand_id = ${brandId} and said.channel_id = coalesce(a.channel_id, m.channel_id) and said.remote_id = s.remote_id
  left join identity i on i.brand_id = ${brandId} and i.id = said.identity_id
  order by s.posted_at desc, s.id desc`;

/** The rows behind the unheard rate, newest first. */
export async function listComplaints(db: Db, brandId: number, asked: ComplaintsAsked): Promise<ComplaintRow[]> {
  const { network, queryId, week, since, tagged, after, limit } = asked;
  const ofQuery = sql`and exists (
    select from listening_match_query q
    where q.brand_id = ${brandId} and q.query_id = ${queryId} and q.match_id = any(c.match_ids))`;
  const { rows } = await sql<ComplaintRow>`
    with ${heard(brandId)}, wanted as (
      select c.*, coalesce(c.match_ids[1], c.addressed_id) as id from complaint c
      where true
        ${network === null ? sql`` : sql`and c.network = ${network}`}
        ${week === null ? sql`` : sql`and ${weekOf} = ${week}::date`}
        ${since === null ? sql`` : sql`and ${weekOf} >= ${since}::date`}
        ${tagged === null ? sql`` : tagged === 'us' ? sql`and c.addressed` : sql`and not c.addressed`}
        ${queryId === null ? sql`` : ofQuery}
    ), shown as (
      select * from wanted
      where true ${after === null ? sql`` : sql`and (posted_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by posted_at desc, id desc limit ${limit}
    ) ${details(brandId)}`.execute(db);
  return rows;
}

/** Matches and complaints sent to us, by their ids, newest first; those forgotten are left out. */
export async function findHeard(db: Db, brandId: number, ids: readonly string[]): Promise<ComplaintRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ComplaintRow>`
    with shown as (
      select id, network, remote_id, posted_at, addressed, true as in_public, true as by_query, array[id] as match_ids, null::uuid as addressed_id
      from listening_match where brand_id = ${brandId} and id = any(${ids}::uuid[])
      union all
      select id, network, remote_id, posted_at, true, in_public, false, null, id
      from addressed_complaint where brand_id = ${brandId} and id = any(${ids}::uuid[])
    ) ${details(brandId)}`.execute(db);
  return rows;
}

/** Forgets what is old enough, as the matches are. @returns how many went; fewer than `limit` means that none is left */
export async function forgetAddressedComplaints(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from addressed_complaint where (brand_id, id) in (
      select brand_id, id from addressed_complaint where heard_at < ${before} order by heard_at limit ${limit}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
