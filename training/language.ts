/**
 * The language table: begins with what the Efficient Language Detector knows, goes on to texts of many languages under free
 * licences, and is written small. Needs the npm registry, for packages of exact versions.
 */

import { cutPieces, newPieces } from '../src/core/triage/language/pieces.ts';
import { readLanguage } from '../src/core/triage/language/read-language.ts';
import { chancesOf } from '../src/core/triage/language/score.ts';
import {
  encodeLanguageTable,
  type LanguageTable,
  type LanguageWeights,
  layOut,
  type Sharpness,
} from '../src/core/triage/language/table.ts';
import { seeded } from '../src/core/triage/shuffle.ts';
import type { Training } from '../src/dev/training.ts';
import { countGrid, type Grid, scriptOf } from './language-count.ts';
import { ELD, eldEntries } from './language-eld.ts';
import { type Fit, fitGrid } from './language-fit.ts';
import { BY_SCRIPT, NAMES } from './language-names.ts';
import { type Example, SOURCES } from './language-sources.ts';
import { readTexts } from './language-texts.ts';

const SEED = 6;
/** Entries that weigh less are left out: a tenth of the file, and hardly a post is read otherwise. */
const LEAST_WEIGHT = 0.9;

export const training: Training = {
  about: 'Which language a post is in: pieces of words and how much each speaks for which language',
  sources: [
    {
      name: 'Efficient Language Detector, its large table',
      from: ELD,
      licence: 'Apache-2.0',
      attribution: 'Nito T. M.',
      note: 'its scores are where ours begin',
    },
    ...SOURCES.map(({ from, licence, attribution }) => ({
      name: from.replace(/(?!^)@.*/, ''),
      from,
      licence,
      attribution,
    })),
    {
      name: 'Tweets by language',
      file: 'language-tweets.txt',
      licence: 'Apache-2.0',
      attribution: 'Nito T. M., Efficient Language Detector',
      note: 'every second one; the others are measured on',
    },
    {
      name: 'Political tweets',
      file: 'politics_en.jsonl, politics_es.jsonl, politics_gr.jsonl',
      licence: 'MIT',
      attribution: 'D. Antypas, A. Preece and J. Camacho-Collados',
      note: 'fold train',
    },
    {
      name: 'GoEmotions',
      file: 'goemotions.jsonl',
      licence: 'Apache-2.0',
      attribution: 'D. Demszky et al., Google Research',
      note: '12,000 comments, as English',
    },
    {
      name: 'CLINC150',
      file: 'clinc150.jsonl',
      licence: 'CC BY 3.0',
      attribution: 'S. Larson et al.',
      note: '6,000 requests, as English',
    },
    {
      name: 'Words and phrases written for this',
      from: 'training/language-words.ts',
      licence: 'MIT',
      attribution: 'the project',
    },
  ],
  async fit(data, say) {
    const draw = seeded(SEED);
    const { fit: examples, held } = readTexts(data, new Set(NAMES), draw);
    say(`${examples.length} texts`);
    const grid = countGrid(examples, await eldEntries(), NAMES);
    say(`${grid.keys.length} pieces, ${grid.languages.length} entries`);
    const fitted = fitGrid(grid, examples, NAMES, {
      rounds: 3,
      draws: 7_000,
      rate: 0.05,
      biasRate: 0.2,
      pull: 1e-4,
      scale: 0.02,
      draw,
    });
    say(`loss by round: ${fitted.loss.map(lost => lost.toFixed(4)).join(', ')}`);
    const weights = small(grid, fitted);
    weights.sharpness = sharpnessOf(layOut(weights), held);
    const bytes = encodeLanguageTable(weights);
    say(`${weights.keys.length} pieces, ${weights.entryLanguages.length} entries, ${bytes.length} bytes`);
    return { weights: bytes, examples: examples.length, scores: scoresOn(layOut(weights), held), notes: NOTES };
  },
};

const NOTES = [
  'held_posts: tweets in six languages and posts of politicians in three, none of which was fitted to; the other languages are measured by `bench triage`.',
  'Greek and Hindi in Latin letters: the Greek and Hindi texts of the sources, written in Latin letters by training/romanise.ts.',
];

/** Weights as bytes; what rounds to nothing is left out. */
function small(grid: Grid, { weights, bias }: Fit): LanguageWeights {
  const largest = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
  const step = largest / 127;
  const keys: number[] = [];
  const starts = [0];
  const languages: number[] = [];
  const steps: number[] = [];
  for (const [row, key] of grid.keys.entries()) {
    for (let entry = grid.starts[row] ?? 0; entry < (grid.starts[row + 1] ?? 0); entry++) {
      const rounded = Math.round((weights[entry] ?? 0) / step);
      if (Math.abs(rounded) * step < LEAST_WEIGHT) continue;
      languages.push(grid.languages[entry] ?? 0);
      steps.push(rounded);
    }
    if (languages.length === starts.at(-1)) continue;
    keys.push(key);
    starts.push(languages.length);
  }
  return {
    names: NAMES,
    bias: [...bias].map(one => Math.round(one * 1_000) / 1_000),
    byScript: Object.fromEntries(
      Object.entries(BY_SCRIPT).map(([script, names]) => [script, names.map(name => NAMES.indexOf(name))]),
    ),
    sharpness: [{ letters: 1, factor: 1 }],
    step,
    keys: Uint32Array.from(keys),
    starts: Uint32Array.from(starts),
    entryLanguages: Uint8Array.from(languages),
    entryWeights: Int8Array.from(steps),
  };
}

const LENGTHS = [5, 12, 20, 35, 60, 110];
const FACTORS = Array.from({ length: 30 }, (_, i) => 0.2 + i * 0.1);

/** For posts cut to each length: the factor under which the right language's chance is best told. */
function sharpnessOf(table: LanguageTable, held: readonly Example[]): Sharpness {
  const pieces = newPieces();
  return LENGTHS.map(letters => {
    const losses = FACTORS.map(factor => {
      const sharp = { ...table, sharpness: [{ letters: 1, factor }] };
      let lost = 0;
      for (const { language, text } of held) {
        cutPieces(text.slice(0, Math.round(letters * 1.2)), pieces);
        const scored = chancesOf(sharp, pieces, scriptOf(pieces), -1);
        const place = scored?.languages.indexOf(table.names.indexOf(language)) ?? -1;
        if (scored !== null && place >= 0) lost -= Math.log(Math.max(1e-4, scored.chances[place] ?? 0));
      }
      return lost;
    });
    return { letters, factor: Math.round((FACTORS[losses.indexOf(Math.min(...losses))] ?? 1) * 10) / 10 };
  });
}

function scoresOn(table: LanguageTable, held: readonly Example[]): Record<string, number> {
  const right = held.filter(({ language, text }) => readLanguage(text, null, table).value === language).length;
  return { held_posts: held.length, held_posts_right: Math.round((right / held.length) * 10_000) / 10_000 };
}
