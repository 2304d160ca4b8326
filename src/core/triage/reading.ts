/**
 * What triage reads off one post, and why. One vocabulary for the desk, the rules, the reports and `docs/definitions.md`.
 * Every reading carries how sure it is (0 to 1, meant as a chance) and its reasons; a person may correct each.
 */
import type { Personal } from '../privacy/personal.ts';

/** What can be read, and corrected, by itself. */
export const ASPECTS = ['language', 'noise', 'about', 'sentiment', 'intents', 'urgency'] as const;
export type Aspect = (typeof ASPECTS)[number];

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** Nothing to answer: advertising, "like and win", written by a machine, the same text from many accounts. */
export const NOISES = ['promotion', 'giveaway', 'bot', 'copied'] as const;
export type Noise = (typeof NOISES)[number];

/** Whether the words that a query heard mean us, or somebody or something else of that name. */
export const ABOUT = ['us', 'other'] as const;
export type About = (typeof ABOUT)[number];

/** Dangers: a person sees these at once, whatever else was read. */
export const DANGERS = ['threat', 'safety', 'legal', 'self_harm', 'data_breach'] as const;
export type Danger = (typeof DANGERS)[number];

/** `danger` stands beside each of `DANGERS`. */
export const INTENTS = [
  'danger',
  ...DANGERS,
  'complaint',
  'leaving',
  'request',
  'question',
  'praise',
  'thanks',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What is asked for, beside `request`; a company adds its own. On conversations and messages as `request.refund`. */
export const REQUESTS = ['refund', 'cancel', 'delivery', 'access', 'bug', 'booking', 'billing', 'exchange'] as const;
export type RequestKind = (typeof REQUESTS)[number];
export const REQUEST_PREFIX = 'request.';

/** 0: can wait. 1: today. 2: within the hour. 3: now. */
export const URGENCIES = [0, 1, 2, 3] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A stretch of the text as given, in UTF-16 units, end exclusive. */
export type Span = { start: number; end: number };

/**
 * Why a reading came out as it did. `words`: stretches of the post, and how much they spoke for it (−1 to 1). `fact`: something
 * known beside the words, by its name in `FACTS`, with a number where it has one. `taught`: what people here taught it.
 */
export type Reason =
  | { kind: 'words'; spans: Span[]; weight: number }
  | { kind: 'fact'; fact: Fact; weight: number; count?: number; spans?: Span[]; name?: string }
  | { kind: 'taught'; corrections: number };

export const FACTS = [
  'network_language',
  'script',
  'too_short',
  'only_links',
  'only_signs',
  'copied',
  'asked_before',
  'promise_broken',
  'waiting',
  'reach',
  'rival',
  'repeated',
  'angrier',
  'time_words',
  'danger_rule',
  'person_said',
  'outside_model',
] as const;
export type Fact = (typeof FACTS)[number];

export type Read<V> = { value: V; sure: number; reasons: Reason[] };

/** Everything read off one post. */
export type Readings = {
  /** BCP 47; null: unknown. */
  language: Read<string | null>;
  noise: Read<Noise | null>;
  /** Null: nobody taught the difference, or the post was sent to us. */
  about: Read<About> | null;
  /** Null: nothing to read a mood off (no words). */
  sentiment: (Read<Sentiment> & { chances: Record<Sentiment, number> }) | null;
  /** Those that hold, the surest first; kinds of request as `request.…`. */
  intents: Read<string>[];
  urgency: Read<Urgency>;
  personal: Personal[];
};

/**
 * What is kept with a message and shown on its card, as it travels on the wire. Reasons are worked out again when asked for.
 * `by`: what a person said instead, by aspect.
 */
export type ReadingsView = {
  language: string | null;
  languageSure: number;
  noise: Noise | null;
  noiseSure: number;
  about: About | null;
  aboutSure: number;
  sentiment: Sentiment | null;
  /** Chances of negative, neutral, positive; empty where there is no sentiment. */
  chances: number[];
  intents: { name: string; sure: number }[];
  urgency: Urgency;
  personal: Personal[];
  /** Aspects a person has set. */
  said: Aspect[];
};

/** The words of a message's intents, as conversations, policies and rules have them. */
export function intentWords({ intents }: Pick<ReadingsView, 'intents'>): string[] {
  return intents.map(({ name }) => name);
}

/** Longest text triage reads, in UTF-16 units; what comes after changes nothing. */
export const TRIAGE_READ_LIMIT = 4_000;
