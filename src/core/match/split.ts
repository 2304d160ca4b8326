/** Hashtags without capitals, `#kestrelcoffee`: read with the words of the query at hand, which are the only ones it cares for. */
import * as edgeNumbers from './edge.ts';
import { addEdge, foldAt, foldOfEdge, fromOf, nextOf, placeOf, sizeOf, toOf, writtenText } from './edges.ts';
import { widthOf } from './emoji.ts';
import { foldText } from './letters.ts';
import type { Reading } from './reading.ts';
import * as readingNumbers from './reading.ts';
import { type Look, lookFor, mayStart, type Starts } from './starts.ts';
import { findTerm, type Heard, hearTerm, keyOf, mayBeTerm, peek, putBack, type Terms } from './terms.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { TAGGED, WORD } = edgeNumbers;
const { MULTIPLIER } = readingNumbers;

/** Two words of so many letters together, at the beginning or at the end of a tag, are no accident. */
const ROW_UNITS_LEAST = 6;
export const OWN_UNITS_LEAST = 2;

/**
 * Calls back with each term inside the runs of a post that may be heard there: where the words of all queries together stand
 * in no row, those of one do not either.
 */
export function termsInRuns(terms: Terms, starts: Starts, reading: Reading, found: (term: number) => void): void {
  const look = lookFor(starts);
  for (const run of reading.runs) {
    const parts = termsInRun(terms, starts, look, reading, run);
    if (parts.length < 2) continue;
    const isInRow = rows(parts, sizeOf(reading, run));
    for (const part of parts) if (isInRow(part)) found(part.term);
  }
}

function termsInRun(terms: Terms, { sizes }: Starts, look: Look, reading: Reading, run: number): Part[] {
  const { units } = reading;
  const parts: Part[] = [];
  const begin = foldOfEdge(reading, run);
  const end = begin + sizeOf(reading, run);
  for (let from = begin; from + OWN_UNITS_LEAST <= end; from++) {
    if (!mayStart(look, units, from, end - from)) continue;
    let hash = 0;
    for (let to = from; to < end; to++) {
      hash = (Math.imul(hash, MULTIPLIER) + (units[to] ?? 0)) | 0;
      const size = to - from + 1;
      if (sizes[size] === 0) continue;
      const key = keyOf(WORD, hash);
      const term = mayBeTerm(terms, key) ? findTerm(terms, WORD, key, units, from, size) : -1;
      if (term >= 0) parts.push({ term, start: from - begin, end: to + 1 - begin });
    }
  }
  return parts;
}

/** What was before a split. */
export type Before = { heard: Heard[]; edges: number; units: number; occurrences: number; heardCount: number };

/** Adds what a query's own words say inside the runs; to be undone with `unsplit` after it was judged. Null: nothing. */
export function split(terms: Terms, reading: Reading, own: readonly number[]): Before | null {
  const { occurrences, heardCount } = terms;
  const before: Before = { heard: [], edges: reading.count, units: reading.used, occurrences, heardCount };
  for (const run of reading.runs) splitRun(terms, reading, run, own, before);
  return before.heard.length === 0 ? null : before;
}

export function unsplit(terms: Terms, reading: Reading, before: Before): void {
  for (const heard of before.heard.reverse()) putBack(terms, heard);
  reading.count = before.edges;
  reading.used = before.units;
  terms.occurrences = before.occurrences;
  terms.heardCount = before.heardCount;
}

type Part = { term: number; start: number; end: number };

function splitRun(terms: Terms, reading: Reading, run: number, own: readonly number[], before: Before): void {
  const word = foldAt(reading, run);
  const parts = own.flatMap(term => partsOf(word, terms.texts[term] ?? '', term));
  if (parts.length < 2) return;
  const isInRow = rows(parts, word.length);
  const written = originsOf(reading, run);
  for (const part of parts) {
    if (!isInRow(part)) continue;
    before.heard.push(peek(terms, part.term));
    hearTerm(terms, part.term, addPart(reading, run, part, word.length, written));
  }
}

function partsOf(word: string, own: string, term: number): Part[] {
  const parts: Part[] = [];
  for (let start = word.indexOf(own); start >= 0; start = word.indexOf(own, start + 1)) {
    parts.push({ term, start, end: start + own.length });
  }
  return parts;
}

/** Tells whether a part stands in a row of two or more that begins or ends the word. */
function rows(parts: readonly Part[], size: number): (part: Part) => boolean {
  const byStart = parts.toSorted((a, b) => a.start - b.start);
  const fromStart = new Uint8Array(size + 1);
  /** How far back the row before each place goes, and how far on the row behind it. */
  const back = Int32Array.from({ length: size + 1 }, (_, place) => place);
  fromStart[0] = 1;
  for (const { start, end } of byStart) {
    if (fromStart[start] === 1) fromStart[end] = 1;
  }
  for (const { start, end } of byStart.toSorted((a, b) => a.end - b.end)) {
    back[end] = Math.min(back[end] ?? 0, back[start] ?? 0);
  }
  const toEnd = new Uint8Array(size + 1);
  const on = Int32Array.from({ length: size + 1 }, (_, place) => place);
  toEnd[size] = 1;
  for (const { start, end } of byStart.toReversed()) {
    if (toEnd[end] === 1) toEnd[start] = 1;
    on[start] = Math.max(on[start] ?? 0, on[end] ?? 0);
  }
  return ({ start, end }) => {
    const last = on[end] ?? 0;
    const first = back[start] ?? 0;
    const begins = fromStart[start] === 1 && last >= ROW_UNITS_LEAST && (start > 0 || last > end);
    const ends = toEnd[end] === 1 && size - first >= ROW_UNITS_LEAST && (end < size || first < start);
    return begins || ends;
  };
}

/** For each folded unit of an edge, where the letter it comes from begins in the text; one more for the end. */
function originsOf(reading: Reading, edge: number): number[] {
  const from = fromOf(reading, edge);
  const written = writtenText(reading, from, toOf(reading, edge));
  const origins: number[] = [];
  for (let i = 0; i < written.length; ) {
    const point = written.codePointAt(i) ?? 0;
    for (let unit = foldText(String.fromCodePoint(point)).length; unit > 0; unit--) origins.push(from + i);
    i += widthOf(point);
  }
  origins.push(toOf(reading, edge));
  return origins;
}

function addPart(reading: Reading, run: number, { start, end }: Part, size: number, origins: number[]): number {
  const at = placeOf(reading, run);
  const next = end === size ? nextOf(reading, run) : at + end;
  const last = origins[end - 1] ?? 0;
  // Where the last unit shares its letter with the next (ß is two), the letter is shown whole.
  const to = origins.slice(end).find(origin => origin > last) ?? 0;
  return addEdge(reading, WORD, TAGGED, 0, reading.used, origins[start] ?? 0, to, at + start, next);
}
