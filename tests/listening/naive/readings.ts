/** Every way in which the words of a text may be read, for one query. */
import { foldWord, JOINING, kindOf } from './characters.ts';
import { type Piece, type Text, tieOf } from './text.ts';

/** From one place to another. Places inside a hashtag are fractions. */
export type Reading = {
  fold: string;
  at: number;
  next: number;
  from: number;
  to: number;
  written: string;
  /** What was written without what joins its parts. */
  letters: string;
  /** Of several pieces, in its first spelling. */
  isJoined: boolean;
  /** Set where a link stands, which is no word. */
  link?: string;
};

const LONGEST = 64;

/** @param own the query's own words, for hashtags without capitals, of which some were counted in another field */
export function readingsOf(text: Text, { own, skipped }: { own: readonly string[]; skipped: number }): Reading[] {
  const plain = text.pieces.map(piece => readingOf(piece));
  const joined = chainsOf(text).flatMap(chain => joinedIn(chain));
  const varied = [...plain.filter((_, i) => isVariable(text.pieces[i])), ...joined].flatMap(reading => {
    if (reading.fold.length > LONGEST) return [];
    const letters = reading.letters;
    const others = reading.isJoined ? joinedSpellings(reading.fold, letters) : spellings(reading.fold, letters);
    return [...others, ...stems(letters)].map(fold => ({
      ...reading,
      fold,
      isJoined: false,
    }));
  });
  return [...plain, ...joined, ...varied, ...splitRuns(text, own, skipped)];
}

function readingOf({ fold, place, from, to, written }: Piece): Reading {
  return { fold, at: place, next: place + 1, from, to, written, letters: written, isJoined: false };
}

type Chain = { kind: string; pieces: Piece[]; visible: string };

function chainsOf(text: Text): Chain[] {
  const chains: Chain[] = [];
  text.pieces.forEach((piece, i) => {
    const next = text.pieces[i + 1];
    const kind = next === undefined ? '' : tieOf(text, piece, next);
    if (kind === '' || next === undefined) return;
    const last = chains.at(-1);
    if (last !== undefined && last.kind === kind && last.pieces.at(-1) === piece) last.pieces.push(next);
    else chains.push({ kind, pieces: [piece, next], visible: text.visible });
  });
  return chains;
}

function joinedIn({ kind, pieces, visible }: Chain): Reading[] {
  const n = pieces.length;
  const ranges: [number, number][] = [];
  if (kind === 'parts') {
    for (let i = 0; i < n; i++) for (let k = i + 2; k <= Math.min(n, i + 4); k++) ranges.push([i, k]);
    if (n > 4) ranges.push([0, n]);
  } else {
    const folds = pieces.map(({ fold }) => fold);
    const isInitials =
      kind === 'dot' && pieces.every(({ from, to, fold }) => to - from === 1 && !/^[0-9]+$/.test(fold));
    const isNumber = folds.every((fold, i) => (i === 0 ? /^[0-9]{1,3}$/ : /^[0-9]{3}$/).test(fold));
    if (isInitials || isNumber) ranges.push([0, n]);
  }
  return ranges.flatMap(([start, end]) => {
    const parts = pieces.slice(start, end);
    const fold = parts.map(part => part.fold).join('');
    const [first, last] = [parts[0], parts.at(-1)];
    if (fold.length > LONGEST || first === undefined || last === undefined) return [];
    const written = visible.slice(first.from, last.to);
    const letters = Array.from(written)
      .filter(character => !JOINING.includes(character) && character !== '.' && character !== ',')
      .join('');
    return [
      { fold, at: first.place, next: last.place + 1, from: first.from, to: last.to, written, letters, isJoined: true },
    ];
  });
}

const WRITTEN_OUT: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  Ä: 'ae',
  Ö: 'oe',
  Ü: 'ue',
  Ø: 'oe',
  Å: 'aa',
};

export function writtenOut(letters: string): string {
  return Array.from(letters.normalize('NFC'), letter => WRITTEN_OUT[letter] ?? foldWord(letter)).join('');
}

export function otherForms(piece: Piece): string[] {
  return isVariable(piece) ? spellings(piece.fold, piece.written) : [];
}

/** Pictures and letters of scripts without spaces are spelt one way. */
function isVariable(piece: Piece | undefined): boolean {
  return piece !== undefined && kindOf(String.fromCodePoint(piece.written.codePointAt(0) ?? 0)) === 'letter';
}

