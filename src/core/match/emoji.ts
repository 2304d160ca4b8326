/** Emoji: one picture, one word, whatever it is put together from. */
import * as letterNumbers from './letters.ts';
import { classOf } from './letters.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { EMOJI, FLAG_LETTER } = letterNumbers;

const JOINER = 0x200d;
const TONES = { first: 0x1f3fb, last: 0x1f3ff };
const HAIR = { first: 0x1f9b0, last: 0x1f9b3 };
const TAGS = { first: 0xe0020, last: 0xe007f };
/** Woman, man, and facing right. */
const TURNS = new Set([0x2640, 0x2642, 0x27a1]);

/** Where the picture that begins at `start` ends. */
export function emojiEnd(text: string, start: number): number {
  const first = text.codePointAt(start) ?? 0;
  let i = start + widthOf(first);
  if (isFlagLetter(first)) {
    const second = text.codePointAt(i) ?? 0;
    return isFlagLetter(second) ? i + widthOf(second) : i;
  }
  i = afterModifiers(text, i);
  while (text.charCodeAt(i) === JOINER) {
    const joined = text.codePointAt(i + 1) ?? 0;
    if (!isPicture(joined)) break;
    i = afterModifiers(text, i + 1 + widthOf(joined));
  }
  return i;
}

function afterModifiers(text: string, start: number): number {
  let i = start;
  for (;;) {
    const point = text.codePointAt(i) ?? 0;
    if (!isStyle(point) && !isWithin(point, TONES) && !isWithin(point, TAGS)) return i;
    i += widthOf(point);
  }
}

/** Whether a picture is its first point, perhaps with a tone or style, and nothing else is left of it. */
export function isSimple(text: string, start: number, end: number): boolean {
  const first = text.codePointAt(start) ?? 0;
  if (isWithin(first, TONES)) return false;
  const rest = start + widthOf(first);
  if (rest === end) return true;
  const second = text.codePointAt(rest) ?? 0;
  return rest + widthOf(second) === end && (isStyle(second) || isWithin(second, TONES));
}

/** What is compared: without tone, sex, hair, direction and style. */
export function foldEmoji(picture: string): string {
  const points = Array.from(picture, character => character.codePointAt(0) ?? 0).filter(
    point => !isStyle(point) && !isWithin(point, TONES),
  );
  let fold = '';
  for (let i = 0; i < points.length; i++) {
    const point = points[i] ?? 0;
    const following = points[i + 1] ?? 0;
    if (point === JOINER && (TURNS.has(following) || isWithin(following, HAIR))) i += 1;
    else fold += String.fromCodePoint(point);
  }
  return fold;
}

function isStyle(point: number): boolean {
  return point === 0xfe0e || point === 0xfe0f;
}

function isFlagLetter(point: number): boolean {
  return point > 0xffff && classOf(point) === FLAG_LETTER;
}

function isPicture(point: number): boolean {
  return classOf(point) === EMOJI;
}

function isWithin(point: number, range: { first: number; last: number }): boolean {
  return point >= range.first && point <= range.last;
}

export function widthOf(point: number): number {
  return point > 0xffff ? 2 : 1;
}
