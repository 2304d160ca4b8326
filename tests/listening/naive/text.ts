/** A text as pieces, handles, tags and links, straight from docs/matching.md. */
import { foldLone, foldPicture, foldWord, JOINING, kindOf, pictureAt } from './characters.ts';

export type Piece = {
  /** The number of its place. */
  place: number;
  from: number;
  to: number;
  written: string;
  fold: string;
  isPicture: boolean;
  isTagged: boolean;
};

export type Tied = '' | 'parts' | 'dot' | 'comma';

export type Text = {
  /** Without what cannot be seen. */
  visible: string;
  /** Where each of its units stood. */
  origins: number[];
  pieces: Piece[];
  tags: { from: number; to: number; fold: string; written: string }[];
  handles: { from: number; to: number; folds: string[] }[];
  links: { from: number; to: number; link: string; place: number }[];
};

export const TEXT_LIMIT = 100_000;

export function readText(given: string): Text {
  const { visible, origins } = visibleOf(given.slice(0, TEXT_LIMIT));
  const text: Text = { visible, origins, pieces: [], tags: [], handles: [], links: [] };
  const state: State = { text, place: 0, floor: 0, tried: 0 };
  for (let i = 0; i < visible.length; ) i = readAt(state, i);
  return text;
}

/** Where a span of the visible text stands in the text as given. */
export function originalSpan({ origins }: Text, from: number, to: number): { start: number; end: number } {
  return { start: origins[from] ?? 0, end: (origins[to - 1] ?? 0) + 1 };
}

function visibleOf(given: string): { visible: string; origins: number[] } {
  let visible = '';
  const origins: number[] = [];
  for (let i = 0; i < given.length; ) {
    const character = at(given, i);
    const kind = kindOf(character);
    const whole = kind === 'picture' || kind === 'flag' ? pictureAt(given.slice(i)) : character;
    if (kind !== 'invisible') {
      visible += whole;
      for (let k = 0; k < whole.length; k++) origins.push(i + k);
    }
    i += whole.length;
  }
  return { visible, origins };
}

type State = { text: Text; place: number; floor: number; tried: number };

function at(text: string, i: number): string {
  return i < text.length ? String.fromCodePoint(text.codePointAt(i) ?? 0) : '';
}

function before(text: string, i: number): string {
  return Array.from(text.slice(Math.max(0, i - 2), i)).at(-1) ?? '';
}

function isLetter(character: string): boolean {
  return character !== '' && kindOf(character) === 'letter';
}

/** The longest run of characters from `i` on that satisfy. */
function run(text: string, i: number, holds: (character: string) => boolean): number {
  let end = i;
  while (end < text.length && holds(at(text, end))) end += at(text, end).length;
  return end;
}

function readAt(state: State, i: number): number {
  const { visible } = state.text;
  const character = at(visible, i);
  switch (kindOf(character)) {
    case 'letter':
      return readWordOrLink(state, i);
    case 'lone':
    case 'lone mark':
      return addLone(state, i);
    case 'picture':
    case 'flag':
      return addPicture(state, i);
    case 'handle sign':
      return (isLetter(before(visible, i)) ? readAddress(state, i) : readHandle(state, i)) ?? i + 1;
    case 'tag sign':
      return (isLetter(before(visible, i)) ? null : readTag(state, i)) ?? i + 1;
    default:
      return i + character.length;
  }
}

function addPiece(state: State, from: number, to: number, fold: string, more: Partial<Piece> = {}): void {
  if (fold === '') return;
  const written = state.text.visible.slice(from, to);
  state.text.pieces.push({ place: state.place, from, to, written, fold, isPicture: false, isTagged: false, ...more });
  state.place += 1;
}

function addWord(state: State, from: number, to: number, isTagged: boolean): void {
  addPiece(state, from, to, foldWord(state.text.visible.slice(from, to)), { isTagged });
}

function addLone(state: State, i: number): number {
  const { visible } = state.text;
  const end = run(visible, i + at(visible, i).length, character => kindOf(character) === 'lone mark');
  addPiece(state, i, end, foldLone(visible.slice(i, end)), {});
  return end;
}

function addPicture(state: State, i: number): number {
  const picture = pictureAt(state.text.visible.slice(i));
  addPiece(state, i, i + picture.length, foldPicture(picture), { isPicture: true });
  return i + picture.length;
}

/** What was taken for words from `from` on was part of something else, which takes one place. */
function takeBack(state: State, from: number, end: number): number {
  while ((state.text.pieces.at(-1)?.from ?? -1) >= from) {
    state.text.pieces.pop();
    state.place -= 1;
  }
  state.place += 1;
  state.floor = end;
  return end;
}

