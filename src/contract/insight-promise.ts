/** The promise: at this moment, and kept over a stretch of time. And what silence costs. */
import { z } from 'zod';
import { dimension, range, sliceQuery } from './insight-slice.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const interval = z.object({ low: z.number(), high: z.number() });
const kept = z.object({
  due: z.int(),
  kept: z.int(),
  broken: z.int(),
  share: z.number().nullable(),
  interval,
  isFew: z.boolean(),
});
const keptIn = kept.extend({ since: z.string(), until: z.string() });
const standing = z.object({
  kept: z.int(),
  broken: z.int(),
  atRisk: z.int(),
  soon: z.int(),
  waiting: z.int(),
  unassigned: z.int(),
  late: z.int(),
});
const nowPart = standing.extend({ key: z.string().nullable(), name: z.string().nullable() });
const { period: _period, since: _since, until: _until, ...filters } = sliceQuery;

export const insightPromise = {
  readPromiseNow: {
    summary:
      'The promise at this moment: kept and broken today, at risk, late, and what breaks within ten minutes if nobody acts.',
    query: z.object(filters),
    output: z.object({
      at: shapes.instant,
      timeZone: z.string(),
      soonMinutes: z.int(),
      whole: standing,
      parts: z.object({
        team: z.array(nowPart),
        network: z.array(nowPart),
        language: z.array(nowPart),
        hour: z.array(nowPart),
      }),
      nextDueAt: shapes.instant.nullable(),
      isMore: z.boolean(),
    }),
  },
  readPromiseReport: {
    summary: 'Of the promises of turns opened in a stretch of time, how many were kept, and how that went over time.',
    query: z.object(sliceQuery),
    output: z.object({ ...range.shape, whole: kept, before: keptIn, trend: z.array(keptIn) }),
    tables: { trend: 'trend' },
  },
  readPromiseParts: {
    summary: 'The same by team, network, language, hour and so on.',
    query: z.object({ ...sliceQuery, by: dimension }),
    output: z.object({
      ...range.shape,
      by: dimension,
      rows: z.array(kept.extend({ key: z.string().nullable(), name: z.string().nullable() })),
    }),
    tables: { parts: 'rows' },
  },
  readSilence: {
    summary:
      'Turns never answered, or later than promised, and what that costs with every factor. Money is told to leads; a factor given here is tried, not kept.',
    query: z.object({
      ...sliceQuery,
      leaveShare: z.coerce.number().min(0).max(1).optional(),
      customerValue: z.coerce.number().positive().max(1_000_000_000).optional(),
    }),
    output: z.object({
      ...range.shape,
      turns: z.int(),
      unanswered: z.int(),
      late: z.int(),
      /** Of the late ones, those nobody has answered yet. */
      waiting: z.int(),
      silent: z.int(),
      customers: z.int(),
      factors: z.object({
        leaveShare: z.number(),
        customerValue: z.number().nullable(),
        currency: z.string().nullable(),
      }),
      leaving: z.number(),
      cost: z.number().nullable(),
      parts: z.array(
        z.object({ network: z.string(), unanswered: z.int(), late: z.int(), silent: z.int(), turns: z.int() }),
      ),
    }),
    tables: { parts: 'parts' },
  },
} satisfies Record<string, Shape>;
