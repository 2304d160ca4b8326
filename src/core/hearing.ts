/** Sorts what was heard: what is new, what was seen before, what belongs to a post that is not here yet, what is not for us. */
import { earliestOf, findHandedOver, sameWords } from './hand-over.ts';
import type { Item, Person, Post } from './post.ts';

/** One item, clean, with where it came from. */
export type HeardItem = {
  item: Item;
  receivedAt: Date;
  /** A listening query matched it and opens a conversation for it. */
  byQuery: boolean;
  /** A listening query matched it, and it stays under Listening unless it belongs to a thread of ours. */
  stays: boolean;
  /** Which entry of the batch brought it; null: it has waited in the database. */
  from: number | null;
  awaitingId: string | null;
  /** It is to or from a rival, which is measured and is no reason to keep its words. */
  ofRival?: true;
};

/** A held message, as far as sorting must know it. */
export type Held = {
  id: string;
  remoteId: string | null;
  parentRemoteId: string | null;
  direction: 'in' | 'out' | 'note';
  version: number;
  deletedAt: Date | null;
  deliveredAt: Date | null;
  seenAt: Date | null;
  delivery: string | null;
};

/** An answer of ours that may be on the network without our knowing. */
export type OnItsWay = Held & {
  writtenAt: Date;
  /** When a person took it to the network's own page; null where it leaves from here. */
  handedAt: Date | null;
  /** Where it stands, on somebody's word. */
  saidUrl: string | null;
  text: string;
  visibility: 'public' | 'private' | 'note';
  /** The private room it goes to; null: public, or a private answer that is to open one. */
  room: string | null;
  /** The remote id of the person it is for. */
  to: string | null;
};

export type Known = {
  held: readonly Held[];
  /** Remote ids of the roots of known public threads. */
  roots: ReadonlySet<string>;
  /** Further remote ids that held posts name. */
  named: ReadonlySet<string>;
  onTheirWay: readonly OnItsWay[];
  /** Marks that are held of the people and posts in question. */
  reactions: readonly { remoteId: string; personId: string; mark: string | null; at: Date }[];
  /** The account of the channel. */
  us: Person;
  /** Remote ids of people we know. */
  people: ReadonlySet<string>;
  /** Hold what came too early (false for streams that carry a whole network). */
  keepsEarly: boolean;
};

export type FreshPost = { post: Post; receivedAt: Date; byQuery: boolean };
export type Echo = {
  message: OnItsWay;
  post: Post;
  foundByLookup?: boolean;
  /** The colleague on whose word it stands there; absent where the network itself shows it. */
  saidBy?: string | null;
};
export type Verdict = { outcome: 'kept' | 'ignored'; reason: string; of: HeardItem };

export type Sorted = {
  fresh: FreshPost[];
  /** Answers of ours recognised on the network. */
  echoes: Echo[];
  /** By remote id, in the order of versions. */
  edits: Map<string, Extract<Item, { kind: 'edit' }>[]>;
  removals: Map<string, Extract<Item, { kind: 'remove' }>>;
  receipts: Extract<Item, { kind: 'receipt' }>[];
  /** By `reactionKey`: the newest mark of each person under each post. */
  reactions: Map<string, Extract<Item, { kind: 'reaction' }>>;
  persons: Extract<Item, { kind: 'person' }>[];
  /** Heard again as sent to us, while the held message says nobody was addressed. */
  addressed: string[];
  /** To be held until their post comes. */
  early: { of: HeardItem; awaits: string[] }[];
  /** Ids in `awaiting` that have found their post. */
  found: string[];
  verdicts: Verdict[];
};

export function sortHeard(items: readonly HeardItem[], known: Known): Sorted {
  const sorted: Sorted = {
    fresh: [],
    echoes: [],
    edits: new Map(),
    removals: new Map(),
    receipts: [],
    reactions: new Map(),
    persons: [],
    addressed: [],
    early: [],
    found: [],
    verdicts: [],
  };
  const here = new Map<string, Held | null>();
  for (const held of known.held) if (held.remoteId !== null) here.set(held.remoteId, held);
  settleDoubts(items, known, here, sorted);
  sortPosts(items, known, here, sorted);
  for (const of of items) {
    if (of.item.kind === 'post' || of.item.kind === 'stands') continue;
    const judged = judge(of.item, known, here, sorted);
    if (judged.outcome === 'early' && of.ofRival) tell(of, 'ignored', OF_RIVAL, sorted);
    else if (judged.outcome === 'early') holdEarly(of, judged.awaits, sorted);
    else tell(of, judged.outcome, judged.reason, sorted);
  }
  for (const edits of sorted.edits.values()) edits.sort((a, b) => a.version - b.version);
  return sorted;
}

