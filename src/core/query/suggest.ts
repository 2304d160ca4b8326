/** A first query for somebody who has only typed a brand's name. */

import { TYPO_MIN_LETTERS } from '../match/sound.ts';
import { isCommonWord } from './common-words.ts';
import { countLetters, isUnspaced, trimmed } from './letters.ts';
import { fill, type Parameters } from './notices.ts';
import { COMPANY_TALK, isEverydayWord, otherMeaningOf } from './other-meanings.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Leaf, Query, Span } from './query.ts';

export type BrandFacts = {
  name: string;
  /** With or without the sign. */
  handles?: readonly string[];
  products?: readonly string[];
  /** `kestrel.example`, or an address within it. */
  domain?: string;
  /** The language customers mostly write; chooses the words looked for beside an everyday name. */
  language?: string;
};

/** `at` is where the part stands in the text; null when it was left out, and the reason says why. */
export type SuggestedPart = {
  text: string;
  at: Span | null;
  code: SuggestionCode;
  parameters: Parameters;
  message: string;
};
export type Suggestion = { text: string; parts: SuggestedPart[] };

export const SUGGESTION_WORDS = {
  name: '{name} in its usual spellings, spacings and hashtags, and within one typo.',
  short_name: '{name} in its usual spellings and spacings. It is too short for typos: they would be other words.',
  exact_name: 'Only {name} written with these capitals, because it is an everyday word.',
  company_talk: 'One of these within a few words of the name, because {name} alone is in too many posts.',
  other_meaning: 'Left out, because {name} means something else too. Take away what your customers might say.',
  handle: 'Posts that name you, even where the network did not notify you.',
  link: 'Posts that link to you.',
  product: 'Your product, also without your name.',
  product_covered: '{text} is heard already, because your name is in it.',
  product_common: '{text} alone would hear too much. Add it with a word that must occur beside it.',
  own_posts: 'Not your own posts.',
  not_readable: '{text} cannot be looked for.',
} as const;

export type SuggestionCode = keyof typeof SUGGESTION_WORDS;

const OTHER_MEANING_LIMIT = 6;
const PRODUCT_MIN_LETTERS = 5;
/** Products and handles beyond these are left for the person to add. */
const PRODUCTS_LIMIT = 20;
const HANDLES_LIMIT = 10;
const TALK_DISTANCE = 10;

type Draft = { text: string; code: SuggestionCode; parameters: Parameters };

