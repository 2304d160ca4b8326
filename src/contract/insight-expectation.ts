/** Did we answer while they were still content? And what a brand reckons its figures with. */
import { z } from 'zod';
import { EXPECTATION_POINTS } from '../core/insight/expectation.ts';
import { EXPECTATION_KINDS } from '../core/insight/insight-settings.ts';
import { dimension, range, sliceQuery } from './insight-slice.ts';
import type { Shape } from './shape.ts';

const interval = z.object({ low: z.number(), high: z.number() });
const percentile = z.object({
  seconds: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const curve = z.array(z.object({ seconds: z.number(), lost: z.number() }));
const met = z.object({ share: z.number(), interval, surely: z.number(), atBest: z.number() });
const share = z.object({ share: z.number(), interval });
const hits = z.object({ answered: z.int(), share: z.number(), interval });
const within = z.object({
  seconds: z.number(),
  answered: z.int(),
  share: z.number(),
  interval,
  expected: z.number(),
});
const counts = z.object({
  turns: z.int(),
  answered: z.int(),
  never: z.int(),
  waiting: z.int(),
  notNeeded: z.int(),
  withdrawn: z.int(),
});
const delay = z.object({
  turns: z.int(),
  median: percentile,
  ninth: percentile,
  withinMinute: interval.extend({ share: z.number() }),
});

const settings = z.object({
  expectation: z.enum(EXPECTATION_KINDS),
  ownCurve: curve.nullable(),
  leaveShare: z.number(),
  customerValue: z.number().nullable(),
  currency: z.string().nullable(),
  curve,
  version: z.int(),
});

const YEAR_SECONDS = 365 * 86_400;

export const insightExpectation = {
  readExpectation: {
    summary:
      'How soon answers come, the unanswered in it (Kaplan–Meier), beside what customers expect, and the share whose expectation was met.',
    query: z.object({
      ...sliceQuery,
      /** Another curve than the brand’s, to look at. */
      curve: z.enum(EXPECTATION_KINDS).optional(),
      /** Answered within this time, besides the usual ones. */
      seconds: z.coerce.number().positive().max(YEAR_SECONDS).optional(),
    }),
    output: z.object({
      ...range.shape,
      expectation: z.object({ kind: z.enum(EXPECTATION_KINDS), curve }),
      counts,
      isFew: z.boolean(),
      met: met.nullable(),
      before: z.object({ since: z.string(), until: z.string(), turns: z.int(), met: met.nullable() }),
      median: percentile,
      curve: z.array(z.object({ seconds: z.number(), share: z.number(), low: z.number(), high: z.number() })),
      within: z.array(within),
      asked: within.nullable(),
    }),
    tables: { within: 'within', curve: 'curve' },
  },
  readExpectationParts: {
    summary: 'The same by network, language, hour, reach and so on.',
    query: z.object({ ...sliceQuery, by: dimension }),
    output: z.object({
      ...range.shape,
      by: dimension,
      rows: z.array(
        z.object({
          key: z.string().nullable(),
          name: z.string().nullable(),
          turns: z.int(),
          answered: z.int(),
          never: z.int(),
          waiting: z.int(),
          met: share.nullable(),
          median: percentile,
          withinFive: hits,
          withinHour: hits,
        }),
      ),
      smallAccounts: z
        .object({
          kind: z.enum(['longer', 'shorter', 'alike', 'few']),
          small: z.object({ turns: z.int(), answered: z.int() }),
          large: z.object({ turns: z.int(), answered: z.int() }),
          difference: interval.nullable(),
        })
        .nullable(),
    }),
    tables: { parts: 'rows' },
  },
  readExpectationTrend: {
    summary: 'The share whose expectation was met, day by day, week by week or month by month.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      rows: z.array(
        z.object({
          since: z.string(),
          until: z.string(),
          turns: z.int(),
          met: share.nullable(),
          withinFive: share.nullable(),
        }),
      ),
    }),
    tables: { trend: 'rows' },
  },
  readHearingAndHandling: {
    summary: 'How long until we heard, and from there until the answer; what a recording played is left out.',
    query: z.object(sliceQuery),
    output: z.object({ ...range.shape, hearing: delay, handling: delay }),
  },
  readInsightSettings: {
    summary: 'What the figures are reckoned with. The value of a customer is told to leads.',
    output: settings,
  },
  changeInsightSettings: {
    summary: 'Change what the figures are reckoned with; what is left out stays.',
    body: z.object({
      expectation: z.enum(EXPECTATION_KINDS).optional(),
      ownCurve: curve.max(EXPECTATION_POINTS).nullable().optional(),
      leaveShare: z.number().optional(),
      customerValue: z.number().nullable().optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'Three letters, such as EUR.')
        .nullable()
        .optional(),
      version: z.int().optional(),
    }),
    output: settings,
  },
} satisfies Record<string, Shape>;