function readWordOrLink(state: State, i: number): number {
  const { visible } = state.text;
  const end = run(visible, i, isLetter);
  const scheme = visible.slice(i, end);
  if (/^[a-z]{2,20}$/i.test(scheme) && visible.startsWith('://', end) && isLetter(at(visible, end + 3))) {
    return addLink(state, i, trimmedEnd(visible, end + 3, linkEnd(visible, end + 3)));
  }
  if (visible[end] === '.' && isLetter(at(visible, end + 1)) && end >= state.tried) {
    const after = readHost(state, end);
    if (after !== null) return after;
  }
  addWord(state, i, end, false);
  return end;
}

function addLink(state: State, from: number, to: number): number {
  const link = state.text.visible.slice(from, to);
  const after = takeBack(state, from, to);
  state.text.links.push({ from, to, link, place: state.place - 1 });
  return after;
}

const isInner = (character: string) => character === '-' || character === '_';

function readHost(state: State, dot: number): number | null {
  const { visible } = state.text;
  const label = Array.from(visible.slice(state.floor, dot));
  let length = 0;
  while (label.length > 0 && (isLetter(label.at(-1) ?? '') || isInner(label.at(-1) ?? '')))
    length += label.pop()?.length ?? 0;
  if (length > 63) return null;
  let start = dot - length;
  while (isInner(at(visible, start))) start += 1;
  if (start >= dot) return null;
  const end = labelsEnd(visible, start);
  state.tried = end;
  if (end - start > 253 || visible[end] === '@') return null;
  const host = visible.slice(start, end).toLowerCase();
  const port = /^:\d{1,5}/.exec(visible.slice(end, end + 6))?.[0] ?? '';
  const rest = end + port.length;
  const hasTail = visible[rest] === '/' || visible[rest] === '?';
  const tail = hasTail ? trimmedEnd(visible, rest, linkEnd(visible, rest)) : rest;
  if (!isHost(host, tail > rest)) return null;
  return addLink(state, start, tail);
}

const SURE =
  'com org net edu gov info biz io ai app dev shop store online site xyz tv co social coffee blog cloud tech agency example eu uk de fr nl jp cn ru br ca au kr mx ch se dk fi pl cz gr ie nz tr ar cl hu ro bg hr sk lt lv ee ua kz hk tw sg ph th vn za рф';

function isHost(host: string, hasTail: boolean): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (SURE.split(' ').includes(last)) return true;
  if (labels[0] === 'www' && labels.length >= 3) return true;
  return hasTail && /^[a-z]{2}$/.test(last);
}

function labelEnd(text: string, start: number): number {
  let end = run(text, start, isLetter);
  for (;;) {
    const inner = run(text, end, isInner);
    const next = run(text, inner, isLetter);
    if (next === inner) return end;
    end = next;
  }
}

function labelsEnd(text: string, start: number): number {
  let end = labelEnd(text, start);
  while (end - start <= 253 && text[end] === '.' && isLetter(at(text, end + 1))) end = labelEnd(text, end + 1);
  return end;
}

const STOPS = '<>"“”„‘’«»‹›\u3000、。〈〉《》「」『』【】〔〕！＂（），：；？［］｛｝｜～…';

function linkEnd(text: string, start: number): number {
  return run(text, start, character => {
    const point = character.codePointAt(0) ?? 0;
    if (point <= 0x20 || (point >= 0x7f && point <= 0xa0) || point > 0xffff || (point >= 0xd800 && point <= 0xdbff))
      return false;
    if (/\s/.test(character) || STOPS.includes(character)) return false;
    return !['lone', 'lone mark', 'picture'].includes(kindOf(character));
  });
}

function trimmedEnd(text: string, least: number, end: number): number {
  const link = text.slice(least, end);
  const last = link.at(-1) ?? '';
  if (link === '' || !".,;:!?'*_~)]}".includes(last)) return end;
  if (last === ')' && link.split('(').length >= link.split(')').length) return end;
  return trimmedEnd(text, least, end - 1);
}

function readAddress(state: State, sign: number): number | null {
  const { visible } = state.text;
  const local = Array.from(visible.slice(state.floor, sign));
  let length = 0;
  while (local.length > 0 && (isLetter(local.at(-1) ?? '') || '._%+-'.includes(local.at(-1) ?? ' '))) {
    length += local.pop()?.length ?? 0;
  }
  if (length > 64 || !isLetter(at(visible, sign + 1))) return null;
  const end = labelsEnd(visible, sign + 1);
  if (!/\.\p{L}{2,}$/u.test(visible.slice(sign + 1, end))) return null;
  return takeBack(state, sign - length, end);
}

function nameEnd(text: string, start: number): number {
  const isName = (character: string) => isLetter(character) || character === '_';
  let end = run(text, start, isName);
  if (end === start) return start;
  for (;;) {
    const hyphens = run(text, end, character => character === '-');
    const next = run(text, hyphens, isName);
    if (next === hyphens) return end;
    end = next;
  }
}

function namesEnd(text: string, start: number): number {
  let end = start;
  while (text[end] === '.' && nameEnd(text, end + 1) > end + 1) end = nameEnd(text, end + 1);
  return end;
}

