/** Makes a plan of a query: its words are read as those of a post are, and become terms. */

import type { Leaf, Query, Word } from '../query/query.ts';
import { addBrand, type Brands, brandKey } from './brand.ts';
import { HANDLE, JOINED, LINK, PICTURE, PIECE, SPELLING, STEM, STEP, TAG, WORD } from './edge.ts';
import { flagsOf, foldAt, fromOf, kindOf, nextOf, placeOf, sizeOf, toOf, writtenText } from './edges.ts';
import { linkParts } from './link.ts';
import type { Compiled, Element, Phrase, Plan, Sequence } from './plan.ts';
import { IN_TEXT, readField } from './read.ts';
import { clearReading, type Reading } from './reading.ts';
import { handleKeys, tagKey } from './sign.ts';
import { spell, spellingsOf } from './spell.ts';
import {
  BELOW,
  BRAND,
  EXACT,
  FROM,
  hangOn,
  LANG,
  MEDIA,
  NETWORK,
  PREFIX,
  QUESTION,
  type Terms,
  takeTerm,
} from './terms.ts';

export type Compiler = { terms: Terms; brands: Brands /** For reading the query's words. */; reading: Reading };

type Making = Compiler & { used: number[]; own: Set<number> };

/** A plan that nothing satisfies: no word in it can be heard. */
const NOTHING: Plan = { kind: 'or', of: [] };

export function compile(compiler: Compiler, query: Query): Compiled {
  const making: Making = { ...compiler, used: [], own: new Set() };
  const plan = planOf(making, query);
  return { plan, terms: making.used, own: making.own.size < 2 ? [] : [...making.own] };
}

function planOf(making: Making, query: Query): Plan {
  switch (query.kind) {
    case 'and':
      return { kind: 'and', of: query.all.map(part => planOf(making, part)) };
    case 'or':
      return { kind: 'or', of: query.any.map(part => planOf(making, part)) };
    case 'not':
      return { kind: 'not', of: planOf(making, query.without) };
    default:
      return planOfLeaf(making, query);
  }
}

function planOfLeaf(making: Making, leaf: Leaf): Plan {
  switch (leaf.kind) {
    case 'word':
      return planOfPhrase(phraseOf(making, [leaf.word]));
    case 'phrase':
      return planOfPhrase(phraseOf(making, leaf.words));
    case 'near': {
      const left = leaf.left.map(words => phraseOf(making, words)).filter(isHeard);
      const right = leaf.right.map(words => phraseOf(making, words)).filter(isHeard);
      return { kind: 'near', left, right, distance: leaf.distance };
    }
    case 'brand':
      return planOfBrand(making, leaf.name);
    case 'handle':
      return planOfText(making, HANDLE, handleKeys(leaf.handle)[0] ?? '');
    case 'from':
      return planOfText(making, FROM, handleKeys(leaf.handle)[0] ?? '');
    case 'tag':
      return planOfTag(making, leaf.tag);
    case 'link':
      return planOfLink(making, leaf.path === null ? leaf.host : `${leaf.host}/${leaf.path.replace(/^\/+/, '')}`);
    case 'lang':
      return planOfText(making, LANG, langKey(leaf.lang));
    case 'network':
      return planOfText(making, NETWORK, leaf.network.toLowerCase());
    case 'has':
      return planOfText(making, leaf.what === 'media' ? MEDIA : QUESTION, '');
  }
}

function planOfText(making: Making, kind: number, text: string): Plan {
  return { kind: 'terms', any: [term(making, kind, text)] };
}

function term({ terms, used }: Making, kind: number, text: string): number {
  const id = takeTerm(terms, kind, text);
  used.push(id);
  return id;
}

const OLD_TAGS: Readonly<Record<string, string>> = { iw: 'he', in: 'id', ji: 'yi', tl: 'fil', nb: 'no', nn: 'no' };

/** Lower case, hyphens, today's name of the language. */
export function langKey(lang: string): string {
  const [first = '', ...rest] = lang.toLowerCase().replaceAll('_', '-').split('-');
  return [OLD_TAGS[first] ?? first, ...rest].join('-');
}

