/** What a company says of its own matters, so that triage knows them: kinds of request, rivals, order numbers, dangers. */
import { type OrderPattern, orderPattern } from '../privacy/order.ts';
import { fold, type Word } from '../text.ts';
import { REQUESTS, type Span } from './reading.ts';

/** `name`: what follows `request.` on a conversation. `words`: words and phrases; `*` at the end of a word: it may go on. */
export type OwnRequest = { name: string; words: string[] };

export type TriageSettings = {
  requests: OwnRequest[];
  /** Names of companies a customer might go to. */
  rivals: string[];
  /** How order and booking numbers look: `#` a digit, `@` a letter, `?` either. */
  orders: string[];
  /** Further words that must always reach a person at once. */
  danger: string[];
};

export const NO_SETTINGS: TriageSettings = { requests: [], rivals: [], orders: [], danger: [] };

export const OWN_REQUESTS_LIMIT = 40;
export const WORDS_PER_LIST = 200;
export const ORDERS_LIMIT = 30;
/** Of a word, a phrase or a rival's name, in characters. */
export const OWN_WORD_LIMIT = 60;
/** As a tag may look, so that it can stand behind `request.`. */
export const REQUEST_NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;

type Part = { text: string; isBeginning: boolean };
type Phrase = { name: string; parts: readonly Part[] };
/** Phrases by the first letters of their first word, so that almost every word of a post is dismissed by one look. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>;

/** The same, ready for reading. */
export type OwnWords = {
  requests: Phrases;
  /** As they are written, for showing, and ready to be found. */
  rivals: Phrases;
  danger: Phrases;
  orders: readonly OrderPattern[];
};

export function ownWordsOf({ requests, rivals, orders, danger }: TriageSettings): OwnWords {
  return {
    requests: phrasesOf(requests.flatMap(({ name, words }) => words.map(words => ({ name, words })))),
    rivals: phrasesOf(rivals.map(name => ({ name, words: name }))),
    danger: phrasesOf(danger.map(words => ({ name: words, words }))),
    orders: orders.flatMap(written => orderPattern(written) ?? []),
  };
}

/** Why a setting cannot be kept, in words for the person; null: all is well. */
export function faultInSettings({ requests, rivals, orders, danger }: TriageSettings): string | null {
  const names = requests.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `“${twice}” stands twice among the kinds of request.`;
  const strange = names.find(name => !REQUEST_NAME.test(name));
  if (strange !== undefined) return `“${strange}” cannot be a name: small letters, digits, - and _ only.`;
  // One of the product's own may be given further words, but none of ours without any.
  const silent = requests.find(({ words }) => words.length === 0);
  if (silent !== undefined) return `“${silent.name}” has no words by which it would be known.`;
  const pattern = orders.find(written => orderPattern(written) === null);
  if (pattern !== undefined) return `“${pattern}” is no pattern: # stands for a digit, @ for a letter, ? for either.`;
  const empty = [...requests.flatMap(({ words }) => words), ...rivals, ...danger].find(
    one => partsOf(one).length === 0,
  );
  return empty === undefined ? null : `“${empty}” holds no word.`;
}

/** The names of all kinds of request here, those of the product first. */
export function requestNames({ requests }: Pick<TriageSettings, 'requests'>): string[] {
  return [...new Set<string>([...REQUESTS, ...requests.map(({ name }) => name)])];
}

const KEY_LETTERS = 2;

function phrasesOf(written: readonly { name: string; words: string }[]): Phrases {
  const phrases = written
    .map(({ name, words }) => ({ name, parts: partsOf(words) }))
    .filter(one => one.parts.length > 0);
  return Map.groupBy(phrases, ({ parts }) => (parts[0]?.text ?? '').slice(0, KEY_LETTERS));
}

function partsOf(phrase: string): Part[] {
  return phrase.split(/[^\p{L}\p{N}\p{M}_*]+/u).flatMap(part => {
    const text = fold(part.replaceAll('*', ''));
    // A beginning shorter than the key would be looked for in the wrong place.
    return text === '' ? [] : [{ text, isBeginning: part.endsWith('*') && text.length >= KEY_LETTERS }];
  });
}

export type OwnFound = { name: string; span: Span };

/** Every phrase that stands in the words, by where it begins. */
export function findOwn(phrases: Phrases, words: readonly Word[]): OwnFound[] {
  if (phrases.size === 0) return [];
  const found: OwnFound[] = [];
  for (let at = 0; at < words.length; at++) {
    for (const { name, parts } of phrases.get((words[at]?.folded ?? '').slice(0, KEY_LETTERS)) ?? []) {
      if (!parts.every((part, n) => meets(words[at + n]?.folded, part))) continue;
      const [first, last] = [words[at], words[at + parts.length - 1]];
      if (first !== undefined && last !== undefined) found.push({ name, span: { start: first.start, end: last.end } });
    }
  }
  return found;
}

function meets(word: string | undefined, { text, isBeginning }: Part): boolean {
  return word !== undefined && (isBeginning ? word.startsWith(text) : word === text);
}
