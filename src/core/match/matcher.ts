/**
 * Hears with many queries at once. Each query hangs on the words it cannot do without that are rarest in the stream; a post
 * is read once, what hangs on its words is judged, and nothing else is touched. What is learned about the stream decides
 * only how fast it goes, never what is heard.
 */

import type { Match, Matchable, Matcher, Query } from '../query/query.ts';
import { Refusal } from '../refusal.ts';
import { anchorOf, seenShare } from './anchor.ts';
import { type Brands, dropBrand, makeBrands } from './brand.ts';
import { compile } from './compile.ts';
import { type Lines, makeLines } from './hear-brands.ts';
import { holds, mayHold, spansOf } from './judge.ts';
import { lookUp } from './look-up.ts';
import type { Compiled } from './plan.ts';
import { addPosting, dropPosting, makePostings, type Postings } from './postings.ts';
import { makeReading, type Reading } from './reading.ts';
import { type Before, split, termsInRuns, unsplit } from './split.ts';
import { countStart, makeStarts, type Starts } from './starts.ts';
import {
  ALWAYS,
  addSeen,
  BRAND,
  beginPost,
  dropTerm,
  firstPosting,
  halveSeen,
  makeTerms,
  type Terms,
  takeTerm,
} from './terms.ts';

export type MatcherStats = {
  queries: number;
  /** Different words, tags, names … that the queries ask for. */
  terms: number;
  /** Of the arrays; strings and trees come on top, about as much again. */
  bytes: number;
  /** Posts that are remembered: the past counts half every `HALF_LIFE_POSTS`. */
  posts: number;
  /** Queries that were judged, for all posts so far, and how many of those were satisfied. */
  judged: number;
  satisfied: number;
  /** Characters and words read, and occurrences looked at, for all posts so far: what it all cost. */
  steps: number;
  /** Queries to warn about: what they hang on occurs in more than `HEAVY_SHARE` of the posts. */
  heavy: string[];
};

export type LearningMatcher = Matcher & {
  /** Whether any query may hear a post of which only the words and the language are certain: see `Cut`. */
  mayHear(post: Matchable): boolean;
  stats(): MatcherStats;
  /** In which share of the posts lately a query had to be judged, whether it was satisfied or not. Null: no such query. */
  anchorShare(queryId: string): number | null;
};

/** More queries are refused, so that memory stays bounded. */
export const QUERIES_LIMIT = 200_000;
export const TERMS_LIMIT = 4_000_000;
export const HALF_LIFE_POSTS = 65_536;
export const HEAVY_SHARE = 0.01;
/** A query judged in vain so often is hung on other words, if there are rarer ones by now; each time it waits twice as long. */
const FIRST_PATIENCE = 8;
const MOST_PATIENCE = 4_096;

type Held = Compiled & {
  id: string;
  anchor: readonly number[];
  postings: number[];
  inVain: number;
  patience: number;
  /** The last post it was a candidate for. */
  stamp: number;
};

type State = {
  queriesLimit: number;
  terms: Terms;
  brands: Brands;
  lines: Lines;
  /** Of the post at hand; and of a query being read. */
  reading: Reading;
  scratch: Reading;
  postings: Postings;
  /** How the queries' own words begin, for reading hashtags. */
  ownStarts: Starts;
  held: (Held | null)[];
  slots: Map<string, number>;
  free: number[];
  candidates: Held[];
  /** In the hashtags of the post at hand some queries' own words stand in a row. */
  hasRows: boolean;
  posts: number;
  judged: number;
  satisfied: number;
};

/** @param options.queriesLimit fewer than usual, for a small memory */
export function makeMatcher({ queriesLimit = QUERIES_LIMIT }: { queriesLimit?: number } = {}): LearningMatcher {
  const state: State = {
    queriesLimit,
    terms: makeTerms(),
    brands: makeBrands(),
    lines: makeLines(),
    reading: makeReading(),
    scratch: makeReading(),
    postings: makePostings(),
    ownStarts: makeStarts(),
    held: [],
    slots: new Map(),
    free: [],
    candidates: [],
    hasRows: false,
    posts: 0,
    judged: 0,
    satisfied: 0,
  };
  return {
    set: (queryId, query) => set(state, queryId, query),
    remove: queryId => remove(state, queryId),
    match: post => match(state, post),
    mayHear: post => mayHear(state, post),
    get size() {
      return state.slots.size;
    },
    stats: () => statsOf(state),
    anchorShare: queryId => {
      const held = heldOf(state, queryId);
      return held === null ? null : seenShare(state.terms, state.posts, held.anchor);
    },
  };
}

function heldOf({ held, slots }: State, queryId: string): Held | null {
  return held[slots.get(queryId) ?? -1] ?? null;
}

function set(state: State, queryId: string, query: Query): void {
  const isFull = state.slots.size >= state.queriesLimit && !state.slots.has(queryId);
  if (isFull || state.terms.live >= TERMS_LIMIT) {
    throw new Refusal('too_many', `At most ${state.queriesLimit} queries are heard at once. Remove some first.`);
  }
  remove(state, queryId);
  const { terms, brands, scratch: reading } = state;
  const compiled = compile({ terms, brands, reading }, query);
  const slot = state.free.pop() ?? state.held.length;
  const held = { ...compiled, id: queryId, anchor: [], postings: [], inVain: 0, patience: FIRST_PATIENCE, stamp: 0 };
  state.held[slot] = held;
  state.slots.set(queryId, slot);
  for (const term of held.own) countStart(state.ownStarts, terms.texts[term] ?? '', 1);
  hang(state, held, slot);
}

