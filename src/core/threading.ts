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
  /** A colleague put it where it stands: nothing heard later moves it, and what answers it joins it. */
  pinned?: boolean;
};

export type Place = { threadId: string; conversationId: string };
export type ThreadRoot = { id: string; rootRemoteId: string };
/** `apart`: beside the author's usual conversation in this thread, because a colleague wanted it so. */
export type Owned = { id: string; threadId: string; identityId: string | null; apart?: boolean };
/** A colleague's word: what this author writes in this thread stands in that conversation. */
export type Decision = {
  threadId: string;
  identityId: string | null;
  conversationId: string;
  /** The merge or split it belongs to, and goes with. */
  cause: string;
};

export type Neighbourhood = {
  /** The new posts, what is held of their parents and roots, and all posts of the `whole` threads. */
  posts: readonly Placeable[];
  /** The threads of all these, and any whose root is one of the ids named. */
  threads: readonly ThreadRoot[];
  /** Threads a new post may re-root or join: all their posts are here, and their places are found again. */
  whole: ReadonlySet<string>;
};

export type ThreadChoice = {
  newThreads: ThreadRoot[];
  /** A late parent became the first post of the thread. */
  rerooted: ThreadRoot[];
  goneThreads: string[];
  /** Where each new post, and each post of a `whole` thread, belongs. */
  seats: ThreadSeat[];
};

export type ThreadSeat = { post: Placeable; threadId: string };

/** First step: the threads. With them it is known which conversations may be concerned. */
export function chooseThreads(around: Neighbourhood, makeId: MakeId): ThreadChoice {
  const keyOf = makeKeys(around);
  const movable = around.posts.filter(post => post.place === null || around.whole.has(post.place.threadId));
  const keyed = movable.map(post => ({ post, key: keyOf(post) }));
  const wanted = new Set(keyed.map(seat => seat.key));
  const byKey = new Map<string, string>();
  for (const thread of around.threads) if (wanted.has(thread.rootRemoteId)) byKey.set(thread.rootRemoteId, thread.id);
  const taken = new Set(byKey.values());
  const newThreads: ThreadRoot[] = [];
  const rerooted: ThreadRoot[] = [];
  const groups = countBy(
    keyed,
    seat => seat.key,
    seat => seat.post.place?.threadId,
  );
  for (const [key, counts] of groups) {
    if (byKey.has(key)) continue;
    const old = mostOf(counts, id => around.whole.has(id) && !taken.has(id));
    const id = old ?? makeId();
    (old === undefined ? newThreads : rerooted).push({ id, rootRemoteId: key });
    byKey.set(key, id);
    taken.add(id);
  }
  const goneThreads = [...around.whole].filter(id => !taken.has(id));
  const seats = keyed.map(({ post, key }) => ({ post, threadId: byKey.get(key) ?? '' }));
  return { newThreads, rerooted, goneThreads, seats };
}

/** The pairs of thread and author (null: ours) whose conversations the second step must be shown, if they exist. */
export function conversationsAsked(seats: readonly ThreadSeat[]): { threadId: string; identityId: string | null }[] {
  const asked = new Map<string, { threadId: string; identityId: string | null }>();
  for (const { post, threadId } of seats) {
    const identityId = post.direction === 'in' ? post.identityId : null;
    asked.set(`${threadId} ${identityId ?? ''}`, { threadId, identityId });
  }
  return [...asked.values()];
}

export type Placing = {
  newConversations: Owned[];
  /** Conversations that went along into another thread; `apart` where their author has one there already. */
  carried: { id: string; threadId: string; apart: boolean }[];
  /** Decisions about the `whole` threads, as they stand after it; null: as they were. */
  decisions: Decision[] | null;
  goneConversations: { id: string; into: string | null }[];
  /** By message id: of every new post, and of held posts that moved. */
  places: Map<string, Place>;
};

/**
 * Second step: the conversations.
 * @param conversations those asked for, those of held posts, and all of the `whole` threads
 */
