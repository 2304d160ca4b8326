/** Where the posts of a batch belong: people, threads, conversations. Adds people; writes nothing else. */
import type { Conversation } from '../core/conversation.ts';
import type { FreshPost, Sorted } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import type { Person, Post } from '../core/post.ts';
import {
  chooseConversations,
  chooseThreads,
  conversationsAsked,
  type Neighbourhood,
  type Place,
  type Placeable,
  type Placing,
  type ThreadChoice,
} from '../core/threading.ts';
import { lockWanted } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { type DecisionRow, decisionsAbout } from '../store/decisions.ts';
import {
  findIdentities,
  type Identity,
  insertIdentities,
  type KnownPerson,
  loadIdentities,
} from '../store/identities.ts';
import { writeAliases } from '../store/identity-aliases.ts';
import { type HeldPost, postsOfThreads } from '../store/messages.ts';
import type { Thread } from '../store/threads.ts';
import type { Known, Load, Needs } from './take-in.ts';

export type Placed = {
  /** Message ids and people of the fresh posts. */
  fresh: (FreshPost & { id: string; person: Identity | null })[];
  /** Everybody in the batch and everybody whose conversation it may touch, by identity id. */
  byId: Map<string, Identity>;
  /** Contacts that may have conversations from before this batch, or two kinds of them in it. */
  acquainted: Set<string>;
  /** Conversations that say nobody was addressed, heard again as sent to us. */
  addressed: Set<string>;
  changedPeople: KnownPerson[];
  threads: ThreadChoice;
  conversations: Placing;
  /** The conversation of each private thread written into, by its id. */
  rooms: { newThreads: Thread[]; newConversations: Room[]; places: Map<string, Place>; rooms: Map<string, Room> };
  /** What colleagues decided about the public threads at hand. */
  decided: readonly DecisionRow[];
  /** All conversations the batch may touch, locked. */
  locked: Map<string, Conversation>;
  /** Held posts by message id, those of whole threads included. */
  held: Map<string, HeldPost>;
};

export type Room = { id: string; threadId: string; identityId: string | null };

/** @param also further conversations to hold */
export async function placeHeard(
  tx: Tx,
  load: Load,
  known: Known,
  sorted: Sorted,
  needs: Needs,
  also: readonly string[] = [],
): Promise<Placed> {
  const { brandId } = load;
  const { makeId } = needs;
  const people = await meetPeople(tx, load, known, sorted, makeId);
  // In the order heard: networks that tell whole seconds have several posts in one, and of equal times the smaller id is earlier.
  const ids = sorted.fresh.map(() => makeId()).sort();
  const fresh = sorted.fresh.map((one, i) => {
    const person = one.post.own ? null : (people.all.get(one.post.author.remoteId) ?? null);
    return { ...one, id: ids[i] ?? makeId(), person };
  });
  const whole = threadsInQuestion(known, sorted);
  const inWhole = await postsOfThreads(tx, brandId, [...whole]);
  const held = new Map([...known.held, ...known.onTheirWay, ...inWhole].map(post => [post.id, post]));
  const around: Neighbourhood = { posts: placeables(fresh, held, sorted), threads: known.threads, whole };
  const threads = chooseThreads(around, makeId);
  const inRooms = privatePosts(fresh, sorted);
  const rooms = findRooms(inRooms, known.threads, makeId);
  const roomThreads = [...rooms.ids];
  const seated = threads.seats.map(seat => seat.threadId);
  const decided = await decisionsAbout(tx, brandId, [...new Set([...whole, ...seated, ...roomThreads])]);
  const spokenOf = [...inWhole, ...decided].map(one => one.conversationId);
  const locked = await lockWanted(tx, brandId, {
    ids: [...new Set([...conversationsTouched(known, sorted), ...spokenOf, ...also])],
    authors: conversationsAsked(threads.seats),
    threadIds: [...whole, ...roomThreads],
  });
  const ofThreads = decided.filter(one => !rooms.ids.has(one.threadId));
  const conversations = chooseConversations(threads, around, [...locked.values()].filter(isPublic), makeId, ofThreads);
  const seatedRooms = seatRooms(inRooms, rooms.threads, { locked, decided, held }, people.all, makeId);
  const addressed = new Set(sorted.addressed);
  return {
    fresh,
    byId: await peopleById(tx, brandId, people.all, locked),
    acquainted: acquaintances(known, fresh),
    addressed: new Set(
      known.held
        .filter(post => addressed.has(post.id) && locked.get(post.conversationId)?.heard === true)
        .map(post => post.conversationId),
    ),
    changedPeople: people.changed,
    threads,
    conversations,
    rooms: { newThreads: rooms.newThreads, ...seatedRooms },
    decided: ofThreads,
    locked,
    held,
  };
}

