/**
 * Saved replies: words with places for what differs (`{{first_name|there}}`), kept in several languages and for several
 * networks. Read here with the place of every mistake, filled in, and chosen; the composer and the server use the same.
 */
import { fold } from './text.ts';

/** What a place can stand for. A field of the contact is written `field.order number`. */
export const VARIABLES = [
  'first_name',
  'name',
  'handle',
  'agent',
  'agent_first_name',
  'brand',
  'network',
  'order_number',
  'answer_by',
] as const;
export type Variable = (typeof VARIABLES)[number];
const FIELD = 'field.';
/** The contact's field that `order_number` reads. */
export const ORDER_FIELD = 'order number';

/** `start` and `end` are places in the text as written, in UTF-16 units. `fallback` null: there is none. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'place'; name: string; fallback: string | null; start: number; end: number };

export type Mistake = { kind: 'unknown' | 'unclosed' | 'nameless'; start: number; end: number; name: string };

const PLACE = /\{\{([^{}]*)\}\}|\{\{/g;

export function readPlaces(text: string): { parts: Part[]; mistakes: Mistake[] } {
  const parts: Part[] = [];
  const mistakes: Mistake[] = [];
  let at = 0;
  for (const match of text.matchAll(PLACE)) {
    const [whole, inside] = match;
    const start = match.index;
    const end = start + whole.length;
    if (start > at) parts.push({ kind: 'text', text: text.slice(at, start) });
    at = end;
    if (inside === undefined) {
      mistakes.push({ kind: 'unclosed', start, end, name: '' });
      parts.push({ kind: 'text', text: whole });
      continue;
    }
    const bar = inside.indexOf('|');
    const name = (bar === -1 ? inside : inside.slice(0, bar)).trim().toLowerCase();
    if (name === '' || name === FIELD) mistakes.push({ kind: 'nameless', start, end, name });
    else if (!isKnown(name)) mistakes.push({ kind: 'unknown', start, end, name });
    parts.push({ kind: 'place', name, fallback: bar === -1 ? null : inside.slice(bar + 1).trim(), start, end });
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return { parts, mistakes };
}

function isKnown(name: string): boolean {
  return VARIABLES.some(known => known === name) || name.startsWith(FIELD);
}

/** The known name that was probably meant; null where none is near. */
export function meantVariable(name: string): Variable | null {
  const near = VARIABLES.map(known => ({ known, far: distance(name, known) })).sort((a, b) => a.far - b.far)[0];
  return near !== undefined && near.far <= Math.max(2, Math.floor(near.known.length / 3)) ? near.known : null;
}

/** What is known here. Absent and null are the same: unknown. */
export type Values = Partial<Record<Variable, string | null>> & {
  /** Of the contact, by name; case makes no difference. */
  fields?: Readonly<Record<string, string>>;
};

export type Filled = {
  text: string;
  /** Where values and fallbacks stand in the filled text. */
  spans: { start: number; end: number; name: string; from: 'value' | 'fallback' | 'missing' }[];
  /** Places without a value and without a fallback; they stand in the text as written, so that nobody sends them unseen. */
  missing: string[];
};

export function fillPlaces(text: string, values: Values): Filled {
  const filled: Filled = { text: '', spans: [], missing: [] };
  for (const part of readPlaces(text).parts) {
    if (part.kind === 'text') {
      addText(filled, part.text);
      continue;
    }
    const value = valueFor(part.name, values);
    const from = value !== null ? 'value' : part.fallback !== null ? 'fallback' : 'missing';
    const words = value ?? part.fallback ?? text.slice(part.start, part.end);
    if (from === 'missing' && !filled.missing.includes(part.name)) filled.missing.push(part.name);
    const start = filled.text.length;
    filled.text += words;
    filled.spans.push({ start, end: filled.text.length, name: part.name, from });
  }
  return { ...filled, text: filled.text.trimEnd() };
}

/** Where a place came to nothing ("Hi {{first_name|}}, …"), no blank is left before the comma and none is doubled. */
function addText(filled: Filled, next: string): void {
  const last = filled.spans.at(-1);
  const cameToNothing = last !== undefined && last.start === last.end && last.end === filled.text.length;
  if (!cameToNothing) filled.text += next;
  else if (/^[,.;:!?،؛。]/u.test(next)) {
    filled.text = filled.text.trimEnd();
    last.start = last.end = filled.text.length;
    filled.text += next;
  } else filled.text += /(^|\s)$/u.test(filled.text) ? next.replace(/^\s+/u, '') : next;
}

function valueFor(name: string, values: Values): string | null {
  const fields = values.fields ?? {};
  const field = name.startsWith(FIELD) ? name.slice(FIELD.length) : name === 'order_number' ? ORDER_FIELD : null;
  const known = VARIABLES.find(variable => variable === name);
  const direct = known === undefined ? null : (values[known] ?? null);
  const value = direct ?? (field === null ? null : fieldOf(fields, field));
  return value === null || value.trim() === '' ? null : value.trim();
}