export function chooseConversations(
  { seats }: ThreadChoice,
  around: Neighbourhood,
  conversations: readonly Owned[],
  makeId: MakeId,
  decided: readonly Decision[] = [],
): Placing {
  const ownerOf = makeOwners(around, conversations, decided);
  const pinOf = makePins(around, conversations, ownerOf);
  const owned = seats.map(seat => ({ ...seat, owner: ownerOf(seat.post), pin: pinOf(seat.post) }));
  const decisions = carryDecisions(owned, decided, around);
  const free = owned.filter(seat => seat.pin === null);
  const found = assign(
    free,
    conversations,
    new Map(decisions.map(one => [nameOfTarget(one), one.conversationId])),
    makeId,
  );
  const standsIn = (seat: OwnedSeat) => seat.pin ?? found.chosen.get(targetOf(seat)) ?? '';
  const places = new Map<string, Place>();
  for (const seat of owned) {
    const place = { threadId: seat.threadId, conversationId: standsIn(seat) };
    const before = seat.post.place;
    if (before?.conversationId !== place.conversationId || before.threadId !== place.threadId) {
      places.set(seat.post.id, place);
    }
  }
  const went = countBy(owned, seat => seat.post.place?.conversationId ?? '', standsIn);
  const kept = new Set([...decisions.map(one => one.conversationId), ...owned.flatMap(seat => seat.pin ?? [])]);
  const goneConversations = conversations
    .filter(one => around.whole.has(one.threadId) && !found.taken.has(one.id) && !kept.has(one.id) && !one.apart)
    .map(one => ({ id: one.id, into: mostOf(went.get(one.id) ?? new Map(), () => true) ?? null }));
  const carried = [...found.carried, ...carryKept(owned, conversations, standsIn, found, goneConversations)];
  const isSame = decisions.length === decided.length && decisions.every((one, i) => one === decided[i]);
  return {
    newConversations: found.newConversations,
    carried,
    goneConversations,
    places,
    decisions: isSame ? null : decisions,
  };
}

type OwnedSeat = ThreadSeat & { owner: string | null; pin: string | null };

function targetOf(seat: OwnedSeat): string {
  return `${seat.threadId} ${seat.owner ?? ''}`;
}

function nameOfTarget({ threadId, identityId }: Pick<Owned, 'threadId' | 'identityId'>): string {
  return `${threadId} ${identityId ?? ''}`;
}

/** A decision goes along with the posts it is about, into whichever threads they stand in now. */
function carryDecisions(
  seats: readonly OwnedSeat[],
  decided: readonly Decision[],
  { whole }: Neighbourhood,
): Decision[] {
  const carried = new Map<string, Decision>();
  for (const one of decided) {
    const about = seats.filter(({ post, owner }) => post.place?.threadId === one.threadId && owner === one.identityId);
    const isSettled =
      !whole.has(one.threadId) || (about.length === 0 && seats.some(seat => seat.threadId === one.threadId));
    const threads = isSettled ? new Set([one.threadId]) : new Set(about.map(seat => seat.threadId));
    for (const threadId of threads) {
      const decision = threadId === one.threadId ? one : { ...one, threadId };
      if (!carried.has(nameOfTarget(decision))) carried.set(nameOfTarget(decision), decision);
    }
  }
  return [...carried.values()];
}

/** What a colleague's decision keeps must stand in a thread that is still there: the one most of its posts are in. */
function carryKept(
  seats: readonly OwnedSeat[],
  conversations: readonly Owned[],
  standsIn: (seat: OwnedSeat) => string,
  found: ReturnType<typeof assign>,
  gone: Placing['goneConversations'],
): Placing['carried'] {
  const away = new Set([...gone, ...found.carried].map(one => one.id));
  const alive = new Set(seats.map(seat => seat.threadId));
  const moved = new Set(seats.flatMap(seat => seat.post.place?.threadId ?? []));
  const threads = countBy(seats, standsIn, seat => seat.threadId);
  const usual = new Map(
    conversations.filter(one => !one.apart && !away.has(one.id)).map(one => [nameOfTarget(one), one.id]),
  );
  for (const { id, threadId, identityId } of found.newConversations)
    usual.set(nameOfTarget({ threadId, identityId }), id);
  const carried: Placing['carried'] = [];
  for (const one of conversations) {
    if (away.has(one.id) || alive.has(one.threadId) || !moved.has(one.threadId)) continue;
    const threadId = mostOf(threads.get(one.id) ?? new Map(), () => true);
    if (threadId === undefined) continue;
    const apart = one.apart === true || usual.has(nameOfTarget({ ...one, threadId }));
    if (!apart) usual.set(nameOfTarget({ ...one, threadId }), one.id);
    carried.push({ id: one.id, threadId, apart });
  }
  return carried;
}

function assign(
  seats: readonly OwnedSeat[],
  conversations: readonly Owned[],
  decided: ReadonlyMap<string, string>,
  makeId: MakeId,
) {
  const held = new Map(conversations.filter(one => !one.apart).map(one => [nameOfTarget(one), one.id]));
  const known = new Map(conversations.map(one => [one.id, one]));
  const firsts = new Map<string, OwnedSeat>();
  for (const seat of seats) if (!firsts.has(targetOf(seat))) firsts.set(targetOf(seat), seat);
  const chosen = new Map<string, string>();
  for (const target of firsts.keys()) {
    const id = decided.get(target) ?? held.get(target);
    if (id !== undefined) chosen.set(target, id);
  }
  const taken = new Set(chosen.values());
  const newConversations: Owned[] = [];
  const carried: Placing['carried'] = [];
  const groups = countBy(seats, targetOf, seat => seat.post.place?.conversationId);
  for (const [target, { threadId, owner }] of firsts) {
    if (chosen.has(target)) continue;
    const spoken = new Set(decided.values());
    const fits = (id: string) =>
      !taken.has(id) && !spoken.has(id) && known.get(id)?.identityId === owner && known.get(id)?.apart !== true;
    const old = mostOf(groups.get(target) ?? new Map(), fits);
    const id = old ?? makeId();
    if (old === undefined) newConversations.push({ id, threadId, identityId: owner });
    else carried.push({ id, threadId, apart: false });
    chosen.set(target, id);
    taken.add(id);
  }
  return { chosen, taken, newConversations, carried };
}

