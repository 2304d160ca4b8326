/**
 * Hears what people write to rivals in public and what those answer, and counts the turns of it: part of the batch's transaction, so that
 * it is there once. We are measured beside them by the same posts and rules. No words are kept.
 */
import { createHash } from 'node:crypto';
import type { HeardItem } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import { handleKey, mentionsIn, type RivalBook, rivalBook, rivalOf, rivalsAddressed } from '../core/insight/rival.ts';
import { countRivalTurns } from '../core/insight/rival-turn.ts';
import type { Item, Post } from '../core/post.ts';
import type { TriageReaders } from '../core/triage/read.ts';
import { readWants } from '../core/triage/wants.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/rival-posts.ts';
import { handlesHeard, knowHandles } from '../store/rivals.ts';
import type { Load } from './take-in.ts';

/** Null: this brand names no rivals that could be heard here. */
export type Rivals = RivalBook | null;

/** Of one person in one thread with one company; whoever writes more is counted by the first ones. */
export const POSTS_PER_MATTER = 500;
const US = null;

export async function rivalsHere(tx: Tx, { brandId, channel }: Pick<Load, 'brandId' | 'channel'>): Promise<Rivals> {
  const handles = await handlesHeard(tx, brandId, channel.playsRecording ? null : channel.network);
  return handles.length === 0 ? null : rivalBook(handles);
}

/** As far as the post itself says so. */
export function isOfRival(item: Item, rivals: Rivals): boolean {
  if (rivals === null || item.kind !== 'post' || item.post.visibility === 'private') return false;
  return rivalOf(item.post, rivals) !== null || rivalsAddressed(item.post, rivals).length > 0;
}

type Needs = { makeId: MakeId; readers: TriageReaders; rivals: Rivals };
type Keeping = Needs & {
  load: Load;
  rivals: RivalBook;
  /** What is kept already, or comes in this batch, by company and remote id. */
  known: Map<string, store.KnownPost>;
};

export async function keepRivals(tx: Tx, load: Load, items: readonly HeardItem[], needs: Needs): Promise<void> {
  const { rivals } = needs;
  const { brandId, channel } = load;
  if (rivals === null) return;
  await learnAccounts(tx, load, items, rivals);
  const named = [...new Set(items.flatMap(idsNamed))];
  const seen = await store.findRivalPosts(tx, brandId, channel.network, named);
  const wanted = nearRivals(items, new Set(seen.map(({ remoteId }) => remoteId)), rivals);
  if (wanted.length === 0) return;
  await store.lockRivalPosts(tx, brandId);
  // Once more: another channel may have brought the other half meanwhile.
  const known = new Map<string, store.KnownPost>();
  for (const post of await store.findRivalPosts(tx, brandId, channel.network, [...new Set(wanted.flatMap(idsNamed))]))
    known.set(nameOf(post), post);
  const fresh = freshPosts({ ...needs, rivals, load, known }, wanted);
  await store.insertRivalPosts(tx, brandId, channel, fresh);
  const joined = await store.joinThreads(tx, brandId, channel.network, fresh);
  const changed = await followChanges(tx, load, wanted, needs.readers);
  await recount(tx, load, [...fresh.flatMap(matterOf), ...joined, ...changed], needs.makeId);
}

/** A post may be brought near by one that stands anywhere in the batch, so it is looked until nothing changes. */
function nearRivals(items: readonly HeardItem[], near: Set<string>, rivals: RivalBook): HeardItem[] {
  const wanted = new Set<HeardItem>();
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const of of items) {
      if (wanted.has(of) || !(isWanted(of.item, rivals) || idsNamed(of).some(id => near.has(id)))) continue;
      wanted.add(of);
      if (of.item.kind === 'post') near.add(of.item.post.remoteId);
    }
  }
  return [...wanted];
}

/** To or from a rival or us; whatever changes a post may change one of these. */
function isWanted(item: Item, rivals: RivalBook): boolean {
  if (item.kind !== 'post') return false;
  const { post } = item;
  return post.visibility === 'public' && (post.own || post.addressed || isOfRival(item, rivals));
}

