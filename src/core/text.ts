/** Words as people and networks count them. No `node:` here: the composer uses this in the browser. */
import { POST_TEXT_LIMIT } from './post.ts';
import { weightOfAnswer } from './weighted-text.ts';

/** For comparing and searching: accents, case, width and the Greek final sigma make no difference. */
export function fold(text: string): string {
  // Most words of most languages' posts: nothing to take apart.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .replace(/ı/g, 'i');
}

const PLAIN = /^[!-~]*$/;

/** Scripts written without spaces; each character is taken as a word, so that words become phrases. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
/** Made when first asked for: looking these scripts up takes longer than reading many posts. */
let wordPattern: RegExp | null = null;

function patternOfWords(): RegExp {
  wordPattern ??= new RegExp(`([#@]?)([${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_])+)`, 'gu');
  return wordPattern;
}

const PLAIN_WORD = /([#@]?)([a-z0-9_]+)/gi;

export type Word = {
  folded: string;
  /** `#` or `@` right before the word. */
  sign: '' | '#' | '@';
  /** Where it stands in the text as given, in UTF-16 units. */
  start: number;
  end: number;
};

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(ONLY_ASCII.test(text) ? PLAIN_WORD : patternOfWords())) {
    const folded = fold(match[2] ?? '');
    if (folded === '') continue;
    const sign = match[1] === '#' || match[1] === '@' ? match[1] : '';
    words.push({ folded, sign, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** Longest text the search index takes of one message, in UTF-16 units. */
export const SEARCH_TEXT_LIMIT = 20_000;

const ONLY_ASCII = /^[\x00-\x7f]*$/;

/** The words of a text for the search index and for what is searched: folded, nothing but letters and digits between spaces. */
export function searchable(text: string): string {
  const some = text.slice(0, SEARCH_TEXT_LIMIT);
  if (ONLY_ASCII.test(some))
    return some
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return fold(some)
    .replace(patternOfUnspaced(), ' $& ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

let unspacedPattern: RegExp | null = null;

function patternOfUnspaced(): RegExp {
  unspacedPattern ??= new RegExp(`[${UNSPACED}]`, 'gu');
  return unspacedPattern;
}

/** Makes harmless what Postgres refuses or other readers choke on (NUL, halves of a surrogate pair), and cuts at the limit. */
export function cleanText(text: string, limit = POST_TEXT_LIMIT): string {
  const cut = text.length > limit ? text.slice(0, limit - CUT_MARK.length) + CUT_MARK : text;
  return (cut.includes('\0') ? cut.replaceAll('\0', '\ufffd') : cut).toWellFormed();
}

/** Says that a text was longer. */
export const CUT_MARK = ' […]';
export const PREVIEW_LIMIT = 160;

/** One line for a row of the queue. */
export function preview(text: string): string {
  // Only the beginning is looked at: a post may be a hundred thousand characters long.
  const line = text
    .slice(0, PREVIEW_LIMIT * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= PREVIEW_LIMIT) return line.toWellFormed();
  return `${line
    .slice(0, PREVIEW_LIMIT - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

export type TextUnit = 'graphemes' | 'characters' | 'bytes' | 'weighted';

const LINK = /\bhttps?:\/\/[^\s<>"']+/giu;

/**
 * The length of a text as its network counts it.
 * @param linkWeighs what each link counts, whatever its length; null: as it is written
 */
export function countText(text: string, unit: TextUnit, linkWeighs: number | null = null): number {
  if (unit === 'weighted') return weightOfAnswer(text, linkWeighs);
  if (linkWeighs === null) return countPlain(text, unit);
  let links = 0;
  const rest = text.replace(LINK, () => {
    links += 1;
    return '';
  });
  return countPlain(rest, unit) + links * linkWeighs;
}

function countPlain(text: string, unit: Exclude<TextUnit, 'weighted'>): number {
  switch (unit) {
    case 'graphemes':
      return graphemes(text).length;
    case 'characters':
      return Array.from(text).length;
    case 'bytes':
      return new TextEncoder().encode(text).length;
  }
}

let segmenter: Intl.Segmenter | null = null;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
