/**
 * Where posts stand. A thread is found by following parents upwards as far as posts are held; every public thread has one
 * conversation per author, and an answer of ours stands with the nearest customer above it. The place depends only on the
 * posts held, never on the order in which they came: a post that arrives after its children makes them join up.
 */
import type { MakeId } from './id.ts';

/** A public post, new or held, with what decides its place. */
export type Placeable = {
  /** Message id. */
  id: string;
  /** Null: an answer of ours on its way. */
  remoteId: string | null;
  parentRemoteId: string | null;
  rootRemoteId: string | null;
  direction: 'in' | 'out';
  /** The author; null for ours. */
  identityId: string | null;
  /** Where it stands now; null: new. */
  place: Place | null;
};

export type Place = { threadId: string; conversationId: string };
export type ThreadRoot = { id: string; rootRemoteId: string };
export type Owned = { id: string; threadId: string; identityId: string | null };

export type Neighbourhood = {
  /** The new posts, what is held of their parents and roots, and all posts of the `whole` threads. */
  posts: readonly Placeable[];
  /** The threads of all these, and any whose root is one of the ids named. */
  threads: readonly ThreadRoot[];
  /** Threads a new post may re-root or join: all their posts and conversations are here, and their places are found again. */
  whole: ReadonlySet<string>;
  /** Conversations of these threads by the authors of new posts; all of them for `whole` threads. */
  conversations: readonly Owned[];
};

export type Placing = {
  newThreads: ThreadRoot[];
  /** A late parent became the first post of the thread. */
  rerooted: ThreadRoot[];
  goneThreads: string[];
  newConversations: Owned[];
  /** Conversations that went along into another thread. */
  carried: { id: string; threadId: string }[];
  goneConversations: { id: string; into: string | null }[];
  /** By message id: of every new post, and of held posts that moved. */
  places: Map<string, Place>;
};

export function place(around: Neighbourhood, makeId: MakeId): Placing {
  const roots = new Map(around.threads.map(thread => [thread.id, thread.rootRemoteId]));
  const chains = makeChains(around, roots);
  const movable = around.posts.filter(post => post.place === null || around.whole.has(post.place.threadId));
  const seats = movable.map(post => ({ post, key: chains.keyOf(post), owner: chains.ownerOf(post) }));
  const threads = chooseThreads(seats, around, makeId);
  const conversations = chooseConversations(seats, threads.byKey, around, makeId);
  const places = new Map<string, Place>();
  for (const seat of seats) {
    const found = conversations.of(seat);
    const before = seat.post.place;
    if (before?.conversationId !== found.conversationId || before.threadId !== found.threadId)
      places.set(seat.post.id, found);
  }
  const { byKey: _, ...threadChanges } = threads;
  const { of: __, ...conversationChanges } = conversations;
  return { ...threadChanges, ...conversationChanges, places };
}

/** A post with the key of its thread (the remote id of the thread's root) and the author its conversation belongs to. */
type Seat = { post: Placeable; key: string; owner: string | null };

type Chains = { keyOf(post: Placeable): string; ownerOf(post: Placeable): string | null };

function makeChains(around: Neighbourhood, roots: ReadonlyMap<string, string>): Chains {
  const byRemoteId = new Map<string, Placeable>();
  for (const post of around.posts) if (post.remoteId !== null) byRemoteId.set(post.remoteId, post);
  const owners = new Map(around.conversations.map(conversation => [conversation.id, conversation.identityId]));
  const keys = new Map<Placeable, string>();

  /** The key of a post whose place is not in question here. */
  function settledKey(post: Placeable): string | undefined {
    if (post.place === null || around.whole.has(post.place.threadId)) return undefined;
    return roots.get(post.place.threadId);
  }

  function parentOf(post: Placeable): Placeable | undefined {
    return post.parentRemoteId === null || post.parentRemoteId === post.remoteId
      ? undefined
      : byRemoteId.get(post.parentRemoteId);
  }

  function keyOf(post: Placeable): string {
    const path: Placeable[] = [];
    const seen = new Set<Placeable>();
    let key: string | undefined;
    let at: Placeable = post;
    while (key === undefined) {
      key = keys.get(at) ?? settledKey(at);
      if (key !== undefined) break;
      if (seen.has(at)) {
        // Nonsense from a network: posts that answer each other in a circle. They are one thread, named by its smallest id.
        key = path.slice(path.indexOf(at)).map(nameOf).sort()[0] ?? nameOf(at);
        break;
      }
      seen.add(at);
      path.push(at);
      const root = at.rootRemoteId === at.remoteId ? null : at.rootRemoteId;
      const next: Placeable | undefined = parentOf(at) ?? (root === null ? undefined : byRemoteId.get(root));
      if (next === undefined) key = root ?? at.parentRemoteId ?? nameOf(at);
      else at = next;
    }
    for (const passed of path) keys.set(passed, key);
    return key;
  }

  function ownerOf(post: Placeable): string | null {
    const seen = new Set<Placeable>();
    let at: Placeable | undefined = post;
    while (at !== undefined && !seen.has(at)) {
      if (at.direction === 'in') return at.identityId;
      if (at.place !== null && settledKey(at) !== undefined) return owners.get(at.place.conversationId) ?? null;
      seen.add(at);
      at = parentOf(at);
    }
    return null;
  }

  return { keyOf, ownerOf };
}

