/** What of a post speaks for noise or against it, beside its words: turns of phrase, links, mentions, shape. Numbers for the head. */
import { type Word, wordsOf } from '../text.ts';
import { NOISE_SIGNS, NOISE_WORDS, type NoiseSign } from './noise-words.ts';
import { type Span, TRIAGE_READ_LIMIT } from './reading.ts';

/** Beside the turns of phrase. */
const SHAPES = [
  'link',
  'wrapped_link',
  'only_link',
  'selling_link',
  'starts_with_mention',
  'mention',
  'several_tags',
  'asks',
  'capitals',
  'brief',
  'long',
  'number_to_call',
  'figures',
] as const;
type Shape = (typeof SHAPES)[number];

/** Names of the numbers, in the order of `extras`. */
export const NOISE_EXTRAS: readonly (NoiseSign | Shape)[] = [...NOISE_SIGNS, ...SHAPES];

export type NoiseSigns = {
  /** In the order of `NOISE_EXTRAS`; 0: not there. */
  extras: Float32Array;
  /** Where each was found, in UTF-16 units of the text as given. */
  spans: Map<NoiseSign | Shape, Span[]>;
};

export function signsOf(text: string): NoiseSigns {
  const read = text.slice(0, TRIAGE_READ_LIMIT);
  const spans: NoiseSigns['spans'] = new Map();
  const links = [...read.matchAll(LINK)].map(match => ({ start: match.index, end: match.index + match[0].length }));
  let plain = read;
  for (const { start, end } of links) plain = plain.slice(0, start) + ' '.repeat(end - start) + plain.slice(end);
  const words = wordsOf(plain);
  for (let at = 0; at < words.length; at++) {
    for (const { sign, parts } of phrases.get(keyOf(words[at]?.folded ?? '')) ?? []) {
      const last = endOf(words, at, parts, 0);
      if (last >= 0) note(spans, sign, words[at]?.start ?? 0, words[last]?.end ?? 0);
    }
  }
  noteShapes(spans, read, plain, words, links);
  return { extras: Float32Array.from(NOISE_EXTRAS, name => (spans.has(name) ? LOUD : 0)), spans };
}

function note(spans: NoiseSigns['spans'], sign: NoiseSign | Shape, start: number, end: number): void {
  const known = spans.get(sign);
  if (known === undefined) spans.set(sign, [{ start, end }]);
  else if (known.length < SPANS_LIMIT) known.push({ start, end });
}