type Finder<T> = (post: Placeable) => T;

/** The remote id of the first post of its thread, as far as is known. */
function makeKeys(around: Neighbourhood): Finder<string> {
  const parentOf = makeParents(around);
  const byRemoteId = postsByRemoteId(around);
  const roots = new Map(around.threads.map(thread => [thread.id, thread.rootRemoteId]));
  const keys = new Map<Placeable, string>();

  function above(post: Placeable): Placeable | string {
    const root = post.rootRemoteId === post.remoteId ? null : post.rootRemoteId;
    const next = parentOf(post) ?? (root === null ? undefined : byRemoteId.get(root));
    return next ?? root ?? post.parentRemoteId ?? nameOf(post);
  }

  return post => {
    const path: Placeable[] = [];
    let at: Placeable | string = post;
    while (typeof at !== 'string') {
      const known: string | undefined = keys.get(at) ?? settledRoot(at, around, roots);
      if (known !== undefined) at = known;
      else if (path.includes(at)) {
        // Nonsense from a network: posts that answer each other in a circle. They are one thread, named by its smallest id.
        at = path.slice(path.indexOf(at)).map(nameOf).sort()[0] ?? nameOf(at);
      } else {
        path.push(at);
        at = above(at);
      }
    }
    for (const passed of path) keys.set(passed, at);
    return at;
  };
}

/** The root of a post whose place is not in question here. */
function settledRoot(
  post: Placeable,
  { whole }: Neighbourhood,
  roots: ReadonlyMap<string, string>,
): string | undefined {
  return post.place === null || whole.has(post.place.threadId) ? undefined : roots.get(post.place.threadId);
}

/** The author a post's conversation belongs to: the customer who wrote it, or the nearest one above an answer of ours. */
function makeOwners(
  around: Neighbourhood,
  conversations: readonly Owned[],
  decided: readonly Decision[],
): Finder<string | null> {
  const parentOf = makeParents(around);
  const owners = new Map(conversations.map(conversation => [conversation.id, conversation.identityId]));
  const spoken = new Map(decided.map(one => [`${one.threadId} ${one.conversationId}`, one.identityId]));
  return post => {
    const seen = new Set<Placeable>();
    let at: Placeable | undefined = post;
    while (at !== undefined && !seen.has(at)) {
      if (at.direction === 'in') return at.identityId;
      if (at.place !== null && !around.whole.has(at.place.threadId)) {
        const { threadId, conversationId } = at.place;
        return spoken.get(`${threadId} ${conversationId}`) ?? owners.get(conversationId) ?? null;
      }
      seen.add(at);
      at = parentOf(at);
    }
    return null;
  };
}

/** Where a colleague's hand keeps a post: it was put there, or it answers one of the same author that was. */
function makePins(
  around: Neighbourhood,
  conversations: readonly Owned[],
  ownerOf: Finder<string | null>,
): Finder<string | null> {
  const parentOf = makeParents(around);
  const apart = new Set(conversations.filter(one => one.apart).map(one => one.id));
  return post => {
    const owner = ownerOf(post);
    const seen = new Set<Placeable>();
    let at: Placeable | undefined = post;
    while (at !== undefined && !seen.has(at)) {
      const { place } = at;
      // Somebody else in between: what is further up may not even be at hand.
      if (ownerOf(at) !== owner) return null;
      if (place !== null) {
        if (at.pinned === true) return place.conversationId;
        // Its own place was found by the same rule already.
        if (!around.whole.has(place.threadId)) return apart.has(place.conversationId) ? place.conversationId : null;
      }
      seen.add(at);
      at = parentOf(at);
    }
    return null;
  };
}

function makeParents(around: Neighbourhood): Finder<Placeable | undefined> {
  const byRemoteId = postsByRemoteId(around);
  return ({ parentRemoteId, remoteId }) =>
    parentRemoteId === null || parentRemoteId === remoteId ? undefined : byRemoteId.get(parentRemoteId);
}

function postsByRemoteId({ posts }: Neighbourhood): Map<string, Placeable> {
  return new Map(posts.flatMap(post => (post.remoteId === null ? [] : [[post.remoteId, post] as const])));
}

function nameOf(post: Placeable): string {
  return post.remoteId ?? post.id;
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
