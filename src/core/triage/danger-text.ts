/** A text cut into words as the danger rules want them: simple letters, apostrophes mended, drawn-out letters shortened. */
import { fold } from '../text.ts';

/** `forms`: the ways the word may be read, the plainest first. Places are UTF-16 units, end exclusive. */
export type Token = { forms: string[]; start: number; end: number };

/** Cuts at everything that is neither letter, digit nor mark; what follows an English apostrophe stays: "don't" is "dont". */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (!isInWord(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    at = endOfWord(text, at);
    const word = text.slice(start, at);
    const last = tokens.at(-1);
    if (
      last !== undefined &&
      last.end === start - 1 &&
      APOSTROPHES.includes(text.charAt(start - 1)) &&
      ENDINGS.has(word.toLowerCase())
    ) {
      last.forms = formsOf(plain(text.slice(last.start, start - 1) + word));
      last.end = at;
    } else tokens.push({ forms: formsOf(plain(word)), start, end: at });
  }
  return tokens;
}

const APOSTROPHES = "'’‘`´";
const ENDINGS = new Set(['t', 'll', 'm', 's', 're', 've', 'd']);

function endOfWord(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && isInWord(text.charCodeAt(at))) at += 1;
  return at;
}

/** One look each: 1 a part of words, 2 none; the rest is asked for when it first comes. */
const kinds = new Uint8Array(65_536);

function isInWord(code: number): boolean {
  if (code < 128) return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58);
  if (kinds[code] === 0) kinds[code] = /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code)) ? 1 : 2;
  return kinds[code] === 1;
}

const ASCII = /^[\x00-\x7f]*$/;

/** For comparing: no accents, case, final sigma; ß as ss; Arabic's two endings written either way. */
export function plain(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return fold(word).replace(/ß/g, 'ss').replace(/ة/g, 'ه').replace(/[ىی]/g, 'ي').replace(/ـ/g, '');
}

/** A letter three times or more in a row. */
function isDrawnOut(word: string): boolean {
  for (let at = 2; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code === word.charCodeAt(at - 1) && code === word.charCodeAt(at - 2)) return true;
  }
  return false;
}

const ARABIC = /^[\u0600-\u06ff]/;
const DIGIT_IN_WORD = /^(?=.*[a-z])(?=.*\d)[a-z\d]{3,}$/;

function formsOf(word: string): string[] {
  const forms = [word];
  if (isDrawnOut(word)) forms.push(word.replace(/(.)\1{2,}/gu, '$1'), word.replace(/(.)\1{2,}/gu, '$1$1'));
  if (ARABIC.test(word)) {
    // "The", "and", "by", "to" and "will" are written together with the word.
    const bare = word.replace(/^(?:[وفبكل]{0,2}ال|لل|[وفبكل])(?=.{2})/u, '');
    if (bare !== word) forms.push(bare);
  } else if (word.charCodeAt(0) < 128 && DIGIT_IN_WORD.test(word))
    forms.push(word.replace(/\d/g, digit => LOOKS_LIKE[digit] ?? digit));
  return forms;
}

/** k1ll, b0mb. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** Words of their own that would pass for a slip. */
const NO_SLIPS = new Set([
  'layer',
  'layers',
  'choke',
  'allegoric',
  'explore',
  'swallow',
  'stollen',
  'ballet',
  'batter',
  'malted',
  'beach',
  'elastic',
]);
const VOWELS = 'aeiou';

/** The usual slips: a letter left out, two changed about, one doubled, a wrong vowel. The first letter stays. */
export function slipsOf(word: string, isBeginning: boolean): string[] {
  const slips: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const before = word.slice(0, at);
    const here = word.charAt(at);
    const after = word.slice(at + 1);
    // A beginning without its last letter would begin other words too: "explo".
    if (!isBeginning || after !== '') slips.push(before + after);
    slips.push(before + here + here + after);
    if (after !== '') slips.push(before + after.charAt(0) + here + after.slice(1));
    if (VOWELS.includes(here)) for (const vowel of VOWELS) if (vowel !== here) slips.push(before + vowel + after);
  }
  return slips.filter(slip => !NO_SLIPS.has(slip));
}
