/**
 * The table before it is fitted: which piece may speak for which language, and how much by how often it is met there. Scores of ELD
 * where it has them; for the rest our own counts, brought to the same scale by the pieces both know.
 */
import { SCRIPT_NAMES } from '../src/core/triage/language/letters.ts';
import { cutPieces, newPieces, type Pieces, pieceHash } from '../src/core/triage/language/pieces.ts';
import { keyOf } from '../src/core/triage/language/table.ts';
import type { EldEntry } from './language-eld.ts';
import { BY_SCRIPT } from './language-names.ts';
import type { Example } from './language-sources.ts';

/** Signs of text counted of one language; what people write, and lists of words, are counted to the end. */
const SIGNS_COUNTED = 450_000;
const COUNTED_WHOLE: readonly string[] = ['posts', 'hand', 'stopwords', 'udhr'];
/** A piece met less often in a language says nothing of it. */
const MET_AT_LEAST = 3;
/** Nor does one that is met this much less often there than where it is met most. */
const SHARE_AT_LEAST = 0.02;
/** Counts on both sides from which the two scales are compared. */
const COMPARED_FROM = 20;
/** What ELD adds to each score it keeps; and what our own scores stay below its own, being of fewer texts. */
const ELD_BASE = 53;
const OWN_BELOW = 10;
const LEAST = 5;

/** Rows by key; the entries of row r stand from starts[r] to starts[r + 1]. */
export type Grid = {
  rowOf: Map<number, number>;
  keys: number[];
  starts: Int32Array;
  languages: Uint8Array;
  scores: Float32Array;
};

type Counts = { byKey: Map<number, Map<number, number>>; totals: Float64Array };

/** @param names the languages, in the order of the table */
export function countGrid(examples: readonly Example[], eld: readonly EldEntry[], names: readonly string[]): Grid {
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const counts = countPieces(examples, placeOf);
  const known = eldScores(eld, placeOf);
  const inEld = new Set(
    [...known.values()].flatMap(scores => [...scores.keys()]).filter(at => !isInTwoScripts(names[at])),
  );
  const own = ownScale(counts, known);
  const scored = new Map<number, Map<number, number>>();
  for (const [key, scores] of known) scored.set(key, new Map([...scores].map(([at, score]) => [at, score + ELD_BASE])));
  for (const [key, byLanguage] of counts.byKey) {
    const top = Math.max(...[...byLanguage].map(([at, count]) => count / (counts.totals[at] ?? 1)));
    const row = scored.get(key) ?? new Map<number, number>();
    for (const [at, count] of byLanguage) {
      const share = count / (counts.totals[at] ?? 1);
      if (count < MET_AT_LEAST || share < top * SHARE_AT_LEAST || row.has(at)) continue;
      row.set(at, Math.max(LEAST, own(share) + ELD_BASE - (inEld.has(at) ? OWN_BELOW : 0)));
    }
    if (row.size > 0) scored.set(key, row);
  }
  return gridOf(scored);
}

function countPieces(examples: readonly Example[], placeOf: ReadonlyMap<string, number>): Counts {
  const byKey = new Map<number, Map<number, number>>();
  const totals = new Float64Array(placeOf.size);
  const signs = new Map<string, number>();
  const pieces = newPieces();
  for (const { language, text, source } of examples) {
    const read = signs.get(language) ?? 0;
    const place = placeOf.get(language);
    if (place === undefined || (read > SIGNS_COUNTED && !COUNTED_WHOLE.includes(source))) continue;
    signs.set(language, read + text.length);
    cutPieces(text, pieces);
    if (!isWrittenSo(pieces, language)) continue;
    for (let i = 0; i < pieces.count; i++) {
      const key = keyOf(pieces.hashes[i] ?? 0);
      const row = byKey.get(key) ?? new Map<number, number>();
      if (row.size === 0) byKey.set(key, row);
      row.set(place, (row.get(place) ?? 0) + 1);
    }
    totals[place] = (totals[place] ?? 0) + pieces.count;
  }
  return { byKey, totals };
}

/** ELD knows such a language in one of its scripts alone. */
function isInTwoScripts(name: string | undefined): boolean {
  return Object.values(BY_SCRIPT).filter(inScript => inScript.includes(name ?? '')).length > 1;
}

/** The script most letters are of, as its place in `SCRIPT_NAMES`. */
export function scriptOf(pieces: Pieces): number {
  return pieces.scripts.reduce((best, letters, script) => (letters > (pieces.scripts[best] ?? 0) ? script : best), 0);
}

export function isWrittenSo(pieces: Pieces, language: string): boolean {
  return BY_SCRIPT[SCRIPT_NAMES[scriptOf(pieces)] ?? '']?.includes(language) === true;
}

/** What ELD knows of a language goes, a little less, to its near kin that it does not know; texts then tell the two apart. */
const LENT: Record<string, string> = { hr: 'sr' };
const LENT_BELOW = 6;

function eldScores(eld: readonly EldEntry[], placeOf: ReadonlyMap<string, number>): Map<number, Map<number, number>> {
  const known = new Map<number, Map<number, number>>();
  for (const { stretch, edge, language, score } of eld) {
    const place = placeOf.get(language);
    if (place === undefined) continue;
    const key = keyOf(pieceHash(stretch, edge));
    const row = known.get(key) ?? new Map<number, number>();
    if (row.size === 0) known.set(key, row);
    row.set(place, Math.max(score, row.get(place) ?? 0));
    const kin = placeOf.get(LENT[language] ?? '');
    if (kin !== undefined && !row.has(kin)) row.set(kin, Math.max(LEAST, score - LENT_BELOW));
  }
  return known;
}

/** ELD's score as a straight line over the logarithm of our share. */
function ownScale(counts: Counts, known: ReadonlyMap<number, ReadonlyMap<number, number>>): (share: number) => number {
  const points: [number, number][] = [];
  for (const [key, scores] of known) {
    for (const [place, score] of scores) {
      const count = counts.byKey.get(key)?.get(place) ?? 0;
      if (count >= COMPARED_FROM) points.push([Math.log(count / (counts.totals[place] ?? 1)), score]);
    }
  }
  const [x, y] = [0, 1].map(side => points.reduce((sum, point) => sum + (point[side] ?? 0), 0) / points.length);
  const [meanX, meanY] = [x ?? 0, y ?? 0];
  const across = points.reduce((sum, [px, py]) => sum + (px - meanX) * (py - meanY), 0);
  const slope = across / points.reduce((sum, [px]) => sum + (px - meanX) ** 2, 0);
  return share => meanY + slope * (Math.log(share) - meanX);
}

function gridOf(scored: ReadonlyMap<number, ReadonlyMap<number, number>>): Grid {
  const keys = [...scored.keys()].sort((a, b) => a - b);
  const starts = new Int32Array(keys.length + 1);
  for (const [row, key] of keys.entries()) starts[row + 1] = (starts[row] ?? 0) + (scored.get(key)?.size ?? 0);
  const languages = new Uint8Array(starts.at(-1) ?? 0);
  const scores = new Float32Array(languages.length);
  let entry = 0;
  for (const key of keys) {
    for (const [place, score] of scored.get(key) ?? []) {
      languages[entry] = place;
      scores[entry++] = score;
    }
  }
  return { rowOf: new Map(keys.map((key, row) => [key, row])), keys, starts, languages, scores };
}
