/** Edges one by one: what each says, where it stands, and what it was made of. */
import { EDGE_CELLS, type Reading, TITLE_BASE, unitsText } from './reading.ts';
/** What an edge says, and what a term asks for. */
export const WORD = 0;
export const TAG = 1;
export const HANDLE = 2;
/** The host of a link, or the end of one: `shop.kestrel.example`, `kestrel.example`, `example`. */
export const LINK = 3;

/** A word as it stands in the text; other edges over the same letters are readings of it. */
export const PIECE = 1;
/** Inside a hashtag. */
export const TAGGED = 2;
/** Another spelling: fewer letters of a long-drawn word, `ae` for `ä`. */
export const SPELLING = 4;
/** A Korean word without its particle. */
export const STEM = 8;
/** Several pieces as one word. */
export const JOINED = 16;
export const PICTURE = 32;
/** May have other spellings. */
export const VARIED = 64;

/** Places are this far apart; hashtags without capitals have places in between. */
export const STEP = 64;
/** How a piece is tied to the next one. */
export const LOOSE = 0;
export const TIED = 1;
export const TIED_BY_DOT = 2;
export const TIED_BY_COMMA = 3;

/** Cells of an edge; the first, without a name, holds its kind, its flags, and how it is tied to the next. */
const HASH = 1;
/** Where the folded word begins in `units`, and its length. */
const FOLD = 2;
const SIZE = 3;
/** In UTF-16 units of the text as it is read, plus `TITLE_BASE` in the title. Negative: not in the text at all. */
const FROM = 4;
const TO = 5;
/** Places, counted in `STEP`s. */
const PLACE = 6;
const NEXT = 7;

const KIND_BITS = 0xf;
const FLAGS_SHIFT = 4;
const FLAGS_BITS = 0xff;
const TIE_SHIFT = 12;

/** Adds an edge whose folded word stands at the end of `units`, from `fold` on. */
export function addEdge(
  reading: Reading,
  kind: number,
  flags: number,
  hash: number,
  fold: number,
  from: number,
  to: number,
  place: number,
  next: number,
): number {
  const index = reading.count;
  const cell = index * EDGE_CELLS;
  if (cell === reading.edges.length) growEdges(reading);
  const { edges } = reading;
  edges[cell] = kind | (flags << FLAGS_SHIFT);
  edges[cell + HASH] = hash;
  edges[cell + FOLD] = fold;
  edges[cell + SIZE] = reading.used - fold;
  edges[cell + FROM] = from;
  edges[cell + TO] = to;
  edges[cell + PLACE] = place;
  edges[cell + NEXT] = next;
  reading.count = index + 1;
  return index;
}

export function kindOf({ edges }: Reading, edge: number): number {
  return (edges[edge * EDGE_CELLS] ?? 0) & KIND_BITS;
}

export function flagsOf({ edges }: Reading, edge: number): number {
  return ((edges[edge * EDGE_CELLS] ?? 0) >> FLAGS_SHIFT) & FLAGS_BITS;
}

export function addFlag({ edges }: Reading, edge: number, flag: number): void {
  edges[edge * EDGE_CELLS] = (edges[edge * EDGE_CELLS] ?? 0) | (flag << FLAGS_SHIFT);
}

export function tieOf({ edges }: Reading, edge: number): number {
  return (edges[edge * EDGE_CELLS] ?? 0) >> TIE_SHIFT;
}

/** Ties the last piece to the one that follows. */
export function tieLast(reading: Reading, tie: number): void {
  const cell = (reading.count - 1) * EDGE_CELLS;
  reading.edges[cell] = ((reading.edges[cell] ?? 0) & ((1 << TIE_SHIFT) - 1)) | (tie << TIE_SHIFT);
  if (tie !== LOOSE) reading.hasTies = true;
}

export function hashOfEdge({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + HASH] ?? 0;
}

export function foldOfEdge({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + FOLD] ?? 0;
}

export function sizeOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + SIZE] ?? 0;
}

export function setSize({ edges }: Reading, edge: number, size: number): void {
  edges[edge * EDGE_CELLS + SIZE] = size;
}

export function fromOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + FROM] ?? 0;
}

export function toOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + TO] ?? 0;
}

export function placeOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + PLACE] ?? 0;
}

export function nextOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + NEXT] ?? 0;
}

/** A word of its own at the next place; `from` and `to` without the base. */
export function addPiece(
  reading: Reading,
  flags: number,
  hash: number,
  fold: number,
  from: number,
  to: number,
): number {
  const { base, place } = reading;
  reading.place = place + STEP;
  return addEdge(reading, WORD, flags | PIECE, hash, fold, base + from, base + to, place, place + STEP);
}

/** The folded word of an edge. */
export function foldAt(reading: Reading, edge: number): string {
  const start = foldOfEdge(reading, edge);
  return unitsText(reading.units, start, start + sizeOf(reading, edge));
}

/** What was written between two indices of the text or the title, as it is read. */
export function writtenText(reading: Reading, from: number, to: number): string {
  if (from >= TITLE_BASE) return reading.texts[1].slice(from - TITLE_BASE, to - TITLE_BASE);
  return reading.texts[0].slice(from, to);
}

/** Takes back the words from `from` on (without the base): they turned out to be part of a link. */
export function takeBack(reading: Reading, from: number): void {
  const start = reading.base + from;
  while (reading.count > 0 && isPieceFrom(reading, reading.count - 1, start)) {
    reading.count -= 1;
    reading.place -= STEP;
  }
  if (reading.count > 0) tieLast(reading, LOOSE);
}

function isPieceFrom(reading: Reading, edge: number, start: number): boolean {
  return (flagsOf(reading, edge) & PIECE) !== 0 && fromOf(reading, edge) >= start;
}

function growEdges(reading: Reading): void {
  const wider = new Int32Array(reading.edges.length * 2);
  wider.set(reading.edges);
  reading.edges = wider;
}
