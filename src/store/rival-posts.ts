/** Public posts between people and rivals, or us, and the turns they make. Written with the batch that brought them. */
import { sql } from 'kysely';
import type { RivalPost, RivalTurn } from '../core/insight/rival-turn.ts';
import type { Db, Tx } from './db.ts';

/** `rivalId` null: us. `author`: whose matter it is; null: nobody's we know. */
export type KeptPost = {
  id: string;
  rivalId: string | null;
  remoteId: string;
  parentRemoteId: string | null;
  thread: string;
  author: string | null;
  kind: 'asks' | 'answers';
  complains: boolean;
  at: Date;
  heardAt: Date;
  url: string | null;
};
export type KnownPost = Pick<KeptPost, 'rivalId' | 'remoteId' | 'thread' | 'author' | 'kind'>;
/** What one person has with one company in one thread. */
export type Matter = { rivalId: string | null; thread: string; author: string };

/** One batch at a time writes a brand's rivals, so that no complaint misses an answer that was written beside it. */
export async function lockRivalPosts(tx: Tx, brandId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('heed rival posts'), ${brandId})`.execute(tx);
}

export async function findRivalPosts(
  tx: Tx,
  brandId: number,
  network: string,
  remoteIds: readonly string[],
): Promise<KnownPost[]> {
  if (remoteIds.length === 0) return [];
  const { rows } = await sql<KnownPost>`
    select rival_id "rivalId", remote_id "remoteId", thread, author, kind from rival_post
    where brand_id = ${brandId} and network = ${network} and remote_id = any(${remoteIds}::text[])`.execute(tx);
  return rows;
}

/** The same again, or by another channel, changes nothing; of a rival that is gone by now nothing is kept. */
export async function insertRivalPosts(
  tx: Tx,
  brandId: number,
  channel: { id: string; network: string },
  posts: readonly KeptPost[],
): Promise<void> {
  if (posts.length === 0) return;
  const rivals = [...new Set(posts.flatMap(({ rivalId }) => rivalId ?? []))];
  await sql`
    with alive as (
      select id from rival where brand_id = ${brandId} and id = any(${rivals}::uuid[]) order by id for key share
    )
    insert into rival_post (brand_id, id, rival_id, channel_id, network, remote_id, parent_remote_id, thread, author, kind, complains,
      posted_at, heard_at, url)
    select ${brandId}::int, id, rival_id, ${channel.id}::uuid, ${channel.network}::text, remote_id, parent_remote_id, thread, author, kind,
      complains, posted_at, heard_at, url
    from unnest(
      ${posts.map(p => p.id)}::uuid[], ${posts.map(p => p.rivalId)}::uuid[], ${posts.map(p => p.remoteId)}::text[],
      ${posts.map(p => p.parentRemoteId)}::text[], ${posts.map(p => p.thread)}::text[], ${posts.map(p => p.author)}::text[],
      ${posts.map(p => p.kind)}::text[], ${posts.map(p => p.complains)}::boolean[], ${posts.map(p => p.at)}::timestamptz[],
      ${posts.map(p => p.heardAt)}::timestamptz[], ${posts.map(p => p.url)}::text[]
    ) g (id, rival_id, remote_id, parent_remote_id, thread, author, kind, complains, posted_at, heard_at, url)
    where g.rival_id is null or g.rival_id in (select alive.id from alive)
    on conflict (brand_id, rival_id, network, remote_id) do nothing`.execute(tx);
}

/**
 * Posts that came before what stands above them find their place now: in its thread, and an answer with the person it was for.
 * @returns the matters that grew by it
 */
export async function joinThreads(
  tx: Tx,
  brandId: number,
  network: string,
  fresh: readonly Pick<KeptPost, 'rivalId' | 'remoteId' | 'thread' | 'author'>[],
): Promise<Matter[]> {
  if (fresh.length === 0) return [];
  const given = sql`unnest(${fresh.map(p => p.rivalId)}::uuid[], ${fresh.map(p => p.remoteId)}::text[],
    ${fresh.map(p => p.thread)}::text[], ${fresh.map(p => p.author)}::text[]) g (rival_id, remote_id, thread, author)`;
  const { rows: moved } = await sql<Matter>`
    update rival_post p set thread = g.thread from ${given}
    where p.brand_id = ${brandId} and p.network = ${network} and p.thread = g.remote_id and g.thread <> g.remote_id
      and p.rival_id is not distinct from g.rival_id
    returning p.rival_id "rivalId", p.thread, p.author`.execute(tx);
  const { rows: found } = await sql<Matter>`
    update rival_post p set author = g.author, thread = g.thread from ${given}
    where p.brand_id = ${brandId} and p.network = ${network} and p.kind = 'answers' and p.author is null
      and p.parent_remote_id = g.remote_id and g.author is not null and p.rival_id is not distinct from g.rival_id
    returning p.rival_id "rivalId", p.thread, p.author`.execute(tx);
  return [...moved, ...found].filter(({ author }) => author !== null);
}

export type RivalEdit = { remoteId: string; version: number; complains: boolean };

/** What people made of their words since. @returns the matters it is about */
export async function editRivalPosts(
  tx: Tx,
  brandId: number,
  network: string,
  edits: readonly RivalEdit[],
): Promise<Matter[]> {
  if (edits.length === 0) return [];
  const { rows } = await sql<Matter>`
    update rival_post p set complains = e.complains, version = e.version
    from unnest(${edits.map(e => e.remoteId)}::text[], ${edits.map(e => e.version)}::bigint[],
      ${edits.map(e => e.complains)}::boolean[]) e (remote_id, version, complains)
    where p.brand_id = ${brandId} and p.network = ${network} and p.remote_id = e.remote_id and p.kind = 'asks'
      and p.deleted_at is null and p.version < e.version
    returning p.rival_id "rivalId", p.thread, p.author`.execute(tx);
  return rows;
}

/** What was taken back is led to no more. @returns the matters it is about */
export async function removeRivalPosts(
  tx: Tx,
  brandId: number,
  network: string,
  gone: readonly { remoteId: string; at: Date }[],
): Promise<Matter[]> {
  if (gone.length === 0) return [];
  const { rows } = await sql<Matter>`
    update rival_post p set deleted_at = g.at, url = null
    from unnest(${gone.map(({ remoteId }) => remoteId)}::text[], ${gone.map(({ at }) => at)}::timestamptz[]) g (remote_id, at)
    where p.brand_id = ${brandId} and p.network = ${network} and p.remote_id = g.remote_id and p.deleted_at is null
    returning p.rival_id "rivalId", p.thread, p.author`.execute(tx);
  return rows.filter(({ author }) => author !== null);
}

export type MatterPost = RivalPost & Matter & { channelId: string; url: string | null };

/** In the order of their times, at most `limit` of each matter. */
export async function postsOfMatters(
  tx: Tx,
  brandId: number,
  network: string,
  matters: readonly Matter[],
  limit: number,
): Promise<MatterPost[]> {
  if (matters.length === 0) return [];
  const { rows } = await sql<MatterPost>`
    select p.rival_id "rivalId", p.thread, p.author, p.channel_id "channelId", p.remote_id "remoteId", p.parent_remote_id "parentRemoteId",
      p.kind, p.complains, p.posted_at "at", p.heard_at "heardAt", p.deleted_at "deletedAt", p.url
    from unnest(${matters.map(m => m.rivalId)}::uuid[], ${matters.map(m => m.thread)}::text[],
      ${matters.map(m => m.author)}::text[]) m (rival_id, thread, author)
    cross join lateral (
      select * from rival_post p
      where p.brand_id = ${brandId} and p.network = ${network} and p.thread = m.thread and p.author = m.author
        and p.rival_id is not distinct from m.rival_id
      order by p.posted_at, p.remote_id limit ${limit}) p
    order by p.posted_at, p.remote_id`.execute(tx);
  return rows;
}

export type KeptTurn = RivalTurn & {
  id: string;
  rivalId: string | null;
  channelId: string;
  url: string | null;
  answerUrl: string | null;
};

/** Puts the turns of some matters in the place of what stood for them. @param asks all complaints of these matters */
export async function putRivalTurns(
  tx: Tx,
  brandId: number,
  network: string,
  asks: readonly { rivalId: string | null; remoteId: string }[],
  turns: readonly KeptTurn[],
): Promise<void> {
  await sql`
    delete from rival_turn t
    using unnest(${asks.map(a => a.rivalId)}::uuid[], ${asks.map(a => a.remoteId)}::text[]) a (rival_id, remote_id)
    where t.brand_id = ${brandId} and t.network = ${network} and t.opened_by = a.remote_id and t.rival_id is not distinct from a.rival_id
      and not exists (
        select from unnest(${turns.map(t => t.rivalId)}::uuid[], ${turns.map(t => t.openedBy)}::text[]) k (rival_id, opened_by)
        where k.opened_by = a.remote_id and k.rival_id is not distinct from a.rival_id)`.execute(tx);
  if (turns.length === 0) return;
  await sql`
    insert into rival_turn (brand_id, id, rival_id, channel_id, network, opened_by, opened_at, heard_at, outcome, closed_at, url, answer_url)
    select ${brandId}::int, id, rival_id, channel_id, ${network}::text, opened_by, opened_at, heard_at, outcome, closed_at, url, answer_url
    from unnest(
      ${turns.map(t => t.id)}::uuid[], ${turns.map(t => t.rivalId)}::uuid[], ${turns.map(t => t.channelId)}::uuid[],
      ${turns.map(t => t.openedBy)}::text[], ${turns.map(t => t.openedAt)}::timestamptz[], ${turns.map(t => t.heardAt)}::timestamptz[],
      ${turns.map(t => t.outcome)}::text[], ${turns.map(t => t.closedAt)}::timestamptz[], ${turns.map(t => t.url)}::text[],
      ${turns.map(t => t.answerUrl)}::text[]
    ) g (id, rival_id, channel_id, opened_by, opened_at, heard_at, outcome, closed_at, url, answer_url)
    on conflict (brand_id, rival_id, network, opened_by) do update set
      opened_at = excluded.opened_at, heard_at = excluded.heard_at, outcome = excluded.outcome, closed_at = excluded.closed_at,
      url = excluded.url, answer_url = excluded.answer_url`.execute(tx);
}

/**
 * Forgets posts of matters in which nothing was heard since, and with them where the complaints can be read and who waits still: an answer
 * after this is not seen.
 * @returns how many went; fewer than `limit` means that none is left
 */
export async function forgetRivalPosts(db: Db, before: Date, at: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select brand_id, id, rival_id, network, remote_id from rival_post p where heard_at < ${before} and not exists (
        select from rival_post n where n.brand_id = p.brand_id and n.network = p.network and n.thread = p.thread
          and n.heard_at >= ${before} and n.author = p.author and n.rival_id is not distinct from p.rival_id)
      order by heard_at limit ${limit} for update skip locked
    ), turns as (
      update rival_turn t set url = null, answer_url = null,
        watched_until = case when t.outcome is null then coalesce(t.watched_until, ${at}::timestamptz) end
      from old where t.brand_id = old.brand_id and t.network = old.network and t.opened_by = old.remote_id
        and t.rival_id is not distinct from old.rival_id
    )
    delete from rival_post p using old where p.brand_id = old.brand_id and p.id = old.id`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** @returns how many went; fewer than `limit` means that none is left */
export async function forgetRivalTurns(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from rival_turn where (brand_id, id) in (
      select brand_id, id from rival_turn where heard_at < ${before} order by heard_at limit ${limit} for update skip locked)`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}
