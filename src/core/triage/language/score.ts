/** How much a post's pieces speak for each language of its script, and the chances that follow. */
import type { Pieces } from './pieces.ts';
import { findKey, keyOf, type LanguageTable } from './table.ts';

/** The chance that the network's tag is right before a word is read, as odds against all other languages together. */
const NETWORK_ODDS = 12;

/** Chances of the languages of one script, as they stand in `table.byScript`. */
export type Chances = { languages: Uint8Array; chances: Float32Array };

/** Chances by the pieces, the letters and `networkAt`, the place in `table.names` the network's tag names (−1: none). */
export function chancesOf(table: LanguageTable, pieces: Pieces, script: number, networkAt: number): Chances | null {
  const languages = table.byScript[script];
  if (languages === null || languages === undefined) return null;
  const sums = new Float32Array(table.names.length);
  for (let i = 0; i < pieces.count; i++) {
    const number = findKey(table, keyOf(pieces.hashes[i] ?? 0));
    if (number < 0) continue;
    const worth = pieces.worth[pieces.words[i] ?? 0] ?? 1;
    const end = table.starts[number + 1] ?? 0;
    for (let entry = table.starts[number] ?? 0; entry < end; entry++) {
      const language = table.entryLanguages[entry] ?? 0;
      sums[language] = (sums[language] ?? 0) + worth * (table.entryWeights[entry] ?? 0);
    }
  }
  const scale = table.step / Math.sqrt(Math.max(1, worthOf(pieces)));
  const sharpness = sharpnessAt(table, pieces.letters);
  const chances = new Float32Array(languages.length);
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < languages.length; i++) {
    const language = languages[i] ?? 0;
    const score = (sums[language] ?? 0) * scale + (table.bias[language] ?? 0);
    chances[i] = score * sharpness + (language === networkAt ? Math.log(NETWORK_ODDS) : 0);
    top = Math.max(top, chances[i] ?? 0);
  }
  let total = 0;
  for (let i = 0; i < chances.length; i++) {
    chances[i] = Math.exp((chances[i] ?? 0) - top);
    total += chances[i] ?? 0;
  }
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] ?? 0) / total;
  return { languages, chances };
}

/** The words of a post, those of #tags counted as less. */
export function worthOf(pieces: Pieces): number {
  let sum = 0;
  for (let word = 0; word < pieces.wordCount; word++) sum += pieces.worth[word] ?? 1;
  return sum;
}

/** How much more each word speaks for the language at `best` than for the one at `next`. */
export function wordPushes(table: LanguageTable, pieces: Pieces, best: number, next: number): Float32Array {
  const pushes = new Float32Array(pieces.wordCount);
  for (let i = 0; i < pieces.count; i++) {
    const number = findKey(table, keyOf(pieces.hashes[i] ?? 0));
    if (number < 0) continue;
    const word = pieces.words[i] ?? 0;
    const end = table.starts[number + 1] ?? 0;
    for (let entry = table.starts[number] ?? 0; entry < end; entry++) {
      const language = table.entryLanguages[entry];
      const weight = (table.entryWeights[entry] ?? 0) * table.step;
      if (language === best) pushes[word] = (pushes[word] ?? 0) + weight;
      else if (language === next) pushes[word] = (pushes[word] ?? 0) - weight;
    }
  }
  return pushes;
}

function sharpnessAt(table: LanguageTable, letters: number): number {
  const points = table.sharpness;
  const after = points.findIndex(point => point.letters >= letters);
  if (after === 0) return points[0]?.factor ?? 1;
  if (after < 0) return points.at(-1)?.factor ?? 1;
  const [low, high] = [points[after - 1], points[after]];
  if (low === undefined || high === undefined) return 1;
  const share = (letters - low.letters) / (high.letters - low.letters);
  return low.factor + share * (high.factor - low.factor);
}
