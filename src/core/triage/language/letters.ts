/**
 * What kind of sign each UTF-16 unit is: a letter of which script, or none. Two tables of 64 K entries, made once when loaded, so
 * that reading a post is one look-up a character.
 */

/** Scripts told apart. `null`: several languages share it, and the table of pieces of words decides. */
export const SCRIPTS = {
  Latn: null,
  Cyrl: null,
  Arab: null,
  Deva: null,
  Beng: null,
  Ethi: null,
  Hebr: null,
  Grek: 'el',
  Hang: 'ko',
  Kana: 'ja',
  Hani: 'zh',
  Thai: 'th',
  Laoo: 'lo',
  Khmr: 'km',
  Mymr: 'my',
  Geor: 'ka',
  Armn: 'hy',
  Guru: 'pa',
  Gujr: 'gu',
  Orya: 'or',
  Taml: 'ta',
  Telu: 'te',
  Knda: 'kn',
  Mlym: 'ml',
  Sinh: 'si',
  Tibt: 'bo',
  Thaa: 'dv',
} as const satisfies Record<string, string | null>;
export type Script = keyof typeof SCRIPTS;
export const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

/** First and last unit, and the script; letters and marks in between belong to it. */
const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x24f, 'Latn'],
  [0x250, 0x2af, 'Latn'],
  [0x370, 0x3ff, 'Grek'],
  [0x400, 0x52f, 'Cyrl'],
  [0x531, 0x58f, 'Armn'],
  [0x591, 0x5f4, 'Hebr'],
  [0x600, 0x6ff, 'Arab'],
  [0x750, 0x77f, 'Arab'],
  [0x780, 0x7bf, 'Thaa'],
  [0x8a0, 0x8ff, 'Arab'],
  [0x900, 0x97f, 'Deva'],
  [0x980, 0x9ff, 'Beng'],
  [0xa00, 0xa7f, 'Guru'],
  [0xa80, 0xaff, 'Gujr'],
  [0xb00, 0xb7f, 'Orya'],
  [0xb80, 0xbff, 'Taml'],
  [0xc00, 0xc7f, 'Telu'],
  [0xc80, 0xcff, 'Knda'],
  [0xd00, 0xd7f, 'Mlym'],
  [0xd80, 0xdff, 'Sinh'],
  [0xe00, 0xe7f, 'Thai'],
  [0xe80, 0xeff, 'Laoo'],
  [0xf00, 0xfff, 'Tibt'],
  [0x1000, 0x109f, 'Mymr'],
  [0x10a0, 0x10ff, 'Geor'],
  [0x1100, 0x11ff, 'Hang'],
  [0x1200, 0x139f, 'Ethi'],
  [0x1780, 0x17ff, 'Khmr'],
  [0x1c90, 0x1cbf, 'Geor'],
  [0x1e00, 0x1eff, 'Latn'],
  [0x1f00, 0x1fff, 'Grek'],
  [0x2d80, 0x2ddf, 'Ethi'],
  [0x3005, 0x3007, 'Hani'],
  [0x3041, 0x30ff, 'Kana'],
  [0x3131, 0x318e, 'Hang'],
  [0x31f0, 0x31ff, 'Kana'],
  [0x3400, 0x4dbf, 'Hani'],
  [0x4e00, 0x9fff, 'Hani'],
  [0xac00, 0xd7a3, 'Hang'],
  [0xf900, 0xfaff, 'Hani'],
  [0xfb1d, 0xfb4f, 'Hebr'],
  [0xfb50, 0xfdff, 'Arab'],
  [0xfe70, 0xfefc, 'Arab'],
  [0xff21, 0xff5a, 'Latn'],
  [0xff66, 0xff9d, 'Kana'],
];

/** ａ to ｚ and Ａ to Ｚ, as wide as a Han sign. */
const WIDE_CAPITAL_A = 0xff21;
const WIDE_SMALL_A = 0xff41;

/** Letters by the book that say nothing here: ª, º, the tatweel that lengthens Arabic words, and the dot between Kana words. */
const NO_LETTERS = [0xaa, 0xba, 0x640, 0x30fb];

/** Script of a unit, as its place in `SCRIPT_NAMES` plus one; 0: not a letter. */
export const SCRIPT_OF: Uint8Array = scriptsByUnit();

/** The small letter of a unit, where it is one unit long; else the unit itself. */
export const SMALL_OF: Uint16Array = smallLetters();

function scriptsByUnit(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [first, last, script] of RANGES) {
    const number = SCRIPT_NAMES.indexOf(script) + 1;
    const uniform = script === 'Hani' || (script === 'Hang' && first === 0xac00);
    if (uniform) table.fill(number, first, last + 1);
    else markLetters(table, first, last, number);
  }
  for (const unit of NO_LETTERS) table[unit] = 0;
  return table;
}

function markLetters(table: Uint8Array, first: number, last: number, number: number): void {
  const all = String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
  for (const { 0: letters, index } of all.matchAll(/[\p{L}\p{M}]+/gu))
    table.fill(number, first + index, first + index + letters.length);
}

function smallLetters(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    table[unit] = unit;
    if (unit >= 0x2000 || SCRIPT_OF[unit] === 0) continue;
    const small = String.fromCharCode(unit).toLowerCase();
    if (small.length === 1) table[unit] = small.charCodeAt(0);
  }
  table[0x130] = 0x69;
  for (let letter = 0; letter < 26; letter++) {
    table[WIDE_CAPITAL_A + letter] = 0x61 + letter;
    table[WIDE_SMALL_A + letter] = 0x61 + letter;
  }
  return table;
}
