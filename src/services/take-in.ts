/** The transaction of one batch, step by step. Nothing here waits on a network. */
import type { Heard } from '../connectors/connector.ts';
import { cleanItem } from '../core/clean.ts';
import { type HeardItem, isForUs, letGo, type Sorted, sortHeard } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import { findAwaiting } from '../store/awaiting.ts';
import type { Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { findIdentities, type Identity } from '../store/identities.ts';
import { lockChannel, playUntil } from '../store/ingest.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { RawRow } from '../store/letters.ts';
import {
  findHandedOver,
  findHeldPosts,
  findInFlight,
  type HeldPost,
  type InFlight,
  namedAsParents,
} from '../store/messages.ts';
import { type ChannelPromise, promisesOf } from '../store/promises.ts';
import { type KnownReaction, reactionsOf } from '../store/reactions.ts';
import { findThreads, type Thread } from '../store/threads.ts';
import { wakeTurns } from '../store/turns.ts';
import type { Floods } from './floods.ts';
import type { Batch, Ingested, ListeningChannel, Reached, Source } from './ingest.ts';
import { keepBooks, stillToRead, stillWaiting, withoutKnownLetters } from './keep-books.ts';
import { keepMatches } from './keep-matches.ts';
import { isOfRival, keepRivals, type Rivals, rivalsHere } from './keep-rivals.ts';
import { keepWants } from './keep-wants.ts';
import { underKnownIds } from './known-ids.ts';
import { letPass } from './let-pass.ts';
import { placeHeard } from './place-heard.ts';
import { type Beside, countBefore, likelyToStay, readBeside, wantedOf } from './read-heard.ts';
import type { Readers } from './readers.ts';
import { writeHeard } from './write-heard.ts';

/** Batches of one channel and source, laid out entry by entry. */
export type Load = {
  brandId: number;
  channel: ListeningChannel;
  source: Source;
  parts: readonly Batch[];
  entries: readonly Entry[];
  /** Filled in when the transaction's work is done; one for each part. */
  counts: Ingested[];
  /** More of the same batches follows in another transaction. */
  holdCursor?: boolean;
  /** A part of what was asked for: the rest of the same bodies is read apart from it. */
  isPart?: boolean;
  again?: Again;
};

export type Entry = { heard: Heard; part: number; rawId: number | null };

/** Raw events read once more: what each was, and the reading they belong to. */
export type Again = { rereadId: string; raws: ReadonlyMap<number, Pick<RawRow, 'state' | 'counted'>>; afterId: number };

export type Needs = { makeId: MakeId; now: Date; reached: Reached; readers: Readers; floods?: Floods };

/** Everything the decision looks at. */
export type Known = {
  promise: ChannelPromise;
  items: HeardItem[];
  /** Days on which those that have waited were counted, by their ids in `awaiting`. */
  countedOn: Map<string, string>;
  held: HeldPost[];
  threads: Thread[];
  /** By remote id. */
  people: Map<string, Identity>;
  onTheirWay: InFlight[];
  reactions: KnownReaction[];
};

export async function takeIn(tx: Tx, asked: Load, needs: Needs): Promise<void> {
  await needs.reached('begun');
  await lockChannel(tx, asked.channel.id);
  const load = { ...asked, entries: await entriesStillAsked(tx, asked) };
  const rivals = await rivalsHere(tx, load);
  const heard = readEntries(load, rivals);
  const entries = { ...heard, items: await underKnownIds(tx, load, heard.items) };
  const read = load.again === undefined ? await withoutKnownLetters(tx, load, entries) : entries;
  const promise = await readPromise(tx, load, read.items);
  const { stays, passes } = await letPass(tx, load, read.items);
  const readers = await needs.readers.of(tx, load.brandId);
  const reading = readBeside(likelyToStay(stays), readers);
  try {
    const known = await lookAround(tx, load, stays, promise);
    const sorted = letGo(await sort(tx, load, known), passes);
    await needs.reached('read');
    const placed = await placeHeard(tx, load, known, sorted, needs);
    await needs.reached('placed');
    await keepWants(tx, load.brandId, sorted, placed);
    // Nothing of it hangs on what the posts say: they are read while the database writes the books.
    const lines = await keepBooks(tx, load, read, known, sorted, needs);
    await needs.reached('counted');
    const beside = { ...besideOf(load, needs), waiting: await countBefore(tx, load.brandId, placed) };
    const readings = await reading.finish(wantedOf(sorted, placed, beside));
    const written = await writeHeard(tx, load, known, sorted, placed, { ...needs, readings });
    await needs.reached('settled');
    await keepMatches(tx, load, known.items, { ...needs, readings, readers });
    await keepRivals(tx, load, read.items, { ...needs, readers, rivals });
    await appendEvents(tx, written.events);
    await needs.reached('announced');
    fillCounts(load, lines, written.withMedia);
  } finally {
    reading.stop();
  }
}

async function entriesStillAsked(tx: Tx, load: Load): Promise<readonly Entry[]> {
  if (load.again !== undefined) return stillToRead(tx, load);
  return load.source === 'hook' && load.isPart !== true ? stillWaiting(tx, load) : load.entries;
}

function besideOf({ brandId, channel, parts }: Load, { floods }: Needs): Omit<Beside, 'waiting'> {
  return {
    queriesOf: remoteId => parts.flatMap(({ listened }) => listened?.get(remoteId)?.queryIds ?? []),
    copiesOf: (post, text) => floods?.copiesOf(brandId, channel.network, post, text) ?? 0,
  };
}

export type Line = Pick<LedgerLine, 'outcome' | 'reason'> & { entry: number | null };
/** `received`: as counted where it comes in, whatever becomes of it. */
export type Read = { items: HeardItem[]; lines: Line[]; received: number };

function readEntries({ entries, parts }: Load, rivals: Rivals): Read {
  const read: Read = { items: [], lines: [], received: 0 };
  entries.forEach(({ heard, part }, from) => {
    const batch = parts[part];
    if (batch === undefined) return;
    read.received += heard.kind === 'dropped' ? 1 : heard.items.length;
    if (heard.kind === 'dropped') {
      read.lines.push({
        outcome: heard.ignored ? 'ignored' : 'failed',
        reason: heard.reason.slice(0, REASON_LIMIT),
        entry: from,
      });
      return;
    }
    for (const item of heard.items) {
      const cleaned = cleanItem(item, batch.receivedAt);
      if (cleaned.kind === 'bad') read.lines.push({ outcome: 'failed', reason: cleaned.reason, entry: from });
      else {
        const { receivedAt, listened } = batch;
        const found = cleaned.item.kind === 'post' ? listened?.get(cleaned.item.post.remoteId) : undefined;
        const byQuery = found?.opens === true;
        read.items.push({
          item: cleaned.item,
          receivedAt,
          byQuery,
          stays: found?.opens === false,
          from,
          awaitingId: null,
          ...(isOfRival(cleaned.item, rivals) || batch.others?.has(remoteIdOf(cleaned.item)) ? OF_RIVAL : {}),
        });
      }
    }
  });
  return read;
}

const REASON_LIMIT = 200;
const OF_RIVAL = { ofRival: true } as const;

function remoteIdOf(item: HeardItem['item']): string {
  return item.kind === 'person' ? '' : item.kind === 'post' ? item.post.remoteId : item.remoteId;
}

async function readPromise(tx: Tx, load: Load, items: readonly HeardItem[]): Promise<ChannelPromise> {
  const { brandId, channel, parts } = load;
  if (channel.playsRecording) {
    const given = parts.flatMap(part => (part.playsUntil === undefined ? [] : [part.playsUntil]));
    const heard = items.flatMap(({ item }) => (item.kind === 'post' ? [item.post.at] : []));
    const newest = (given.length > 0 ? given : heard).reduce((latest, at) => Math.max(latest, at.getTime()), 0);
    if (newest > 0) {
      await playUntil(tx, brandId, channel.id, new Date(newest));
      await wakeTurns(tx, brandId, channel.id, new Date(newest));
    }
  }
  const promise = (await promisesOf(tx, brandId, [channel.id])).get(channel.id);
  if (promise === undefined) throw new Error(`there is no channel ${channel.id} in brand ${brandId}`);
  return promise;
}

/** Rounds of finding what has waited: each may bring posts that others have waited for. */
const ROUNDS_LIMIT = 50;

/** Finds what the items have to do with, what has waited for them included. */
export async function lookAround(
  tx: Tx,
  load: Pick<Load, 'brandId' | 'channel'>,
  heard: readonly HeardItem[],
  promise: Known['promise'],
): Promise<Known> {
  const { brandId, channel } = load;
  const items = [...heard];
  const asked = new Set<string>();
  const countedOn = new Map<string, string>();
  for (let round = 0; round < ROUNDS_LIMIT; round++) {
    const fresh = items.flatMap(idsNamed).filter(id => !asked.has(id));
    if (fresh.length === 0) break;
    for (const id of fresh) asked.add(id);
    for (const { id, item, receivedAt, countedOn: day } of await findAwaiting(tx, brandId, channel.id, fresh)) {
      if (countedOn.has(id)) continue;
      countedOn.set(id, day);
      items.push({ item, receivedAt, byQuery: false, stays: false, from: null, awaitingId: id });
    }
  }
  const posts = items.flatMap(({ item }) => (item.kind === 'post' ? [item.post] : []));
  const newcomers = posts.filter(post => post.visibility === 'public').map(post => post.remoteId);
  const held = await findHeldPosts(tx, brandId, channel.id, [...asked], [...new Set(newcomers)]);
  // A held post says its thread itself; only of the others may one be the root.
  const here = new Set(held.map(post => post.remoteId));
  const threads = await findThreads(tx, brandId, channel.id, {
    ids: [...new Set(held.map(post => post.threadId))],
    publicRoots: posts.some(post => post.visibility === 'public') ? [...asked].filter(id => !here.has(id)) : [],
    rooms: [
      ...new Set(posts.flatMap(post => (post.visibility === 'private' && post.room !== null ? [post.room] : []))),
    ],
  });
  const authors = new Set(items.flatMap(peopleIn));
  const people = await findIdentities(tx, brandId, channel.network, [...authors]);
  const own = posts.filter(post => post.own);
  const told = [...own, ...items.flatMap(({ item }) => (item.kind === 'stands' ? [item] : []))];
  const keys = told.flatMap(({ key }) => (key !== null && UUID.test(key) ? [key] : []));
  const inFlight = told.length === 0 ? [] : await findInFlight(tx, brandId, channel.id, keys);
  // Under a post that somebody took to the network's own page the answer may come from a name nobody told us.
  const answered = posts.flatMap(({ parentRemoteId, visibility }) =>
    visibility === 'public' && parentRemoteId !== null && here.has(parentRemoteId) ? [parentRemoteId] : [],
  );
  const handed = await findHandedOver(tx, brandId, channel.id, [...new Set(answered)]);
  const onTheirWay = [...new Map([...inFlight, ...handed].map(answer => [answer.id, answer])).values()];
  const byId = new Map(people.map(one => [one.remoteId, one]));
  const marks = items.flatMap(({ item }) =>
    item.kind === 'reaction' ? [{ remoteId: item.remoteId, personId: item.person.remoteId }] : [],
  );
  const reactions = await reactionsOf(tx, brandId, channel.id, marks);
  return { promise, items, countedOn, held, threads, people: byId, onTheirWay, reactions };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The remote ids of posts an item speaks of. */
function idsNamed({ item }: HeardItem): string[] {
  if (item.kind === 'person') return [];
  if (item.kind !== 'post') return [item.remoteId];
  const { remoteId, parentRemoteId, rootRemoteId, visibility } = item.post;
  if (visibility === 'private') return [remoteId];
  return [remoteId, parentRemoteId, rootRemoteId].filter(id => id !== null);
}

function peopleIn({ item }: HeardItem): string[] {
  if (item.kind === 'person') return [item.person.remoteId];
  if (item.kind !== 'post') return [];
  if (!item.post.own) return [item.post.author.remoteId];
  return item.post.roomWith === null ? [] : [item.post.roomWith.remoteId];
}

export async function sort(
  tx: Tx,
  { brandId, channel }: Pick<Load, 'brandId' | 'channel'>,
  known: Known,
): Promise<Sorted> {
  const doubtful = known.items.flatMap(({ item, byQuery }) =>
    item.kind === 'post' && !isForUs({ post: item.post, byQuery }) ? idsNamed({ item } as HeardItem) : [],
  );
  const named = await namedAsParents(tx, brandId, channel.id, [...new Set(doubtful)]);
  return sortHeard(known.items, {
    held: known.held,
    roots: new Set(known.threads.filter(thread => thread.visibility === 'public').map(thread => thread.rootRemoteId)),
    named: new Set(named),
    onTheirWay: known.onTheirWay,
    reactions: known.reactions,
    us: channel.account,
    people: new Set([...known.people.keys(), ...known.items.flatMap(({ item }) => authorOf(item))]),
    keepsEarly: channel.hearsEverybody !== true,
  });
}

function authorOf(item: HeardItem['item']): string[] {
  return item.kind === 'post' && !item.post.own ? [item.post.author.remoteId] : [];
}

function fillCounts({ entries, counts }: Load, lines: readonly Line[], withMedia: readonly string[]): void {
  for (const { outcome, entry } of lines) {
    const part = entry === null ? undefined : counts[entries[entry]?.part ?? -1];
    if (part === undefined) continue;
    part.received += 1;
    part[outcome] += 1;
  }
  counts[0]?.withMedia.push(...withMedia);
}