function readHandle(state: State, sign: number): number | null {
  const { visible } = state.text;
  const name = nameEnd(visible, sign + 1);
  if (name === sign + 1) return null;
  let end = namesEnd(visible, name);
  if (visible[end] === '@' && nameEnd(visible, end + 1) > end + 1) end = namesEnd(visible, nameEnd(visible, end + 1));
  for (let i = sign + 1; i < name; ) {
    const word = run(visible.slice(0, name), i, isLetter);
    if (word > i) addWord(state, i, word, false);
    i = Math.max(word, i + 1);
  }
  state.text.handles.push({ from: sign, to: end, folds: foldHandle(visible.slice(sign + 1, end)) });
  state.floor = end;
  return end;
}

/** Whole, and up to the first dot or the server. */
export function foldHandle(handle: string): string[] {
  const whole = foldWord(handle.replace(/^[@＠]/, ''));
  const [name = ''] = whole.split(/[.@]/, 1);
  return name === '' ? [whole] : [...new Set([whole, name])];
}

function readTag(state: State, sign: number): number | null {
  const { visible } = state.text;
  let end = sign + 1;
  while (end < visible.length) {
    const kind = kindOf(at(visible, end));
    if (kind === 'picture' || kind === 'flag') end += pictureAt(visible.slice(end)).length;
    else if (kind === 'letter' || kind === 'lone' || kind === 'lone mark' || '_·'.includes(at(visible, end)))
      end += at(visible, end).length;
    else break;
  }
  const written = visible.slice(sign + 1, end);
  const fold = foldTag(written);
  if (/^[_·]*$/.test(fold)) return null;
  state.text.tags.push({ from: sign, to: end, fold, written });
  for (let i = sign + 1; i < end; ) {
    const kind = kindOf(at(visible, i));
    if (kind === 'letter') {
      const word = Math.min(end, run(visible, i, isLetter));
      addCamel(state, i, word);
      i = word;
    } else if (kind === 'picture' || kind === 'flag') i = addPicture(state, i);
    else if (kind === 'lone' || kind === 'lone mark') i = addLone(state, i);
    else i += 1;
  }
  state.floor = end;
  return end;
}

export function foldTag(tag: string): string {
  let fold = '';
  for (let i = 0; i < tag.length; ) {
    const kind = kindOf(at(tag, i));
    let end = i + at(tag, i).length;
    if (kind === 'picture' || kind === 'flag') {
      end = i + pictureAt(tag.slice(i)).length;
      fold += foldPicture(tag.slice(i, end));
    } else if (kind === 'lone' || kind === 'lone mark') {
      end = run(tag, end, character => kindOf(character) === 'lone mark');
      fold += foldLone(tag.slice(i, end));
    } else if (kind !== 'invisible') fold += foldWord(tag.slice(i, end));
    i = end;
  }
  return fold;
}

type Case = 'upper' | 'digit' | 'rest';

function caseOf(character: string): Case {
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return 'upper';
  return /\p{N}/u.test(character) ? 'digit' : 'rest';
}

/** Splits where a capital follows another letter, where the last of several capitals begins a word, and around numbers. */
function addCamel(state: State, start: number, end: number): void {
  const letters: { from: number; to: number; kind: Case }[] = [];
  for (let i = start; i < end; ) {
    const character = at(state.text.visible, i);
    const to = i + character.length;
    const last = letters.at(-1);
    // A mark belongs to the letter before it.
    if (/\p{M}/u.test(character) && last !== undefined) last.to = to;
    else letters.push({ from: i, to, kind: caseOf(character) });
    i = to;
  }
  let from = start;
  letters.forEach((letter, k) => {
    const previous = letters[k - 1];
    const following = letters[k + 1];
    if (previous === undefined) return;
    const changes = (previous.kind === 'digit') !== (letter.kind === 'digit');
    const rises = letter.kind === 'upper' && (previous.kind !== 'upper' || following?.kind === 'rest');
    if (!changes && !rises) return;
    addWord(state, from, letter.from, true);
    from = letter.from;
  });
  addWord(state, from, end, true);
}

/** How a piece is tied to the next one. */
export function tieOf({ visible, handles, tags }: Text, piece: Piece, next: Piece): Tied {
  if (next.place !== piece.place + 1 || piece.isPicture || next.isPicture) return '';
  if (!isLetter(at(visible, piece.from)) || !isLetter(at(visible, next.from))) return '';
  const between = visible.slice(piece.to, next.from);
  const within = (ranges: { from: number; to: number }[]) =>
    ranges.some(({ from, to }) => piece.from > from && next.to <= to);
  if (within(tags)) return between === '' || between === '_' || between === '·' ? 'parts' : '';
  if (within(handles)) return between === '-' || between === '_' ? 'parts' : '';
  if (
    [...tags, ...handles].some(
      ({ from, to }) => (piece.from > from && piece.to <= to) || (next.from > from && next.to <= to),
    )
  )
    return '';
  if (JOINING.includes(between)) return 'parts';
  return between === '.' ? 'dot' : between === ',' ? 'comma' : '';
}