const SPANS_LIMIT = 8;
/** Beside hundreds of words whose values add up to a length of 1; by it the fit learns signs sooner than words. */
const LOUD = 1.5;
/** Whatever leads away; also `site . com` and `site.com` without a beginning. */
const LINK =
  /https?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+|\b[\w-]{2,40}(?:\.|\s\.\s?)(?:com|net|org|info|ly|tv|biz|xyz|io|shop|online|example)\b(?:\/[^\s<>"']*)?/giu;
/** Most often a picture, a film or a post quoted. */
const WRAPPED = /^https?:\/\/t\.co\//iu;
/** Pages where people collect, sell, stream or are paid for bringing others. */
const SELLING =
  /gofundme|indiegogo|kickstarter|teespring|sunfrog|soundcloud|reverbnation|bandcamp|twitch\.tv|patreon|onlyfans|linktr\.ee|swagbucks|bubblews|ebay\.|etsy\.|amazon\.[a-z.]+\/(?:dp|gp|[^/]+\/dp)|play\.google|change\.org|audiojungle|\bt\.me\/|wa\.me\/|gleam\.io|vk\.com|facebook\.com\/|instagram\.com\/|tsu\.co|twitter\.com\/intent|[?&](?:ref|rb|aff|invite|promo|code|r)=|\/refer|\/signup|\/giveaway/iu;
const BRIEF_WORDS = 4;
const LONG_UNITS = 180;
const TAGS_AT_LEAST = 3;
const FIGURES_AT_LEAST = 5;
const CAPITALS_AT_LEAST = 10;
/** Greek asks with a semicolon. */
const ASKS = /[?؟]|\p{Script=Greek}\s?;/u;
/** Numbers of premium services: after a word that asks to use them, or with their price. Customers write numbers of orders and houses. */
const CALL =
  /\b(?:text|txt|call|send|sms|reply)\b.{0,30}?\b(?:\d{5}|0[89]\d{8,9})\b|\b\d{2,3}p\s?(?:\/|per|a)\s?(?:msg|min|txt|text|sms|call|day|week)/iu;

function noteShapes(
  spans: NoiseSigns['spans'],
  read: string,
  plain: string,
  words: readonly Word[],
  links: Span[],
): void {
  for (const { start, end } of links) {
    note(spans, WRAPPED.test(read.slice(start, end)) ? 'wrapped_link' : 'link', start, end);
    if (SELLING.test(read.slice(start, end))) note(spans, 'selling_link', start, end);
  }
  const all = { start: 0, end: read.length };
  const add = (sign: Shape, where: Span | undefined = all) => note(spans, sign, where.start, where.end);
  const mentions = words.filter(({ sign }) => sign === '@');
  const tags = words.filter(({ sign }) => sign === '#');
  if (links.length > 0 && words.length === 0) add('only_link', links[0]);
  if (/^[\s.]*@\w/u.test(plain)) add('starts_with_mention', mentions[0]);
  else if (mentions.length > 0) add('mention', mentions[0]);
  if (tags.length >= TAGS_AT_LEAST) for (const { start, end } of tags) note(spans, 'several_tags', start, end);
  if (ASKS.test(plain)) add('asks');
  if (!/\p{Ll}/u.test(plain) && (plain.match(/\p{Lu}/gu)?.length ?? 0) >= CAPITALS_AT_LEAST) add('capitals');
  if (words.length <= BRIEF_WORDS) add('brief');
  if (read.length >= LONG_UNITS) add('long');
  const call = CALL.exec(plain);
  if (call !== null) add('number_to_call', { start: call.index, end: call.index + call[0].length });
  const figures = words.filter(({ folded }) => /^\p{N}+$/u.test(folded));
  if (figures.length >= FIGURES_AT_LEAST) add('figures');
}

type Part = { word: string; isBeginning: boolean }[];
type Phrase = { sign: NoiseSign; parts: (Part | 'gap')[] };
const GAP_WORDS = 3;
const KEY_LETTERS = 3;
const NUMBER = /^\p{N}/u;

/** By the first letters of their first word, so that almost every word of a text is dismissed by one look. */
const phrases = Map.groupBy(
  NOISE_SIGNS.flatMap(sign =>
    NOISE_WORDS[sign].flatMap(line => line.split('|').flatMap(words => phrasesOf(sign, words))),
  ),
  phrase => keyOf(first(phrase)),
);

/** One for each way to begin. */
function phrasesOf(sign: NoiseSign, written: string): Phrase[] {
  const [begin = '', ...rest] = written.split(' ');
  const parts = rest.map(part => (part === '_' ? 'gap' : partOf(part)));
  return partOf(begin).map(one => ({ sign, parts: [[one], ...parts] }));
}

function partOf(written: string): Part {
  return written.split('/').map(word => ({ word: word.replace(/\*$/, ''), isBeginning: word.endsWith('*') }));
}

function first({ parts }: Phrase): string {
  const [begin] = parts;
  return begin === 'gap' ? '' : (begin?.[0]?.word ?? '');
}

function keyOf(word: string): string {
  return NUMBER.test(word) ? 'N' : word.slice(0, KEY_LETTERS);
}

/** @returns the place of the last word of the phrase that begins at `at`; −1: it is not there */
function endOf(words: readonly Word[], at: number, parts: Phrase['parts'], from: number): number {
  const part = parts[from];
  if (part === undefined) return at - 1;
  if (part === 'gap') {
    for (let skipped = 0; skipped <= GAP_WORDS; skipped++) {
      const end = endOf(words, at + skipped, parts, from + 1);
      if (end >= 0) return end;
    }
    return -1;
  }
  const folded = words[at]?.folded;
  if (folded === undefined || !part.some(wanted => meets(folded, wanted))) return -1;
  return endOf(words, at + 1, parts, from + 1);
}

function meets(folded: string, { word, isBeginning }: Part[number]): boolean {
  if (word === 'N') return NUMBER.test(folded);
  return isBeginning ? folded.startsWith(word) : folded === word;
}
