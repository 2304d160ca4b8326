/**
 * What each character is to the reader, and what it is folded to. Tables for the first 65,536 characters, made when first
 * asked for (some ten milliseconds); the rest is looked up one by one. The rules in words: docs/matching.md.
 */

/** Between words. */
export const GAP = 0;
/** A letter or digit of a script written with spaces, folded to one unit. */
export const LETTER = 1;
/** The same, folded to several units or none, or with a second spelling (`ä` and `ae`). */
export const SLOW = 2;
/** Invisible, or ornament: words go on behind it as if it were not there. */
export const IGNORED = 3;
/** A letter of a script without spaces; a word by itself. */
export const UNSPACED = 4;
/** Belongs to the UNSPACED letter before it. */
export const UNSPACED_MARK = 5;
/** `#` and `@`. */
export const SIGN = 6;
/** Means something between two letters: `.`, `,`, `:`, and what stands for a letter, `$`. */
export const LINKER = 7;
export const EMOJI = 8;
/** The first half of a character beyond the tables. */
export const PAIR = 9;
/** Two of them make a flag. */
export const FLAG_LETTER = 10;
/** A LINKER that ties two words to one: apostrophes, hyphens, low lines, middle dots. */
export const JOINER = 11;

export type Letters = {
  /** By UTF-16 unit. */
  classes: Uint8Array;
  /** By UTF-16 unit; 0 for all but LETTER. */
  folds: Uint16Array;
};

const UNITS = 0x1_0000;
/** Both at once, for the one loop that sees every character: the fold of a LETTER, 0 for a GAP, else the class, negative. */
export const CODES = new Int32Array(UNITS);
let made: Letters | null = null;

export function letters(): Letters {
  if (made !== null) return made;
  const classes = new Uint8Array(UNITS);
  const folds = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) {
      classes[unit] = unit < 0xdc00 ? PAIR : GAP;
      continue;
    }
    if (isPlainRange(unit)) {
      classes[unit] = unit < 0xac00 ? UNSPACED : SLOW;
      continue;
    }
    const kind = findClass(unit);
    classes[unit] = kind;
    if (kind !== SLOW) continue;
    const fold = foldOf(unit);
    if (fold.length !== 1 || SECOND_SPELLING.has(unit) || isJamo(unit)) continue;
    classes[unit] = LETTER;
    folds[unit] = fold.charCodeAt(0);
  }
  for (let unit = 0; unit < UNITS; unit++) CODES[unit] = folds[unit] || -(classes[unit] ?? GAP);
  made = { classes, folds };
  return made;
}

/** The common Han characters and the Hangul syllables: forty thousand that need no looking up. */
function isPlainRange(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3);
}

/** The letters Hangul syllables are made of. */
export function isJamo(point: number): boolean {
  return point >= 0x1100 && point <= 0x11ff;
}

const IS_IGNORED = /^[\p{Default_Ignorable_Code_Point}\u0640\u055b\u055c\u055e]$/u;
const IS_UNSPACED =
  /^(?=[\p{L}\p{N}\p{M}\p{So}])(?!\p{Nd})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]$/u;
const IS_UNSPACED_MARK =
  /^(?:[\u3099\u309a\uff9e\uff9f]|(?=\p{M})[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])$/u;
const IS_WORD = /^[\p{L}\p{N}\p{M}\u24b6-\u24e9\u{1f130}-\u{1f149}]$/u;
const IS_EMOJI = /^\p{Extended_Pictographic}$/u;
const SIGNS = '#@＃＠';
/** Written between the parts of one word. */
export const JOINERS = "'’‘`´ʼʻ＇׳״-‐‑﹣－_＿‿·\u0387‧";
/** Written in the place of a letter by people who do not want to be found, or think it handsome. */
export const STAND_INS = '$€£¥¢!|*+';
const LINKERS = new Set([...STAND_INS, '.', ',', ':']);
/** Signs such as © and ™ count as emoji in the standard; before this point nothing else does that anyone means as one. */
const FIRST_EMOJI = 0x2190;

/** What was asked before of the characters right beyond the tables; one more than the class. */
const beyond = new Uint8Array(UNITS);

