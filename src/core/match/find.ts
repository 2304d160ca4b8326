/** Where phrases and neighbours stand, found by walking from place to place. */
import * as edgeNumbers from './edge.ts';
import { fromOf, nextOf, placeOf, toOf } from './edges.ts';
import type { AnyTerm, Element, Phrase } from './plan.ts';
import type { Reading } from './reading.ts';
import { firstOccurrence, occurs, type Terms } from './terms.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { STEP } = edgeNumbers;

/** The post at hand, read and looked up. */
export type Post = { reading: Reading; terms: Terms };

/** Some words of the text, from one place to another. */
export type Stretch = { from: number; to: number; at: number; next: number };

export function occursAny(terms: Terms, any: AnyTerm): boolean {
  for (const term of any) if (occurs(terms, term)) return true;
  return false;
}

/** Whether all words of a phrase occur, wherever. */
export function mayOccur(terms: Terms, phrase: Phrase): boolean {
  return phrase.every(element => element.some(sequence => sequence.every(any => occursAny(terms, any))));
}

/** Ends that can be reached from a place: the nearest and the farthest, and where they stand in the text. */
type Reach = { next: number; to: number; farNext: number; farTo: number };
type Reaches = Map<number, Reach>;

/** From each place where the phrase begins, the shortest and the longest stretch that reads as it. In order. */
export function stretchesOf(post: Post, phrase: Phrase): Stretch[] {
  if (!mayOccur(post.terms, phrase)) return [];
  let reaches: Reaches | null = null;
  for (const element of phrase.toReversed()) {
    reaches = backOver(post, element, reaches);
    if (reaches.size === 0) return [];
  }
  const starts = startsOf(post, phrase[0] ?? []);
  const stretches: Stretch[] = [];
  for (const [at, { next, to, farNext, farTo }] of reaches ?? []) {
    const from = starts.get(at) ?? 0;
    stretches.push({ from, to, at, next });
    if (farNext !== next) stretches.push({ from, to: farTo, at, next: farNext });
  }
  return stretches.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Walks backwards, so that each edge is looked at once for each word of the query. Null: what follows is the end. */
function backOver(post: Post, element: Element, after: Reaches | null): Reaches {
  const all: Reaches = new Map();
  for (const sequence of element) {
    let reaches: Reaches | null = after;
    for (const any of sequence.toReversed()) reaches = step(post, any, reaches);
    for (const [at, reach] of reaches ?? []) widen(all, at, reach);
  }
  return all;
}

function step({ terms, reading }: Post, any: AnyTerm, after: Reaches | null): Reaches {
  const reaches: Reaches = new Map();
  for (const term of any) {
    for (let i = firstOccurrence(terms, term); i >= 0; i = terms.following[i] ?? -1) {
      terms.steps += 1;
      const edge = terms.edges[i] ?? -1;
      // A link that is not in the text stands next to nothing.
      if (edge < 0 || fromOf(reading, edge) < 0) continue;
      const next = nextOf(reading, edge);
      const to = toOf(reading, edge);
      const reach = after === null ? { next, to, farNext: next, farTo: to } : after.get(next);
      if (reach !== undefined) widen(reaches, placeOf(reading, edge), reach);
    }
  }
  return reaches;
}

function widen(reaches: Reaches, at: number, reach: Reach): void {
  const known = reaches.get(at);
  if (known === undefined) {
    reaches.set(at, { ...reach });
    return;
  }
  if (reach.next < known.next) {
    known.next = reach.next;
    known.to = reach.to;
  }
  if (reach.farNext > known.farNext) {
    known.farNext = reach.farNext;
    known.farTo = reach.farTo;
  }
}

/** Where in the text the places are at which a phrase may begin. */
function startsOf(post: Post, element: Element): Map<number, number> {
  const starts = new Map<number, number>();
  for (const [first = []] of element) {
    for (const edge of edgesOf(post, first)) starts.set(placeOf(post.reading, edge), fromOf(post.reading, edge));
  }
  return starts;
}

/** Edges of the terms, in no order. */
export function edgesOf({ terms }: Post, any: AnyTerm): number[] {
  const edges: number[] = [];
  for (const term of any) {
    for (let i = firstOccurrence(terms, term); i >= 0; i = terms.following[i] ?? -1) {
      terms.steps += 1;
      const edge = terms.edges[i] ?? -1;
      if (edge >= 0) edges.push(edge);
    }
  }
  return edges;
}

/** Those of two lists that have one of the other list within the distance and beside them, not across. */
export function neighbours(left: Stretch[], right: Stretch[], distance: number): Stretch[] {
  return [...near(left, right, distance), ...near(right, left, distance)];
}

function near(some: Stretch[], others: Stretch[], distance: number): Stretch[] {
  const byStart = others.toSorted((a, b) => a.from - b.from);
  const byEnd = others.toSorted((a, b) => a.to - b.to);
  const latest = latestEnds(byEnd);
  return some.filter(one => {
    const after = byStart[countBelow(byStart, one.to, 'from')];
    if (after !== undefined && wordsBetween(one.next, after.at) <= distance) return true;
    const before = countBelow(byEnd, one.from + 1, 'to');
    return before > 0 && wordsBetween(latest[before - 1] ?? 0, one.at) <= distance;
  });
}

/** How many of a list in order have less. */
function countBelow(stretches: Stretch[], limit: number, key: 'from' | 'to'): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.[key] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function latestEnds(byEnd: Stretch[]): number[] {
  let latest = Number.NEGATIVE_INFINITY;
  return byEnd.map(({ next }) => {
    latest = Math.max(latest, next);
    return latest;
  });
}

/** From the end of one stretch to the beginning of a later one; inside a hashtag there are no words between. */
function wordsBetween(next: number, at: number): number {
  return Math.max(0, Math.floor(at / STEP) - Math.ceil(next / STEP));
}
