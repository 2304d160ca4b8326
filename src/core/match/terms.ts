/**
 * The table of everything any query asks for. Each term is found by the number of its letters, knows where it occurs in the
 * post at hand, in how many posts it occurred lately, and which queries hang on it. Flat arrays; nothing is made per post.
 */
import { hashOf } from './reading.ts';
import { countStart, makeStarts, type Starts } from './starts.ts';

/** The first four are kinds of edges as well (`reading.ts`). */
export const PREFIX = 4;
/** A word or a prefix in these very letters: `=Apple`, `=App*`. Hangs on the folded word. */
export const EXACT = 5;
/** `kestrel.example/shop`. Hangs on the host. */
export const BELOW = 6;
export const BRAND = 7;
export const FROM = 8;
export const LANG = 9;
export const NETWORK = 10;
export const MEDIA = 11;
export const QUESTION = 12;
/** Occurs in every post; for queries that require nothing, such as `NOT kestrel`. */
export const ALWAYS = 13;
const KINDS = 14;

/** Cells of one term. */
const STAMP = 0;
const HEAD = 1;
const TAIL = 2;
const SEEN = 3;
const QUERIES = 4;
const DEPENDANTS = 5;
const STRIDE = 8;

export type Terms = {
  /** By term; '' where none is. */
  texts: string[];
  kinds: number[];
  uses: number[];
  /** Terms that hang on others: EXACT on their words, BELOW on their hosts. */
  dependants: Map<number, number[]>;
  bases: Map<number, number>;
  free: number[];
  cells: Int32Array;
  /** Pairs: the number of the letters, and the term plus one. */
  slots: Int32Array;
  /** One bit for each number that may be in `slots`, so that most words are known at once not to be there. */
  sieve: Int32Array;
  shift: number;
  sieveShift: number;
  live: number;
  ofKind: Int32Array;
  prefixes: Starts;
  /** The post at hand. */
  stamp: number;
  /** Occurrences: which edge, and the next occurrence of the same term. */
  edges: Int32Array;
  following: Int32Array;
  occurrences: number;
  /** Terms of the post at hand. */
  heard: Int32Array;
  heardCount: number;
  /** Occurrences looked at so far, for whoever wants to know what a query costs. */
  steps: number;
};

const FIRST_SLOTS = 1024;
const FIRST_TERMS = 512;
const FIRST_OCCURRENCES = 1024;

export function makeTerms(): Terms {
  return {
    texts: [],
    kinds: [],
    uses: [],
    dependants: new Map(),
    bases: new Map(),
    free: [],
    cells: new Int32Array(FIRST_TERMS * STRIDE),
    slots: new Int32Array(FIRST_SLOTS * 2),
    sieve: new Int32Array(sieveWords(FIRST_SLOTS)),
    shift: 32 - Math.log2(FIRST_SLOTS),
    sieveShift: 32 - Math.log2(FIRST_SLOTS) - SIEVE_SHIFT,
    live: 0,
    ofKind: new Int32Array(KINDS),
    prefixes: makeStarts(),
    stamp: 0,
    edges: new Int32Array(FIRST_OCCURRENCES),
    following: new Int32Array(FIRST_OCCURRENCES),
    occurrences: 0,
    heard: new Int32Array(FIRST_TERMS),
    heardCount: 0,
    steps: 0,
  };
}

/** Eight bits for each slot. */
const SIEVE_SHIFT = 3;

function sieveWords(slots: number): number {
  return (slots << SIEVE_SHIFT) / 32;
}

const KIND_FACTOR = 0x9e37_79b1;
const SPREAD = 0x85eb_ca6b;

/** Under what a term is kept. @param hash of its letters */
export function keyOf(kind: number, hash: number): number {
  const mixed = hash ^ Math.imul(kind, KIND_FACTOR);
  return Math.imul(mixed ^ (mixed >>> 15), SPREAD);
}