async function peopleById(
  tx: Tx,
  brandId: number,
  people: ReadonlyMap<string, Identity>,
  locked: ReadonlyMap<string, Conversation>,
): Promise<Map<string, Identity>> {
  const byId = new Map([...people.values()].map(one => [one.id, one]));
  const others = [...locked.values()].flatMap(({ identityId }) =>
    identityId === null || byId.has(identityId) ? [] : [identityId],
  );
  for (const one of await loadIdentities(tx, brandId, [...new Set(others)])) byId.set(one.id, one);
  return byId;
}

function acquaintances(known: Known, fresh: Placed['fresh']): Set<string> {
  const contacts = new Set([...known.people.values()].map(one => one.contactId));
  const inPrivate = new Set(
    fresh.flatMap(({ post, person }) => (post.visibility === 'private' && person !== null ? [person.id] : [])),
  );
  for (const { post, person } of fresh) {
    if (post.visibility === 'public' && person !== null && inPrivate.has(person.id)) contacts.add(person.contactId);
  }
  return contacts;
}

function isPublic(row: Conversation): boolean {
  return row.visibility === 'public';
}

/** Threads that a post new to us re-roots or joins: it answers to their root's name, or something in them answers it. */
function threadsInQuestion(known: Known, sorted: Sorted): Set<string> {
  const newcomers = new Set(
    [...sorted.fresh, ...sorted.echoes]
      .filter(({ post }) => post.visibility === 'public')
      .map(({ post }) => post.remoteId),
  );
  const threads = new Set<string>();
  for (const { id, rootRemoteId, visibility } of known.threads) {
    if (visibility === 'public' && newcomers.has(rootRemoteId)) threads.add(id);
  }
  for (const { parentRemoteId, threadId, visibility } of known.held) {
    if (visibility === 'public' && parentRemoteId !== null && newcomers.has(parentRemoteId)) threads.add(threadId);
  }
  return threads;
}

function placeables(fresh: Placed['fresh'], held: ReadonlyMap<string, HeldPost>, sorted: Sorted): Placeable[] {
  const echoed = new Map(sorted.echoes.map(({ message, post }) => [message.id, post.remoteId]));
  const posts: Placeable[] = [];
  for (const post of held.values()) {
    if (post.visibility !== 'public' || post.direction === 'note') continue;
    const { id, remoteId, parentRemoteId, rootRemoteId, direction, identityId, threadId, conversationId, pinned } =
      post;
    const place = { threadId, conversationId };
    posts.push({
      id,
      remoteId: echoed.get(id) ?? remoteId,
      parentRemoteId,
      rootRemoteId,
      direction,
      identityId,
      place,
      pinned,
    });
  }
  for (const { id, post, person } of fresh) {
    if (post.visibility !== 'public') continue;
    const { remoteId, parentRemoteId, rootRemoteId, own } = post;
    const direction = own ? 'out' : 'in';
    posts.push({ id, remoteId, parentRemoteId, rootRemoteId, direction, identityId: person?.id ?? null, place: null });
  }
  return posts;
}