/** The text is '' where the name holds nothing that can be heard. Reads like one written by hand, and is always readable. */
export function suggestQuery(brand: BrandFacts): Suggestion {
  const name = brand.name.replace(/[\s\p{C}"“”„‟＂«»「『*\\]+/gu, ' ').trim();
  const namePart = readable(`~"${name}"`) ?? null;
  if (namePart?.kind !== 'brand') return { text: '', parts: [leftOut('not_readable', brand.name)] };
  const left: SuggestedPart[] = [];
  const handles = handlesOf(brand, left);
  const sides = [
    ...[nameSide(namePart.name, brand.language ?? 'en')],
    ...handles.map(handle => [{ text: `@${handle}`, code: 'handle', parameters: {} }] satisfies Draft[]),
    ...linkSide(brand.domain, left),
    ...productSides(isPlainWord(namePart.name) ? null : namePart.name, brand.products ?? [], left),
  ];
  const own = handles.map<Draft>(handle => ({ text: `-from:${handle}`, code: 'own_posts', parameters: {} }));
  return assembled(sides, own, left);
}

/** The name, and what must or must not stand beside it. Who names a handle or links is heard whatever else they say. */
function nameSide(name: string, language: string): Draft[] {
  const leaf: Leaf = { kind: 'brand', at: { start: 0, end: 0 }, name };
  const brand = printQuery(leaf);
  if (isPlainWord(name)) {
    const talk = COMPANY_TALK[language.slice(0, 2)] ?? COMPANY_TALK['en'] ?? [];
    const near = `NEAR/${TALK_DISTANCE} (${talk.join(' OR ')})`;
    const exact = name === name.toLowerCase() ? name.charAt(0).toUpperCase() + name.slice(1) : name;
    return [
      { text: `=${exact}`, code: 'exact_name', parameters: { name: exact } },
      { text: near, code: 'company_talk', parameters: { name } },
    ];
  }
  const isShort = !isUnspaced(name) && countLetters(name) < TYPO_MIN_LETTERS;
  const first: Draft = { text: brand, code: isShort ? 'short_name' : 'name', parameters: { name } };
  const other = otherMeaningOf(name);
  if (other === null) return [first];
  const without = other.without.filter(word => word !== name.toLowerCase()).slice(0, OTHER_MEANING_LIMIT);
  const text = without.map(word => `-${word}`).join(' ');
  return [first, { text, code: 'other_meaning', parameters: { name, meaning: other.meaning } }];
}

function handlesOf({ handles = [] }: BrandFacts, left: SuggestedPart[]): string[] {
  const found = new Set<string>();
  for (const written of handles.slice(0, HANDLES_LIMIT)) {
    const leaf = readable(`@${written.trim().replace(/^[@＠]/, '')}`);
    if (leaf?.kind === 'handle') found.add(leaf.handle);
    else if (written.trim() !== '') left.push(leftOut('not_readable', written));
  }
  return [...found];
}

function linkSide(domain = '', left: SuggestedPart[] = []): Draft[][] {
  if (domain.trim() === '') return [];
  const leaf = readable(`link:${domain.trim()}`);
  if (leaf?.kind === 'link') return [[{ text: printQuery(leaf), code: 'link', parameters: {} }]];
  left.push(leftOut('not_readable', domain));
  return [];
}

/** @param name whose products are heard with it; null where the name alone is not enough to be heard */
function productSides(name: string | null, products: readonly string[], left: SuggestedPart[]): Draft[][] {
  const sides = new Map<string, Draft[]>();
  for (const written of products.slice(0, PRODUCTS_LIMIT)) {
    const product = trimmed(written);
    const leaf = readable(`~"${product.replace(/["\\*]/g, ' ')}"`);
    if (product === '') continue;
    if (leaf?.kind !== 'brand') left.push(leftOut('not_readable', written));
    else if (name !== null && ` ${product.toLowerCase()} `.includes(` ${name.toLowerCase()} `))
      left.push(leftOut('product_covered', product));
    else if (isTooCommon(leaf.name)) left.push(leftOut('product_common', product));
    else sides.set(printQuery(leaf), [{ text: printQuery(leaf), code: 'product', parameters: {} }]);
  }
  return [...sides.values()];
}

function isPlainWord(name: string): boolean {
  return isEverydayWord(name) || isCommonWord(name);
}

/** Each word of it is an everyday one, or it is hardly more than a number. */
function isTooCommon(product: string): boolean {
  const isPlain = (word: string) => isPlainWord(word) || otherMeaningOf(word) !== null;
  if (!isUnspaced(product) && (product.match(/\p{L}/gu)?.length ?? 0) < PRODUCT_MIN_LETTERS) return true;
  return product.split(' ').every(word => isPlain(word) || countLetters(word) < 3);
}

/** The one leaf of a text; null when it cannot be read. */
function readable(text: string): Query | null {
  const parsed = parseQuery(text);
  return parsed.kind === 'query' ? parsed.query : null;
}

function leftOut(code: SuggestionCode, text: string): SuggestedPart {
  return { text, at: null, code, parameters: { text }, message: fill(SUGGESTION_WORDS[code], { text }) };
}

function assembled(sides: readonly Draft[][], own: readonly Draft[], left: readonly SuggestedPart[]): Suggestion {
  const parts: SuggestedPart[] = [];
  let text = '';
  const add = ({ text: piece, code, parameters }: Draft) => {
    const at = { start: text.length, end: text.length + piece.length };
    parts.push({ text: piece, at, code, parameters, message: fill(SUGGESTION_WORDS[code], parameters) });
    text += piece;
  };
  const isGrouped = own.length > 0 && sides.length > 1;
  if (isGrouped) text += '(';
  for (const [i, side] of sides.entries()) {
    if (i > 0) text += ' OR ';
    const needsGroup = side.length > 1 && sides.length > 1;
    if (needsGroup) text += '(';
    for (const [k, draft] of side.entries()) {
      if (k > 0) text += ' ';
      add(draft);
    }
    if (needsGroup) text += ')';
  }
  if (isGrouped) text += ')';
  for (const draft of own) {
    text += ' ';
    add(draft);
  }
  return { text, parts: [...parts, ...left] };
}