/** Other spellings of a word, the fold itself left out. */
export function spellings(fold: string, letters: string): string[] {
  if (fold.length > LONGEST) return [];
  const hasOther = Array.from(letters.normalize('NFC')).some(letter => letter in WRITTEN_OUT);
  const bases = hasOther ? [fold, writtenOut(letters)] : [fold];
  return [...new Set([...bases, ...bases.flatMap(shorter)])].filter(form => form !== fold);
}

/** Words of several parts are not taken for long-drawn ones. */
export function joinedSpellings(fold: string, letters: string): string[] {
  const spelt = writtenOut(letters);
  const hasOther = Array.from(letters.normalize('NFC')).some(letter => letter in WRITTEN_OUT);
  return hasOther && spelt !== fold ? [spelt] : [];
}

/** Each letter that stands three times or more in a row, once and twice. */
function shorter(word: string): string[] {
  const runs: { letter: string; count: number }[] = [];
  for (const unit of word.split('')) {
    const last = runs.at(-1);
    if (last !== undefined && last.letter === unit) last.count += 1;
    else runs.push({ letter: unit, count: 1 });
  }
  let drawn = 0;
  let forms = [''];
  for (const { letter, count } of runs) {
    const isDrawn = count >= 3 && !/[0-9]/.test(letter);
    if (isDrawn) drawn += 1;
    const lengths = !isDrawn ? [count] : drawn > 4 ? [1] : [1, 2];
    forms = forms.flatMap(form => lengths.map(length => form + letter.repeat(length)));
  }
  return drawn === 0 ? [] : forms;
}

const PARTICLES =
  '은 는 이 가 을 를 의 에 도 만 와 과 로 랑 나 야 아 께 요 으로 에서 에게 한테 까지 부터 보다 처럼 이나 이랑 하고 라도 마다 조차 밖에 께서 이다 에는 에도 에서는 에서도 에게는 으로는 으로도 로는 까지는 부터는 만은 이라도 이라는 라는 입니다 이에요 예요 이고 인데 들은 들이 들을 들의';

function stems(letters: string): string[] {
  const word = Array.from(letters.normalize('NFC'));
  return PARTICLES.split(' ').flatMap(particle => {
    const end = Array.from(particle);
    if (word.slice(-end.length).join('') !== particle) return [];
    const stem = word.slice(0, -end.length);
    const isHangul = (letter: string | undefined) => letter !== undefined && letter >= '가' && letter <= '힣';
    if (stem.length === 0 || (isHangul(stem.at(-1)) && !isHangul(stem.at(-2)))) return [];
    return [foldWord(stem.join(''))];
  });
}

/** Pieces of hashtags, read with the words of the query. */
function splitRuns(text: Text, own: readonly string[], skipped: number): Reading[] {
  if (new Set(own).size < 2) return [];
  const runs = text.pieces.filter(({ isTagged, fold }) => isTagged && fold.length >= 6 && fold.length <= 40);
  return runs.slice(0, Math.max(0, 32 - skipped)).flatMap(piece => {
    const found = new Map<string, Reading>();
    for (const row of rowsIn(piece.fold, own)) {
      for (const { start, end } of row) found.set(`${start}-${end}`, partOf(piece, start, end));
    }
    return [...found.values()];
  });
}

type Part = { start: number; end: number };

/** All rows of two words or more that begin or end the piece, and have six letters together. */
function rowsIn(word: string, own: readonly string[]): Part[][] {
  const from = (start: number): Part[][] => {
    const ways: Part[][] = [[]];
    for (const mine of new Set(own)) {
      if (!word.startsWith(mine, start)) continue;
      const end = start + mine.length;
      for (const rest of from(end)) ways.push([{ start, end }, ...rest]);
    }
    return ways;
  };
  const rows = Array.from({ length: word.length }, (_, start) => from(start)).flat();
  return rows.filter(row => {
    const start = row[0]?.start ?? 0;
    const end = row.at(-1)?.end ?? 0;
    return row.length >= 2 && end - start >= 6 && (start === 0 || end === word.length);
  });
}

/** A letter of which a word takes a half (ß is ss) is shown whole. */
function partOf({ place, fold, from, to, written }: Piece, start: number, end: number): Reading {
  const owners: number[] = [];
  let offset = from;
  for (const letter of written) {
    for (let k = foldWord(letter).length; k > 0; k--) owners.push(offset);
    offset += letter.length;
  }
  const following = owners.find((owner, k) => k >= end && owner > (owners[end - 1] ?? 0));
  return {
    fold: fold.slice(start, end),
    at: place + start / 64,
    next: end === fold.length ? place + 1 : place + end / 64,
    from: owners[start] ?? from,
    to: following ?? to,
    written,
    letters: '',
    isJoined: false,
  };
}
