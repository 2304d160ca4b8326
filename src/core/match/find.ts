/** Where phrases and neighbours stand, found by walking from place to place. */
import { fromOf, nextOf, placeOf, STEP, toOf } from './edges.ts';
import type { AnyTerm, Element, Phrase, Sequence } from './plan.ts';
import type { Reading } from './reading.ts';
import { firstOccurrence, occurs, type Terms } from './terms.ts';

/** The post at hand, read and looked up. */
export type Post = { reading: Reading; terms: Terms };

/** One way to read some words of the text. */
export type Stretch = { from: number; to: number; at: number; next: number };

export function occursAny(terms: Terms, any: AnyTerm): boolean {
  for (const term of any) if (occurs(terms, term)) return true;
  return false;
}

/** Whether all words of a phrase occur, wherever. */
export function mayOccur(terms: Terms, phrase: Phrase): boolean {
  return phrase.every(element => element.some(sequence => sequence.every(any => occursAny(terms, any))));
}

/** Every stretch that reads as the phrase, by where it begins. */
export function stretchesOf(post: Post, phrase: Phrase): Stretch[] {
  if (!mayOccur(post.terms, phrase)) return [];
  const [first, ...rest] = phrase;
  let stretches = first === undefined ? [] : begin(post, first);
  for (const element of rest) {
    if (stretches.length === 0) return [];
    stretches = goOn(post, stretches, element);
  }
  return stretches.sort((a, b) => a.from - b.from || a.to - b.to);
}

function begin(post: Post, element: Element): Stretch[] {
  return distinct(
    element.flatMap(([first, ...rest]) => {
      const starts = first === undefined ? [] : edgesOf(post, first).map(edge => stretchOf(post.reading, edge));
      return follow(post, starts, rest);
    }),
  );
}

function goOn(post: Post, stretches: Stretch[], element: Element): Stretch[] {
  return distinct(element.flatMap(sequence => follow(post, stretches, sequence)));
}

function follow(post: Post, starts: Stretch[], sequence: Sequence): Stretch[] {
  let stretches = starts;
  for (const any of sequence) {
    if (stretches.length === 0) return [];
    stretches = distinct(step(post, stretches, edgesOf(post, any)));
  }
  return stretches;
}

/** Both lists are by place. */
function step({ reading }: Post, stretches: Stretch[], edges: number[]): Stretch[] {
  const longer: Stretch[] = [];
  for (const stretch of stretches) {
    for (let i = firstAt(reading, edges, stretch.next); i < edges.length; i++) {
      const edge = edges[i] ?? 0;
      if (placeOf(reading, edge) !== stretch.next) break;
      longer.push({ from: stretch.from, at: stretch.at, to: toOf(reading, edge), next: nextOf(reading, edge) });
    }
  }
  return longer;
}

function firstAt(reading: Reading, edges: number[], place: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(reading, edges[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Edges of the terms by place. */
export function edgesOf({ terms, reading }: Post, any: AnyTerm): number[] {
  const edges: number[] = [];
  for (const term of any) {
    for (let i = firstOccurrence(terms, term); i >= 0; i = terms.following[i] ?? -1) {
      const edge = terms.edges[i] ?? -1;
      if (edge >= 0) edges.push(edge);
    }
  }
  return edges.sort((a, b) => placeOf(reading, a) - placeOf(reading, b));
}

function stretchOf(reading: Reading, edge: number): Stretch {
  return {
    from: fromOf(reading, edge),
    to: toOf(reading, edge),
    at: placeOf(reading, edge),
    next: nextOf(reading, edge),
  };
}

const PLACES = 2 ** 28;

/** Different ways to read the same stretch are one. */
function distinct(stretches: Stretch[]): Stretch[] {
  if (stretches.length < 2) return stretches;
  const seen = new Set<number>();
  return stretches.filter(({ at, next }) => {
    const key = at * PLACES + next;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
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
