/**
 * The head that knows noise: spam under videos and in text messages, posts made up for networks and languages those do not know, and
 * customers and ordinary people as what is not noise. The chance at which it turns is held in `core/triage/noise.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresOf } from '../src/core/triage/features.ts';
import { type Example, fitHead } from '../src/core/triage/fit.ts';
import type { Head } from '../src/core/triage/head.ts';
import { NOISE_FROM, readNoise } from '../src/core/triage/noise.ts';
import { NOISE_EXTRAS, signsOf } from '../src/core/triage/noise-signs.ts';
import { seeded } from '../src/core/triage/shuffle.ts';
import type { Training, TrainingFolder } from '../src/dev/training.ts';
import { CUSTOMER_POSTS, NOISE_POSTS } from './noise-examples.ts';

export const training: Training = {
  about: 'Whether a post is noise (advertising, "like and win", written by a machine) or somebody to listen to',
  sources: [
    {
      name: 'YouTube Spam Collection',
      file: 'ytspam.jsonl',
      licence: 'CC BY 4.0',
      attribution: 'T. C. Alberto and T. A. Almeida, UCI Machine Learning Repository',
    },
    {
      name: 'SMS Spam Collection',
      file: 'smsspam.jsonl',
      licence: 'CC BY 4.0',
      attribution: 'T. A. Almeida and J. M. Gómez Hidalgo, UCI Machine Learning Repository',
    },
    {
      name: 'IBM customer care conversations',
      file: 'ibm_care_conversations.jsonl',
      licence: 'Apache-2.0',
      attribution: 'IBM Research',
    },
    {
      name: 'GoEmotions',
      file: 'goemotions.jsonl',
      licence: 'Apache-2.0',
      attribution: 'D. Demszky et al., Google Research',
    },
    {
      name: 'Political tweets',
      file: 'politics_en.jsonl, politics_es.jsonl, politics_gr.jsonl',
      licence: 'MIT',
      attribution: 'D. Antypas, A. Preece and J. Camacho-Collados',
    },
    { name: 'Banking77', file: 'banking77.jsonl', licence: 'CC BY 4.0', attribution: 'I. Casanueva et al., PolyAI' },
    {
      name: 'CrisisLexT26',
      file: 'crisis26.jsonl',
      licence: 'MIT',
      attribution: 'A. Olteanu, S. Vieweg and C. Castillo',
    },
    { name: 'CLINC150', file: 'clinc150.jsonl', licence: 'CC BY 3.0', attribution: 'S. Larson et al., Clinc' },
    {
      name: 'Presidio research, synthetic sentences',
      file: 'presidio.json',
      licence: 'MIT',
      attribution: 'Microsoft',
    },
    { name: 'Posts made up for this', from: 'training/noise-examples.ts', licence: 'MIT', attribution: 'the project' },
  ],
  fit(data, say) {
    const base = baseOf(data);
    const comments = commentsOf(data);
    const scores: Record<string, number> = {};
    for (const video of videosOf(comments)) {
      const head = fitNoise([...base, ...comments.filter(one => one.video !== video).map(commentExample)]);
      const called = (spam: 0 | 1) =>
        shareCalledNoise(
          head,
          comments.filter(one => one.video === video && one.spam === spam).map(({ text }) => text),
        );
      scores[`recall_unseen_${video}`] = rounded(called(1));
      scores[`false_alarms_unseen_${video}`] = rounded(called(0));
      say(`without ${video}: recall ${scores[`recall_unseen_${video}`]}`);
    }
    const recalls = videosOf(comments).map(video => scores[`recall_unseen_${video}`] ?? 0);
    scores['recall_unseen'] = rounded(recalls.reduce((sum, one) => sum + one, 0) / recalls.length);
    const examples = [...base, ...comments.map(commentExample)];
    return { weights: fitNoise(examples), examples: examples.length, scores, notes: NOTES };
  },
};

/** The head as it would be had it never seen this video. */
export function fitNoiseWithout(data: TrainingFolder, video: string): Head {
  const comments = commentsOf(data).filter(one => one.video !== video);
  return fitNoise([...baseOf(data), ...comments.map(commentExample)]);
}

function baseOf(data: TrainingFolder): Example[] {
  return [...ordinary(data), ...textMessages(data), ...madeUp()];
}

function commentsOf(data: TrainingFolder): Comment[] {
  return data.rows<Comment>('ytspam.jsonl').filter(isTraining);
}

function videosOf(comments: readonly Comment[]): string[] {
  return [...new Set(comments.map(({ video }) => video))].sort();
}