function remove(state: State, queryId: string): void {
  const slot = state.slots.get(queryId);
  const held = heldOf(state, queryId);
  if (slot === undefined || held === null) return;
  for (const posting of held.postings) dropPosting(state.postings, state.terms, posting);
  for (const term of held.own) countStart(state.ownStarts, state.terms.texts[term] ?? '', -1);
  // What hangs on others was added after them, and goes before them.
  for (const term of held.terms.toReversed()) release(state, term);
  state.held[slot] = null;
  state.slots.delete(queryId);
  state.free.push(slot);
}

function release({ terms, brands }: State, term: number): void {
  const isBrand = terms.kinds[term] === BRAND;
  if (dropTerm(terms, term) && isBrand) dropBrand(brands, term);
}

/** Puts a query under the terms it cannot do without. */
function hang(state: State, held: Held, slot: number): void {
  const { terms, postings } = state;
  const anchor = anchorOf(terms, state.posts, held.plan);
  if (anchor === null) held.terms.push(takeTerm(terms, ALWAYS, ''));
  held.anchor = anchor === null ? held.terms.slice(-1) : anchor.terms;
  held.postings = held.anchor.map(term => addPosting(postings, terms, term, slot));
}

function hangAgain(state: State, held: Held): void {
  const slot = state.slots.get(held.id) ?? 0;
  held.inVain = 0;
  held.patience = Math.min(held.patience * 2, MOST_PATIENCE);
  const anchor = anchorOf(state.terms, state.posts, held.plan);
  if (anchor === null || isSame(anchor.terms, held.anchor)) return;
  for (const posting of held.postings) dropPosting(state.postings, state.terms, posting);
  held.anchor = anchor.terms;
  held.postings = held.anchor.map(term => addPosting(state.postings, state.terms, term, slot));
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((term, i) => term === b[i]);
}

function match(state: State, post: Matchable): Match[] {
  if (state.slots.size === 0) return [];
  beginPost(state.terms);
  lookUp(state, post);
  learn(state);
  findCandidates(state);
  const matches: Match[] = [];
  for (const held of state.candidates) judge(state, held, matches);
  return matches;
}

function mayHear(state: State, post: Matchable): boolean {
  if (state.slots.size === 0) return false;
  beginPost(state.terms);
  lookUp(state, post);
  learn(state);
  findCandidates(state);
  return state.candidates.some(held => {
    const before = splitFor(state, held);
    const isHeard = mayHold(state, held.plan, true);
    done(state, held, before, isHeard);
    return isHeard;
  });
}

/** A query is judged with what its own words say inside hashtags. Null: nothing. */
function splitFor({ terms, reading, hasRows }: State, { own }: Held): Before | null {
  return hasRows && own.length > 0 ? split(terms, reading, own) : null;
}

function done(state: State, held: Held, before: Before | null, isHeard: boolean): void {
  state.judged += 1;
  if (before !== null) unsplit(state.terms, state.reading, before);
  if (isHeard) state.satisfied += 1;
  else if (++held.inVain >= held.patience) hangAgain(state, held);
}

function findCandidates(state: State): void {
  const { terms, candidates } = state;
  candidates.length = 0;
  state.hasRows = false;
  for (let i = 0; i < terms.heardCount; i++) addCandidates(state, terms.heard[i] ?? 0, false);
  if (state.reading.runs.length === 0 || state.ownStarts.least === 0) return;
  termsInRuns(terms, state.ownStarts, state.reading, term => {
    state.hasRows = true;
    addCandidates(state, term, true);
  });
}

function learn(state: State): void {
  const { terms } = state;
  for (let i = 0; i < terms.heardCount; i++) addSeen(terms, terms.heard[i] ?? 0);
  state.posts += 1;
  if (state.posts < 2 * HALF_LIFE_POSTS) return;
  state.posts = HALF_LIFE_POSTS;
  halveSeen(terms);
}

/** @param inRun the term stands only inside a hashtag, where nothing but a query's own words are heard */
function addCandidates({ terms, postings, held, candidates }: State, term: number, inRun: boolean): void {
  for (let posting = firstPosting(terms, term); posting > 0; posting = postings.next[posting - 1] ?? 0) {
    const one = held[postings.queries[posting - 1] ?? -1];
    if (one === null || one === undefined || one.stamp === terms.stamp || (inRun && one.own.length === 0)) continue;
    one.stamp = terms.stamp;
    candidates.push(one);
  }
}

function judge(state: State, held: Held, matches: Match[]): void {
  const before = splitFor(state, held);
  const isHeard = holds(state, held.plan);
  if (isHeard) matches.push(spansOf(state, held.plan, held.id));
  done(state, held, before, isHeard);
}

function statsOf(state: State): MatcherStats {
  const { terms, postings, slots, posts, judged, satisfied } = state;
  const { cells, slots: table, sieve, heard } = terms;
  const { byteLength } = postings.queries;
  const bytes = cells.byteLength + table.byteLength + sieve.byteLength + heard.byteLength + 4 * byteLength;
  const heavy = [...slots.keys()].filter(id => {
    const held = heldOf(state, id);
    return held !== null && seenShare(terms, posts, held.anchor) > HEAVY_SHARE;
  });
  return { queries: slots.size, terms: terms.live, bytes, posts, judged, satisfied, steps: terms.steps, heavy };
}
