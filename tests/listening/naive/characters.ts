/** What docs/matching.md says of single characters, asked of the Unicode tables each time. Slow, and meant to be read. */

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0640\u055b\u055c\u055e]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
const WITHOUT_SPACES =
  /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}|\p{sc=Laoo}|\p{sc=Khmr}|\p{sc=Mymr}|\u30fc|\uff70/u;
const MARK_WITHOUT_SPACES = /\p{sc=Thai}|\p{sc=Laoo}|\p{sc=Khmr}|\p{sc=Mymr}/u;
const VOICING = '\u3099\u309a\uff9e\uff9f';

export const JOINING = [
  "'",
  '’',
  '‘',
  '`',
  '´',
  'ʼ',
  'ʻ',
  '＇',
  '׳',
  '״',
  '-',
  '‐',
  '‑',
  '﹣',
  '－',
  '_',
  '＿',
  '‿',
  '·',
  '\u0387',
  '‧',
];

export type Kind =
  | 'invisible'
  | 'letter'
  | 'lone'
  | 'lone mark'
  | 'picture'
  | 'flag'
  | 'handle sign'
  | 'tag sign'
  | 'other';

export function kindOf(character: string): Kind {
  const point = character.codePointAt(0) ?? 0;
  if (INVISIBLE.test(character)) return 'invisible';
  if (character === '#' || character === '＃') return 'tag sign';
  if (character === '@' || character === '＠') return 'handle sign';
  if (JOINING.includes(character)) return 'other';
  if (VOICING.includes(character)) return 'lone mark';
  if (/\p{M}/u.test(character) && MARK_WITHOUT_SPACES.test(character)) return 'lone mark';
  const isWritten = /[\p{L}\p{N}\p{M}\p{So}]/u.test(character) && !/\p{Nd}/u.test(character);
  if (isWritten && WITHOUT_SPACES.test(character)) return 'lone';
  const isCircled = (point >= 0x24b6 && point <= 0x24e9) || (point >= 0x1f130 && point <= 0x1f149);
  if (/[\p{L}\p{N}\p{M}]/u.test(character) || isCircled) return 'letter';
  if (/\p{Regional_Indicator}/u.test(character)) return 'flag';
  if (point >= 0x2190 && PICTURE.test(character)) return 'picture';
  return 'other';
}

const DROPPED: [number, number][] = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5bd],
  [0x5bf, 0x5bf],
  [0x5c1, 0x5c2],
  [0x5c4, 0x5c5],
  [0x5c7, 0x5c7],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6ea, 0x6ed],
  [0x8ca, 0x8e1],
  [0x8e3, 0x8ff],
  [0x93c, 0x93c],
  [0x9bc, 0x9bc],
  [0xa3c, 0xa3c],
  [0xabc, 0xabc],
  [0xb3c, 0xb3c],
  [0xcbc, 0xcbc],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
];

function isDropped(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return DROPPED.some(([first, last]) => point >= first && point <= last);
}

const SINGLE = new Map(
  'ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ŧ=t ς=σ ٱ=ا ى=ي ی=ي ک=ك ة=ه'
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
);

/** A letter as it is compared. */
export function foldLetter(character: string): string {
  const plain = Array.from(character.normalize('NFKD')).filter(part => !isDropped(part));
  const lower = Array.from(plain.join('').toLowerCase()).filter(part => !isDropped(part));
  return lower.map(part => SINGLE.get(part) ?? digit(part)).join('');
}

export function foldWord(word: string): string {
  return Array.from(word, foldLetter).join('');
}

/** Digits of all scripts stand in runs of ten that begin with a zero. */
function digit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (!/\p{Nd}/u.test(character)) return character;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}

/** A letter of a script without spaces, with the marks that follow it. */
export function foldLone(cluster: string): string {
  const isKana = /^(?:\p{sc=Hira}|\p{sc=Kana}|[\u30fc\uff70\u3099\u309a\uff9e\uff9f])/u.test(cluster);
  if (!isKana) {
    const marked = Array.from(cluster.normalize('NFKD')).filter(part => !isDropped(part));
    return Array.from(marked.join('').toLowerCase())
      .filter(part => !isDropped(part))
      .map(part => SINGLE.get(part) ?? digit(part))
      .join('');
  }
  const composed = cluster.replaceAll('\uff9e', '\u3099').replaceAll('\uff9f', '\u309a').normalize('NFKC');
  return Array.from(composed, kana => {
    const point = kana.codePointAt(0) ?? 0;
    const isKatakana = (point >= 0x30a1 && point <= 0x30f6) || point === 0x30fd || point === 0x30fe;
    return isKatakana ? String.fromCodePoint(point - 0x60) : kana;
  }).join('');
}

/** Without tone, sex, hair, direction and style. */
export function foldPicture(picture: string): string {
  return picture
    .replace(/[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu, '')
    .replace(/\u200d(?:[\u2640\u2642\u27a1]|[\u{1f9b0}-\u{1f9b3}])/gu, '');
}

const MODIFIERS = '(?:\\ufe0e|\\ufe0f|[\\u{1f3fb}-\\u{1f3ff}]|[\\u{e0020}-\\u{e007f}])*';

/** The picture at the beginning of a text that begins with one. */
export function pictureAt(text: string): string {
  const [first = ''] = text;
  if (kindOf(first) === 'flag') {
    const second = Array.from(text.slice(first.length, first.length + 2))[0] ?? '';
    return kindOf(second) === 'flag' ? first + second : first;
  }
  let picture = modified(text, first.length);
  for (;;) {
    const joined = Array.from(text.slice(picture.length, picture.length + 3));
    const [joiner = '', next = ''] = joined;
    if (joiner !== '\u200d' || kindOf(next) !== 'picture') return picture;
    picture = modified(text, picture.length + joiner.length + next.length);
  }
}

function modified(text: string, start: number): string {
  return text.slice(0, start) + (new RegExp(`^${MODIFIERS}`, 'u').exec(text.slice(start))?.[0] ?? '');
}
