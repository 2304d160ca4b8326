/** Looks up everything that is in a post, and everything it is, in the table of terms. */

import type { Matchable } from '../query/query.ts';
import type { Brands } from './brand.ts';
import { exactForm, langKey } from './compile.ts';
import { foldOfEdge, fromOf, hashOfEdge, kindOf, LINK, STEP, sizeOf, toOf, WORD, writtenText } from './edges.ts';
import { hearBrands, type Lines } from './hear-brands.ts';
import { addHostEdges, isBelow } from './link.ts';
import { asks } from './question.ts';
import { IN_TEXT, IN_TITLE, readField } from './read.ts';
import { clearReading, MULTIPLIER, type Reading, TITLE_BASE } from './reading.ts';
import { handleKeys } from './sign.ts';
import { spell } from './spell.ts';
import {
  ALWAYS,
  BELOW,
  BRAND,
  EXACT,
  FROM,
  findTerm,
  findText,
  hasDependants,
  hearTerm,
  LANG,
  MEDIA,
  mayBePrefixed,
  NETWORK,
  PREFIX,
  QUESTION,
  type Terms,
} from './terms.ts';

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
  const { count, units } = reading;
  const hasPrefixes = (terms.ofKind[PREFIX] ?? 0) > 0;
  for (let edge = 0; edge < count; edge++) {
    const kind = kindOf(reading, edge);
    const term = findTerm(
      terms,
      kind,
      hashOfEdge(reading, edge),
      units,
      foldOfEdge(reading, edge),
      sizeOf(reading, edge),
    );
    if (term >= 0) hear(terms, reading, term, edge);
    if (hasPrefixes && kind === WORD) lookUpPrefixes(terms, reading, edge);
  }
}

function hear(terms: Terms, reading: Reading, term: number, edge: number): void {
  hearTerm(terms, term, edge);
  if (hasDependants(terms, term)) hearDependants(terms, reading, term, edge);
}

const LONGEST_PREFIX = 255;

function lookUpPrefixes(terms: Terms, reading: Reading, edge: number): void {
  const { units } = reading;
  const start = foldOfEdge(reading, edge);
  const size = Math.min(sizeOf(reading, edge), LONGEST_PREFIX);
  if (!mayBePrefixed(terms, units[start] ?? 0, units[start + 1] ?? 0)) return;
  const { prefixSizes } = terms;
  let hash = 0;
  for (let length = 1; length <= size; length++) {
    hash = (Math.imul(hash, MULTIPLIER) + (units[start + length - 1] ?? 0)) | 0;
    if (prefixSizes[length] === 0) continue;
    const term = findTerm(terms, PREFIX, hash, units, start, length);
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
  const fact = (kind: number, text: string) => {
    const term = findText(terms, kind, text);
    if (term >= 0) hearTerm(terms, term, -1);
  };
  if ((ofKind[LANG] ?? 0) > 0 && post.lang !== null) {
    for (const range of rangesOf(post.lang)) fact(LANG, range);
  }
  if ((ofKind[FROM] ?? 0) > 0 && post.authorHandle !== null) {
    for (const handle of handleKeys(post.authorHandle)) fact(FROM, handle);
  }
  if ((ofKind[NETWORK] ?? 0) > 0) fact(NETWORK, post.network.toLowerCase());
  if ((ofKind[MEDIA] ?? 0) > 0 && post.hasMedia) fact(MEDIA, '');
  if ((ofKind[QUESTION] ?? 0) > 0 && asks(reading)) fact(QUESTION, '');
  if ((ofKind[ALWAYS] ?? 0) > 0) fact(ALWAYS, '');
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
