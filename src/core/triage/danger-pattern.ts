/**
 * The small language the danger rules are written in, and how a text is held against them. One rule is words in a row:
 * `a/b` one of these · `burn*` the word may go on · `lawyer~` slips of the finger are forgiven · `$body` a list of words by name ·
 * `..` up to 3 other words between, `...` up to 6 · `a & b` near each other in any order. Rules are parted by `|`.
 */
import { plain, slipsOf, type Token } from './danger-text.ts';

/** Lists by name, for `$name`. */
export type Lists = Readonly<Record<string, string>>;

type Pattern<T> = {
  of: T;
  /** Numbers of the parts, in a row. */
  parts: number[];
  /** How many other words may stand after each part. */
  gaps: number[];
  /** The rarest part, from where the others are looked for. */
  anchor: number;
  anyOrder: boolean;
};

/** The number of a part; or, where many parts share many words (a list, a word with its slips), all of their numbers in one place. */
type Entry = number | number[];

export type Patterns<T> = {
  /** Whole words, and which parts they meet. */
  exact: Map<string, Entry[]>;
  /** Beginnings, by their first letters. */
  begins: Map<string, { text: string; entry: Entry }[]>;
  byAnchor: Map<number, Pattern<T>[]>;
  shared: Map<Lists | 'slips', Map<string, Shared>>;
  parts: number;
  /** Words looked up before. */
  seen: Map<string, number[] | null>;
};

export type Hit<T> = { of: T; tokens: number[] };

const GAP = 3;
const LONG_GAP = 6;
const NEAR = 7;
const KEY_LETTERS = 3;
/** Beginnings shorter than this would meet half the dictionary. */
const SHORTEST_BEGINNING = 3;

export function emptyPatterns<T>(): Patterns<T> {
  return { exact: new Map(), begins: new Map(), byAnchor: new Map(), shared: new Map(), parts: 0, seen: new Map() };
}

/** Spelt out once, however many parts have it; how many words it is, and the letters of the shortest. */
type Shared = { entry: number[]; count: number; shortest: number };
/** A part as it is written: its number, and how rare it is taken to be. */
type Part = { part: number; rare: number };
type Book = { lists: Lists; known: Map<string, Shared>; slips: Map<string, Shared>; parts: Map<string, Part> };

/** Reads rules parted by `|`, all of the same kind. @throws when a rule is not written as the language asks */
export function addPatterns<T>(patterns: Patterns<T>, of: T, written: readonly string[], lists: Lists): void {
  const { shared, byAnchor } = patterns;
  const book: Book = { lists, known: valueAt(shared, lists), slips: valueAt(shared, 'slips'), parts: new Map() };
  // Rules of one word, which most are, are one rule together: any of these words.
  const alone = patterns.parts++;
  byAnchor.set(alone, [{ of, parts: [alone], gaps: NO_GAP, anchor: 0, anyOrder: false }]);
  for (const line of written) {
    for (const piece of line.split('|')) {
      const rule = piece.trim();
      if (!rule.includes(' ')) {
        for (const word of rule.split('/')) join(patterns, word, alone, rule, book);
        continue;
      }
      const pattern = parse(patterns, of, rule, book);
      push(byAnchor, pattern.parts[pattern.anchor] ?? 0, pattern);
    }
  }
}

const NO_GAP = [0];

function valueAt<K, V>(maps: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const known = maps.get(key) ?? new Map<string, V>();
  maps.set(key, known);
  return known;
}

