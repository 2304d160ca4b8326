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

export type Patterns<T> = {
  /** Whole words, and which parts they meet. */
  exact: Map<string, number[]>;
  /** Beginnings, by their first letters. */
  begins: Map<string, { text: string; part: number }[]>;
  byAnchor: Map<number, Pattern<T>[]>;
  partAt: Map<string, number>;
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
  return { exact: new Map(), begins: new Map(), byAnchor: new Map(), partAt: new Map(), seen: new Map() };
}

/** A part as it is written: its number, and how rare it is taken to be. */
type Known = Map<string, { part: number; rare: number }>;

/** Reads rules parted by `|`, all of the same kind. @throws when a rule is not written as the language asks */
export function addPatterns<T>(patterns: Patterns<T>, of: T, written: readonly string[], lists: Lists): void {
  const known: Known = new Map();
  for (const rule of written.flatMap(line => line.split('|'))) {
    const pattern = parse(patterns, of, rule.trim(), { lists, known });
    push(patterns.byAnchor, pattern.parts[pattern.anchor] ?? 0, pattern);
  }
}

function parse<T>(patterns: Patterns<T>, of: T, rule: string, book: { lists: Lists; known: Known }): Pattern<T> {
  const parts: number[] = [];
  const gaps: number[] = [];
  let rarest = Number.NEGATIVE_INFINITY;
  let anchor = 0;
  const anyOrder = rule.includes(' & ');
  for (const written of rule.split(/\s+/)) {
    if (written === '..' || written === '...') gaps[gaps.length - 1] = written === '..' ? GAP : LONG_GAP;
    else if (written !== '&') {
      const { part, rare } = book.known.get(written) ?? entered(patterns, written, rule, book);
      if (rare > rarest) [rarest, anchor] = [rare, parts.length];
      parts.push(part);
      gaps.push(anyOrder ? NEAR : 0);
    }
  }
  return { of, parts, gaps, anchor, anyOrder };
}

/** Rare is what is long, and has few others to stand for it. */
function entered<T>(
  patterns: Patterns<T>,
  written: string,
  rule: string,
  { lists, known }: { lists: Lists; known: Known },
): { part: number; rare: number } {
  const words = written.split('/').flatMap(word => (word.startsWith('$') ? listed(lists, word, rule) : [word]));
  const shortest = Math.min(...words.map(word => word.replace(/[*~]/g, '').length));
  const one = { part: partOf(patterns, words, rule), rare: shortest - words.length / 50 };
  known.set(written, one);
  return one;
}

function listed(lists: Lists, name: string, rule: string): string[] {
  const list = lists[name.slice(1)];
  if (list === undefined) throw new Error(`There is no list ${name} for the rule "${rule}"`);
  return list.split(/\s+/);
}

/** The number of a part; its words are entered when it is seen first. */
function partOf<T>(patterns: Patterns<T>, words: readonly string[], rule: string): number {
  const name = words.join('/');
  const known = patterns.partAt.get(name);
  if (known !== undefined) return known;
  const part = patterns.partAt.size;
  patterns.partAt.set(name, part);
  for (const word of words) enter(patterns, word, part, rule);
  return part;
}

function enter<T>({ exact, begins }: Patterns<T>, written: string, part: number, rule: string): void {
  const isBeginning = written.includes('*');
  const bare = written.replace(/[*~]/g, '');
  if (!/^[\p{L}\p{M}\p{N}]+$/u.test(bare)) throw new Error(`"${written}" is no word, in the rule "${rule}"`);
  const plainForms = spellings(bare);
  const forms = written.includes('~')
    ? new Set(plainForms.flatMap(form => [form, ...slipsOf(form, isBeginning)]))
    : plainForms;
  for (const form of forms) {
    if (isBeginning && form.length >= SHORTEST_BEGINNING) {
      push(begins, form.slice(0, KEY_LETTERS), { text: form, part });
    } else push(exact, form, part);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** German umlauts are also written with an e. */
function spellings(word: string): string[] {
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
  const parts = [...(exact.get(word) ?? [])];
  for (const { text, part } of begins.get(word.slice(0, KEY_LETTERS)) ?? [])
    if (word.startsWith(text)) parts.push(part);
  const met = parts.length === 0 ? null : parts;
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
