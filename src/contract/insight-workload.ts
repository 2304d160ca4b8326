/** What comes when, what it takes, who waits, what comes up again, and what it is about. docs/definitions.md has every figure. */
import { z } from 'zod';
import { range, sliceQuery } from './insight-slice.ts';
import { page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const interval = z.object({ low: z.number(), high: z.number() });
/** Of so many, so many; 95% by Wilson. Null where there are none. */
const share = z.object({
  hits: z.int(),
  of: z.int(),
  share: z.number().nullable(),
  interval: interval.nullable(),
  isSmall: z.boolean(),
});
/** Filters that were asked for and that this figure cannot go by. */
const without = z.array(z.string());
const next = z.string().nullable();
const words = z.string().trim().min(1).max(120);

/** Seconds. Null where nothing was measured. */
const handling = {
  answers: z.int(),
  meanSeconds: z.number().nullable(),
  interval: interval.nullable(),
  spreadSeconds: z.number().nullable(),
  secondsPerTurn: z.number().nullable(),
  /** Conversations at once: over time, and when answers were sent off. */
  atOnce: z.number().nullable(),
  atOnceWhenSent: z.number().nullable(),
  small: z.boolean(),
};
const part = z.object({ key: z.string().nullable(), name: z.string().nullable(), ...handling });
const days = z.object({ from: z.iso.date(), until: z.iso.date() });
const stretch = z.object({ since: shapes.instant, until: shapes.instant });
const topicKind = z.enum(['intents', 'tags']);
const post = z.object({
  id: shapes.uuid,
  /** Null: only overheard. */
  conversationId: shapes.uuid.nullable(),
  network: z.string(),
  at: shapes.instant,
  text: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
});

export const insightWorkload = {
  readArrivals: {
    summary: 'Turns opened by hour of the week, in the brand’s time zone; 0 is Monday from midnight to one.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      turns: z.int(),
      busiest: z.object({ slot: z.int(), average: z.number() }).nullable(),
      /** `hours`: how many such hours the stretch has; `average`: an hour. */
      rows: z.array(z.object({ slot: z.int(), count: z.int(), hours: z.number(), average: z.number() })),
    }),
    tables: { hours: 'rows' },
  },
  readHandling: {
    summary: 'What answers took whoever wrote them, and how many conversations they had under way at once.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      total: z.object(handling),
      networks: z.array(part),
      teams: z.array(part),
      /** Days (UTC) on which something was sent off. */
      days: z.array(z.object({ day: z.iso.date(), ...handling })),
    }),
    tables: { days: 'days', networks: 'networks', teams: 'teams', total: 'total' },
  },
  listHandling: {
    summary: 'The answers behind it, newest first. Who wrote them, and asking by `agent`, is for leads.',
    query: z.object({ ...sliceQuery, agent: shapes.uuid.optional(), ...page }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          messageId: shapes.uuid,
          conversationId: shapes.uuid,
          agentId: shapes.uuid.nullable(),
          agentName: z.string().nullable(),
          network: z.string(),
          beganAt: shapes.instant,
          sentAt: shapes.instant,
          seconds: z.number(),
          atOnce: z.int(),
          waited: z.boolean(),
        }),
      ),
      next,
    }),
    tables: { answers: 'rows' },
  },
  readColleagues: {
    summary: 'Whom each colleague answered and what it took them, by name.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      rows: z.array(z.object({ agentId: shapes.uuid, name: z.string(), turns: z.int(), ...handling })),
      without,
    }),
    tables: { colleagues: 'rows' },
  },
  readBacklog: {
    summary: 'Who waited at the end of each step, with what was opened and closed in it.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      before: z.int(),
      stepMinutes: z.int(),
      most: z.object({ waiting: z.int(), at: shapes.instant }).nullable(),
      rows: z.array(z.object({ at: shapes.instant, opened: z.int(), closed: z.int(), waiting: z.int() })),
      without,
    }),
    tables: { steps: 'rows' },
  },
  listBacklog: {
    summary: 'The turns that waited at a moment, those who had waited longest first.',
    query: z.object({ ...sliceQuery, at: shapes.instant, ...page }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          conversationId: shapes.uuid,
          network: z.string(),
          openedAt: shapes.instant,
          closedAt: shapes.instant.nullable(),
          preview: z.string(),
        }),
      ),
      next,
    }),
    tables: { turns: 'rows' },
  },
  readReopenings: {
    summary: 'Of the conversations that were resolved, those in which the customer wrote again within seven days.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      resolved: z.int(),
      share,
      /** Resolved so lately that it cannot be known yet. */
      pending: z.int(),
      days: z.array(
        z.object({ day: z.iso.date(), resolved: z.int(), again: z.int(), known: z.int(), knownAgain: z.int() }),
      ),
      without,
    }),
    tables: { days: 'days' },
  },
  listReopenings: {
    summary: 'The conversations that came up again, by when they had been resolved, newest first.',
    query: z.object({ ...sliceQuery, ...page }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          conversationId: shapes.uuid,
          network: z.string(),
          resolvedAt: shapes.instant,
          againAt: shapes.instant,
          preview: z.string(),
        }),
      ),
      next,
    }),
    tables: { conversations: 'rows' },
  },
  readTopics: {
    summary: 'What messages (intents) or conversations (tags) are about, beside as many days before; what grows first.',
    query: z.object({ ...sliceQuery, what: topicKind.default('intents') }),
    output: z.object({
      ...range.shape,
      what: topicKind,
      /** Whole days (UTC); `until` is the day after the last. */
      days,
      before: days,
      of: z.object({ now: z.int(), before: z.int() }),
      rows: z.array(
        z.object({
          topic: z.string(),
          now: z.int(),
          before: z.int(),
          shareNow: z.number().nullable(),
          shareBefore: z.number().nullable(),
          times: z.number().nullable(),
          /** Of so much growth by chance alone; and after all topics were judged together. */
          chance: z.number(),
          chanceOfAll: z.number(),
          grows: z.boolean(),
        }),
      ),
      without,
    }),
    tables: { topics: 'rows' },
  },
  listTopicRows: {
    summary: 'The messages read so, newest first; of a tag, the conversations.',
    query: z.object({
      ...sliceQuery,
      what: topicKind.default('intents'),
      topic: words,
      of: z.enum(['now', 'before']).default('now'),
      ...page,
    }),
    output: z.object({ rows: z.array(post), next }),
    tables: { messages: 'rows' },
  },
  readRisenWords: {
    summary:
      'Words that more people said in the week that ends with the slice than in the four before it, in a sample of posts.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      week: stretch,
      usual: stretch,
      people: z.object({ now: z.int(), before: z.int() }),
      rows: z.array(
        z.object({
          word: z.string(),
          people: z.int(),
          of: z.int(),
          before: z.int(),
          ofBefore: z.int(),
          /** Standard score of the log-odds ratio. */
          score: z.number(),
        }),
      ),
      without,
    }),
    tables: { words: 'rows' },
  },
  listWordRows: {
    summary: 'This week’s posts of the sample that hold a word, newest first.',
    query: z.object({ ...sliceQuery, word: words }),
    output: z.object({ rows: z.array(post) }),
    tables: { posts: 'rows' },
  },
} satisfies Record<string, Shape>;
