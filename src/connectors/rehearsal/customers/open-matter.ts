/** Somebody begins to speak with, or about, a company. */
import { enter, hang, type Square, write } from '../square.ts';
import type { SquarePost } from '../square-state.ts';
import type { Every } from '../stream.ts';
import type { Pace } from '../token.ts';
import { dice, weighted } from './dice.ts';
import { idOf, matterKey } from './matters.ts';
import type { Persona } from './personas.ts';
import { type Company, lineOf, opening, type Topic } from './words.ts';

export type CustomersOptions = {
  square: Square;
  /** No channel, no customers. */
  hasChannel: () => boolean | Promise<boolean>;
  now: () => Date;
  every: Every;
  log: (level: 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
  /** Matters that wait for an answer at once; past it only those who are there already speak. */
  waitingLimit?: number;
};

/** What is under way with one company. The square holds the truth; this only saves looking for it. */
export type Going = {
  company: Company;
  pace: Pace;
  roots: Map<string, string>;
  opened: number;
  /** How many openings of a topic there were in a language, so that no line comes twice before all have come once. */
  said: Map<string, number>;
  nextAtMs: number;
  nextNudgeAtMs: number;
};

const TOPICS: Record<Exclude<Topic, 'spam'>, number> = {
  complaint: 40,
  question: 17,
  request: 11,
  praise: 8,
  aside: 13,
  whisper: 5,
  danger: 3,
  noise: 3,
};

/** Begins a matter; `at` lies in the past only in a made-up history. */
export async function openMatter(
  options: CustomersOptions,
  going: Going,
  persona: Persona,
  topic: Topic,
  at?: Date,
): Promise<SquarePost> {
  const { square } = options;
  const { company, pace } = going;
  const n = going.opened++;
  await enter(square, { handle: persona.handle, name: persona.name, isCompany: false });
  const key = matterKey(company.id, topic, n);
  const withPicture = topic === 'complaint' && dice(pace.seed, 'picture', n) < 0.2;
  const drawing = Math.floor(dice(pace.seed, 'drawing', n) * 0xffff);
  const description = dice(pace.seed, 'described', n) < 0.6 ? lineOf('pictures', persona, company, key, key) : null;
  const post = await write(square, {
    by: idOf(persona),
    text: opening(topic, persona, company, countOpening(going, topic, persona), key),
    lang: dice(pace.seed, 'says language', n) < 0.7 ? persona.lang : null,
    privatelyTo: topic === 'whisper' ? company.id : null,
    pictures: withPicture ? [{ id: await hang(square, { kind: 'drawn', seed: drawing }), description }] : [],
    key,
    ...(at ? { at } : {}),
  });
  going.roots.set(post.by, post.id);
  return post;
}

/** @returns how many there were before */
export function countOpening(going: Going, topic: Topic, persona: Persona): number {
  const list = `${topic} ${persona.lang}`;
  const before = going.said.get(list) ?? 0;
  going.said.set(list, before + 1);
  return before;
}

export function topicFor(seed: number, n: number, persona: Persona): Topic {
  return persona.part === 'spam' ? 'spam' : weighted(TOPICS, seed, 'topic', n);
}
