/** Looks up everything that is in a post, and everything it is, in the table of terms. */

import type { Matchable } from '../query/query.ts';
import type { Brands } from './brand.ts';
import { exactForm, langKey } from './compile.ts';
import * as edgeNumbers from './edge.ts';
import { foldOfEdge, fromOf, kindOf, sizeOf, toOf, writtenText } from './edges.ts';
import { hearBrands, type Lines } from './hear-brands.ts';
import { addHostEdges, isBelow } from './link.ts';
import { asks } from './question.ts';
import * as readNumbers from './read.ts';
import { readField } from './read.ts';
import * as readingNumbers from './reading.ts';
import { clearReading, type Reading } from './reading.ts';
import { handleKeys } from './sign.ts';
import { spell } from './spell.ts';
import * as startsNumbers from './starts.ts';
import { lookFor, mayStart } from './starts.ts';
import * as termNumbers from './terms.ts';
import { findTerm, findText, hasDependants, hearTerm, keyOf, mayBeTerm, type Terms } from './terms.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { FOLD, HASH, KIND_BITS, LINK, SIZE, STEP, WORD, EDGE_CELLS } = edgeNumbers;
const { IN_TEXT, IN_TITLE } = readNumbers;
const { MULTIPLIER, TITLE_BASE } = readingNumbers;
const { LONGEST_START } = startsNumbers;
const { ALWAYS, BELOW, BRAND, EXACT, FROM, LANG, MEDIA, NETWORK, PREFIX, QUESTION } = termNumbers;

export type Looker = { terms: Terms; brands: Brands; lines: Lines; reading: Reading };

/** Links of one post that are looked at besides those in its text. */
export const LINKS_LIMIT = 32;

/** Reads a post; afterwards each term knows where it occurs. */
export function lookUp(looker: Looker, post: Matchable): void {
  const { reading, terms } = looker;
  clearReading(reading);
  readField(reading, post.text, IN_TEXT);
  if (post.title === null) reading.texts[1] = '';
  else readField(reading, post.title, IN_TITLE);
  spell(reading);
  if (post.links.length > 0 && (terms.ofKind[LINK] ?? 0) > 0) addOutsideLinks(reading, post.links);
  lookUpEdges(terms, reading);
  if ((terms.ofKind[BRAND] ?? 0) > 0) hearBrands(looker);
  lookUpFacts(terms, reading, post);
  terms.steps += reading.used + reading.count + terms.occurrences;
}

function addOutsideLinks(reading: Reading, links: readonly string[]): void {
  for (const link of links.slice(0, LINKS_LIMIT)) {
    reading.outside.push(link);
    addHostEdges(reading, link, -reading.outside.length, -reading.outside.length, NOWHERE);
  }
}

/** A place next to no other. */
const NOWHERE = -TITLE_BASE * STEP;

