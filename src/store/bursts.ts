/** What the watches for bursts know, what they have not taken in yet, and the bursts they told of. */
import { sql } from 'kysely';
import { CHANNEL_SERIES, HEARD, INBOX } from '../core/crisis/series.ts';
import type { Alarm, HeardPost } from '../core/listening/burst-alarm.ts';
import type { SavedBurst } from '../core/listening/burst-window.ts';
import type { Post } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

/** `queryId` null: complaints sent to us that no query heard; or, with a `series`, turns that open in the inbox (core/crisis/series). */
export type WatchName = { brandId: number; queryId: string | null; series: string };
export type Unwatched = WatchName & { post: HeardPost };

/** Holds the lease to the end of the transaction: nobody else can take it over meanwhile. @returns false when it is not ours */
export async function holdLease(tx: Tx, name: string, holder: string): Promise<boolean> {
  const { rows } = await sql`
    select from lease where name = ${name} and holder = ${holder} and until > now() for share`.execute(tx);
  return rows.length === 1;
}

/** Takes what no watch has seen, oldest first, and counts it as seen if the transaction commits. */
export async function takeUnwatched(tx: Tx, limit: number): Promise<Unwatched[]> {
  const { rows: matched } = await sql<Omit<WatchName, 'series'> & { id: string; network: string; post: Post }>`
    with fresh as (
      select q.brand_id, q.query_id, q.match_id from listening_match_query q
      where not q.watched order by q.posted_at limit ${limit} for update
    ), seen as (
      update listening_match_query q set watched = true from fresh s
      where q.brand_id = s.brand_id and q.query_id = s.query_id and q.match_id = s.match_id
      returning q.brand_id, q.query_id, q.match_id
    )
    select s.brand_id as "brandId", s.query_id as "queryId", m.id, m.network, m.post
    from seen s join listening_match m on m.brand_id = s.brand_id and m.id = s.match_id
    order by m.posted_at, m.id`.execute(tx);
  const { rows: addressed } = await sql<{
    brandId: number;
    id: string;
    network: string;
    at: Date;
    author: string;
    text: string;
  }>`
    with fresh as (
      select brand_id, id from addressed_complaint where not watched order by heard_at limit ${limit} for update
    ), seen as (
      update addressed_complaint a set watched = true from fresh s where a.brand_id = s.brand_id and a.id = s.id returning a.*
    )
    select s.brand_id as "brandId", s.id, s.network, s.posted_at as at, s.author, coalesce(m.text, '') as text
    from seen s left join message m on m.brand_id = s.brand_id and m.channel_id = s.channel_id and m.remote_id = s.remote_id
    order by s.posted_at, s.id`.execute(tx);
  const posts = matched.map(({ brandId, queryId, id, network, post }) => ({
    brandId,
    queryId,
    series: HEARD,
    post: { id, network, at: new Date(post.at), author: post.author.remoteId, text: wordsOfPost(post) },
  }));
  const own = addressed.map(({ brandId, ...post }) => ({ brandId, queryId: null, series: HEARD, post }));
  return [...posts, ...own].sort((a, b) => a.post.at.getTime() - b.post.at.getTime());
}

function wordsOfPost({ warning, text }: Post): string {
  return warning === null ? text : `${warning} ${text}`;
}

export type WatchRow = WatchName & { state: SavedBurst };

export async function loadWatches(db: Db): Promise<WatchRow[]> {
  const { rows } = await sql<WatchRow>`
    select brand_id as "brandId", query_id as "queryId", series, state from burst_watch`.execute(db);
  return rows;
}

/** What these watches of a brand know. */
export async function loadWatchesOf(
  db: Db,
  brandId: number,
  names: readonly Pick<WatchName, 'queryId' | 'series'>[],
): Promise<SavedBurst[]> {
  const { rows } = await sql<{ state: SavedBurst }>`
    select w.state from unnest(${names.map(n => n.queryId)}::uuid[], ${names.map(n => n.series)}::text[]) n (query_id, series)
    join burst_watch w on w.brand_id = ${brandId} and w.query_id is not distinct from n.query_id and w.series = n.series`.execute(
    db,
  );
  return rows.map(({ state }) => state);
}

/** Every query has a watch, and every brand one for what is sent to it; what opens in the inbox has those that something opened in. */
export async function watchesWanted(db: Db): Promise<WatchName[]> {
  const { rows } = await sql<WatchName>`
    select brand_id as "brandId", id as "queryId", ${HEARD} as series from listening_query
    union all select id, null, ${HEARD} from brand
    union all select id, null, ${INBOX} from brand
    union all select brand_id, null, ${CHANNEL_SERIES} || id from channel where state <> 'left'`.execute(db);
  return rows;
}

