/** Merges, splits and their undoing in the month: what the product does, and what a person would make of the two lists of posts. */
import { Refusal } from '../../src/core/refusal.ts';
import { merge } from '../../src/services/merge.ts';
import type { Who } from '../../src/services/permit.ts';
import { split } from '../../src/services/split.ts';
import { undoRegroup } from '../../src/services/undo-regroup.ts';
import type { TestDesk } from '../support/desk.ts';
import type { NaiveConversation, NaiveTurn } from './naive-clock.ts';

/** A conversation of the month, with both sides of it. */
export type Known = {
  id: string;
  /** What is written next answers one of these. */
  roots: string[];
  root: string;
  person: string;
  naive: NaiveConversation;
  /** Where it went. */
  into: Known | null;
  isPart: boolean;
};

export type Regrouping = {
  d: TestDesk;
  agent: Who;
  all: Known[];
  /** Time passes until then, with all that is heard. */
  wait: () => Promise<void>;
  look: (of: Known) => void;
  statusOf: (id: string) => Promise<string>;
  /** By post of the network. */
  messageIds: (conversationId: string) => Promise<Map<string, string>>;
};

type Snapshot = Pick<NaiveConversation, 'turns' | 'matters' | 'matterAt' | 'pauses' | 'closings' | 'doneAt'> & {
  tags: string[];
};

export async function mergeTwo(r: Regrouping, into: Known, from: Known, isUndone: boolean): Promise<boolean> {
  const [intoStatus, fromStatus] = [await r.statusOf(into.id), await r.statusOf(from.id)];
  const at = r.d.desk.now().getTime();
  const done = await merge(r.d.desk, r.agent, into.id, from.id).catch(unlessDeclined);
  if (done === null) return false;
  const [a, b] = [into.naive, from.naive];
  const [wasA, wasB] = [snapshotOf(a), snapshotOf(b)];
  const fromIds = new Set(b.posts.map(post => post.id));
  a.posts = [...a.posts, ...b.posts];
  a.closings = [...a.closings, ...b.closings];
  a.facts = { ...a.facts, tags: [...new Set([...a.facts.tags, ...b.facts.tags])] };
  a.turns = joined(a, b);
  a.pauses = [...a.pauses, ...b.pauses].map(one => ({ ...one }));
  if (intoStatus !== 'snoozed') endPauses(a, at);
  if (fromStatus !== 'resolved') a.matterAt = earliest(a.matterAt, b.matterAt);
  const running = [...a.matters, ...b.matters]
    .filter(one => one.resolvedAt === null)
    .sort((x, y) => brokenAt(x) - brokenAt(y) || x.openedAt - y.openedAt)
    .slice(1);
  a.matters = [...a.matters, ...b.matters].filter(one => !running.includes(one)).map(one => ({ ...one }));
  into.roots = [...into.roots, ...from.roots];
  from.into = into;
  r.all.splice(r.all.indexOf(from), 1);
  r.look(into);
  if (!isUndone) return true;
  await r.wait();
  await undoRegroup(r.d.desk, r.agent, done.undo);
  const back = a.posts.filter(post => fromIds.has(post.id) || post.root === from.root);
  b.posts = back;
  a.posts = a.posts.filter(post => !back.includes(post));
  from.into = null;
  r.all.push(from);
  into.roots = into.roots.slice(0, into.roots.length - from.roots.length);
  const now = { ...a };
  restore(a, wasA, now, [wasA, wasB]);
  restore(b, wasB, now, null);
  b.doneAt = wasB.doneAt;
  r.look(into);
  r.look(from);
  return true;
}