/** The network tells our key and the id it gave: whatever became of our request, the answer stands there. */
function settleDoubts(
  items: readonly HeardItem[],
  { onTheirWay, us }: Known,
  here: Map<string, Held | null>,
  sorted: Sorted,
): void {
  for (const of of items) {
    const { item } = of;
    if (item.kind !== 'stands') continue;
    const isNews = !here.has(item.remoteId) && !sorted.echoes.some(({ message }) => message.id === item.key);
    const message = isNews ? onTheirWay.find(({ id }) => id === item.key) : undefined;
    if (message === undefined) {
      tell(of, 'ignored', here.has(item.remoteId) ? 'seen before' : NOT_OURS, sorted);
      continue;
    }
    sorted.echoes.push({ message, post: asItStands(message, item, us) });
    here.set(item.remoteId, null);
    tell(of, 'kept', 'our answer, confirmed', sorted);
  }
}

function asItStands(message: OnItsWay, { remoteId, key, at }: Extract<Item, { kind: 'stands' }>, us: Person): Post {
  const { visibility, parentRemoteId, text } = message;
  return {
    remoteId,
    at,
    author: us,
    own: true,
    key,
    visibility: visibility === 'private' ? 'private' : 'public',
    parentRemoteId,
    rootRemoteId: null,
    // It stays in the room it was written in.
    room: null,
    roomWith: null,
    text,
    lang: null,
    attachments: [],
    url: null,
    addressed: false,
    warning: null,
  };
}

type HeardPost = HeardItem & { item: Extract<Item, { kind: 'post' }> };

function sortPosts(items: readonly HeardItem[], known: Known, here: Map<string, Held | null>, sorted: Sorted): void {
  const touched = new Set([...known.roots, ...known.named]);
  for (const held of known.held) {
    if (held.remoteId !== null) touched.add(held.remoteId);
    if (held.parentRemoteId !== null) touched.add(held.parentRemoteId);
  }
  const confirmed = new Set(sorted.echoes.map(({ message }) => message));
  const free = new Set(known.onTheirWay.filter(answer => !confirmed.has(answer)));
  let waiting = items.filter((of): of is HeardPost => of.item.kind === 'post');
  // A post may be let in by one that stands after it in the batch, so look until nothing changes.
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter(of => {
      const { post } = of.item;
      const held = here.get(post.remoteId);
      if (held !== undefined) seenBefore(of, held, sorted);
      else if (isForUs({ post, byQuery: of.byQuery }) || idsOf(post).some(id => touched.has(id))) {
        accept(of, free, sorted);
        here.set(post.remoteId, null);
        for (const id of idsOf(post)) touched.add(id);
      } else return true;
      return false;
    });
  }
  for (const of of waiting) notForUs(of, known, sorted);
}

/** Let in by itself, without touching a thread of ours. */
export function isForUs({ post, byQuery }: { post: Post; byQuery: boolean }): boolean {
  return post.addressed || post.own || byQuery || post.visibility === 'private';
}

/** The ids by which a public post touches a thread. */
export function idsOf(post: Post): string[] {
  if (post.visibility === 'private') return [];
  return [post.remoteId, post.parentRemoteId, post.rootRemoteId].filter(id => id !== null);
}

function seenBefore(of: HeardPost, held: Held | null, sorted: Sorted): void {
  if (held?.direction === 'in' && of.item.post.addressed) sorted.addressed.push(held.id);
  tell(of, 'ignored', 'seen before', sorted);
}

function accept(of: HeardPost, free: Set<OnItsWay>, sorted: Sorted): void {
  const { post } = of.item;
  const message = (post.own ? findEchoed(post, free) : undefined) ?? findHandedOver(post, [...free]);
  if (message !== undefined) {
    free.delete(message);
    sorted.echoes.push({ message, post: { ...post, own: true } });
    tell(of, 'kept', 'our answer, confirmed', sorted);
    return;
  }
  sorted.fresh.push({ post, receivedAt: of.receivedAt, byQuery: of.byQuery });
  tell(of, 'kept', post.own ? 'post of ours' : 'post', sorted);
}

/** By our key where the network hands it back; else by the same words in the same place. */
function findEchoed(post: Post, free: ReadonlySet<OnItsWay>): OnItsWay | undefined {
  const answers = [...free];
  const byKey = post.key === null ? undefined : answers.find(answer => answer.id === post.key);
  if (byKey !== undefined || post.key !== null) return byKey;
  return answers.find(
    answer => isSamePlace(answer, post) && sameWords(answer.text, post.text) && post.at.getTime() >= earliestOf(answer),
  );
}

function isSamePlace(answer: OnItsWay, post: Post): boolean {
  if (answer.visibility !== post.visibility) return false;
  if (post.visibility === 'public')
    return answer.parentRemoteId !== null && answer.parentRemoteId === post.parentRemoteId;
  if (answer.room !== null) return answer.room === post.room;
  return post.roomWith !== null && post.roomWith.remoteId === answer.to;
}

/** It may yet turn out to stand in a thread of ours: what it answers, or what answers it, may be sent to us and come later. */
function notForUs(of: HeardPost, known: Known, sorted: Sorted): void {
  if (of.stays) tell(of, 'kept', 'listening match', sorted);
  else if (of.ofRival) tell(of, 'ignored', OF_RIVAL, sorted);
  else if (known.keepsEarly) holdEarly(of, idsOf(of.item.post), sorted);
  else tell(of, 'ignored', NOT_OURS, sorted);
}

