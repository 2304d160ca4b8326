/**
 * What kind of character one UTF-16 unit is, and what it is read as: small, without accents, digits all alike. Looked up once
 * for each unit and remembered: posts are read by the thousand.
 */
export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Vowel signs and the like: part of a word, read as they are. */
export const MARK = 4;
/** Accents that stand alone, directions, joiners: read over, however many there are. */
export const UNREAD = 5;
export const SIGN = 6;
export const PICTURE = 7;
export const HALF = 8;

const ZERO = 0x30;
const kinds = new Uint8Array(0x10000);
const folded = new Uint16Array(0x10000);

export function kindOf(unit: number): number {
  const known = kinds[unit] ?? 0;
  return known === 0 ? learn(unit) : known;
}

/** Only after `kindOf` of the same unit. */
export function foldOf(unit: number): number {
  return folded[unit] ?? unit;
}

/** Beyond the first plane: letters drawn as mathematics are letters, what is no letter is a picture. @returns a fold or 0 */
export function foldPoint(point: number): number {
  if (point < 0x1d400 || point > 0x1d7ff) return 0;
  const plain = String.fromCodePoint(point).normalize('NFKC').toLowerCase();
  return plain.length === 1 ? plain.charCodeAt(0) : 0;
}

export function isAstralLetter(point: number): boolean {
  return /\p{L}/u.test(String.fromCodePoint(point));
}

/** The shade of a skin says nothing about the matter. */
export function isShade(point: number): boolean {
  return point >= 0x1f3fb && point <= 0x1f3ff;
}

function learn(unit: number): number {
  const char = String.fromCharCode(unit);
  const kind = judge(unit, char);
  kinds[unit] = kind;
  folded[unit] = kind === DIGIT ? ZERO : kind === LETTER ? foldLetter(unit, char) : APOSTROPHES.has(char) ? 0x27 : unit;
  return kind;
}

const APOSTROPHES = new Set(["'", '’', '‘', '`', '´', 'ʼ', '＇']);
/** Accents that stand alone, by their first and last; the last three are those of Arabic. */
const ACCENTS = [
  [0x0300, 0x036f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x0640, 0x0640],
] as const;

/** The commonest kinds first: each of these classes is dear to look up when it is asked for the first time. */
function judge(unit: number, char: string): number {
  if (unit < 0x80) return judgePlain(unit);
  if (unit >= 0xd800 && unit <= 0xdfff) return HALF;
  if (APOSTROPHES.has(char)) return SIGN;
  if (ACCENTS.some(([first, last]) => unit >= first && unit <= last)) return UNREAD;
  if (/\p{L}/u.test(char)) return LETTER;
  if (/[\p{Cf}\p{Me}]/u.test(char)) return UNREAD;
  if (/[\s\p{Z}\p{Cc}\p{Cn}\p{Co}]/u.test(char)) return SPACE;
  if (/\p{N}/u.test(char)) return DIGIT;
  if (/\p{M}/u.test(char)) return MARK;
  return /\p{Extended_Pictographic}/u.test(char) ? PICTURE : SIGN;
}

function judgePlain(unit: number): number {
  if (isPlainLetter(unit)) return LETTER;
  if (unit >= ZERO && unit <= ZERO + 9) return DIGIT;
  return unit <= 0x20 || unit === 0x7f ? SPACE : SIGN;
}

function isPlainLetter(unit: number): boolean {
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a && unit < 0x80;
}

/** ς is σ at the end of a word; ة and ى are written ه and ي by half of those who type them. */
const TWINS = new Map([
  ['ς', 'σ'],
  ['ة', 'ه'],
  ['ى', 'ي'],
  ['ı', 'i'],
]);

function foldLetter(unit: number, char: string): number {
  if (isPlainLetter(unit)) return unit | 0x20;
  const isKana = unit >= 0x3040 && unit <= 0x30ff;
  const parts = isKana ? char : char.normalize('NFKD').toLowerCase();
  const [first = char, ...rest] = parts;
  if (rest.some(part => !/\p{M}/u.test(part))) return char.toLowerCase().charCodeAt(0);
  return (TWINS.get(first) ?? first).charCodeAt(0);
}
