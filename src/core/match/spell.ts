/** The other readings of words: written together, long-drawn, with `ae` for `ä`, with a Korean particle. */
import * as edgeNumbers from './edge.ts';
import {
  addEdge,
  flagsOf,
  foldAt,
  foldOfEdge,
  fromOf,
  kindOf,
  nextOf,
  placeOf,
  sizeOf,
  tieOf,
  toOf,
  writtenText,
} from './edges.ts';
import * as letterNumbers from './letters.ts';
import { foldOf, foldText } from './letters.ts';
import * as readingNumbers from './reading.ts';
import { type Reading, reserve, writeUnits } from './reading.ts';
import { hasRun } from './word.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { JOINED, LOOSE, PICTURE, PIECE, SPELLING, STEM, TAG, TAGGED, TIED, TIED_BY_DOT, VARIED, WORD } = edgeNumbers;
const { JOINERS, SECOND_SPELLING } = letterNumbers;
const { MULTIPLIER, WORD_UNITS_LIMIT } = readingNumbers;

/** Adds the edges of the other readings behind those that are there. */
export function spell(reading: Reading): void {
  if (reading.hasTies) join(reading);
  if (!reading.hasVaried) return;
  const { count } = reading;
  for (let edge = 0; edge < count; edge++) {
    if ((flagsOf(reading, edge) & VARIED) !== 0) spellEdge(reading, edge);
  }
}

/** As many parts make one word; and all of a chain together. */
const PARTS_LIMIT = 4;

function join(reading: Reading): void {
  const { count } = reading;
  for (let start = 0; start < count; ) {
    const kind = tieOf(reading, start);
    let end = start;
    while (kind !== LOOSE && end + 1 < count && tieOf(reading, end) === kind) end += 1;
    if (end > start) joinChain(reading, start, end, kind);
    // The last part of one chain may be the first of another.
    start = Math.max(end, start + 1);
  }
}

function joinChain(reading: Reading, first: number, last: number, kind: number): void {
  if (kind !== TIED) {
    if (isInitials(reading, first, last, kind) || isNumber(reading, first, last)) joinParts(reading, first, last);
    return;
  }
  for (let start = first; start < last; start++) {
    for (let end = start + 1; end <= last && end - start < PARTS_LIMIT; end++) joinParts(reading, start, end);
  }
  if (last - first >= PARTS_LIMIT) joinParts(reading, first, last);
}

/** `U.S.A` */
function isInitials(reading: Reading, first: number, last: number, kind: number): boolean {
  if (kind !== TIED_BY_DOT) return false;
  for (let edge = first; edge <= last; edge++) {
    if (toOf(reading, edge) - fromOf(reading, edge) !== 1 || isDigits(reading, edge)) return false;
  }
  return true;
}

/** `1,000,000` and `1.000` */
function isNumber(reading: Reading, first: number, last: number): boolean {
  for (let edge = first; edge <= last; edge++) {
    const size = sizeOf(reading, edge);
    if (!isDigits(reading, edge) || (edge === first ? size > 3 : size !== 3)) return false;
  }
  return true;
}