function holdEarly(of: HeardItem, awaits: string[], sorted: Sorted): void {
  if (of.awaitingId !== null) return;
  sorted.early.push({ of, awaits });
  sorted.verdicts.push({ outcome: 'ignored', reason: waitingReason(of.item), of });
}

export const NOT_OURS = 'no query matches';
const OF_RIVAL = 'to or from a rival';

/** Counts beside what was sorted what concerns nobody here and was not looked at closely. */
export function letGo(sorted: Sorted, passes: readonly HeardItem[]): Sorted {
  const verdicts = passes.map((of): Verdict => ({ outcome: 'ignored', reason: of.ofRival ? OF_RIVAL : NOT_OURS, of }));
  return { ...sorted, verdicts: [...sorted.verdicts, ...verdicts] };
}

/** How it is counted while it waits; when its post comes it is counted anew. */
export function waitingReason(item: Item): string {
  return item.kind === 'post' ? NOT_OURS : WAITS;
}

export const WAITS = 'waits for its post';

function tell(of: HeardItem, outcome: Verdict['outcome'], reason: string, sorted: Sorted): void {
  if (of.awaitingId !== null) sorted.found.push(of.awaitingId);
  sorted.verdicts.push({ outcome, reason, of });
}

type Judged = { outcome: 'kept' | 'ignored'; reason: string } | { outcome: 'early'; awaits: string[] };
const SEEN_BEFORE: Judged = { outcome: 'ignored', reason: 'seen before' };

function judge(
  item: Exclude<Item, { kind: 'post' | 'stands' }>,
  known: Known,
  here: ReadonlyMap<string, Held | null>,
  sorted: Sorted,
): Judged {
  if (item.kind === 'person') {
    if (!known.people.has(item.person.remoteId)) return { outcome: 'ignored', reason: NOT_OURS };
    sorted.persons.push(item);
    return { outcome: 'kept', reason: 'person' };
  }
  const held = here.get(item.remoteId);
  if (held === undefined) {
    return known.keepsEarly ? { outcome: 'early', awaits: [item.remoteId] } : { outcome: 'ignored', reason: NOT_OURS };
  }
  if (item.kind === 'edit') return judgeEdit(item, held, sorted);
  if (item.kind === 'remove') {
    if (held?.deletedAt != null || sorted.removals.has(item.remoteId)) return SEEN_BEFORE;
    sorted.removals.set(item.remoteId, item);
    return { outcome: 'kept', reason: 'deletion' };
  }
  return item.kind === 'reaction' ? judgeReaction(item, known, sorted) : judgeReceipt(item, held, sorted);
}

/** In whatever order they come: what has reached somebody did not fail, and what was read has reached them. */
function judgeReceipt(item: Extract<Item, { kind: 'receipt' }>, held: Held | null, sorted: Sorted): Judged {
  const told = sorted.receipts.filter(({ remoteId }) => remoteId === item.remoteId).map(({ state }) => state);
  const isRead = held?.seenAt != null || told.includes('read');
  const hasArrived = held?.deliveredAt != null || told.includes('delivered');
  if (item.state === 'failed') {
    if (isRead || hasArrived) return { outcome: 'ignored', reason: 'older version' };
    if (held?.delivery === 'failed' || told.includes('failed')) return SEEN_BEFORE;
  } else if (item.state === 'read' ? isRead : isRead || hasArrived) return SEEN_BEFORE;
  sorted.receipts.push(item);
  return { outcome: 'kept', reason: 'receipt' };
}

/** One mark a person and post; the newest counts, also where it takes the mark back. */
function judgeReaction(item: Extract<Item, { kind: 'reaction' }>, known: Known, sorted: Sorted): Judged {
  const key = reactionKey(item.remoteId, item.person.remoteId);
  const held = known.reactions.find(one => reactionKey(one.remoteId, one.personId) === key);
  const before = sorted.reactions.get(key) ?? held;
  if (before !== undefined && before.at > item.at) return { outcome: 'ignored', reason: 'older version' };
  if (before !== undefined && before.mark === item.mark) return SEEN_BEFORE;
  sorted.reactions.set(key, item);
  return { outcome: 'kept', reason: 'reaction' };
}

function reactionKey(remoteId: string, personId: string): string {
  return JSON.stringify([remoteId, personId]);
}

function judgeEdit(item: Extract<Item, { kind: 'edit' }>, held: Held | null, sorted: Sorted): Judged {
  const edits = sorted.edits.get(item.remoteId) ?? [];
  const isKnown = item.version <= (held?.version ?? 0) || edits.some(edit => edit.version === item.version);
  if (isKnown || held?.deletedAt != null) return { outcome: 'ignored', reason: 'older version' };
  sorted.edits.set(item.remoteId, [...edits, item]);
  return { outcome: 'kept', reason: 'edit' };
}
