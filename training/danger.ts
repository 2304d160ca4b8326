/**
 * The head that hears dangers the rules do not know: the published posts with and without danger that were looked at (`dev`), and
 * ordinary people and customers. Posts of disasters are left out: they report, and nobody there asks a brand for anything.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearDanger, readDanger } from '../src/core/triage/danger.ts';
import { DANGER_EXTRAS, hearDanger } from '../src/core/triage/danger-head.ts';
import { featuresOf } from '../src/core/triage/features.ts';
import { type Example, fitHead } from '../src/core/triage/fit.ts';
import { DANGERS, type Danger } from '../src/core/triage/reading.ts';
import { seeded } from '../src/core/triage/shuffle.ts';
import { readRows, type Training, type TrainingFolder } from '../src/dev/training.ts';
import { ORDINARY_POSTS } from './danger-examples.ts';
import { INTENT_POSTS } from './intents-examples.ts';
import { CUSTOMER_POSTS, NOISE_POSTS } from './noise-examples.ts';

const PUBLISHED = new URL('../tests/triage/danger.jsonl', import.meta.url).pathname;

export const training: Training = {
  about: 'Dangers (threat, safety, legal, self-harm, data breach) said in ways that no rule knows',
  sources: [
    {
      name: 'Posts made up for this',
      from: 'tests/triage/danger.jsonl, training/',
      licence: 'MIT',
      attribution: 'the project',
    },
    {
      name: 'GoEmotions',
      file: 'goemotions.jsonl',
      licence: 'Apache-2.0',
      attribution: 'D. Demszky et al., Google Research',
    },
    {
      name: 'IBM customer care conversations',
      file: 'ibm_care_conversations.jsonl',
      licence: 'Apache-2.0',
      attribution: 'IBM Research',
    },
    { name: 'Banking77', file: 'banking77.jsonl', licence: 'CC BY 4.0', attribution: 'I. Casanueva et al., PolyAI' },
    { name: 'CLINC150', file: 'clinc150.jsonl', licence: 'CC BY 3.0', attribution: 'S. Larson et al., Clinc' },
    {
      name: 'Political tweets',
      file: 'politics_es.jsonl, politics_gr.jsonl',
      licence: 'MIT',
      attribution: 'D. Antypas, A. Preece and J. Camacho-Collados',
    },
    {
      name: 'Tweets by language',
      file: 'language-tweets.txt',
      licence: 'Apache-2.0',
      attribution: 'Nito T. M., Efficient Language Detector',
    },
  ],
  fit(data, say) {
    const posts = publishedPosts();
    const examples = [...posts.map(postExample), ...harmless(data)];
    const head = fitHead(examples, { ...OPTIONS, folds: 4, decide: 'chance' });
    say(`fitted to ${examples.length}`);
    return { weights: head, examples: examples.length, scores: scoresOfUnruled(posts, harmless(data)), notes: NOTES };
  },
};

const NOTES = [
  'The head is asked only where the rules are silent. recall_alone and false_alarms_alone: the head by itself on posts of the published set that it had not seen (5 folds).',
];

const OPTIONS = {
  name: 'danger',
  kind: 'several' as const,
  classes: [...DANGERS],
  extras: [...DANGER_EXTRAS],
  bits: 15,
  epochs: 8,
  learningRate: 0.15,
  decay: 1e-6,
};

type Post = { text: string; dangers: Danger[]; fold: 'dev' | 'held' };

function publishedPosts(): Post[] {
  return readRows<Post>(PUBLISHED).filter(({ fold }) => fold === 'dev');
}

function postExample({ text, dangers }: Pick<Post, 'text' | 'dangers'>): Example {
  return exampleOf(
    text,
    dangers.map(danger => DANGERS.indexOf(danger)),
    1,
  );
}

function exampleOf(text: string, target: number[], weight: number): Example {
  return { features: featuresOf(text), target, extras: nearDanger(text), weight };
}

const FOLDS = 5;

function scoresOfUnruled(posts: readonly Post[], ordinary: readonly Example[]): Record<string, number> {
  let [heard, dangerous, alarmed, quiet] = [0, 0, 0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = posts.filter((_, at) => at % FOLDS !== fold).map(postExample);
    const head = fitHead([...rest, ...ordinary], { ...OPTIONS, decide: 'chance' });
    for (const { text, dangers } of posts.filter((_, at) => at % FOLDS === fold)) {
      const isHeard = hearDanger(text, featuresOf(text), head, nearDanger(text)) !== null;
      if (dangers.length > 0) [dangerous, heard] = [dangerous + 1, heard + (isHeard ? 1 : 0)];
      else [quiet, alarmed] = [quiet + 1, alarmed + (isHeard ? 1 : 0)];
    }
  }
  return { recall_alone: rounded(heard / dangerous), false_alarms_alone: rounded(alarmed / quiet) };
}

/** Sets are larger than what they add. */
const TAKEN = { feelings: 8_000, banking: 2_500, commands: 3_000, politics: 600, tweets: 3_000 };
/** How much an ordinary post counts beside one of the published set; those made up count in full. */
const ORDINARY_WORTH = 0.5;

type Care = { dialogContent: { client?: string; message: string | null }[] };

/** What the rules call dangerous is left out: nobody looked whether it is. */
function harmless(data: TrainingFolder): Example[] {
  const care = data
    .rows<Care>('ibm_care_conversations.jsonl')
    .flatMap(({ dialogContent }) => dialogContent.filter(({ client }) => client !== undefined))
    .map(({ message }) => message ?? '');
  const found = [
    ...care,
    ...some(textsOf(data, 'goemotions.jsonl'), TAKEN.feelings),
    ...some(textsOf(data, 'banking77.jsonl'), TAKEN.banking),
    ...some(textsOf(data, 'clinc150.jsonl'), TAKEN.commands),
    ...some(textsOf(data, 'politics_es.jsonl'), TAKEN.politics),
    ...some(textsOf(data, 'politics_gr.jsonl'), TAKEN.politics),
    ...some(tweetsOf(data), TAKEN.tweets),
    ...INTENT_POSTS.map(post => post.slice(post.indexOf('|') + 1)),
    ...CUSTOMER_POSTS,
    ...NOISE_POSTS,
  ];
  return [...quiet(found, ORDINARY_WORTH), ...quiet(ORDINARY_POSTS, 1)];
}

function quiet(texts: readonly string[], weight: number): Example[] {
  return texts.filter(text => readDanger(text).length === 0).map(text => exampleOf(text, [], weight));
}

function textsOf(data: TrainingFolder, file: string): string[] {
  return data
    .rows<{ text: string; fold?: string }>(file)
    .filter(({ fold }) => fold === undefined || fold === 'train')
    .map(({ text }) => text);
}

/** A line a tweet, after its language and a tab. */
function tweetsOf(data: TrainingFolder): string[] {
  const lines = readFileSync(join(data.path, 'language-tweets.txt'), 'utf8').split('\n');
  return lines.map(line => line.slice(line.indexOf('\t') + 1)).filter(text => text !== '');
}

function some(texts: readonly string[], count: number): string[] {
  const next = seeded(count);
  return texts
    .map(text => ({ text, place: next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ text }) => text);
}

function rounded(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}
