/** Whether a post satisfies a plan, and what of its text did. */

import type { Match, Span } from '../query/query.ts';
import { LINK } from './edge.ts';
import { fromOf, toOf } from './edges.ts';
import { edgesOf, mayOccur, neighbours, occursAny, type Post, type Stretch, stretchesOf } from './find.ts';
import type { Phrase, Plan } from './plan.ts';
import { type Reading, TITLE_BASE } from './reading.ts';
import { BELOW, MEDIA, occurs, type Terms } from './terms.ts';

export function holds(post: Post, plan: Plan): boolean {
  switch (plan.kind) {
    case 'terms':
      return occursAny(post.terms, plan.any);
    case 'and':
      for (const part of plan.of) if (!holds(post, part)) return false;
      return true;
    case 'or':
      for (const part of plan.of) if (holds(post, part)) return true;
      return false;
    case 'not':
      return !holds(post, plan.of);
    case 'phrase':
      return stretchesOf(post, plan.phrase).length > 0;
    case 'near':
      return nearOf(post, plan).length > 0;
  }
}

/**
 * Whether it may hold of a post whose links are not all known to be its own, and whose media may be none.
 * @param wish whether it is to hold, or not to
 */
export function mayHold(post: Post, plan: Plan, wish: boolean): boolean {
  switch (plan.kind) {
    case 'and':
      return wish ? plan.of.every(part => mayHold(post, part, true)) : plan.of.some(part => mayHold(post, part, false));
    case 'or':
      return wish ? plan.of.some(part => mayHold(post, part, true)) : plan.of.every(part => mayHold(post, part, false));
    case 'not':
      return mayHold(post, plan.of, !wish);
    case 'terms':
      return wish ? occursAny(post.terms, plan.any) : !plan.any.some(term => isCertain(post.terms, term));
    default:
      return holds(post, plan) === wish;
  }
}

function isCertain(terms: Terms, term: number): boolean {
  const kind = terms.kinds[term];
  return occurs(terms, term) && kind !== LINK && kind !== BELOW && kind !== MEDIA;
}

function nearOf(post: Post, { left, right, distance }: Plan & { kind: 'near' }): Stretch[] {
  const mayBe = (phrase: Phrase) => mayOccur(post.terms, phrase);
  if (!left.some(mayBe) || !right.some(mayBe)) return [];
  return neighbours(
    left.flatMap(phrase => stretchesOf(post, phrase)),
    right.flatMap(phrase => stretchesOf(post, phrase)),
    distance,
  );
}

/** As many stretches of one word or phrase are shown, in the text and in the title; the first ones. */
export const SHOWN_LIMIT = 64;

/** Of a post that satisfies the plan: what of the text and the title did. */
export function spansOf(post: Post, plan: Plan, queryId: string): Match {
  const found: [number, number][] = [];
  gather(post, plan, found);
  if (post.reading.texts[1] === '') return { queryId, spans: spansIn(post.reading, found, 0), titleSpans: [] };
  const text = found.filter(([from]) => from < TITLE_BASE);
  const title = found.filter(([from]) => from >= TITLE_BASE);
  return { queryId, spans: spansIn(post.reading, text, 0), titleSpans: spansIn(post.reading, title, 1) };
}

function gather(post: Post, plan: Plan, found: [number, number][]): void {
  switch (plan.kind) {
    case 'and':
      for (const part of plan.of) gather(post, part, found);
      break;
    case 'or':
      for (const part of plan.of) if (holds(post, part)) gather(post, part, found);
      break;
    case 'not':
      break;
    case 'terms':
      showEdges(found, post.reading, edgesOf(post, plan.any));
      break;
    case 'phrase':
      show(found, stretchesOf(post, plan.phrase));
      break;
    case 'near':
      show(found, nearOf(post, plan));
      break;
  }
}

function showEdges(found: [number, number][], reading: Reading, edges: number[]): void {
  const [first = 0] = edges;
  const from = fromOf(reading, first);
  // Most words are said once.
  if (edges.length === 1 && from >= 0) found.push([from, toOf(reading, first)]);
  else if (edges.length > 1)
    show(
      found,
      edges.map(edge => ({ from: fromOf(reading, edge), to: toOf(reading, edge) })),
    );
}

/** Of stretches that begin together the longest. */
function show(found: [number, number][], stretches: { from: number; to: number }[]): void {
  const inOrder = stretches.filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from || b.to - a.to);
  const shown = [0, 0];
  let last = -1;
  for (const { from, to } of inOrder) {
    if (from === last) continue;
    last = from;
    const field = from < TITLE_BASE ? 0 : 1;
    const count = shown[field] ?? 0;
    shown[field] = count + 1;
    if (count < SHOWN_LIMIT) found.push([from, to]);
  }
}

/** In order; what overlaps becomes one. In UTF-16 units of the text as it was given. */
function spansIn({ origins }: Reading, found: [number, number][], field: 0 | 1): Span[] {
  const base = field * TITLE_BASE;
  const origin = origins[field];
  const spans: Span[] = [];
  if (found.length > 1) found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [from, to] of found) {
    const start = origin === null ? from - base : (origin[from - base] ?? 0);
    const end = origin === null ? to - base : (origin[to - base - 1] ?? 0) + 1;
    const last = spans.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
