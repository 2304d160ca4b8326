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
const WRITTEN_HINDI = 4_000;

export type Texts = { fit: Example[]; held: Example[] };

/** @param names the languages wanted @param draw numbers from 0 to 1 */
export function readTexts(data: TrainingFolder, names: ReadonlySet<string>, draw: () => number): Texts {
  const packages = SOURCES.flatMap(source => source.read(packageFolder(source.from)));
  const tweets = readTweets(data);
  const fit = [...packages, ...tweets.fit, ...byHand()].filter(({ language }) => names.has(language));
  const inLatin = fit.flatMap(example => romanised(example, draw));
  return { fit: [...fit, ...inLatin, ...writtenHindi(draw)], held: tweets.held };
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
      ...tweets.filter(({ text }) => !isHeld(text)),
      ...politics.filter(({ fold }) => fold === 'train'),
      ...comments,
    ],
    held: [...tweets.filter(({ text }) => isHeld(text)), ...politics.filter(({ fold }) => fold !== 'train')],
  };
}

/** Every second tweet is held back, by its text: a tweet that stands twice is on one side. */
function isHeld(text: string): boolean {
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

/** Words of the hand-written list strung together: romanised Hindi of posts has few written sources. */
function writtenHindi(draw: () => number): Example[] {
  const words = (HAND['hi-Latn'] ?? '').split(/[|\s]+/);
  const one = () => words[Math.floor(draw() * words.length)] ?? '';
  return Array.from({ length: WRITTEN_HINDI }, () => ({
    language: 'hi-Latn',
    text: Array.from({ length: 3 + Math.floor(draw() * 10) }, one).join(' '),
    source: 'romanised',
  }));
}