function isDigits(reading: Reading, edge: number): boolean {
  const { units } = reading;
  const start = foldOfEdge(reading, edge);
  for (let i = start; i < start + sizeOf(reading, edge); i++) {
    const unit = units[i] ?? 0;
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

function joinParts(reading: Reading, first: number, last: number): void {
  let size = 0;
  for (let edge = first; edge <= last; edge++) size += sizeOf(reading, edge);
  if (size > WORD_UNITS_LIMIT) return;
  reserve(reading, size);
  const { units } = reading;
  const start = reading.used;
  let end = start;
  let hash = 0;
  let varied = 0;
  for (let edge = first; edge <= last; edge++) {
    varied |= flagsOf(reading, edge) & VARIED;
    const fold = foldOfEdge(reading, edge);
    for (let i = fold; i < fold + sizeOf(reading, edge); i++) {
      const unit = units[i] ?? 0;
      units[end++] = unit;
      hash = (Math.imul(hash, MULTIPLIER) + unit) | 0;
    }
  }
  reading.used = end;
  if (hasRun(reading, start, end)) varied = VARIED;
  if (varied !== 0) reading.hasVaried = true;
  addEdge(
    reading,
    WORD,
    JOINED | varied | (flagsOf(reading, first) & TAGGED),
    hash,
    start,
    fromOf(reading, first),
    toOf(reading, last),
    placeOf(reading, first),
    nextOf(reading, last),
  );
}

function spellEdge(reading: Reading, edge: number): void {
  const flags = flagsOf(reading, edge);
  if (sizeOf(reading, edge) > WORD_UNITS_LIMIT || (flags & PICTURE) !== 0) return;
  const fold = foldAt(reading, edge);
  const written = writtenAt(reading, edge);
  const kind = kindOf(reading, edge);
  const kept = flags & (JOINED | TAGGED);
  const others = (flags & JOINED) === 0 ? spellingsOf(fold, written) : speltOut(fold, written);
  for (const other of others) addReading(reading, edge, kind, kept | SPELLING, other);
  if (kind === TAG) return;
  for (const stem of stemsOf(written)) addReading(reading, edge, kind, kept | STEM, stem);
}

function addReading(reading: Reading, of: number, kind: number, flags: number, word: string): void {
  const fold = reading.used;
  const hash = writeUnits(reading, word);
  addEdge(
    reading,
    kind,
    flags & ~PIECE,
    hash,
    fold,
    fromOf(reading, of),
    toOf(reading, of),
    placeOf(reading, of),
    nextOf(reading, of),
  );
}

/** The letters of an edge as they were typed, without what joins its parts. */
function writtenAt(reading: Reading, edge: number): string {
  const sign = kindOf(reading, edge) === TAG ? 1 : 0;
  const written = writtenText(reading, fromOf(reading, edge) + sign, toOf(reading, edge));
  return (flagsOf(reading, edge) & JOINED) === 0 ? written : written.replace(JOINING, '');
}

const JOINING = new RegExp(`[.,${JOINERS.replace('-', '\\-')}]`, 'g');

/** Besides the fold itself: each long-drawn letter once and twice, and the umlauts written out. */
export function spellingsOf(fold: string, written: string): string[] {
  if (fold.length > WORD_UNITS_LIMIT) return [];
  const spelt = secondSpelling(written);
  const forms = new Set([...shortened(fold), ...(spelt === null ? [] : [spelt, ...shortened(spelt)])]);
  forms.delete(fold);
  return [...forms];
}

/** Words of several parts are not taken for long-drawn ones: `no-o-one`. */
export function speltOut(fold: string, written: string): string[] {
  const spelt = secondSpelling(written);
  return spelt === null || spelt === fold ? [] : [spelt];
}

const MAY_BE_SPELT = /[äöüøåÄÖÜØÅ]|\u0308|\u030a/;

/** With umlauts written out; null when there are none. */
export function secondSpelling(written: string): string | null {
  if (!MAY_BE_SPELT.test(written)) return null;
  let spelt = '';
  let isOther = false;
  for (const letter of written.normalize('NFC')) {
    const point = letter.codePointAt(0) ?? 0;
    const other = SECOND_SPELLING.get(point);
    isOther ||= other !== undefined;
    spelt += other ?? foldOf(point);
  }
  return isOther ? spelt : null;
}

/** Of more, each is taken for one letter. */
const RUNS_LIMIT = 4;

function shortened(fold: string): string[] {
  if (!hasThree(fold)) return [];
  let forms = [''];
  let end = 0;
  let runs = 0;
  for (const run of fold.matchAll(/([^0-9])\1\1+/g)) {
    const letter = run[1] ?? '';
    const between = fold.slice(end, run.index);
    runs += 1;
    const lengths = runs > RUNS_LIMIT ? [letter] : [letter, letter + letter];
    forms = forms.flatMap(form => lengths.map(some => form + between + some));
    end = run.index + run[0].length;
  }
  return runs === 0 ? [] : forms.map(form => form + fold.slice(end));
}

function hasThree(fold: string): boolean {
  for (let i = 2; i < fold.length; i++) {
    if (fold.charCodeAt(i) === fold.charCodeAt(i - 1) && fold.charCodeAt(i) === fold.charCodeAt(i - 2)) return true;
  }
  return false;
}

/** What is written right behind a Korean word. */
const PARTICLES =
  '은 는 이 가 을 를 의 에 도 만 와 과 로 랑 나 야 아 께 요 으로 에서 에게 한테 까지 부터 보다 처럼 이나 이랑 하고 라도 마다 조차 밖에 께서 이다 에는 에도 에서는 에서도 에게는 으로는 으로도 로는 까지는 부터는 만은 이라도 이라는 라는 입니다 이에요 예요 이고 인데 들은 들이 들을 들의'.split(
    ' ',
  );
/** One syllable alone is too little to be taken for a word. */
const ONE_SYLLABLE = /(?<![가-힣])[가-힣]$/;

function stemsOf(written: string): string[] {
  if (!/[\uac00-\ud7a3\u1100-\u11ff]$/.test(written)) return [];
  const word = written.normalize('NFC');
  const stems: string[] = [];
  for (const particle of PARTICLES) {
    if (!word.endsWith(particle)) continue;
    const stem = word.slice(0, word.length - particle.length);
    if (stem === '' || ONE_SYLLABLE.test(stem)) continue;
    stems.push(foldText(stem));
  }
  return stems;
}
