/**
 * Fits the table to texts: each round draws short stretches of text by language, in shares near to those of open networks, and moves
 * the weights of their pieces towards the right answer (softmax regression, AdaGrad), held near to where they began.
 */
import { SCRIPT_NAMES } from '../src/core/triage/language/letters.ts';
import { cutPieces, newPieces, type Pieces } from '../src/core/triage/language/pieces.ts';
import { worthOf } from '../src/core/triage/language/score.ts';
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

/** What moves, and room to reckon in. */
type Moving = {
  grid: Grid;
  first: Float32Array;
  weights: Float32Array;
  squares: Float32Array;
  bias: Float32Array;
  biasSquares: Float32Array;
  sums: Float32Array;
  /** Of the post at hand: rows of its pieces, and what each counts. */
  rows: Int32Array;
  worths: Float32Array;
};

/** Weights are given entry by entry, as in `grid`. */
export function fitGrid(grid: Grid, examples: readonly Example[], names: readonly string[], options: FitOptions): Fit {
  const pieces = newPieces();
  const first = grid.scores.map(score => score * options.scale);
  const moving: Moving = {
    grid,
    first,
    weights: Float32Array.from(first),
    squares: new Float32Array(first.length).fill(0.01),
    bias: new Float32Array(names.length),
    biasSquares: new Float32Array(names.length).fill(1),
    sums: new Float32Array(names.length),
    rows: new Int32Array(pieces.hashes.length),
    worths: new Float32Array(pieces.hashes.length),
  };
  const byScript = SCRIPT_NAMES.map(script => BY_SCRIPT[script]?.map(name => names.indexOf(name)) ?? []);
  const texts = textsByLanguage(examples, names);
  const loss: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    let lost = 0;
    const order = orderOf(names, options);
    for (const right of order) {
      cutPieces(drawText(texts[right], options.draw), pieces);
      if (pieces.wordCount === 0 || !isWrittenSo(pieces, names[right] ?? '')) continue;
      const languages = byScript[scriptOf(pieces)] ?? [];
      const by = 1 / Math.sqrt(Math.max(1, worthOf(pieces)));
      const known = sumUp(moving, pieces);
      lost += slopesOf(moving, languages, by, right);
      moveWeights(moving, known, by, options);
      moveBias(moving, languages, options);
    }
    loss.push(lost / order.length);
  }
  return { weights: moving.weights, bias: moving.bias, loss };
}

/** @returns how many pieces of the post the grid knows */
function sumUp({ grid, weights, sums, rows, worths }: Moving, pieces: Pieces): number {
  let known = 0;
  sums.fill(0);
  for (let i = 0; i < pieces.count; i++) {
    const row = grid.rowOf.get(keyOf(at(pieces.hashes, i)));
    if (row === undefined) continue;
    const worth = at(pieces.worth, at(pieces.words, i));
    worths[known] = worth;
    rows[known++] = row;
    for (let entry = at(grid.starts, row); entry < at(grid.starts, row + 1); entry++) {
      const language = at(grid.languages, entry);
      sums[language] = at(sums, language) + worth * at(weights, entry);
    }
  }
  return known;
}

function moveWeights(moving: Moving, known: number, by: number, { pull, rate }: FitOptions): void {
  const { grid, first, weights, squares, sums, rows, worths } = moving;
  for (let i = 0; i < known; i++) {
    const row = at(rows, i);
    const share = by * at(worths, i);
    for (let entry = at(grid.starts, row); entry < at(grid.starts, row + 1); entry++) {
      const slope = at(sums, at(grid.languages, entry)) * share + pull * (at(weights, entry) - at(first, entry));
      squares[entry] = at(squares, entry) + slope * slope;
      weights[entry] = at(weights, entry) - (rate * slope) / Math.sqrt(at(squares, entry));
    }
  }
}

function moveBias({ bias, biasSquares, sums }: Moving, languages: readonly number[], { biasRate }: FitOptions): void {
  for (const language of languages) {
    const slope = at(sums, language);
    biasSquares[language] = at(biasSquares, language) + slope * slope;
    bias[language] = at(bias, language) - (biasRate * slope) / Math.sqrt(at(biasSquares, language));
  }
}

/** Turns sums into slopes: chance less one where it is right; all other languages 0. @returns what the right one's chance lost */
function slopesOf({ sums, bias }: Moving, languages: readonly number[], by: number, right: number): number {
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

type LanguageTexts = { all: Example[]; posts: Example[]; words: Example[] };
/** Posts are drawn as often as all else where there are at least this many. */
const POSTS_ENOUGH = 300;

function textsByLanguage(examples: readonly Example[], names: readonly string[]): LanguageTexts[] {
  const texts = names.map((): LanguageTexts => ({ all: [], posts: [], words: [] }));
  const placeOf = new Map(names.map((name, place) => [name, place]));
  for (const example of examples) {
    const own = texts[placeOf.get(example.language) ?? -1];
    own?.all.push(example);
    if (example.source === 'posts') own?.posts.push(example);
    if (example.source === 'hand' || example.source === 'stopwords') own?.words.push(example);
  }
  return texts;
}

/** Share of short words and phrases from lists, one to three together. */
const WORDS_SHARE = 0.12;

function drawWords(words: readonly Example[], draw: () => number): string {
  const count = 1 + Math.floor(draw() * 3);
  return Array.from({ length: count }, () => words[Math.floor(draw() * words.length)]?.text ?? '').join(' ');
}

/** A stretch of a text: often a few words, at times a sentence; now and then without its accents, as people type. */
function drawText(texts: LanguageTexts | undefined, draw: () => number): string {
  if (texts === undefined || texts.all.length === 0) return '';
  const from = texts.posts.length > POSTS_ENOUGH && draw() < 0.5 ? texts.posts : texts.all;
  if (texts.words.length > 0 && draw() < WORDS_SHARE) return drawWords(texts.words, draw);
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