function parse<T>(patterns: Patterns<T>, of: T, rule: string, book: Book): Pattern<T> {
  const parts: number[] = [];
  const gaps: number[] = [];
  let rarest = Number.NEGATIVE_INFINITY;
  let anchor = 0;
  const anyOrder = rule.includes(' & ');
  for (const written of rule.split(' ')) {
    if (written === '..' || written === '...') gaps[gaps.length - 1] = written === '..' ? GAP : LONG_GAP;
    else if (written !== '&' && written !== '') {
      const { part, rare } = book.parts.get(written) ?? partOf(patterns, written, rule, book);
      if (rare > rarest) [rarest, anchor] = [rare, parts.length];
      parts.push(part);
      gaps.push(anyOrder ? NEAR : 0);
    }
  }
  return { of, parts, gaps, anchor, anyOrder };
}

/** A new part. Rare is what is long, and has few others to stand for it. */
function partOf<T>(patterns: Patterns<T>, written: string, rule: string, book: Book): Part {
  const part = patterns.parts++;
  let [count, shortest] = [0, Number.POSITIVE_INFINITY];
  for (const word of written.split('/')) {
    const one = join(patterns, word, part, rule, book);
    if (one !== null) {
      count += one.count;
      shortest = Math.min(shortest, one.shortest);
    } else {
      count += 1;
      shortest = Math.min(shortest, bareOf(word).length);
    }
  }
  const made = { part, rare: shortest - count / 50 };
  book.parts.set(written, made);
  return made;
}

/** Makes a word, or the words of a list, meet a part. @returns what is shared of it with other parts; null: nothing */
function join<T>(patterns: Patterns<T>, word: string, part: number, rule: string, book: Book): Shared | null {
  const isList = word.startsWith('$');
  if (!isList && !word.includes('~')) {
    enter(patterns, word, part, rule);
    return null;
  }
  const known = isList ? book.known : book.slips;
  const shared = known.get(word) ?? sharedBy(patterns, isList ? listed(book.lists, word, rule) : [word], rule);
  known.set(word, shared);
  shared.entry.push(part);
  return shared;
}

function sharedBy<T>(patterns: Patterns<T>, words: readonly string[], rule: string): Shared {
  const entry: number[] = [];
  let shortest = Number.POSITIVE_INFINITY;
  for (const word of words) {
    enter(patterns, word, entry, rule);
    shortest = Math.min(shortest, bareOf(word).length);
  }
  return { entry, count: words.length, shortest };
}

function listed(lists: Lists, name: string, rule: string): string[] {
  const list = lists[name.slice(1)];
  if (list === undefined) throw new Error(`There is no list ${name} for the rule "${rule}"`);
  return list.split(' ');
}

function enter<T>({ exact, begins }: Patterns<T>, written: string, entry: Entry, rule: string): void {
  if (PLAIN_WORD.test(written)) {
    push(exact, written, entry);
    return;
  }
  const isBeginning = written.includes('*');
  const bare = bareOf(written);
  if (!isWord(bare)) throw new Error(`"${written}" is no word, in the rule "${rule}"`);
  const add = (form: string) => {
    if (isBeginning && form.length >= SHORTEST_BEGINNING)
      push(begins, form.slice(0, KEY_LETTERS), { text: form, entry });
    else push(exact, form, entry);
  };
  const hasSlips = written.includes('~');
  for (const form of spellings(bare)) {
    add(form);
    if (hasSlips) for (const slip of new Set(slipsOf(form, isBeginning))) if (slip !== form) add(slip);
  }
}

/** Without its marks. */
function bareOf(written: string): string {
  return written.includes('*') || written.includes('~') ? written.replace(/[*~]/g, '') : written;
}

function isWord(bare: string): boolean {
  return PLAIN_WORD.test(bare) || /^[\p{L}\p{M}\p{N}]+$/u.test(bare);
}

