/** Words as glyphs of the fonts that come with the product: which font has which letter, in which order they stand, how wide they are. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as fontkit from 'fontkit';
import type { Measure, Weight } from '../../core/draw/page.ts';

/** A stretch of one font and one direction, in the order in which it is seen. */
export type Run = { font: Face; text: string; isRightToLeft: boolean; width: number };
export type Face = { name: string; path: string; font: fontkit.Font };

/** Tried in this order, letter by letter. */
const INTER_SUBSETS = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const ARABIC = 'ibm-plex-sans-arabic';

const require = createRequire(import.meta.url);
// Its types say ES module, its file is none.
const bidi = (require('bidi-js') as typeof import('bidi-js').default)();
const faces = new Map<Weight, Face[]>();

/** The faces of a weight; read once, a few hundred kilobytes. */
export function facesOf(weight: Weight): readonly Face[] {
  const known = faces.get(weight);
  if (known !== undefined) return known;
  const made = [
    ...INTER_SUBSETS.map(subset => faceOf('inter', subset, weight)),
    // One whose letters are whole: where dots are glyphs of their own, copied words lose them.
    faceOf(ARABIC, 'arabic', weight),
  ];
  faces.set(weight, made);
  return made;
}

function faceOf(family: string, subset: string, weight: Weight): Face {
  const folder = join(dirname(require.resolve(`@fontsource/${family}/package.json`)), 'files');
  const path = join(folder, `${family}-${subset}-${weight}-normal.woff`);
  return { name: `${family}-${subset}-${weight}`, path, font: fontkit.create(readFileSync(path)) as fontkit.Font };
}

/** Left to right as they are drawn. What no font has becomes its empty box, never nothing. @param size in points */
export function runsOf(text: string, size: number, weight: Weight): Run[] {
  if (text === '') return [];
  const { levels } = bidi.getEmbeddingLevels(text, 'auto');
  const letters = lettersOf(text, weight, levels);
  const runs: { face: Face; level: number; text: string }[] = [];
  for (const letter of letters) {
    const last = runs.at(-1);
    if (last !== undefined && last.face === letter.face && last.level === letter.level) last.text += letter.text;
    else runs.push({ ...letter });
  }
  return inOrderSeen(runs).map(({ face, level, text: words }) => {
    const isRightToLeft = level % 2 === 1;
    return { font: face, text: words, isRightToLeft, width: widthOf(face, words, isRightToLeft, size) };
  });
}

type Letter = { face: Face; level: number; text: string };

function lettersOf(text: string, weight: Weight, levels: Uint8Array): Letter[] {
  const all = facesOf(weight);
  const letters: Letter[] = [];
  let place = 0;
  for (const letter of text) {
    const level = levels[place] ?? 0;
    place += letter.length;
    const code = letter.codePointAt(0) ?? 0;
    const before = letters.at(-1)?.face;
    const has = (face: Face) => face.font.hasGlyphForCodePoint(code);
    // Spaces and points stay with the word before them, so that a word is not cut from its neighbours.
    const isShared = before !== undefined && /[\s\p{P}\p{M}]/u.test(letter) && has(before);
    const face = isShared ? before : (all.find(has) ?? all[0]);
    if (face === undefined) continue;
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(letter) ?? letter) : letter;
    letters.push({ face, level, text: mirrored });
  }
  return letters;
}

/** Runs of the highest level are turned round first, then those of the next: rule L2 of the Unicode algorithm. */
function inOrderSeen(runs: readonly Letter[]): Letter[] {
  const seen = [...runs];
  const highest = Math.max(...seen.map(run => run.level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < seen.length; from++) {
      if ((seen[from]?.level ?? 0) < level) continue;
      let until = from;
      while (until < seen.length && (seen[until]?.level ?? 0) >= level) until += 1;
      seen.splice(from, until - from, ...seen.slice(from, until).reverse());
      from = until;
    }
  }
  return seen;
}

export function glyphsOf({ font: { font }, text, isRightToLeft }: Pick<Run, 'font' | 'text' | 'isRightToLeft'>) {
  return font.layout(text, undefined, undefined, undefined, isRightToLeft ? 'rtl' : 'ltr');
}

function widthOf(font: Face, text: string, isRightToLeft: boolean, size: number): number {
  return (glyphsOf({ font, text, isRightToLeft }).advanceWidth * size) / font.font.unitsPerEm;
}

export const measure: Measure = (text, size, weight) =>
  runsOf(text, size, weight).reduce((sum, { width }) => sum + width, 0);