function idsNamed({ item }: HeardItem): string[] {
  if (item.kind === 'person' || item.kind === 'receipt' || item.kind === 'stands') return [];
  if (item.kind !== 'post') return [item.remoteId];
  const { visibility, parentRemoteId, rootRemoteId } = item.post;
  return visibility === 'private' ? [] : [parentRemoteId, rootRemoteId].filter(id => id !== null);
}

/** Some networks tell the id of an account and its handle in different places. */
async function learnAccounts(tx: Tx, load: Load, items: readonly HeardItem[], rivals: RivalBook): Promise<void> {
  const found = new Map<string, string>();
  for (const { item } of items) {
    if (item.kind !== 'post' && item.kind !== 'person') continue;
    const { handle, remoteId } = item.kind === 'post' ? item.post.author : item.person;
    const key = handle === null ? '' : handleKey(handle);
    if (rivals.byHandle.has(key) && !rivals.byRemoteId.has(remoteId)) found.set(key, remoteId);
  }
  const known = [...found].map(([handle, remoteId]) => ({ handle, remoteId }));
  // Ids of a recording are those of its file: another may number the same people otherwise.
  if (!load.channel.playsRecording) await knowHandles(tx, load.brandId, load.channel.network, known);
}

function freshPosts(keeping: Keeping, items: readonly HeardItem[]): store.KeptPost[] {
  const fresh: store.KeptPost[] = [];
  const inOrder = items
    .flatMap(({ item, receivedAt }) => (item.kind === 'post' ? [{ post: item.post, receivedAt }] : []))
    .sort((a, b) => a.post.at.getTime() - b.post.at.getTime());
  for (const { post, receivedAt } of inOrder) {
    if (post.visibility === 'private') continue;
    const rows = rowsOf(post, keeping);
    for (const row of rows) {
      const name = nameOf(row);
      if (keeping.known.has(name)) continue;
      keeping.known.set(name, row);
      fresh.push({ ...row, id: keeping.makeId(), heardAt: receivedAt });
    }
  }
  return fresh;
}

type Row = Omit<store.KeptPost, 'id' | 'heardAt'>;

/** A recording of many companies calls the words of each of them our own; of those nobody named nothing is told. */
function rowsOf(post: Post, keeping: Keeping): Row[] {
  const rivalId = rivalOf(post, keeping.rivals);
  if (rivalId !== null) return [answerOf(post, rivalId, keeping)];
  if (!post.own) return asksOf(post, keeping);
  const handles = keeping.load.parts[0]?.ourHandles;
  const isUs = handles === undefined || handles.includes(handleKey(post.author.handle ?? ''));
  return isUs ? [answerOf(post, US, keeping)] : [];
}

function answerOf(post: Post, rivalId: string | null, { known }: Keeping): Row {
  const above = known.get(nameOf({ rivalId, remoteId: post.parentRemoteId ?? '' }));
  return { ...rowOf(post, rivalId, above), kind: 'answers', author: above?.author ?? null, complains: false };
}

function asksOf(post: Post, keeping: Keeping): Row[] {
  const { load, known, readers } = keeping;
  const author = hashOf(load, post.author.remoteId);
  const companies = companiesAsked(post, author, keeping);
  if (companies.length === 0) return [];
  const complains = readWants(post.text, readers) === 'complaint';
  return companies.map(rivalId => {
    const above = known.get(nameOf({ rivalId, remoteId: post.parentRemoteId ?? '' }));
    return { ...rowOf(post, rivalId, above), kind: 'asks', author, complains };
  });
}

