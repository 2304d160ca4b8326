/** `~name`, straight from docs/matching.md. */
import { writtenOut } from './readings.ts';
import { type Piece, readText, type Text } from './text.ts';

export type Span = { from: number; to: number };

const STANDING_IN = '$€£¥¢!|*+@';

/** Of words that may be a name, in folded letters. */
const LONGEST = 65;

/** Null when the name is too long, or has pictures in it. */
export function nameOf(name: string): { words: number; letters: string[]; sounds: string[] } | null {
  const { pieces } = readText(name.replace(/[./:@#＠＃]+/g, ' '));
  const plain = pieces.map(({ fold }) => fold);
  const other = pieces.map(({ written, fold }) =>
    /[äöüøåÄÖÜØÅ]/.test(written.normalize('NFC')) ? writtenOut(written) : fold,
  );
  const letters = [plain.join(''), other.join('')];
  if (pieces.length === 0 || pieces.length > 6 || pieces.some(({ isPicture }) => isPicture)) return null;
  if (letters.some(spelling => spelling.length > 64)) return null;
  const sounds = [plain, other].flatMap(words => [words.map(soundOf).join(''), soundOf(words.join(''))]);
  return { words: pieces.length, letters, sounds };
}

/** Where the name stands. */
export function namesIn(text: Text, name: string): Span[] {
  const asked = nameOf(name);
  if (asked === null) return [];
  const spans: Span[] = [];
  const pieces = text.pieces.filter(({ isPicture }) => !isPicture);
  pieces.forEach((_, i) => {
    for (let count = 1; count <= asked.words + 1; count++) {
      const run = pieces.slice(i, i + count);
      if (run.length < count || !areInRow(run)) break;
      const words = run.map(({ fold }) => fold);
      if (words.join('').length > LONGEST) break;
      if (isName(asked, words)) spans.push(spanOf(run));
    }
    for (let count = 2; count <= 4; count++) {
      const run = pieces.slice(i, i + count);
      if (run.length < count || !areInRow(run)) break;
      const signs = run.slice(1).map((next, k) => text.visible.slice(run[k]?.to, next.from));
      if (!signs.every(sign => sign.length === 1 && STANDING_IN.includes(sign))) break;
      const word = run.map(({ fold }, k) => fold + (signs[k] ?? '')).join('');
      if (word.length > LONGEST) break;
      if (isName(asked, [word])) spans.push(spanOf(run));
    }
  });
  return spans;
}

function areInRow(run: readonly Piece[]): boolean {
  return run.every((piece, k) => k === 0 || piece.place === (run[k - 1]?.place ?? 0) + 1);
}

function spanOf(run: readonly Piece[]): Span {
  return { from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0 };
}

type Asked = { words: number; letters: string[]; sounds: string[] };

function isName({ words, letters, sounds }: Asked, said: string[]): boolean {
  const looks = ['', 'i', 'l'].map(stroke => said.map(word => (stroke === '' ? word : look(word, stroke))));
  const isWordless = said.every(word => /^[0-9]*$/.test(word));
  return looks.some((variant, k) => {
    if (k > 0 && isWordless) return false;
    const together = variant.join('');
    if (letters.includes(together)) return true;
    if (said.length > words) return false;
    const sound = variant.map(soundOf).join('');
    return letters.some(own => {
      const count = own.replace(/[0-9]/g, '').length;
      return (count >= 4 && sounds.includes(sound)) || (count >= 5 && distance(own, together) <= 1);
    });
  });
}

export function soundOf(word: string): string {
  let sound = '';
  for (let i = 0; i < word.length; i++) {
    const pair = word.slice(i, i + 2);
    let letter = word[i] ?? '';
    if (pair === 'ph' || pair === 'ck') {
      letter = pair === 'ph' ? 'f' : 'k';
      i += 1;
    } else if (letter === 'c' || letter === 'q') letter = 'k';
    else if (letter === 'y') letter = 'i';
    else if (letter === 'z' && i > 0) letter = 's';
    if (sound.at(-1) !== letter || /[0-9]/.test(letter)) sound += letter;
  }
  return sound;
}

const LOOKS: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  ӏ: 'l',
  ԍ: 'g',
  һ: 'h',
  ѵ: 'v',
  α: 'a',
  β: 'b',
  ε: 'e',
  ζ: 'z',
  η: 'h',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'n',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
  օ: 'o',
  ս: 'u',
  ո: 'n',
  հ: 'h',
  ց: 'g',
  0: 'o',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  $: 's',
  '€': 'e',
  '£': 'l',
  '¥': 'y',
  '¢': 'c',
  '@': 'a',
  '+': 't',
  ɑ: 'a',
  ɡ: 'g',
  ɩ: 'i',
  ʟ: 'l',
  ʀ: 'r',
};

function look(word: string, stroke: string): string {
  return Array.from(word, letter => ('1!|'.includes(letter) ? stroke : (LOOKS[letter] ?? letter))).join('');
}

/** Optimal string alignment, by the table. */
export function distance(a: string, b: string): number {
  const rows = a.length + 1;
  const columns = b.length + 1;
  const table = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, k) => (i === 0 ? k : k === 0 ? i : 0)),
  );
  const get = (i: number, k: number) => table[i]?.[k] ?? 0;
  for (let i = 1; i < rows; i++) {
    for (let k = 1; k < columns; k++) {
      const isSame = a[i - 1] === b[k - 1];
      let least = Math.min(get(i - 1, k) + 1, get(i, k - 1) + 1, get(i - 1, k - 1) + (isSame ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        least = Math.min(least, get(i - 2, k - 2) + 1);
      const row = table[i];
      if (row !== undefined) row[k] = least;
    }
  }
  return get(a.length, b.length);
}