/** Brands of which no channel hears at present. */
export async function deafBrands(db: Db): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from brand b
    where not exists (select from channel c where c.brand_id = b.id and c.state = 'active')`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Those of queries that were removed meanwhile are left out. */
export async function saveWatches(tx: Tx, watches: readonly WatchRow[], at: Date): Promise<void> {
  if (watches.length === 0) return;
  await sql`
    insert into burst_watch (brand_id, query_id, series, state, saved_at)
    select brand_id, query_id, series, state, ${at}::timestamptz
    from unnest(${watches.map(w => w.brandId)}::int[], ${watches.map(w => w.queryId)}::uuid[], ${watches.map(w => w.series)}::text[],
      ${watches.map(w => JSON.stringify(w.state))}::jsonb[]) g (brand_id, query_id, series, state)
    where exists (select from brand b where b.id = g.brand_id)
      and (query_id is null or exists (select from listening_query q where q.brand_id = g.brand_id and q.id = g.query_id))
    on conflict (brand_id, query_id, series) do update set state = excluded.state, saved_at = excluded.saved_at`.execute(
    tx,
  );
}

export type NewBurst = WatchName & { id: string; alarm: Alarm };

/** Writes how it stands now; the first time it gets `id`. @returns its id, and whether its query is still there */
export async function putBurst(tx: Tx, { brandId, queryId, series, id, alarm }: NewBurst): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into burst (brand_id, id, query_id, series, number, began_at, raised_at, ended_at, alarm)
    select ${brandId}::int, ${id}::uuid, ${queryId}::uuid, ${series}, ${alarm.number}::int, ${new Date(alarm.beganAtMs)}::timestamptz,
      ${new Date(alarm.raisedAtMs)}::timestamptz, ${alarm.endedAtMs === null ? null : new Date(alarm.endedAtMs)}::timestamptz,
      ${JSON.stringify(alarm)}::jsonb
    where ${queryId}::uuid is null or exists (select from listening_query where brand_id = ${brandId} and id = ${queryId})
    on conflict (brand_id, query_id, series, number) do update set ended_at = excluded.ended_at, alarm = excluded.alarm
    returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

export type BurstRow = {
  id: string;
  queryId: string | null;
  beganAt: Date;
  raisedAt: Date;
  endedAt: Date | null;
  alarm: Alarm;
};

/** Of what is heard: those that go on first, then the newest. */
export async function listBursts(db: Db, brandId: number, since: Date, limit: number): Promise<BurstRow[]> {
  const { rows } = await sql<BurstRow>`
    select id, query_id as "queryId", began_at as "beganAt", raised_at as "raisedAt", ended_at as "endedAt", alarm
    from burst where brand_id = ${brandId} and series = ${HEARD} and (ended_at is null or began_at >= ${since})
    order by (ended_at is not null), began_at desc, id limit ${limit}`.execute(db);
  return rows;
}

export type BurstPosts = { id: string; posts: number; complaints: number; texts: string[] };

/** What is still kept of each burst that a query heard: how many, how many complain, and the newest `most` texts. */
export async function postsOfBursts(
  db: Db,
  brandId: number,
  bursts: readonly Pick<BurstRow, 'id' | 'queryId' | 'beganAt' | 'alarm'>[],
  most: number,
): Promise<BurstPosts[]> {
  const heard = bursts.filter(({ queryId }) => queryId !== null);
  const { rows } = await sql<BurstPosts>`
    select b.id, count(*)::int posts, (count(*) filter (where p.wants = 'complaint'))::int complaints,
      array_agg(p.text order by p.nth) filter (where p.nth <= ${most}) texts
    from unnest(
      ${heard.map(({ id }) => id)}::uuid[], ${heard.map(({ queryId }) => queryId)}::uuid[],
      ${heard.map(({ beganAt }) => beganAt)}::timestamptz[],
      ${heard.map(({ alarm }) => new Date(alarm.total.toMs))}::timestamptz[]) b (id, query_id, since, until)
    cross join lateral (
      select m.wants, m.post->>'text' as text, row_number() over (order by q.posted_at desc, q.match_id desc) nth
      from listening_match_query q join listening_match m on m.brand_id = q.brand_id and m.id = q.match_id
      where q.brand_id = ${brandId} and q.query_id = b.query_id and q.posted_at >= b.since and q.posted_at <= b.until
        and m.deleted_at is null
      order by q.posted_at desc, q.match_id desc limit ${BURST_POSTS_COUNTED}) p
    group by b.id`.execute(db);
  return rows;
}

/** The newest of a burst; older ones change a share little. */
const BURST_POSTS_COUNTED = 2_000;

/** How much longer each watch learns, and since when: by its saved state. */
export async function listWatchStates(
  db: Db,
  brandId: number,
): Promise<{ queryId: string | null; heardHours: number }[]> {
  const { rows } = await sql<{ queryId: string | null; heardHours: number }>`
    select query_id as "queryId", coalesce((state -> 'baseline' ->> 'heardHours')::float8, 0) as "heardHours"
    from burst_watch where brand_id = ${brandId} and series = ${HEARD}`.execute(db);
  return rows;
}

export async function forgetBursts(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from burst where ended_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