/** False of nearly all words that no query asks for. */
export function mayBeTerm({ sieve, sieveShift }: Terms, key: number): boolean {
  const bit = key >>> sieveShift;
  return ((sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

/** @returns the term, or -1 */
export function findTerm(
  terms: Terms,
  kind: number,
  key: number,
  units: Uint16Array,
  start: number,
  size: number,
): number {
  const { slots, shift } = terms;
  const mask = slots.length - 1;
  for (let slot = (key >>> shift) << 1; ; slot = (slot + 2) & mask) {
    const held = slots[slot + 1] ?? 0;
    if (held === 0) return -1;
    if (slots[slot] === key && isTerm(terms, held - 1, kind, units, start, size)) return held - 1;
  }
}

function isTerm(terms: Terms, term: number, kind: number, units: Uint16Array, start: number, size: number): boolean {
  const text = terms.texts[term] ?? '';
  if (terms.kinds[term] !== kind || text.length !== size) return false;
  for (let i = 0; i < size; i++) if (text.charCodeAt(i) !== units[start + i]) return false;
  return true;
}

export function findText(terms: Terms, kind: number, text: string): number {
  const key = keyOf(kind, hashOf(text));
  const { slots, shift } = terms;
  const mask = slots.length - 1;
  for (let slot = (key >>> shift) << 1; ; slot = (slot + 2) & mask) {
    const held = slots[slot + 1] ?? 0;
    if (held === 0) return -1;
    if (slots[slot] === key && terms.texts[held - 1] === text && terms.kinds[held - 1] === kind) return held - 1;
  }
}

/** The term for a text, made if need be; each use is given back by `dropTerm`. */
export function takeTerm(terms: Terms, kind: number, text: string): number {
  const known = findText(terms, kind, text);
  if (known >= 0) {
    terms.uses[known] = (terms.uses[known] ?? 0) + 1;
    return known;
  }
  const term = terms.free.pop() ?? terms.texts.length;
  terms.texts[term] = text;
  terms.kinds[term] = kind;
  terms.uses[term] = 1;
  terms.live += 1;
  terms.ofKind[kind] = (terms.ofKind[kind] ?? 0) + 1;
  if (kind === PREFIX) countStart(terms.prefixes, text, 1);
  if ((term + 1) * STRIDE > terms.cells.length) growCells(terms);
  terms.cells.fill(0, term * STRIDE, (term + 1) * STRIDE);
  if (terms.live * 4 > terms.slots.length) growSlots(terms);
  insert(terms, keyOf(kind, hashOf(text)), term);
  return term;
}

/** @returns whether that was the last use, and the term is gone */
export function dropTerm(terms: Terms, term: number): boolean {
  const uses = (terms.uses[term] ?? 0) - 1;
  terms.uses[term] = uses;
  if (uses > 0) return false;
  const kind = terms.kinds[term] ?? 0;
  const text = terms.texts[term] ?? '';
  withdraw(terms, keyOf(kind, hashOf(text)), term);
  unhang(terms, term);
  if (kind === PREFIX) countStart(terms.prefixes, text, -1);
  terms.ofKind[kind] = (terms.ofKind[kind] ?? 0) - 1;
  terms.texts[term] = '';
  terms.live -= 1;
  terms.free.push(term);
  return true;
}

/** A dependant is looked at whenever its base occurs. It must be dropped before its base. */
export function hangOn(terms: Terms, base: number, dependant: number): void {
  if (terms.bases.has(dependant)) return;
  terms.bases.set(dependant, base);
  setDependants(terms, base, [...(terms.dependants.get(base) ?? []), dependant]);
}

function unhang(terms: Terms, dependant: number): void {
  const base = terms.bases.get(dependant);
  if (base === undefined) return;
  terms.bases.delete(dependant);
  setDependants(
    terms,
    base,
    (terms.dependants.get(base) ?? []).filter(other => other !== dependant),
  );
}

function setDependants(terms: Terms, base: number, dependants: number[]): void {
  if (dependants.length === 0) terms.dependants.delete(base);
  else terms.dependants.set(base, dependants);
  terms.cells[base * STRIDE + DEPENDANTS] = dependants.length;
}

function insert(terms: Terms, key: number, term: number): void {
  const { slots, sieve, shift, sieveShift } = terms;
  const bit = key >>> sieveShift;
  sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
  const mask = slots.length - 1;
  let slot = (key >>> shift) << 1;
  while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
  slots[slot] = key;
  slots[slot + 1] = term + 1;
}

/** Takes a term out and moves up those behind it that are not where they belong, so that no gap hides them. */
function withdraw(terms: Terms, key: number, term: number): void {
  const { slots, shift } = terms;
  const mask = slots.length - 1;
  let gap = (key >>> shift) << 1;
  while (slots[gap + 1] !== term + 1) gap = (gap + 2) & mask;
  for (let slot = (gap + 2) & mask; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
    const home = ((slots[slot] ?? 0) >>> shift) << 1;
    if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
    slots[gap] = slots[slot] ?? 0;
    slots[gap + 1] = slots[slot + 1] ?? 0;
    gap = slot;
  }
  slots[gap] = 0;
  slots[gap + 1] = 0;
  unsieve(terms, key);
}

/** Those that share a bit share the slot they belong to, and stand behind it in one row. */
function unsieve({ slots, sieve, shift, sieveShift }: Terms, key: number): void {
  const mask = slots.length - 1;
  const bit = key >>> sieveShift;
  for (let slot = (key >>> shift) << 1; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
    if ((slots[slot] ?? 0) >>> sieveShift === bit) return;
  }
  sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) & ~(1 << (bit & 31));
}

/** From slot to slot, which are in the same order in a larger table: whoever adds a query waits a millisecond or two. */
function growSlots(terms: Terms): void {
  const { slots } = terms;
  terms.slots = new Int32Array(slots.length * 2);
  terms.sieve = new Int32Array(sieveWords(slots.length));
  terms.shift -= 1;
  terms.sieveShift -= 1;
  for (let slot = 0; slot < slots.length; slot += 2) {
    const held = slots[slot + 1] ?? 0;
    if (held > 0) insert(terms, slots[slot] ?? 0, held - 1);
  }
}

function growCells(terms: Terms): void {
  const wider = new Int32Array(terms.cells.length * 2);
  wider.set(terms.cells);
  terms.cells = wider;
  const heard = new Int32Array(wider.length / STRIDE);
  heard.set(terms.heard);
  terms.heard = heard;
}

const LAST_STAMP = 0x7fff_ffff;

/** Forgets the occurrences of the post before. */
export function beginPost(terms: Terms): void {
  if (terms.stamp === LAST_STAMP) {
    for (let cell = STAMP; cell < terms.cells.length; cell += STRIDE) terms.cells[cell] = 0;
    terms.stamp = 0;
  }
  terms.stamp += 1;
  terms.occurrences = 0;
  terms.heardCount = 0;
}

/** @param edge -1 when there is nothing to show for it in the text */
export function hearTerm(terms: Terms, term: number, edge: number): void {
  const { cells, stamp } = terms;
  const occurrence = terms.occurrences;
  if (occurrence === terms.edges.length) growOccurrences(terms);
  terms.edges[occurrence] = edge;
  terms.following[occurrence] = -1;
  terms.occurrences = occurrence + 1;
  const cell = term * STRIDE;
  if (cells[cell] !== stamp) {
    cells[cell] = stamp;
    cells[cell + HEAD] = occurrence;
    terms.heard[terms.heardCount++] = term;
  } else terms.following[cells[cell + TAIL] ?? 0] = occurrence;
  cells[cell + TAIL] = occurrence;
}

function growOccurrences(terms: Terms): void {
  const size = terms.edges.length * 2;
  const edges = new Int32Array(size);
  edges.set(terms.edges);
  terms.edges = edges;
  const following = new Int32Array(size);
  following.set(terms.following);
  terms.following = following;
}

export function occurs({ cells, stamp }: Terms, term: number): boolean {
  return cells[term * STRIDE] === stamp;
}

/** The first occurrence, or -1; the others by `following`. */
export function firstOccurrence({ cells, stamp }: Terms, term: number): number {
  const cell = term * STRIDE;
  return cells[cell] === stamp ? (cells[cell + HEAD] ?? -1) : -1;
}

export function hasDependants({ cells }: Terms, term: number): boolean {
  return cells[term * STRIDE + DEPENDANTS] !== 0;
}

export function countSeen({ cells }: Terms, term: number): number {
  return cells[term * STRIDE + SEEN] ?? 0;
}

export function addSeen({ cells }: Terms, term: number): void {
  const cell = term * STRIDE + SEEN;
  cells[cell] = (cells[cell] ?? 0) + 1;
}

/** The past counts half. */
export function halveSeen({ cells }: Terms): void {
  for (let cell = SEEN; cell < cells.length; cell += STRIDE) cells[cell] = (cells[cell] ?? 0) >> 1;
}

/** The first of the queries that hang on a term: an index into the postings plus one; 0: none. */
export function firstPosting({ cells }: Terms, term: number): number {
  return cells[term * STRIDE + QUERIES] ?? 0;
}

export function setFirstPosting({ cells }: Terms, term: number, posting: number): void {
  cells[term * STRIDE + QUERIES] = posting;
}

/** What `hearTerm` changed of a term, to be put back. */
export type Heard = { term: number; stamp: number; head: number; tail: number };

export function peek({ cells }: Terms, term: number): Heard {
  const cell = term * STRIDE;
  return { term, stamp: cells[cell] ?? 0, head: cells[cell + HEAD] ?? 0, tail: cells[cell + TAIL] ?? 0 };
}

export function putBack({ cells, following, stamp: now }: Terms, { term, stamp, head, tail }: Heard): void {
  const cell = term * STRIDE;
  cells[cell] = stamp;
  cells[cell + HEAD] = head;
  cells[cell + TAIL] = tail;
  if (stamp === now) following[tail] = -1;
}
