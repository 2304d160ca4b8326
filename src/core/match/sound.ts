/** When two names are one name spelt differently. */

/** Names of fewer letters are heard spelt exactly, or by look and sound. */
export const TYPO_MIN_LETTERS = 5;
export const SOUND_MIN_LETTERS = 4;

/** Two words that sound alike have the same sound: `acme`, `akme`, `ackme`. Of a folded word. */
export function soundOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/ck|[cq]/g, 'k')
    .replace(/y/g, 'i')
    .replace(/(?<!^)z/g, 's')
    .replace(/([^0-9])\1+/g, '$1');
}

/** Letters of other scripts and signs that look like Latin letters; capitals decide where both cases differ in look. */
const LOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw ӏl ԍg һh ѵv ' +
    'αa βb εe ζz ηh ιi κk μm νn οo ρp τt υy χx ' +
    'օo սu ոn հh ցg ' +
    '0o 3e 4a 5s 7t 8b 9g $s €e £l ¥y ¢c @a +t ɑa ɡg ɩi ʟl ʀr'
  )
    .split(' ')
    .map(pair => [pair[0], pair[1]]),
);
/** These may be an `i` or an `l`. */
const STROKES = '1!|';

/** Everything that looks like something else. */
export const LOOKING: readonly string[] = [...Object.keys(LOOKS), ...STROKES];

/** What a word looks like, if that is not what it is: `k3str3l`, `кestrel`. With strokes there are two answers. */
export function looksOf(word: string): string[] {
  const looks = ['i', 'l'].map(stroke =>
    Array.from(word, letter => (STROKES.includes(letter) ? stroke : (LOOKS[letter] ?? letter))).join(''),
  );
  return [...new Set(looks)].filter(look => look !== word);
}

/** Whether one letter too many, too few, wrong, or two changed about make one word of the other. */
export function isOneTypoAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = endA - start;
  const right = endB - start;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** Letters without digits: `studio54` has six. */
export function countNameLetters(name: string): number {
  return name.replace(/[0-9]/g, '').length;
}
