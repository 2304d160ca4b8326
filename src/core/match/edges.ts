/** Edges one by one: what each says, where it stands, and what it was made of. */
import * as edgeNumbers from './edge.ts';
import * as readingNumbers from './reading.ts';
import { type Reading, unitsText } from './reading.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const {
  WORD,
  PIECE,
  STEP,
  LOOSE,
  EDGE_CELLS,
  HASH,
  FOLD,
  SIZE,
  FROM,
  TO,
  PLACE,
  NEXT,
  KIND_BITS,
  FLAGS_SHIFT,
  FLAGS_BITS,
  TIE_SHIFT,
} = edgeNumbers;
const { TITLE_BASE } = readingNumbers;

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

export function foldOfEdge({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + FOLD] ?? 0;
}

export function sizeOf({ edges }: Reading, edge: number): number {
  return edges[edge * EDGE_CELLS + SIZE] ?? 0;
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

/** The same for a word whose folded letters stand anywhere in `units`, one for each letter. */
export function addPlainPiece(
  reading: Reading,
  flags: number,
  hash: number,
  fold: number,
  size: number,
  from: number,
): void {
  const { base, place, count } = reading;
  const cell = count * EDGE_CELLS;
  if (cell === reading.edges.length) growEdges(reading);
  const { edges } = reading;
  edges[cell] = WORD | ((flags | PIECE) << FLAGS_SHIFT);
  edges[cell + HASH] = hash;
  edges[cell + FOLD] = fold;
  edges[cell + SIZE] = size;
  edges[cell + FROM] = base + from;
  edges[cell + TO] = base + from + size;
  edges[cell + PLACE] = place;
  edges[cell + NEXT] = place + STEP;
  reading.place = place + STEP;
  reading.count = count + 1;
  if (flags !== 0) reading.hasVaried = true;
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