/** Of any code point; beyond the tables, LETTER is SLOW. */
export function classOf(point: number): number {
  if (point < UNITS) {
    const kind = letters().classes[point] ?? GAP;
    // Half of a pair without the other.
    return kind === PAIR ? GAP : kind;
  }
  const index = point - UNITS;
  if (index >= UNITS) return findClass(point);
  const known = beyond[index] ?? 0;
  if (known > 0) return known - 1;
  const kind = findClass(point);
  beyond[index] = kind + 1;
  return kind;
}

function findClass(point: number): number {
  const character = String.fromCodePoint(point);
  if (IS_IGNORED.test(character)) return IGNORED;
  if (SIGNS.includes(character)) return SIGN;
  if (JOINERS.includes(character)) return JOINER;
  if (LINKERS.has(character)) return LINKER;
  if (IS_UNSPACED_MARK.test(character)) return UNSPACED_MARK;
  if (IS_UNSPACED.test(character)) return UNSPACED;
  if (IS_WORD.test(character)) return SLOW;
  if (point >= 0x1f1e6 && point <= 0x1f1ff) return FLAG_LETTER;
  return point >= FIRST_EMOJI && IS_EMOJI.test(character) ? EMOJI : GAP;
}

/** The marks that fall away: accents, vowel points of Hebrew and Arabic, the dot below of Indic scripts. */
const FALLS_AWAY = new RegExp(
  `[${[
    ...['0300-036f', '0483-0489', '1ab0-1aff', '1dc0-1dff', '20d0-20ff', 'fe20-fe2f'],
    ...['0591-05bd', '05bf', '05c1', '05c2', '05c4', '05c5', '05c7'],
    ...[
      '0610-061a',
      '064b-065f',
      '0670',
      '06d6-06dc',
      '06df-06e4',
      '06e7',
      '06e8',
      '06ea-06ed',
      '08ca-08e1',
      '08e3-08ff',
    ],
    ...['093c', '09bc', '0a3c', '0abc', '0b3c', '0cbc'],
  ]
    .map(range => range.replace(/[0-9a-f]{4}/g, '\\u$&'))
    .join('')}]`,
  'g',
);

/** Letters that no decomposition makes plain. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};

const folded = new Map<number, string>();
/** As many of the rarer characters as are remembered. */
const REMEMBERED_LIMIT = 4_000;

/** The fold of one code point, which may be empty. */
export function foldOf(point: number): string {
  const known = folded.get(point);
  if (known !== undefined) return known;
  const fold = foldText(String.fromCodePoint(point));
  if (folded.size >= REMEMBERED_LIMIT) folded.clear();
  folded.set(point, fold);
  return fold;
}

const ONLY_ASCII = /^[\x00-\x7f]*$/;

/** Of a letter and its marks, or a word. */
export function foldText(text: string): string {
  if (ONLY_ASCII.test(text)) return text.toLowerCase();
  let fold = '';
  for (const part of text.normalize('NFKD').replace(FALLS_AWAY, '').toLowerCase().replace(FALLS_AWAY, '')) {
    fold += PLAIN[part] ?? digitOf(part) ?? part;
  }
  return fold;
}

const IS_DIGIT = /^\p{Nd}$/u;

/** Every script's digits are these ten. Each script's run of ten begins at its zero. */
function digitOf(character: string): string | null {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80 || !IS_DIGIT.test(character)) return null;
  let zero = point;
  while (IS_DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}

/** `ä` is also written `ae`: by unit, both cases. */
export const SECOND_SPELLING: ReadonlyMap<number, string> = new Map(
  Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', Ä: 'ae', Ö: 'oe', Ü: 'ue', Ø: 'oe', Å: 'aa' }).map(
    ([letter, spelling]) => [letter.charCodeAt(0), spelling],
  ),
);

/** A cluster of a script without spaces: voiced kana are one letter however typed, katakana and hiragana are one. */
export function foldCluster(cluster: string): string {
  if (!IS_KANA.test(cluster)) return foldText(cluster);
  return cluster
    .replace(/\uff9e/g, '\u3099')
    .replace(/\uff9f/g, '\u309a')
    .normalize('NFKC')
    .replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const IS_KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}\u30fc\uff70\u3099\u309a\uff9e\uff9f]/u;
