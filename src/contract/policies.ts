/** What is promised to whom. */
import { z } from 'zod';
import {
  ADDRESSES_PER_STEP,
  AFTER_LIMIT_MINUTES,
  DEFAULT_STEPS,
  type EscalationStep,
  STEPS_PER_POLICY,
} from '../core/escalation.ts';
import {
  ANYTHING,
  CONDITIONS,
  DEFAULT_WARNINGS,
  POLICIES_PER_BRAND,
  type Policy,
  type PolicyConditions,
  PROMISE_LIMIT_MINUTES,
  RESOLUTION_LIMIT_MINUTES,
  VALUES_PER_CONDITION,
  WARNINGS_PER_POLICY,
} from '../core/policy.ts';
import { PRIORITIES } from '../core/view.ts';
import { intentName, sentiment, urgency } from './readings.ts';
import { type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const many = <T extends z.ZodType>(one: T) => z.array(one).max(VALUES_PER_CONDITION).readonly();
const word = z.string().trim().min(1).max(60);
/** An empty list, or null, asks for nothing; what is left out likewise. */
export const policyConditions = z.object({
  inboxIds: many(shapes.uuid).default([]),
  networks: many(word).default([]),
  visibility: z.enum(['public', 'private']).nullable().default(null),
  languages: many(word).default([]),
  priorities: many(z.enum(PRIORITIES)).default([]),
  intents: many(intentName).default([]),
  sentiments: many(sentiment).default([]),
  urgency: urgency.nullable().default(null),
  noise: z.boolean().nullable().default(null),
  contactTags: many(word).default([]),
  tags: many(word).default([]),
  teamIds: many(shapes.uuid).default([]),
  heard: z.boolean().nullable().default(null),
}) satisfies z.ZodType<PolicyConditions>;
const minutes = z.int().min(1).max(PROMISE_LIMIT_MINUTES).nullable();
const resolutionMinutes = z.int().min(1).max(RESOLUTION_LIMIT_MINUTES).nullable();
/** `team`: of the team that has it, else the first calendar, else every minute. */
const hours = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({ kind: z.literal('team') }),
  z.object({ kind: z.literal('calendar'), calendarId: shapes.uuid }),
]);
const share = z.number().gt(0).lt(1);
/** Shares of the promise, rising. */
const warnings = z.array(share).max(WARNINGS_PER_POLICY).readonly();

const step = z.object({
  when: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('warned'), share }),
    z.object({ kind: z.literal('breached') }),
    /** Minutes by the clock on the wall after it broke. */
    z.object({ kind: z.literal('after'), minutes: z.int().min(1).max(AFTER_LIMIT_MINUTES) }),
  ]),
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('warn_agent') }),
    z.object({ kind: z.literal('tell_leads') }),
    z.object({ kind: z.literal('hand_back'), onlyIfAway: z.boolean() }),
    z.object({ kind: z.literal('next_agent') }),
    z.object({ kind: z.literal('webhook'), webhookId: shapes.uuid }),
    z.object({
      kind: z.literal('mail'),
      leads: z.boolean(),
      addresses: z.array(z.email().max(254)).max(ADDRESSES_PER_STEP).readonly(),
    }),
  ]),
}) satisfies z.ZodType<EscalationStep>;
const steps = z.array(step).max(STEPS_PER_POLICY).readonly();

export const policyWish = z.object({
  name: shortText,
  conditions: policyConditions.default(ANYTHING),
  firstMinutes: minutes.default(null),
  nextMinutes: minutes.default(null),
  resolutionMinutes: resolutionMinutes.default(null),
  hours: hours.default({ kind: 'team' }),
  warnings: warnings.default(DEFAULT_WARNINGS),
  steps: steps.default(DEFAULT_STEPS),
});
export const policy = z.object({
  id: shapes.uuid,
  name: z.string(),
  conditions: policyConditions,
  firstMinutes: minutes,
  nextMinutes: minutes,
  resolutionMinutes,
  hours,
  warnings,
  steps,
}) satisfies z.ZodType<Policy>;

const row = policy.extend({ version: z.int() });
const changed = z.object({ rows: z.array(row), retimed: z.int() });
const condition = z.enum(CONDITIONS);
const because = z.array(z.object({ condition, value: z.string() }));

export const policies = {
  listPolicies: {
    summary: 'What is promised to whom, in order: the first that fits applies.',
    output: z.object({ rows: z.array(row) }),
  },
  addPolicy: {
    summary: 'A new promise, before all others or behind them; open clocks are counted anew.',
    status: 201,
    body: policyWish.extend({ first: z.boolean().default(true) }),
    output: changed.extend({ id: shapes.uuid }),
  },
  changePolicy: {
    summary: 'Change a promise; open clocks are counted anew, `retimed` says how many came out differently.',
    body: z.object({
      name: shortText.optional(),
      conditions: policyConditions.optional(),
      firstMinutes: minutes.optional(),
      nextMinutes: minutes.optional(),
      resolutionMinutes: resolutionMinutes.optional(),
      hours: hours.optional(),
      warnings: warnings.optional(),
      steps: steps.optional(),
      version: z.int().optional(),
    }),
    output: changed,
  },
  removePolicy: { summary: 'Promise this no more; open clocks are counted anew.', output: changed },
  orderPolicies: {
    summary: 'The order of all of them, first to last; open clocks are counted anew.',
    body: z.object({ ids: z.array(shapes.uuid).max(POLICIES_PER_BRAND) }),
    output: changed,
  },
  explainPolicy: {
    summary: 'Which promise applies to this conversation as it stands, and what speaks for and against each.',
    output: z.object({
      rows: z.array(
        z.object({
          policy,
          verdict: z.discriminatedUnion('kind', [
            z.object({ policyId: shapes.uuid, kind: z.enum(['applies', 'later']), because }),
            z.object({ policyId: shapes.uuid, kind: z.literal('against'), against: condition }),
          ]),
        }),
      ),
    }),
  },
} satisfies Record<string, Shape>;