const PLAIN_WORD = /^[a-z0-9]+$/;

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** German umlauts are also written with an e. */
function spellings(word: string): string[] {
  if (PLAIN_WORD.test(word)) return [word];
  const simple = plain(word);
  if (!/[äöü]/.test(word)) return [simple];
  const long = plain(word.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue'));
  return [simple, long];
}

/** Which parts each token meets; null: none does. */
export function meetings<T>(patterns: Patterns<T>, tokens: readonly Token[]): (number[] | null)[] | null {
  let met: (number[] | null)[] | null = null;
  for (let at = 0; at < tokens.length; at++) {
    const forms = tokens[at]?.forms ?? [];
    let parts: number[] | null = null;
    for (const word of forms) {
      const own = partsMet(patterns, word);
      if (own !== null) parts = parts === null ? own : [...parts, ...own];
    }
    if (parts === null) continue;
    met ??= new Array<number[] | null>(tokens.length).fill(null);
    met[at] = parts;
  }
  return met;
}

/** Most words of most posts have been looked up before. */
const SEEN_LIMIT = 20_000;
/** Longer ones are hardly ever seen twice. */
const SEEN_LETTERS = 24;

function partsMet<T>({ exact, begins, seen }: Patterns<T>, word: string): number[] | null {
  const before = seen.get(word);
  if (before !== undefined) return before;
  const entries = [...(exact.get(word) ?? [])];
  for (const { text, entry } of begins.get(word.slice(0, KEY_LETTERS)) ?? [])
    if (word.startsWith(text)) entries.push(entry);
  // In the order in which the rules were written, each part once.
  const met = entries.length === 0 ? null : [...new Set(entries.flat())].sort((a, b) => a - b);
  if (word.length > SEEN_LETTERS) return met;
  if (seen.size >= SEEN_LIMIT) seen.clear();
  seen.set(word, met);
  return met;
}

/** Everything that is found, with the tokens that made each. */
export function hitsOf<T>(patterns: Patterns<T>, met: readonly (number[] | null)[]): Hit<T>[] {
  const hits: Hit<T>[] = [];
  for (let at = 0; at < met.length; at++) {
    const parts = met[at];
    if (parts === null || parts === undefined) continue;
    for (const part of parts) {
      for (const pattern of patterns.byAnchor.get(part) ?? []) {
        const tokens = pattern.anyOrder ? around(pattern, met, at) : inARow(pattern, met, at);
        if (tokens !== null) hits.push({ of: pattern.of, tokens });
      }
    }
  }
  return hits;
}

function inARow<T>(pattern: Pattern<T>, met: readonly (number[] | null)[], at: number): number[] | null {
  if (pattern.parts.length === 1) return [at];
  const before = reach(pattern, met, pattern.anchor, at, -1);
  const after = before === null ? null : reach(pattern, met, pattern.anchor, at, 1);
  return before === null || after === null ? null : [...before, at, ...after];
}

/** The parts behind (1) or before (−1) the one that stands at `at`; null: they do not follow. */
function reach<T>(
  pattern: Pattern<T>,
  met: readonly (number[] | null)[],
  n: number,
  at: number,
  step: 1 | -1,
): number[] | null {
  const next = n + step;
  const wanted = pattern.parts[next];
  if (wanted === undefined) return [];
  const gap = pattern.gaps[step === 1 ? n : next] ?? 0;
  for (let away = 1; away <= gap + 1; away++) {
    const place = at + away * step;
    if (!met[place]?.includes(wanted)) continue;
    const rest = reach(pattern, met, next, place, step);
    if (rest !== null) return [place, ...rest];
  }
  return null;
}

function around<T>(pattern: Pattern<T>, met: readonly (number[] | null)[], at: number): number[] | null {
  const tokens = [at];
  for (let n = 0; n < pattern.parts.length; n++) {
    if (n === pattern.anchor) continue;
    const place = nearest(met, pattern.parts[n] ?? -1, at);
    if (place === null) return null;
    tokens.push(place);
  }
  return tokens;
}

function nearest(met: readonly (number[] | null)[], part: number, at: number): number | null {
  for (let away = 1; away <= NEAR; away++) {
    if (met[at + away]?.includes(part)) return at + away;
    if (met[at - away]?.includes(part)) return at - away;
  }
  return null;
}
