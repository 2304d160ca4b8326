/** A model outside the house that may add to what is read: an owner names it, bounds it, and sees what it costs. */
import { z } from 'zod';
import { OUTSIDE_ASPECTS, OUTSIDE_FORMS } from '../core/triage/outside/answer.ts';
import {
  POSTS_PER_DAY_LIMIT,
  TIMEOUT_LEAST_MS,
  TIMEOUT_MOST_MS,
  TOKENS_PER_DAY_LIMIT,
} from '../core/triage/outside/bounds.ts';
import { sentiment, urgency } from './readings.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const TEXT_LIMIT = 500;

const aspects = z.array(z.enum(OUTSIDE_ASPECTS)).min(1).max(OUTSIDE_ASPECTS.length);
const form = z.enum(OUTSIDE_FORMS);
const timeoutMs = z.int().min(TIMEOUT_LEAST_MS).max(TIMEOUT_MOST_MS);
const postsPerDay = z.int().min(0).max(POSTS_PER_DAY_LIMIT);
const tokensPerDay = z.int().min(0).max(TOKENS_PER_DAY_LIMIT);

const outside = z.object({
  isOn: z.boolean(),
  url: z.string().nullable(),
  model: z.string(),
  /** The key itself is never told. */
  hasKey: z.boolean(),
  form,
  aspects,
  asksPrivate: z.boolean(),
  timeoutMs,
  postsPerDay,
  tokensPerDay,
  version: z.int(),
  /** `resting`: it failed too often in a row. `spent`: the day's budget is used up. */
  state: z.enum(['off', 'on', 'resting', 'spent']),
  restsUntil: shapes.instant.nullable(),
  /** What went wrong last, unless it has answered since. */
  trouble: z.string().nullable(),
  /** Since midnight, UTC. `late`: waited too long and were passed over. `nonsense`: answers that were not believed. */
  today: z.object({
    posts: z.int(),
    tokens: z.int(),
    said: z.int(),
    changed: z.int(),
    failed: z.int(),
    nonsense: z.int(),
    late: z.int(),
    tookMs: z.int(),
    waiting: z.int(),
  }),
});

export const outsideModel = {
  readOutsideModel: {
    summary: 'The model outside the house that adds readings, and what it was used for today.',
    output: outside,
  },
  changeOutsideModel: {
    summary:
      'Name, bound, switch on or off a model outside the house. What is personal is taken out before a post leaves.',
    body: z.object({
      isOn: z.boolean().optional(),
      /** Of an OpenAI-compatible server: `https://models.example/v1`. Empty takes it away. */
      url: z.string().max(TEXT_LIMIT).optional(),
      model: z.string().max(TEXT_LIMIT).optional(),
      /** Null takes it away; it cannot be read again. */
      key: z.string().max(TEXT_LIMIT).nullable().optional(),
      form: form.optional(),
      aspects: aspects.optional(),
      asksPrivate: z.boolean().optional(),
      timeoutMs: timeoutMs.optional(),
      postsPerDay: postsPerDay.optional(),
      tokensPerDay: tokensPerDay.optional(),
      /** The version it was changed from; another is refused. */
      version: z.int().optional(),
    }),
    output: outside,
  },
  removeOutsideModel: {
    summary: 'Forget the model, its key and everything it said; the last months are read again without it.',
    output: z.object({}),
  },
  tryOutsideModel: {
    summary: 'Ask it about one invented post, also while it is off. It counts against the budget.',
    output: z.object({
      /** What left the house. */
      sent: z.string(),
      /** Null: nothing that could be used. */
      said: z
        .object({
          sentiment: sentiment.exactOptional(),
          intents: z.array(z.string()).exactOptional(),
          urgency: urgency.exactOptional(),
          language: z.string().nullable().exactOptional(),
        })
        .nullable(),
      trouble: z.string().nullable(),
      tookMs: z.int(),
      tokens: z.int(),
    }),
  },
} satisfies Record<string, Shape>;