function lookUpEdges(terms: Terms, reading: Reading): void {
  const { edges, units } = reading;
  const { sieve, sieveShift } = terms;
  const look = lookFor(terms.prefixes);
  const end = reading.count * EDGE_CELLS;
  for (let cell = 0; cell < end; cell += EDGE_CELLS) {
    const key = keyOf((edges[cell] ?? 0) & KIND_BITS, edges[cell + HASH] ?? 0);
    const bit = key >>> sieveShift;
    if (((sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) lookUpEdge(terms, reading, cell / EDGE_CELLS, key);
    if (mayStart(look, units, edges[cell + FOLD] ?? 0, edges[cell + SIZE] ?? 0))
      lookUpPrefixes(terms, reading, cell / EDGE_CELLS);
  }
}

function lookUpEdge(terms: Terms, reading: Reading, edge: number, key: number): void {
  const kind = kindOf(reading, edge);
  const term = findTerm(terms, kind, key, reading.units, foldOfEdge(reading, edge), sizeOf(reading, edge));
  if (term >= 0) hear(terms, reading, term, edge);
}

function hear(terms: Terms, reading: Reading, term: number, edge: number): void {
  hearTerm(terms, term, edge);
  if (hasDependants(terms, term)) hearDependants(terms, reading, term, edge);
}

function lookUpPrefixes(terms: Terms, reading: Reading, edge: number): void {
  if (kindOf(reading, edge) !== WORD) return;
  const { units } = reading;
  const { sizes } = terms.prefixes;
  const start = foldOfEdge(reading, edge);
  const size = Math.min(sizeOf(reading, edge), LONGEST_START);
  let hash = 0;
  for (let length = 1; length <= size; length++) {
    hash = (Math.imul(hash, MULTIPLIER) + (units[start + length - 1] ?? 0)) | 0;
    if (sizes[length] === 0) continue;
    const key = keyOf(PREFIX, hash);
    const term = mayBeTerm(terms, key) ? findTerm(terms, PREFIX, key, units, start, length) : -1;
    if (term >= 0) hear(terms, reading, term, edge);
  }
}

function hearDependants(terms: Terms, reading: Reading, base: number, edge: number): void {
  const written = writtenAt(reading, edge);
  for (const dependant of terms.dependants.get(base) ?? []) {
    const text = terms.texts[dependant] ?? '';
    if (terms.kinds[dependant] === BELOW) {
      if (isBelow(written, text.slice((terms.texts[base] ?? '').length))) hearTerm(terms, dependant, edge);
    } else if (terms.kinds[dependant] === EXACT && isExactly(exactForm(written), text)) {
      hearTerm(terms, dependant, edge);
    }
  }
}

function writtenAt(reading: Reading, edge: number): string {
  const from = fromOf(reading, edge);
  return from < 0 ? (reading.outside[-1 - from] ?? '') : writtenText(reading, from, toOf(reading, edge));
}

function isExactly(written: string, asked: string): boolean {
  return asked.endsWith('*') ? written.startsWith(asked.slice(0, -1)) : written === asked;
}

/** What a post is, beside what is in it. */
function lookUpFacts(terms: Terms, reading: Reading, post: Matchable): void {
  const { ofKind } = terms;
  if ((ofKind[LANG] ?? 0) > 0 && post.lang !== null) {
    for (const range of rangesOf(post.lang)) hearFact(terms, LANG, range);
  }
  if ((ofKind[FROM] ?? 0) > 0 && post.authorHandle !== null) {
    for (const handle of handleKeys(post.authorHandle)) hearFact(terms, FROM, handle);
  }
  if ((ofKind[NETWORK] ?? 0) > 0) hearFact(terms, NETWORK, post.network.toLowerCase());
  if ((ofKind[MEDIA] ?? 0) > 0 && post.hasMedia) hearFact(terms, MEDIA, '');
  if ((ofKind[QUESTION] ?? 0) > 0 && asks(reading)) hearFact(terms, QUESTION, '');
  if ((ofKind[ALWAYS] ?? 0) > 0) hearFact(terms, ALWAYS, '');
}

function hearFact(terms: Terms, kind: number, text: string): void {
  const term = findText(terms, kind, text);
  if (term >= 0) hearTerm(terms, term, -1);
}

/** Languages are few; more than so many different ones are somebody's play. */
const REMEMBERED_LIMIT = 500;
const remembered = new Map<string, string[]>();

/** `zh-hant-tw`, `zh-hant`, `zh` */
function rangesOf(lang: string): string[] {
  const known = remembered.get(lang);
  if (known !== undefined) return known;
  const key = langKey(lang);
  const ranges = [key];
  for (let cut = key.lastIndexOf('-'); cut > 0; cut = key.lastIndexOf('-', cut - 1)) ranges.push(key.slice(0, cut));
  if (remembered.size >= REMEMBERED_LIMIT) remembered.clear();
  remembered.set(lang, ranges);
  return ranges;
}