/** Conversations of held posts that something in the batch answers, changes or confirms. */
function conversationsTouched(known: Known, sorted: Sorted): Set<string> {
  const named = new Set<string>(sorted.fresh.flatMap(({ post }) => post.parentRemoteId ?? []));
  for (const id of [...sorted.edits.keys(), ...sorted.removals.keys()]) named.add(id);
  for (const { remoteId } of sorted.receipts) named.add(remoteId);
  const ids = new Set([...sorted.addressed, ...sorted.echoes.map(({ message }) => message.id)]);
  const touched = new Set<string>();
  for (const post of [...known.held, ...known.onTheirWay]) {
    if (!ids.has(post.id) && (post.remoteId === null || !named.has(post.remoteId))) continue;
    touched.add(post.conversationId);
    if (post.alsoAnswersId !== null) touched.add(post.alsoAnswersId);
  }
  return touched;
}

type InRoom = { id: string; post: Post; person: Identity | null };

function privatePosts(fresh: Placed['fresh'], sorted: Sorted): InRoom[] {
  const echoed = sorted.echoes.map(({ message, post }) => ({ id: message.id, post, person: null }));
  return [...fresh, ...echoed].filter(({ post }) => post.visibility === 'private' && post.room !== null);
}

function findRooms(posts: readonly InRoom[], threads: readonly Thread[], makeId: MakeId) {
  const known = new Map(threads.filter(one => one.visibility === 'private').map(one => [one.rootRemoteId, one]));
  const found = new Map<string, Thread>();
  const newThreads: Thread[] = [];
  for (const { post } of posts) {
    if (post.room === null || found.has(post.room)) continue;
    const held = known.get(post.room);
    const thread = held ?? { id: makeId(), rootRemoteId: post.room, visibility: 'private' as const };
    if (held === undefined) newThreads.push(thread);
    found.set(post.room, thread);
  }
  return { threads: found, newThreads, ids: new Set([...found.values()].map(thread => thread.id)) };
}

/** A room has one conversation, unless a colleague decided otherwise; its person is the first customer known to be in it. */
function seatRooms(
  posts: readonly InRoom[],
  threads: ReadonlyMap<string, Thread>,
  {
    locked,
    decided,
    held,
  }: { locked: Placed['locked']; decided: readonly DecisionRow[]; held: ReadonlyMap<string, HeldPost> },
  people: ReadonlyMap<string, Identity>,
  makeId: MakeId,
) {
  const places = new Map<string, Place>();
  const rooms = new Map<string, Room>();
  const newConversations: Room[] = [];
  const usual = new Map(
    [...locked.values()].filter(row => !isPublic(row) && !row.apart).map(row => [row.threadId, row]),
  );
  for (const { id, post, person } of posts) {
    const thread = post.room === null ? undefined : threads.get(post.room);
    if (thread === undefined) continue;
    const identityId = person?.id ?? (post.roomWith === null ? null : (people.get(post.roomWith.remoteId)?.id ?? null));
    // An answer of ours that comes back on the stream stays where it was written.
    const here = held.get(id)?.threadId === thread.id ? held.get(id)?.conversationId : undefined;
    const row = locked.get(here ?? decisionAt(decided, thread.id, post.at) ?? '') ?? usual.get(thread.id);
    const key = row?.id ?? thread.id;
    let room = rooms.get(key);
    if (room === undefined) {
      room = { id: row?.id ?? makeId(), threadId: thread.id, identityId: row?.identityId ?? null };
      rooms.set(key, room);
      if (row === undefined) newConversations.push(room);
    }
    room.identityId ??= identityId;
    places.set(id, { threadId: thread.id, conversationId: room.id });
  }
  return { places, newConversations, rooms };
}

/** The conversation in which words of this instant stand, by the latest decision before them. */
function decisionAt(decided: readonly DecisionRow[], threadId: string, at: Date): string | undefined {
  const began = (one: DecisionRow) => one.fromAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return decided
    .filter(one => one.threadId === threadId && began(one) <= at.getTime())
    .sort((a, b) => began(b) - began(a) || (a.id < b.id ? 1 : -1))[0]?.conversationId;
}

