/** What listening tells of itself: how much is heard, how much is not, the weekly audit, precision and bursts. docs/definitions.md has every figure. */
import { z } from 'zod';
import { maybe, said } from './listening.ts';
import { page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

/** A Monday, as `2026-11-23`. */
const week = z.iso.date();
const interval = z.object({ low: z.number(), high: z.number() });
const standing = z.enum(['nothing', 'few', 'enough']);

export const unheardFigure = {
  complaints: z.int(),
  /** Of them, addressed to none of our channels. */
  untagged: z.int(),
  rate: maybe(z.number()),
  interval,
  standing,
  /** Found by the queries, sent to us in public, and both; for one query: found by it, found otherwise, and both. */
  still: z.object({
    first: z.int(),
    second: z.int(),
    both: z.int(),
    kind: z.enum(['nothing', 'too few', 'estimate']),
    unheard: maybe(z.int()),
    interval: maybe(interval),
    atLeast: maybe(z.int()),
  }),
};

const complaint = z.object({
  id: shapes.uuid,
  ...said,
  queryIds: z.array(shapes.uuid),
  conversationId: maybe(shapes.uuid),
  /** Its author took it back, or its words are kept no more. */
  deleted: z.boolean(),
  inPublic: z.boolean(),
});

const auditMark = maybe(z.enum(['complaint', 'about us', 'not about us', 'cannot tell']));
const auditPart = z.object({
  posts: z.int(),
  read: z.int(),
  found: z.int(),
  missed: maybe(z.number()),
  interval: maybe(interval),
});
const auditResult = {
  read: z.int(),
  cannotTell: z.int(),
  missedFound: z.int(),
  /** Posts that name us and no query caught; and all the rest. */
  near: auditPart,
  far: auditPart,
};
const audit = z.object({
  week,
  size: z.int(),
  drawn: maybe(
    z.object({ drawnAt: shapes.instant, fromAt: shapes.instant, untilAt: shapes.instant, ofPosts: z.int() }),
  ),
  posts: z.array(
    z.object({
      id: shapes.uuid,
      ...said,
      place: z.int(),
      forgotten: z.boolean(),
      mark: auditMark,
      markedBy: maybe(shapes.uuid),
      /** A query heard it; null until it is judged. */
      caught: maybe(z.boolean()),
    }),
  ),
  result: z.object(auditResult),
  /** This week and the seven before. */
  pooled: z.object({ weeks: z.int(), ...auditResult }),
  weeks: z.array(z.object({ week, read: z.int(), missedFound: z.int() })),
});

const burst = z.object({
  id: shapes.uuid,
  /** Null: complaints sent to us that no query heard. */
  queryId: maybe(shapes.uuid),
  beganAt: shapes.instant,
  raisedAt: shapes.instant,
  endedAt: maybe(shapes.instant),
  /** The stretch of time at its loudest, such as `1 h`; the figures are of that stretch. */
  window: z.string(),
  /** The word that raised it where there are no more posts than usual. */
  word: maybe(z.string()),
  posts: z.int(),
  voices: z.number(),
  expected: z.number(),
  times: z.number(),
  total: z.object({ posts: z.int(), usual: z.number() }),
  networks: z.array(z.object({ network: z.string(), posts: z.int() })),
  words: z.array(z.object({ word: z.string(), posts: z.int(), of: z.int() })),
  /** How much of what is still kept complains, and of its newest posts is angry, 0 to 1. */
  read: maybe(z.object({ complaints: z.number(), angry: maybe(z.number()) })),
  examples: z.array(complaint),
  mostCopied: maybe(z.object({ id: z.string(), posts: z.int() })),
});

export const listeningFigures = {
  judgePrecision: {
    summary:
      'How much of what a query hears is meant, by what people said of its matches, and words that would keep the rest out.',
    output: z.object({
      judged: z.int(),
      noise: z.int(),
      precision: maybe(z.number()),
      interval,
      standing,
      exclusions: z.array(
        z.object({
          /** A phrase has spaces. */
          text: z.string(),
          inNoise: z.int(),
          ofNoise: z.int(),
          inGood: z.int(),
          ofGood: z.int(),
          costAtMost: z.number(),
        }),
      ),
    }),
  },
  unheard: {
    summary:
      'The unheard rate and what is still unheard, over four weeks: in all, by network, by query; and week by week.',
    output: z.object({
      fromWeek: week,
      toWeek: week,
      whole: z.object(unheardFigure),
      networks: z.array(z.object({ network: z.string(), ...unheardFigure })),
      queries: z.array(z.object({ queryId: shapes.uuid, ...unheardFigure })),
      weeks: z.array(z.object({ week, kept: z.boolean(), ...unheardFigure })),
    }),
    tables: { weeks: 'weeks', networks: 'networks', queries: 'queries', whole: 'whole' },
  },
  listComplaints: {
    summary: 'The complaints about us behind the unheard rate, newest first, as long as they are kept.',
    query: z.object({
      ...page,
      network: z.string().max(100).optional(),
      query: shapes.uuid.optional(),
      week: week.optional(),
      /** The Monday of the first week. */
      since: week.optional(),
      /** `none`: addressed to none of our channels. */
      tagged: z.enum(['none', 'us']).optional(),
    }),
    output: z.object({ rows: z.array(complaint), next: maybe(z.string()) }),
    tables: { complaints: 'rows' },
  },
  openAudit: {
    summary: 'This week’s twenty random posts, what was said of them, and what they tell of the rest.',
    output: audit,
  },
  drawAudit: { summary: 'Draw this week’s posts, where nobody has.', output: audit },
  markAudited: {
    summary: 'Say what one of them is; null takes it back.',
    body: z.object({ mark: auditMark }),
    output: audit,
  },
  listBursts: {
    summary: 'Where much more is said than usual, those that go on first; and which watches still learn what is usual.',
    output: z.object({
      rows: z.array(burst),
      learning: z.array(z.object({ queryId: maybe(shapes.uuid), heardHours: z.number(), ofHours: z.int() })),
    }),
    tables: { bursts: 'rows' },
  },
} satisfies Record<string, Shape>;
