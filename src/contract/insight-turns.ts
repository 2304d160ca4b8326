/** What a screen of Insight can be narrowed to, and the turns behind a figure. */
import { z } from 'zod';
import { REACHES } from '../core/insight/slice.ts';
import { DECISIONS, NOW_STANDINGS, TURN_OUTCOMES, TURN_STANDINGS } from '../core/insight/turn-row.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { flag, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const choice = z.object({ key: z.string(), name: z.string().nullable(), turns: z.int() });

const turnRow = z.object({
  id: shapes.uuid,
  conversationId: shapes.uuid,
  openedAt: shapes.instant,
  closedAt: shapes.instant.nullable(),
  dueAt: shapes.instant.nullable(),
  outcome: z.enum(['answered', 'unanswered', 'not_needed', 'withdrawn']).nullable(),
  responseSeconds: z.number().nullable(),
  waitedSeconds: z.number().nullable(),
  kept: z.boolean().nullable(),
  kind: z.enum(['first', 'next']),
  network: z.string(),
  inboxId: shapes.uuid,
  language: z.string().nullable(),
  visibility: shapes.visibility,
  heard: z.boolean(),
  reach: z.literal(REACHES),
  complaint: z.boolean(),
  teamId: shapes.uuid.nullable(),
  agentId: shapes.uuid.nullable(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  words: z.string(),
  wordsLanguage: z.string().nullable(),
  risk: z.int().nullable(),
});

export const insightTurns = {
  listInsightChoices: {
    summary: 'The stretch of time a slice means, and what it can be narrowed to, with the turns of each.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      turns: z.int(),
      networks: z.array(choice),
      languages: z.array(choice),
      teams: z.array(choice),
      inboxes: z.array(choice),
      /** Of the narrowed slice: the share whose expectation was met, and of promises kept; null of few. */
      met: z.number().nullable(),
      kept: z.number().nullable(),
    }),
  },
  listInsightRows: {
    summary: 'The turns behind a figure, newest first, with who wrote and the first words.',
    query: z.object({
      ...sliceQuery,
      ...page,
      outcome: z.enum(TURN_OUTCOMES).optional(),
      /** By their promise; `silent`: closed unanswered, or later than promised. */
      standing: z.enum(TURN_STANDINGS).optional(),
      /** Answered after more than so many seconds … */
      fromSeconds: z.coerce.number().min(0).optional(),
      /** … and within so many. */
      toSeconds: z.coerce.number().min(0).optional(),
      /** Hour of the week, Monday 00:00 is 0. */
      slot: z.coerce.number().int().min(0).max(167).optional(),
      hour: z.coerce.number().int().min(0).max(23).optional(),
      /** Heard when it was written, and not played from a recording. */
      live: flag.optional(),
      /** Of those who wait now, whenever they wrote: overdue, at risk, due within ten minutes. */
      now: z.enum(NOW_STANDINGS).optional(),
      /** Decided since midnight, whenever they wrote. */
      today: z.enum(DECISIONS).optional(),
      /** Whose answer closed it; of others only leads may ask. */
      agent: shapes.uuid.optional(),
    }),
    output: z.object({
      ...range.shape,
      /** Counted with the first page. */
      total: z.int().nullable(),
      rows: z.array(turnRow),
      next: z.string().nullable(),
    }),
    tables: { turns: 'rows' },
  },
} satisfies Record<string, Shape>;