type People = { all: Map<string, Identity>; changed: KnownPerson[] };

async function meetPeople(tx: Tx, load: Load, known: Known, sorted: Sorted, makeId: MakeId): Promise<People> {
  const { brandId, channel } = load;
  const all = new Map(known.people);
  const latest = new Map<string, { person: Person; at: Date; standing: Identity['standing'] | null }>();
  const first = new Map<string, Date>();
  const meet = (person: Person, at: Date, standing: Identity['standing'] | null) => {
    const before = latest.get(person.remoteId);
    if (before === undefined || before.at <= at) latest.set(person.remoteId, { person, at, standing });
    const seen = first.get(person.remoteId);
    if (seen === undefined || at < seen) first.set(person.remoteId, at);
  };
  for (const { post } of [...sorted.fresh, ...sorted.echoes]) {
    for (const person of othersIn(post)) meet(person, post.at, null);
  }
  for (const { person, at, standing } of sorted.persons) meet(person, at, standing);
  const strangers: Identity[] = [];
  const changed: KnownPerson[] = [];
  for (const [remoteId, { person, at, standing }] of latest) {
    const held = all.get(remoteId);
    if (held === undefined) strangers.push(stranger(person, first.get(remoteId) ?? at, at, standing, makeId));
    else if (at >= held.knownAt && (differs(held, person) || (standing !== null && standing !== held.standing))) {
      changed.push({ id: held.id, person, standing: standing ?? held.standing, at });
      all.set(remoteId, { ...held, ...withoutGaps(person, held), standing: standing ?? held.standing, knownAt: at });
    }
  }
  const added = await insertIdentities(tx, brandId, channel.network, strangers);
  for (const one of strangers) all.set(one.remoteId, one);
  const lost = strangers.filter(one => !added.has(one.remoteId)).map(one => one.remoteId);
  for (const winner of await findIdentities(tx, brandId, channel.network, lost)) all.set(winner.remoteId, winner);
  const aliases = [...latest.values()].flatMap(({ person, at }) =>
    (person.also ?? []).map(remoteId => ({ remoteId, identityId: all.get(person.remoteId)?.id, at })),
  );
  await writeAliases(
    tx,
    brandId,
    channel.network,
    aliases.flatMap(({ identityId, ...alias }) => (identityId === undefined ? [] : { ...alias, identityId })),
  );
  return { all, changed };
}

function othersIn(post: Post): Person[] {
  if (!post.own) return [post.author];
  return post.visibility === 'private' && post.roomWith !== null ? [post.roomWith] : [];
}

function stranger(
  person: Person,
  firstSeenAt: Date,
  knownAt: Date,
  standing: Identity['standing'] | null,
  makeId: MakeId,
): Identity {
  return {
    ...person,
    id: makeId(),
    contactId: makeId(),
    avatarId: null,
    standing: standing ?? 'active',
    firstSeenAt,
    knownAt,
  };
}

function differs(held: Identity, person: Person): boolean {
  const after = withoutGaps(person, held);
  return SHOWN.some(key => after[key] !== held[key]) || hasNewProfile(held, person);
}

/** A count of followers that moved a little is no news. */
function hasNewProfile({ profile: was }: Identity, { profile: is }: Person): boolean {
  if (is == null) return false;
  const told = (of: Identity['profile']) => JSON.stringify([of?.bio, of?.links, of?.verifiedLinks]);
  return told(was) !== told(is);
}

const SHOWN = ['handle', 'name', 'avatarUrl', 'profileUrl'] as const;

/** What the network left out this time stays as it was. */
function withoutGaps(person: Person, held: Identity): Pick<Identity, (typeof SHOWN)[number]> {
  return {
    handle: person.handle ?? held.handle,
    name: person.name ?? held.name,
    avatarUrl: person.avatarUrl ?? held.avatarUrl,
    profileUrl: person.profileUrl ?? held.profileUrl,
  };
}