/** Some of what the customer said goes, never the post the thread began with. */
export async function splitOff(
  r: Regrouping,
  of: Known,
  posts: readonly string[],
  isUndone: boolean,
): Promise<boolean> {
  const ids = await r.messageIds(of.id);
  const messageIds = posts.flatMap(post => ids.get(post) ?? []);
  const done = await split(r.d.desk, r.agent, of.id, { messageIds }).catch(unlessDeclined);
  if (done === null) return false;
  const a = of.naive;
  const was = snapshotOf(a);
  const goes = a.posts.filter(post => posts.includes(post.id));
  const fresh = { posts: goes, doneAt: null, matters: [], pauses: [], closings: [...a.closings], id: done.apart.id };
  const b: NaiveConversation = { ...a, ...fresh, facts: { ...a.facts }, turns: new Map() };
  a.posts = a.posts.filter(post => !goes.includes(post));
  for (const [opening, turn] of a.turns) if (posts.includes(opening)) b.turns.set(opening, turn);
  for (const opening of b.turns.keys()) a.turns.delete(opening);
  const began = a.matterAt;
  if (began !== null) {
    const since = (one: NaiveConversation) =>
      Math.min(...one.posts.filter(post => !post.own && post.at >= began).map(post => post.at));
    a.matterAt = Number.isFinite(since(a)) ? since(a) : began;
    b.matterAt = Number.isFinite(since(b)) ? since(b) : null;
  }
  const [first = of.root] = posts;
  const apart = {
    id: done.apart.id,
    roots: [first],
    root: of.root,
    person: of.person,
    naive: b,
    into: null,
    isPart: true,
  };
  r.all.push(apart);
  r.look(of);
  r.look(apart);
  if (!isUndone) return true;
  await r.wait();
  await undoRegroup(r.d.desk, r.agent, done.undo);
  a.posts = [...a.posts, ...b.posts];
  const copies = was.closings.length;
  const closings = [...a.closings, ...b.closings.slice(copies)];
  const now = { ...a, turns: new Map([...a.turns, ...b.turns]), matters: [...a.matters, ...b.matters] };
  restore(a, was, now, [was], new Set(b.turns.keys()));
  a.closings = closings;
  r.all.splice(r.all.indexOf(apart), 1);
  r.look(of);
  return true;
}

export function endPauses(one: NaiveConversation, at: number): void {
  one.pauses = one.pauses.map(({ from, until }) => ({ from, until: until > at ? Math.max(from, at) : until }));
}

function unlessDeclined(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

function snapshotOf(one: NaiveConversation): Snapshot {
  const { turns, matters, matterAt, pauses, closings, doneAt, facts } = one;
  const copied = new Map([...turns].map(([opening, turn]) => [opening, { ...turn }]));
  return { turns: copied, matters: matters.map(m => ({ ...m })), matterAt, pauses, closings, doneAt, tags: facts.tags };
}

/** As it was, with what was told meanwhile; where it stays, what ended meanwhile stays with it. */
function restore(
  one: NaiveConversation,
  was: Snapshot,
  now: Pick<NaiveConversation, 'turns' | 'matters'>,
  all: readonly Snapshot[] | null,
  dropped: ReadonlySet<string> = new Set(),
): void {
  const current = new Map([...now.turns.values()].map(turn => [turn.key, turn]));
  const back = [...was.turns.values()].map(turn => withTold(turn, current.get(turn.key)));
  const before = new Set(all?.flatMap(snapshot => [...snapshot.turns.values()].map(turn => turn.key)));
  const since = [...now.turns.values()].filter(
    turn => all !== null && turn.outcome !== null && !before.has(turn.key) && !dropped.has(turn.opening),
  );
  one.turns = inOrder([...back, ...since]);
  const matters = new Map(now.matters.map(matter => [matter.key, matter]));
  const known = new Set(all?.flatMap(snapshot => snapshot.matters.map(matter => matter.key)));
  const ended = now.matters.filter(m => all !== null && m.resolvedAt !== null && !known.has(m.key));
  one.matters = [...was.matters.map(matter => withTold(matter, matters.get(matter.key))), ...ended];
  one.pauses = was.pauses;
  one.matterAt = was.matterAt;
  one.closings = was.closings;
  one.facts = { ...one.facts, tags: was.tags };
}

type Telling = { told: number; broken: boolean; due: number | null; policy: string | null };

function withTold<Row extends Telling>(was: Row, now: Row | undefined): Row {
  if (now === undefined || !(now.broken || now.told > 0)) return was;
  return { ...was, told: now.told, broken: now.broken, due: now.due, policy: now.policy };
}

/** Closed ones of both; of two that wait the one that has waited longer. */
function joined(a: NaiveConversation, b: NaiveConversation): Map<string, NaiveTurn> {
  const both = [...a.turns.values(), ...b.turns.values()];
  const waiting = both.filter(turn => turn.outcome === null).sort((x, y) => x.openedAt - y.openedAt);
  return inOrder(both.filter(turn => !waiting.slice(1).includes(turn)));
}

function inOrder(turns: readonly NaiveTurn[]): Map<string, NaiveTurn> {
  return new Map(turns.toSorted((x, y) => x.openedAt - y.openedAt).map(turn => [turn.opening, turn]));
}

function brokenAt(matter: { broken: boolean; due: number | null }): number {
  return matter.broken ? (matter.due ?? 0) : Number.MAX_SAFE_INTEGER;
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
