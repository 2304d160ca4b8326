/** Posts that listening queries matched, and how many there were of them. */
import { sql } from 'kysely';
import type { Post } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

export type Wants = 'complaint' | 'question' | 'request';
export type NewMatch = {
  id: string;
  network: string;
  post: Post;
  receivedAt: Date;
  wants: Wants | null;
  queryIds: readonly string[];
  /** Folded words of title and text, for searching. */
  words: string;
};

/** The same post again, or by another source, changes nothing; a query that is gone by now is left out. */
export async function insertMatches(
  tx: Tx,
  brandId: number,
  channelId: string,
  found: readonly NewMatch[],
): Promise<void> {
  if (found.length === 0) return;
  const pairs = found.flatMap(({ post, queryIds }) => queryIds.map(queryId => ({ remoteId: post.remoteId, queryId })));
  await sql`
    with given as (
      select * from unnest(
        ${found.map(({ id }) => id)}::uuid[], ${found.map(({ network }) => network)}::text[],
        ${found.map(({ post }) => post.remoteId)}::text[], ${found.map(({ post }) => post.at)}::timestamptz[],
        ${found.map(({ receivedAt }) => receivedAt)}::timestamptz[], ${found.map(({ post }) => JSON.stringify(post))}::jsonb[],
        ${found.map(({ post }) => post.addressed)}::boolean[], ${found.map(({ wants }) => wants)}::text[],
        ${found.map(({ words }) => words)}::text[]
      ) g (id, network, remote_id, posted_at, heard_at, post, addressed, wants, words)
    ), kept as (
      insert into listening_match
        (brand_id, id, channel_id, network, remote_id, posted_at, heard_at, post, addressed, wants, search)
      select ${brandId}::int, id, ${channelId}::uuid, network, remote_id, posted_at, heard_at, post, addressed, wants, to_tsvector('simple', words)
      from given
      on conflict (brand_id, channel_id, remote_id) do update set addressed = listening_match.addressed or excluded.addressed
      returning id, remote_id, posted_at, addressed, wants
    ), linked as (
      insert into listening_match_query (brand_id, query_id, match_id, posted_at)
      select ${brandId}::int, q.id, k.id, k.posted_at
      from unnest(${pairs.map(({ remoteId }) => remoteId)}::text[], ${pairs.map(({ queryId }) => queryId)}::uuid[]) p (remote_id, query_id)
      join kept k on k.remote_id = p.remote_id
      join listening_query q on q.brand_id = ${brandId} and q.id = p.query_id
      on conflict do nothing
      returning query_id, match_id
    )
    insert into listening_count (brand_id, query_id, channel_id, hour, matched, untagged, complaints, untagged_complaints)
    select ${brandId}::int, l.query_id, ${channelId}::uuid, date_trunc('hour', k.posted_at at time zone 'utc') at time zone 'utc',
      count(*), count(*) filter (where not k.addressed), count(*) filter (where k.wants = 'complaint'),
      count(*) filter (where k.wants = 'complaint' and not k.addressed)
    from linked l join kept k on k.id = l.match_id
    group by 1, 2, 3, 4 order by 2, 4
    on conflict (brand_id, query_id, channel_id, hour) do update set
      matched = listening_count.matched + excluded.matched, untagged = listening_count.untagged + excluded.untagged,
      complaints = listening_count.complaints + excluded.complaints,
      untagged_complaints = listening_count.untagged_complaints + excluded.untagged_complaints`.execute(tx);
}

export type MatchEdit = { remoteId: string; text: string; version: number; words: string };

/** What authors changed after we heard it; an older version than the stored one is left out. */
export async function editMatches(
  tx: Tx,
  brandId: number,
  channelId: string,
  edits: readonly MatchEdit[],
): Promise<void> {
  if (edits.length === 0) return;
  await sql`
    update listening_match m set post = jsonb_set(m.post, '{text}', to_jsonb(e.text)), version = e.version,
      search = to_tsvector('simple', e.words)
    from unnest(${edits.map(e => e.remoteId)}::text[], ${edits.map(e => e.text)}::text[],
      ${edits.map(e => e.version)}::bigint[], ${edits.map(e => e.words)}::text[]) e (remote_id, text, version, words)
    where m.brand_id = ${brandId} and m.channel_id = ${channelId} and m.remote_id = e.remote_id
      and m.deleted_at is null and m.version < e.version`.execute(tx);
}

/** What authors took back is not kept: of a match stays that there was one. */
export async function emptyMatches(
  tx: Tx,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
  at: Date,
): Promise<void> {
  if (remoteIds.length === 0) return;
  await sql`
    update listening_match set deleted_at = ${at}, search = ''::tsvector,
      post = post || '{"text": "", "warning": null, "attachments": []}'::jsonb
    where brand_id = ${brandId} and channel_id = ${channelId} and remote_id = any(${remoteIds}) and deleted_at is null`.execute(
    tx,
  );
}

/** Forgets what is old enough; the counts stay. @returns how many went; fewer than `limit` means that none is left */
export async function forgetMatches(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from listening_match where (brand_id, id) in (
      select brand_id, id from listening_match where heard_at < ${before} order by heard_at limit ${limit}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