/** Of these texts, by the head with rules and margins as in the product. */
export function shareCalledNoise(head: Head, texts: readonly string[]): number {
  const called = texts.filter(text => readNoise(text, featuresOf(text), head, { copies: 0 }).value !== null);
  return texts.length === 0 ? 0 : called.length / texts.length;
}

const NOTES = [
  'recall_unseen: comments of a video the head was not trained on, averaged over videos, with rules and margins as in the product.',
  'False alarms on posts of customers are measured by `bench triage` on sets that may not train.',
];

const BITS = 15;

function fitNoise(examples: readonly Example[]): Head {
  const head = fitHead(examples, {
    name: 'noise',
    kind: 'several',
    classes: ['noise'],
    extras: [...NOISE_EXTRAS],
    bits: BITS,
    epochs: 8,
    learningRate: 0.15,
    decay: 1e-6,
    folds: 4,
    decide: 'chance',
  });
  return { ...head, thresholds: Float32Array.of(NOISE_FROM) };
}

type Comment = { text: string; spam: 0 | 1; video: string; fold?: string };

function isTraining({ fold }: { fold?: string }): boolean {
  return fold === undefined || fold === 'train';
}

/** How much an example of each source counts. */
const WORTH = {
  comment: 5,
  sms: 0.5,
  care: 3,
  feeling: 0.5,
  politics: 1,
  banking: 1,
  crisis: 0.5,
  madeUp: 3,
  command: 0.7,
  address: 1,
};
/** Sets are larger than what they add. */
const TAKEN = { feelings: 5_000, banking: 2_000, crisis: 5_000, commands: 6_000 };

function exampleOf(text: string, isNoise: boolean, weight: number): Example {
  const read = withoutPage(text);
  return { features: featuresOf(read), target: isNoise ? [0] : [], extras: signsOf(read).extras, weight };
}

function commentExample({ text, spam }: Comment): Example {
  return exampleOf(text, spam === 1, WORTH.comment);
}

/** As it stood before a page wrote it down. */
function withoutPage(text: string): string {
  return text
    .replace(/<[^>]{0,400}>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\ufeff', '')
    .trim();
}

function textMessages(data: TrainingFolder): Example[] {
  const rows = data.rows<{ text: string; spam: 0 | 1; fold?: string }>('smsspam.jsonl');
  return rows.filter(isTraining).map(({ text, spam }) => exampleOf(text, spam === 1, WORTH.sms));
}

function madeUp(): Example[] {
  return [
    ...NOISE_POSTS.map(text => exampleOf(text, true, WORTH.madeUp)),
    ...CUSTOMER_POSTS.map(text => exampleOf(text, false, WORTH.madeUp)),
  ];
}

type Care = { dialogContent: { client?: string; message: string | null }[] };

function ordinary(data: TrainingFolder): Example[] {
  const care = data
    .rows<Care>('ibm_care_conversations.jsonl')
    .flatMap(({ dialogContent }) => dialogContent.filter(({ client }) => client !== undefined))
    .map(({ message }) => message ?? '');
  const feelings = textsOf(data, 'goemotions.jsonl');
  const politics = ['en', 'es', 'gr'].flatMap(name => textsOf(data, `politics_${name}.jsonl`));
  const banking = textsOf(data, 'banking77.jsonl');
  const crisis = data
    .rows<{ text: string; label: string }>('crisis26.jsonl')
    .filter(({ label }) => label.startsWith('Related'));
  const commands = textsOf(data, 'clinc150.jsonl');
  const addresses = addressesOf(data);
  return [
    ...none(some(commands, TAKEN.commands), WORTH.command),
    ...none(addresses, WORTH.address),
    ...none(care, WORTH.care),
    ...none(some(feelings, TAKEN.feelings), WORTH.feeling),
    ...none(politics, WORTH.politics),
    ...none(some(banking, TAKEN.banking), WORTH.banking),
    ...none(
      some(
        crisis.map(({ text }) => text),
        TAKEN.crisis,
      ),
      WORTH.crisis,
    ),
  ];
}

function textsOf(data: TrainingFolder, file: string): string[] {
  return data
    .rows<{ text: string; fold?: string }>(file)
    .filter(isTraining)
    .map(({ text }) => text);
}

/** Bills, forms and "meet me at …": figures and capitals that sell nothing. */
function addressesOf(data: TrainingFolder): string[] {
  const rows = JSON.parse(readFileSync(join(data.path, 'presidio.json'), 'utf8')) as { full_text: string }[];
  return rows.map(row => row.full_text);
}

function none(texts: readonly string[], weight: number): Example[] {
  return texts.filter(text => text.trim() !== '').map(text => exampleOf(text, false, weight));
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
