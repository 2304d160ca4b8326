/** The characters a query is written with, and which of them can be heard. */

/** Which marks end a quotation that this one began. Phones and languages differ, so marks of one family close each other. */
export function closersOf(character: string): string | null {
  // An empty string is in every other; it stands where the text is over.
  if (character === '') return null;
  return QUOTES.find(({ openers }) => openers.includes(character))?.closers ?? null;
}

const QUOTES = [
  { openers: '"“”„‟＂', closers: '"“”„‟＂' },
  { openers: '«»', closers: '«»' },
  { openers: '「', closers: '」' },
  { openers: '『', closers: '』' },
];

/** Every mark that begins a quotation, for the inside of a character class. */
export const OPENING_MARKS = QUOTES.map(({ openers }) => openers).join('');

/** An input method for Chinese or Japanese writes its own, wide ones. */
export const WIDE_SIGNS: Readonly<Record<string, string>> = { '＠': '@', '＃': '#', '～': '~', '＝': '=' };

/** Two invisible marks that hold letters and emoji together or apart. */
export const JOINERS = '\\u200c\\u200d';
/** What emoji are made of, for the inside of a character class. */
export const EMOJI_PART = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u{E0020}-\\u{E007F}';
/** Ⓚ and 🄺 are letters to readers, though not to the standard. */
const CIRCLED = '\\u24b6-\\u24e9\\u{1f130}-\\u{1f149}';
const EDGE = new RegExp(`^(?![${EMOJI_PART}${CIRCLED}*_])[\\p{P}\\p{S}\\p{Z}\\p{C}]$`, 'u');
// ©, ™ and their like count as emoji in the standard, but nobody means one by them; some letters are invisible.
const AUDIBLE = new RegExp(
  `(?!\\p{Default_Ignorable_Code_Point})[\\p{L}\\p{N}\\p{Regional_Indicator}${CIRCLED}]|(?![\\0-\\u218f])\\p{Extended_Pictographic}`,
  'u',
);

/** Whether there is a letter, a digit or an emoji, which is all that is heard of a text. */
export function isAudible(text: string): boolean {
  return AUDIBLE.test(text);
}

/** Without the punctuation, signs and invisible marks around it; stars and underscores stay. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end) {
    const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!EDGE.test(first)) break;
    start += first.length;
  }
  while (end > start) {
    const isPair =
      end - start > 1 && /[\udc00-\udfff]/.test(text[end - 1] ?? '') && /[\ud800-\udbff]/.test(text[end - 2] ?? '');
    const last = text.slice(end - (isPair ? 2 : 1), end);
    if (!EDGE.test(last)) break;
    end -= last.length;
  }
  return text.slice(start, end);
}

/** A name on a network, with its server where the network has many: `kestrel`, `kestrel@social.example`. */
export const HANDLE =
  /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_])?(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?$/u;

/** How many letters and digits there are, accents not counted. */
export function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Written without spaces, where one character says as much as several letters. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}