function fieldOf(fields: Readonly<Record<string, string>>, name: string): string | null {
  const wanted = plainName(name);
  for (const [written, value] of Object.entries(fields)) if (plainName(written) === wanted) return value;
  return null;
}

function plainName(name: string): string {
  return fold(name)
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** "Dr. Maria del Carmen Ortiz" → "Maria"; null where the name is a handle, a company's, or only signs. */
export function firstNameOf(name: string): string | null {
  if (/^[@#]|\d|[_/\\]|https?:/u.test(name.trim())) return null;
  const words = name
    .replace(/[([].*$/u, '')
    .split(/\s+/)
    .filter(word => /\p{L}/u.test(word) && !TITLE.test(word));
  const first = words[0]?.replace(/^[^\p{L}]+|[^\p{L}'’-]+$/gu, '') ?? '';
  return Array.from(first).length < 2 ? null : first;
}

const TITLE = /^(dr|prof|mr|mrs|ms|miss|sir|herr|frau|sr|sra|señor|señora|κ|κος|κα)\.?$/iu;

/** The words for one language and network; null stands for any. Several texts say the same in other words. */
export type Variant = { lang: string | null; network: string | null; texts: string[] };
/** With its pictures, as kept. */
export type SavedVariant = Variant & { media: { mediaId: string; description: string | null }[] };
/** How a variant fits: `other` is somebody else's language or network, taken because there is nothing better. */
export type Fit = { lang: 'same' | 'any' | 'other'; network: 'same' | 'any' | 'other' };

/** The language weighs more than the network: a post in the wrong language is worse than one in the wrong tone. */
export function chooseVariant<V extends Variant>(
  variants: readonly V[],
  here: { lang: string | null; network: string },
): { variant: V; fit: Fit } | null {
  let best: { variant: V; fit: Fit; score: number } | null = null;
  for (const variant of variants) {
    const fit: Fit = { lang: langFit(variant.lang, here.lang), network: networkFit(variant.network, here.network) };
    const exact = variant.lang !== null && here.lang !== null && fold(variant.lang) === fold(here.lang) ? 1 : 0;
    const score = SCORES[fit.lang] * 100 + SCORES[fit.network] * 10 + exact;
    if (best === null || score > best.score) best = { variant, fit, score };
  }
  return best === null ? null : { variant: best.variant, fit: best.fit };
}

const SCORES: Record<Fit['lang'], number> = { same: 2, any: 1, other: 0 };

/** Where the customer's language is not known, no language is wrong. */
function langFit(lang: string | null, here: string | null): Fit['lang'] {
  if (lang === null) return 'any';
  if (here === null) return 'any';
  return mainTag(lang) === mainTag(here) ? 'same' : 'other';
}

function networkFit(network: string | null, here: string): Fit['network'] {
  return network === null ? 'any' : network === here ? 'same' : 'other';
}

function mainTag(lang: string): string {
  return fold(lang).split(/[-_]/)[0] ?? '';
}

/** The next of several texts, so that they take turns. @param used how often each was sent lately */
export function nextText(texts: readonly string[], used: readonly number[]): number {
  let next = 0;
  for (let index = 1; index < texts.length; index++) if ((used[index] ?? 0) < (used[next] ?? 0)) next = index;
  return next;
}

export type Findable = {
  id: string;
  title: string;
  shortcut: string | null;
  folder: string;
  tags: string[];
  words: string;
};

/** Those that hold every word typed: at the beginning of a word, inside one, or with one slip of the finger. Best first. */
export function findReplies<R extends Findable>(replies: readonly R[], typed: string): R[] {
  const asked = fold(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
  if (asked.length === 0) return [...replies];
  const scored = replies.map(reply => ({ reply, score: scoreOf(reply, asked) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ reply }) => reply);
}

function scoreOf(reply: Findable, asked: readonly string[]): number {
  const places: [text: string, weight: number][] = [
    [reply.shortcut ?? '', 8],
    [reply.title, 5],
    [[reply.folder, ...reply.tags].join(' '), 3],
    [reply.words, 1],
  ];
  let total = 0;
  for (const word of asked) {
    let best = 0;
    for (const [text, weight] of places) best = Math.max(best, weight * wordScore(text, word));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

const SLIP_FROM_LENGTH = 4;

function wordScore(text: string, asked: string): number {
  let best = 0;
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    if (word === asked) return 4;
    if (word.startsWith(asked)) best = Math.max(best, 3);
    else if (word.includes(asked)) best = Math.max(best, 2);
    else if (best === 0 && asked.length >= SLIP_FROM_LENGTH && isOneSlip(word, asked)) best = 1;
  }
  return best;
}

/** One letter wrong, missing, too many or swapped, at the beginning of a longer word too. */
function isOneSlip(word: string, asked: string): boolean {
  if (Math.abs(word.length - asked.length) <= 1 && distance(word, asked) <= 1) return true;
  return word.length > asked.length && distance(word.slice(0, asked.length), asked) <= 1;
}

/** Letters to change, add, drop or swap with their neighbour to get from one word to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