function planOfTag(making: Making, written: string): Plan {
  const tag = written.replace(/^[#＃]/, '');
  const key = tagKey(tag);
  const any = [key, ...spellingsOf(key, tag)].map(text => term(making, TAG, text));
  return key === '' ? NOTHING : { kind: 'terms', any };
}

function planOfLink(making: Making, link: string): Plan {
  const { host, path } = linkParts(link);
  const bare = host.replace(/^www\./, '');
  const base = term(making, LINK, bare);
  if (path === '') return { kind: 'terms', any: [base] };
  const below = term(making, BELOW, bare + path);
  hangOn(making.terms, base, below);
  return { kind: 'terms', any: [below] };
}

/** A phrase without a word that can be heard is never heard. */
function planOfPhrase(phrase: Phrase): Plan {
  if (!isHeard(phrase)) return NOTHING;
  const [element] = phrase;
  if (phrase.length === 1 && element?.every(sequence => sequence.length === 1)) {
    return { kind: 'terms', any: element.flatMap(sequence => sequence.flat()) };
  }
  return { kind: 'phrase', phrase };
}

function isHeard(phrase: Phrase): boolean {
  return phrase.length > 0;
}

function phraseOf(making: Making, words: readonly Word[]): Phrase {
  return words.map(word => elementOf(making, word)).filter(element => element.length > 0);
}

function elementOf(making: Making, word: Word): Element {
  const { reading } = making;
  readText(reading, word.text);
  const pieces = edgesWhere(reading, edge => (flagsOf(reading, edge) & PIECE) !== 0);
  const last = pieces.at(-1);
  if (last === undefined) return linkElement(making, word);
  if (word.exact) return [pieces.map(piece => [exactTerm(making, piece, word.prefix && piece === last)])];
  const isOwn = !word.prefix;
  const apart: Sequence = pieces.map(piece => {
    const kind = word.prefix && piece === last ? PREFIX : WORD;
    if (isOwn) addOwn(making, piece);
    return spelt(making, piece).map(fold => term(making, kind, fold));
  });
  const whole = edgesWhere(reading, edge => isWhole(reading, edge, pieces.length))[0];
  if (whole === undefined) return [apart];
  const kind = word.prefix ? PREFIX : WORD;
  return [apart, [spelt(making, whole).map(fold => term(making, kind, fold))]];
}

function readText(reading: Reading, text: string): void {
  clearReading(reading);
  readField(reading, text, IN_TEXT);
  spell(reading);
}

function edgesWhere(reading: Reading, holds: (edge: number) => boolean): number[] {
  return Array.from({ length: reading.count }, (_, edge) => edge).filter(
    edge => kindOf(reading, edge) === WORD && holds(edge),
  );
}

/** Several pieces as one word, in their first reading. */
function isWhole(reading: Reading, edge: number, pieces: number): boolean {
  const isPlain = (flagsOf(reading, edge) & (JOINED | SPELLING | STEM)) === JOINED;
  return pieces > 1 && isPlain && placeOf(reading, edge) === 0 && nextOf(reading, edge) === pieces * STEP;
}

/** A word and its other spellings; a Korean word of a query keeps what stands behind it. */
function spelt(making: Making, of: number): string[] {
  const { reading } = making;
  const same = edgesWhere(
    reading,
    edge =>
      placeOf(reading, edge) === placeOf(reading, of) &&
      nextOf(reading, edge) === nextOf(reading, of) &&
      (flagsOf(reading, edge) & STEM) === 0,
  );
  return [...new Set(same.map(edge => foldAt(reading, edge)))];
}

const OWN_UNITS = 2;

function addOwn(making: Making, piece: number): void {
  const { reading, own } = making;
  if ((flagsOf(reading, piece) & PICTURE) !== 0 || sizeOf(reading, piece) < OWN_UNITS) return;
  own.add(term(making, WORD, foldAt(reading, piece)));
}

function exactTerm(making: Making, piece: number, isPrefix: boolean): number {
  const { reading } = making;
  const written = exactForm(writtenText(reading, fromOf(reading, piece), toOf(reading, piece)));
  const base = term(making, isPrefix ? PREFIX : WORD, foldAt(reading, piece));
  const exact = term(making, EXACT, isPrefix ? `${written}*` : written);
  hangOn(making.terms, base, exact);
  return exact;
}

/** What letters in the same case are compared by. */
export function exactForm(written: string): string {
  return written.normalize('NFC');
}

/** `kestrel.example` among the words is heard as a link. */
function linkElement(making: Making, { text, exact }: Word): Element {
  const { reading } = making;
  if (reading.links.length === 0 || exact) return [];
  const plan = planOfLink(making, text);
  return plan.kind === 'terms' ? [[plan.any]] : [];
}

function planOfBrand(making: Making, name: string): Plan {
  const { brands, reading } = making;
  const words = name.replace(/[./:@#＠＃]+/g, ' ').split(/\s+/u);
  const plans = [
    planOfPhrase(
      phraseOf(
        making,
        words.map(text => ({ text, prefix: false, exact: false })),
      ),
    ),
  ];
  const key = brandKey(reading, name);
  if (key !== null) {
    const brand = term(making, BRAND, key);
    addBrand(brands, brand, key);
    plans.push({ kind: 'terms', any: [brand] });
  }
  readText(reading, name);
  if (reading.links.length > 0) plans.push(planOfLink(making, name));
  return { kind: 'or', of: plans };
}
