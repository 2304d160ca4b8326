/** The texts the language table is fitted to, and those it is measured on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingFolder } from '../src/dev/training.ts';
import { packageFolder } from './language-packages.ts';
import { type Example, SOURCES } from './language-sources.ts';
import { HAND } from './language-words.ts';
import { greeklish, hinglish } from './romanise.ts';

/** Comments in English that are read; there are more of them than of everything else. */
const COMMENTS = 12_000;
const HAND_WORTH = 3;
const REQUESTS = 6_000;
const WRITTEN_HINDI = 6_000;
/** Words of English among them, and words without one of their vowels. */
const ENGLISH_SHARE = 0.12;
const SHORTENED_SHARE = 0.15;

export type Texts = { fit: Example[]; held: Example[] };

/** @param names the languages wanted @param draw numbers from 0 to 1 */
export function readTexts(data: TrainingFolder, names: ReadonlySet<string>, draw: () => number): Texts {
  const packages = SOURCES.flatMap(source => source.read(packageFolder(source.from)));
  const tweets = readTweets(data);
  const fit = [...packages, ...tweets.fit, ...byHand()].filter(({ language }) => names.has(language));
  const inLatin = fit.flatMap(example => romanised(example, draw));
  return { fit: inAnyOrder([...fit, ...inLatin, ...writtenHindi(draw)], draw), held: tweets.held };
}

function inAnyOrder(examples: readonly Example[], draw: () => number): Example[] {
  const placed = examples.map(example => ({ example, place: draw() }));
  return placed.sort((a, b) => a.place - b.place).map(({ example }) => example);
}

function readTweets(data: TrainingFolder): Texts {
  const lines = readFileSync(join(data.path, 'language-tweets.txt'), 'utf8').trim().split('\n');
  const tweets = lines.map(line => {
    const [language = '', text = ''] = line.split('\t');
    return { language, text, source: 'posts' };
  });
  const politics = [
    ['gr', 'el'],
    ['en', 'en'],
    ['es', 'es'],
  ].flatMap(([file, language = '']) =>
    data
      .rows<{ text: string; fold: string }>(`politics_${file}.jsonl`)
      .map(({ text, fold }) => ({ language, text, source: 'posts', fold })),
  );
  const comments = data
    .rows<{ text: string }>('goemotions.jsonl')
    .slice(0, COMMENTS)
    .map(({ text }) => ({ language: 'en', text: text.replace(/\[\w+\]/g, ''), source: 'posts' }));
  return {
    fit: [
      ...requests(data),
      ...tweets.filter(({ text }) => !isHeldBack(text)),
      ...politics.filter(({ fold }) => fold === 'train'),
      ...comments,
    ],
    held: [...tweets.filter(({ text }) => isHeldBack(text)), ...politics.filter(({ fold }) => fold !== 'train')],
  };
}

/** Every second tweet is held back from the fit, by its text: one that stands twice is on one side. */
export function isHeldBack(text: string): boolean {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) & 1) === 1;
}

function byHand(): Example[] {
  return Object.entries(HAND).flatMap(([language, phrases]) =>
    phrases.split('|').flatMap(text => Array.from({ length: HAND_WORTH }, () => ({ language, text, source: 'hand' }))),
  );
}

function romanised({ language, text, source }: Example, draw: () => number): Example[] {
  if (source === 'osm') return [];
  if (language === 'el') return [{ language: 'el-Latn', text: greeklish(text, draw), source: 'romanised' }];
  if (language === 'hi') return [{ language: 'hi-Latn', text: hinglish(text, draw), source: 'romanised' }];
  return [];
}

/** What people ask of machines, in English: short, and without capitals. */
function requests(data: TrainingFolder): Example[] {
  const rows = data.rows<{ text: string; fold: string }>('clinc150.jsonl');
  const fit = rows.filter(({ fold }) => fold === 'train').slice(0, REQUESTS);
  return fit.map(({ text }) => ({ language: 'en', text, source: 'posts' }));
}

/** English that is at home in Hindi, and in English far more often. */
const AMONG_HINDI =
  'please order service customer care phone app delivery money product company time problem reply call team sir good bad very movie song match super love nice happy friend school work'.split(
    ' ',
  );

/** Words of the hand-written list strung together, spelt as people do: romanised Hindi of posts has few written sources. */
function writtenHindi(draw: () => number): Example[] {
  const words = (HAND['hi-Latn'] ?? '').split(/[|\s]+/);
  const one = () => {
    if (draw() < ENGLISH_SHARE) return AMONG_HINDI[Math.floor(draw() * AMONG_HINDI.length)] ?? '';
    const word = words[Math.floor(draw() * words.length)] ?? '';
    return draw() < SHORTENED_SHARE && word.length > 3
      ? `${word[0]}${word.slice(1, -1).replace(/a/, '')}${word.at(-1)}`
      : word;
  };
  return Array.from({ length: WRITTEN_HINDI }, () => ({
    language: 'hi-Latn',
    text: Array.from({ length: 3 + Math.floor(draw() * 10) }, one).join(' '),
    source: 'romanised',
  }));
}