function nameOf(post: Placeable): string {
  return post.remoteId ?? post.id;
}

function chooseThreads(seats: readonly Seat[], around: Neighbourhood, makeId: MakeId) {
  const wanted = new Set(seats.map(seat => seat.key));
  const byKey = new Map<string, string>();
  for (const thread of around.threads) if (wanted.has(thread.rootRemoteId)) byKey.set(thread.rootRemoteId, thread.id);
  const taken = new Set(byKey.values());
  const newThreads: ThreadRoot[] = [];
  const rerooted: ThreadRoot[] = [];
  for (const [key, counts] of countBy(
    seats,
    seat => seat.key,
    seat => seat.post.place?.threadId,
  )) {
    if (byKey.has(key)) continue;
    const old = mostOf(counts, id => around.whole.has(id) && !taken.has(id));
    const id = old ?? makeId();
    (old === undefined ? newThreads : rerooted).push({ id, rootRemoteId: key });
    byKey.set(key, id);
    taken.add(id);
  }
  const goneThreads = [...around.whole].filter(id => !taken.has(id));
  return { byKey, newThreads, rerooted, goneThreads };
}

function chooseConversations(
  seats: readonly Seat[],
  threadByKey: ReadonlyMap<string, string>,
  around: Neighbourhood,
  makeId: MakeId,
) {
  const seatOf = (threadId: string, owner: string | null) => `${threadId} ${owner ?? ''}`;
  const targetOf = (seat: Seat) => seatOf(threadByKey.get(seat.key) ?? '', seat.owner);
  const held = new Map(around.conversations.map(one => [seatOf(one.threadId, one.identityId), one]));
  const known = new Map(around.conversations.map(one => [one.id, one]));
  const groups = countBy(seats, targetOf, seat => seat.post.place?.conversationId);
  const chosen = new Map<string, string>();
  for (const target of groups.keys()) {
    const conversation = held.get(target);
    if (conversation !== undefined) chosen.set(target, conversation.id);
  }
  const taken = new Set(chosen.values());
  const newConversations: Owned[] = [];
  const carried: { id: string; threadId: string }[] = [];
  const firstOf = new Map<string, Seat>();
  for (const seat of seats) if (!firstOf.has(targetOf(seat))) firstOf.set(targetOf(seat), seat);
  for (const [target, seat] of firstOf) {
    if (chosen.has(target)) continue;
    const threadId = threadByKey.get(seat.key) ?? '';
    const fits = (id: string) => !taken.has(id) && known.get(id)?.identityId === seat.owner;
    const old = mostOf(groups.get(target) ?? new Map(), fits);
    const id = old ?? makeId();
    if (old === undefined) newConversations.push({ id, threadId, identityId: seat.owner });
    else carried.push({ id, threadId });
    chosen.set(target, id);
    taken.add(id);
  }
  const went = countBy(
    seats,
    seat => seat.post.place?.conversationId ?? '',
    seat => chosen.get(targetOf(seat)),
  );
  const goneConversations = around.conversations
    .filter(one => around.whole.has(one.threadId) && !taken.has(one.id))
    .map(one => ({ id: one.id, into: mostOf(went.get(one.id) ?? new Map(), () => true) ?? null }));
  const of = (seat: Seat): Place => ({
    threadId: threadByKey.get(seat.key) ?? '',
    conversationId: chosen.get(targetOf(seat)) ?? '',
  });
  return { of, newConversations, carried, goneConversations };
}

function countBy<T>(
  all: readonly T[],
  group: (one: T) => string,
  part: (one: T) => string | undefined,
): Map<string, Map<string, number>> {
  const groups = new Map<string, Map<string, number>>();
  for (const one of all) {
    const name = group(one);
    let counts = groups.get(name);
    if (counts === undefined) {
      counts = new Map();
      groups.set(name, counts);
    }
    const of = part(one);
    if (of !== undefined) counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return groups;
}

/** The one counted most often; of equals the smallest, so that every run chooses the same. */
function mostOf(counts: ReadonlyMap<string, number>, fits: (id: string) => boolean): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [id, n] of counts) {
    if (!fits(id)) continue;
    if (n > most || (n === most && best !== undefined && id < best)) {
      best = id;
      most = n;
    }
  }
  return best;
}
