/**
 * Fits the table to texts: each round draws short stretches of text by language, in shares near to those of open networks, and moves
 * the weights of their pieces towards the right answer (softmax regression, AdaGrad), held near to where they began.
 */
import { SCRIPT_NAMES } from '../src/core/triage/language/letters.ts';
import { cutPieces, newPieces } from '../src/core/triage/language/pieces.ts';
import { keyOf } from '../src/core/triage/language/table.ts';
import { shuffle } from '../src/core/triage/shuffle.ts';
import { type Grid, isWrittenSo, scriptOf } from './language-count.ts';
import { BY_SCRIPT, OFTEN, RARE } from './language-names.ts';
import type { Example } from './language-sources.ts';

export type FitOptions = {
  rounds: number;
  /** Stretches of text a round for a language neither often nor rarely heard. */
  draws: number;
  rate: number;
  biasRate: number;
  /** Pull back to the first weight. */
  pull: number;
  /** What one point of a score is worth before the fit. */
  scale: number;
  draw: () => number;
};

export type Fit = { weights: Float32Array; bias: Float32Array; loss: number[] };

/** Weights are given entry by entry, as in `grid`. */
export function fitGrid(grid: Grid, examples: readonly Example[], names: readonly string[], options: FitOptions): Fit {
  const first = grid.scores.map(score => score * options.scale);
  const weights = Float32Array.from(first);
  const squares = new Float32Array(weights.length).fill(0.01);
  const bias = new Float32Array(names.length);
  const biasSquares = new Float32Array(names.length).fill(1);
  const byScript = SCRIPT_NAMES.map(script => BY_SCRIPT[script]?.map(name => names.indexOf(name)) ?? []);
  const texts = textsByLanguage(examples, names);
  const pieces = newPieces();
  const rows = new Int32Array(pieces.hashes.length);
  const sums = new Float32Array(names.length);
  const loss: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    let lost = 0;
    const order = orderOf(names, options);
    for (const right of order) {
      const text = drawText(texts[right], options.draw);
      cutPieces(text, pieces);
      if (pieces.wordCount === 0 || !isWrittenSo(pieces, names[right] ?? '')) continue;
      const languages = byScript[scriptOf(pieces)] ?? [];
      const by = 1 / Math.sqrt(pieces.wordCount);
      let known = 0;
      sums.fill(0);
      for (let i = 0; i < pieces.count; i++) {
        const row = grid.rowOf.get(keyOf(pieces.hashes[i] ?? 0));
        if (row === undefined) continue;
        rows[known++] = row;
        for (let entry = at(grid.starts, row); entry < at(grid.starts, row + 1); entry++) {
          const language = at(grid.languages, entry);
          sums[language] = at(sums, language) + at(weights, entry);
        }
      }
      lost += pushes(sums, bias, languages, by, right);
      for (let i = 0; i < known; i++) {
        const row = at(rows, i);
        for (let entry = at(grid.starts, row); entry < at(grid.starts, row + 1); entry++) {
          const slope =
            at(sums, at(grid.languages, entry)) * by + options.pull * (at(weights, entry) - at(first, entry));
          squares[entry] = at(squares, entry) + slope * slope;
          weights[entry] = at(weights, entry) - (options.rate * slope) / Math.sqrt(at(squares, entry));
        }
      }
      for (const language of languages) {
        const slope = at(sums, language);
        biasSquares[language] = at(biasSquares, language) + slope * slope;
        bias[language] = at(bias, language) - (options.biasRate * slope) / Math.sqrt(at(biasSquares, language));
      }
    }
    loss.push(lost / order.length);
  }
  return { weights, bias, loss };
}

/** Turns sums into slopes: chance less one where it is right; all other languages 0. @returns what the right one's chance lost */
function pushes(
  sums: Float32Array,
  bias: Float32Array,
  languages: readonly number[],
  by: number,
  right: number,
): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const language of languages) top = Math.max(top, at(sums, language) * by + at(bias, language));
  const grown = languages.map(language => Math.exp(at(sums, language) * by + at(bias, language) - top));
  const total = grown.reduce((sum, one) => sum + one, 0);
  sums.fill(0);
  let lost = 0;
  for (const [i, language] of languages.entries()) {
    const chance = (grown[i] ?? 0) / total;
    sums[language] = chance - (language === right ? 1 : 0);
    if (language === right) lost = -Math.log(Math.max(1e-9, chance));
  }
  return lost;
}

type LanguageTexts = { all: Example[]; posts: Example[] };
/** Posts are drawn as often as all else where there are at least this many. */
const POSTS_ENOUGH = 300;

function textsByLanguage(examples: readonly Example[], names: readonly string[]): LanguageTexts[] {
  const texts = names.map((): LanguageTexts => ({ all: [], posts: [] }));
  const placeOf = new Map(names.map((name, place) => [name, place]));
  for (const example of examples) {
    const own = texts[placeOf.get(example.language) ?? -1];
    own?.all.push(example);
    if (example.source === 'posts') own?.posts.push(example);
  }
  return texts;
}

/** A stretch of a text: often a few words, at times a sentence; now and then without its accents, as people type. */
function drawText(texts: LanguageTexts | undefined, draw: () => number): string {
  if (texts === undefined || texts.all.length === 0) return '';
  const from = texts.posts.length > POSTS_ENOUGH && draw() < 0.5 ? texts.posts : texts.all;
  const one = () => from[Math.floor(draw() * from.length)]?.text ?? '';
  let text = one();
  if (from !== texts.posts && text.length < 30 && draw() < 0.5) text += ` ${one()}`;
  const kind = draw();
  const size = kind < 0.25 ? 1 + draw() * 3 : kind < 0.6 ? 3 + draw() * 6 : 8 + draw() * 16;
  const words = text.split(' ');
  const start = Math.floor(draw() * Math.max(1, words.length - size + 1));
  const stretch = words.slice(start, start + Math.floor(size)).join(' ');
  return draw() < 0.08 ? stretch.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : stretch;
}

const OFTEN_DRAWS = 2.7;
const RARE_DRAWS = 0.33;

function orderOf(names: readonly string[], { draws, draw }: FitOptions): number[] {
  const order = names.flatMap((name, place) => {
    const share = OFTEN.includes(name) ? OFTEN_DRAWS : RARE.includes(name) ? RARE_DRAWS : 1;
    return Array.from({ length: Math.round(draws * share) }, () => place);
  });
  return shuffle(order, draw);
}

function at(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0;
}