/** Whom it names or answers; and with whom its author speaks in this thread already. */
function companiesAsked(post: Post, author: string, { rivals, known, load }: Keeping): (string | null)[] {
  const asked = new Set<string | null>(rivalsAddressed(post, rivals));
  if (isToUs(post, load)) asked.add(US);
  const ids = [post.parentRemoteId, post.rootRemoteId].filter(id => id !== null);
  for (const rivalId of [US, ...new Set(rivals.byHandle.values())]) {
    for (const remoteId of ids) {
      const above = known.get(nameOf({ rivalId, remoteId }));
      if (above === undefined) continue;
      if (above.author === author || (above.kind === 'answers' && remoteId === post.parentRemoteId)) asked.add(rivalId);
    }
  }
  return [...asked];
}

/** In a recording of many companies every customer's post is marked as sent to us; there it has to name us, as with the others. */
function isToUs(post: Post, { parts }: Load): boolean {
  const handles = parts[0]?.ourHandles;
  if (handles === undefined) return post.addressed;
  return post.addressed && mentionsIn(post.text).some(name => handles.includes(name));
}

function rowOf(post: Post, rivalId: string | null, above: store.KnownPost | undefined) {
  const { remoteId, parentRemoteId, rootRemoteId, at, url } = post;
  return {
    rivalId,
    remoteId,
    parentRemoteId,
    thread: above?.thread ?? rootRemoteId ?? parentRemoteId ?? remoteId,
    at,
    url,
  };
}

async function followChanges(
  tx: Tx,
  { brandId, channel }: Load,
  items: readonly HeardItem[],
  readers: TriageReaders,
): Promise<store.Matter[]> {
  const edits = new Map<string, store.RivalEdit>();
  const gone = new Map<string, Date>();
  for (const { item } of items) {
    if (item.kind === 'remove') gone.set(item.remoteId, item.at);
    if (item.kind !== 'edit' || (edits.get(item.remoteId)?.version ?? -1) >= item.version) continue;
    const { remoteId, version } = item;
    edits.set(remoteId, { remoteId, version, complains: readWants(item.text, readers) === 'complaint' });
  }
  const removals = [...gone].map(([remoteId, at]) => ({ remoteId, at }));
  return [
    ...(await store.editRivalPosts(tx, brandId, channel.network, [...edits.values()])),
    ...(await store.removeRivalPosts(tx, brandId, channel.network, removals)),
  ];
}

async function recount(
  tx: Tx,
  { brandId, channel }: Load,
  matters: readonly store.Matter[],
  makeId: MakeId,
): Promise<void> {
  const distinct = [...new Map(matters.map(matter => [keyOf(matter), matter])).values()];
  if (distinct.length === 0) return;
  const posts = await store.postsOfMatters(tx, brandId, channel.network, distinct, POSTS_PER_MATTER);
  const turns = [...Map.groupBy(posts, keyOf).values()].flatMap(own => {
    const byId = new Map(own.map(post => [post.remoteId, post]));
    return countRivalTurns(own).map((turn): store.KeptTurn => {
      const opened = byId.get(turn.openedBy);
      if (opened === undefined) throw new Error(`a turn was opened by ${turn.openedBy}, which is not of its matter`);
      const answerUrl = byId.get(turn.answeredBy ?? '')?.url ?? null;
      const { rivalId, channelId, url } = opened;
      return { ...turn, id: makeId(), rivalId, channelId, url, answerUrl };
    });
  });
  const asks = posts.filter(({ kind }) => kind === 'asks');
  await store.putRivalTurns(tx, brandId, channel.network, asks, turns);
}

function matterOf({ rivalId, thread, author }: store.KeptPost): store.Matter[] {
  return author === null ? [] : [{ rivalId, thread, author }];
}

function nameOf({ rivalId, remoteId }: Pick<store.KnownPost, 'rivalId' | 'remoteId'>): string {
  return `${rivalId ?? ''} ${remoteId}`;
}

function keyOf({ rivalId, thread, author }: store.Matter): string {
  return JSON.stringify([rivalId, thread, author]);
}

/** People are told apart and not known. */
function hashOf({ brandId, channel }: Load, remoteId: string): string {
  return createHash('sha256').update(`${brandId} ${channel.network} ${remoteId}`).digest('base64url').slice(0, 22);
}
