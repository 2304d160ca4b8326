/** The risk of losing a customer: what it is made of, what became of it, and how good the scores were. */
import { z } from 'zod';
import { RISK_PARTS } from '../core/triage/leaving-risk.ts';
import { RISK_OUTCOMES } from '../core/triage/risk-calibration.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const outcome = z.enum(RISK_OUTCOMES);
export const riskPart = z.object({
  part: z.enum(RISK_PARTS),
  points: z.number(),
  count: z.int().optional(),
  /** The rival's name, as the brand wrote it down. */
  name: z.string().optional(),
  messageId: shapes.uuid.optional(),
  /** In that message, in UTF-16 units. */
  spans: z.array(z.object({ start: z.int(), end: z.int() })).optional(),
});
const judgement = z.object({
  id: shapes.uuid,
  score: z.int(),
  parts: z.array(riskPart),
  weighedAt: shapes.instant,
  outcome: outcome.nullable(),
  judgedBy: z.enum(['rule', 'person']).nullable(),
  agentId: shapes.uuid.nullable(),
  judgedAt: shapes.instant.nullable(),
});
const risk = z.object({
  /** Null: they have said nothing, or nobody weighed it yet. */
  score: z.int().nullable(),
  parts: z.array(riskPart),
  judgements: z.array(judgement),
});
export const riskBin = z.object({
  from: z.int(),
  to: z.int(),
  saved: z.int(),
  lost: z.int(),
  unknown: z.int(),
  said: z.number().nullable(),
  became: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
});

export const RISK_DAYS_DEFAULT = 90;
const DAYS_LIMIT = 3_660;

export const triageRisk = {
  openRisk: { summary: 'What makes the risk of losing this customer, and what became of it.', output: risk },
  judgeRisk: {
    summary: 'Say what became of it: saved, lost, or nobody knows. A person’s word stands before a rule’s.',
    body: z.object({ outcome }),
    output: risk,
  },
  readRisk: {
    summary: 'How the scores compare with what became of the customers, those of unknown end apart.',
    query: z.object({ days: z.coerce.number().int().min(1).max(DAYS_LIMIT).default(RISK_DAYS_DEFAULT) }),
    output: z.object({
      bins: z.array(riskBin),
      known: z.int(),
      unknown: z.int(),
      byRule: z.int(),
      byPerson: z.int(),
      brier: z.number().nullable(),
      brierOfAverage: z.number().nullable(),
    }),
    tables: { calibration: 'bins' },
  },
} satisfies Record<string, Shape>;
