/** Who may be lost now, and whether the scores can be believed. */
import { z } from 'zod';
import { RISK_OUTCOMES } from '../core/triage/risk-calibration.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';
import { riskBin, riskPart } from './triage-risk.ts';

const interval = z.object({ low: z.number(), high: z.number() });
const ends = { saved: z.int(), lost: z.int(), unknown: z.int() };
const counts = { mayLeave: z.int(), likely: z.int() };
const outcome = z.enum(RISK_OUTCOMES);
const by = z.enum(['rule', 'person']);
const score = (whole: number) => z.coerce.number().int().min(0).max(100).default(whole);
const person = { network: z.string(), name: z.string().nullable(), handle: z.string().nullable(), preview: z.string() };

export const insightRisk = {
  readRiskReport: {
    summary: 'How many may be lost now, what became of those of whom it was said, and how the scores compare with it.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      /** Of conversations not resolved at this moment. */
      now: z.object({
        ...counts,
        networks: z.array(z.object({ network: z.string(), ...counts })),
        teams: z.array(z.object({ teamId: shapes.uuid.nullable(), name: z.string().nullable(), ...counts })),
      }),
      /** Judgements whose score stood highest within the slice. */
      judged: z.object({ ...ends, open: z.int(), byRule: z.object(ends), byPerson: z.object(ends) }),
      bins: z.array(riskBin),
      known: z.int(),
      unknown: z.int(),
      brier: z.number().nullable(),
      brierOfAverage: z.number().nullable(),
      /** By how much scores are off on average, 0 to 1. */
      offBy: z.number().nullable(),
      weeks: z.array(
        z.object({ week: z.iso.date(), ...ends, share: z.number().nullable(), interval: interval.nullable() }),
      ),
      without: z.array(z.string()),
    }),
    tables: { weeks: 'weeks', bins: 'bins', networks: 'now.networks', teams: 'now.teams' },
  },
  listRisksNow: {
    summary:
      'Conversations that are not resolved, the likeliest to be lost first, with the reasons. The period says nothing here.',
    query: z.object({ ...sliceQuery, from: score(10), to: score(100), ...page }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          score: z.int(),
          ...person,
          parts: z.array(riskPart),
          inboxId: shapes.uuid,
          teamId: shapes.uuid.nullable(),
          teamName: z.string().nullable(),
          assigneeId: shapes.uuid.nullable(),
          lastMessageAt: shapes.instant,
          /** Since when they wait for us; null: they do not. */
          waitsSince: shapes.instant.nullable(),
          dueAt: shapes.instant.nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
    tables: { conversations: 'rows' },
  },
  listRiskJudged: {
    summary: 'The judgements behind these figures, newest first. `open`: not ended yet.',
    query: z.object({
      ...sliceQuery,
      from: score(0),
      to: score(100),
      outcome: z.enum([...RISK_OUTCOMES, 'open']).optional(),
      by: by.optional(),
      ...page,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          conversationId: shapes.uuid,
          score: z.int(),
          ...person,
          outcome: outcome.nullable(),
          by: by.nullable(),
          parts: z.array(riskPart),
          weighedAt: shapes.instant,
          judgedAt: shapes.instant.nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
    tables: { judgements: 'rows' },
  },
} satisfies Record<string, Shape>;
