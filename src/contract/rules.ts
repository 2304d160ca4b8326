/** If this, then that. */
import { z } from 'zod';
import { PERSONAL_KINDS } from '../core/privacy/personal.ts';
import {
  ACTIONS_PER_RULE,
  RULE_EVENTS,
  RULES_PER_BRAND,
  type Rule,
  type RuleAction,
  type RuleConditions,
} from '../core/rule.ts';
import { PRIORITIES } from '../core/view.ts';
import { policyConditions } from './policies.ts';
import { nothing, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
const tags = z.array(z.string().trim().min(1).max(60)).min(1).max(30);

/** What is left out asks for nothing. */
const conditions = policyConditions.extend({
  /** A listening query: docs/listening.md. */
  words: maybe(z.string().trim().min(1).max(5_000)).default(null),
  statuses: z.array(shapes.status).readonly().default([]),
  unassigned: maybe(z.boolean()).default(null),
  known: maybe(z.boolean()).default(null),
  followers: maybe(z.int().min(1)).default(null),
  shows: z.array(z.enum(PERSONAL_KINDS)).readonly().default([]),
  risk: maybe(z.int().min(1).max(100)).default(null),
  hours: maybe(z.object({ calendarId: shapes.uuid, open: z.boolean() })).default(null),
}) satisfies z.ZodType<RuleConditions>;

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tags }),
  z.object({ kind: z.literal('untag'), tags }),
  z.object({ kind: z.literal('priority'), priority: z.enum(PRIORITIES) }),
  z.object({ kind: z.literal('assign'), agentId: maybe(shapes.uuid) }),
  z.object({ kind: z.literal('team'), teamId: maybe(shapes.uuid) }),
  z.object({ kind: z.literal('policy'), policyId: maybe(shapes.uuid) }),
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(2_000) }),
  z.object({ kind: z.literal('draft'), savedReplyId: shapes.uuid }),
  z.object({ kind: z.literal('hide') }),
  z.object({
    kind: z.literal('notify'),
    whom: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('assignee') }),
      z.object({ kind: z.literal('leads') }),
      z.object({ kind: z.literal('agent'), agentId: shapes.uuid }),
    ]),
  }),
]) satisfies z.ZodType<RuleAction>;

const events = z.array(z.enum(RULE_EVENTS)).max(RULE_EVENTS.length);
const actions = z.array(action).max(ACTIONS_PER_RULE);

const rule = z.object({
  id: shapes.uuid,
  name: z.string(),
  isOn: z.boolean(),
  events: events.readonly(),
  conditions,
  actions: actions.readonly(),
  stops: z.boolean(),
}) satisfies z.ZodType<Rule>;

const wish = z.object({
  name: shortText,
  events,
  conditions: conditions.prefault({}),
  actions,
  stops: z.boolean().default(false),
});

export const rules = {
  listRules: {
    summary:
      'What is done by itself when something happens, in order, with how often each acted in the last seven days.',
    output: z.object({
      rows: z.array(
        rule.extend({
          version: z.int(),
          updatedAt: shapes.instant,
          acted: z.int(),
          failed: z.int(),
          lastFailed: maybe(z.string()),
        }),
      ),
    }),
  },
  addRule: {
    summary: 'A new rule, behind all others. It acts on what happens from when it is switched on.',
    status: 201,
    body: wish.extend({ isOn: z.boolean().default(false) }),
    output: z.object({ id: shapes.uuid }),
  },
  tryRule: {
    summary: 'What it would have done in the last seven days.',
    body: wish,
    output: z.object({
      looked: z.int(),
      whole: z.boolean(),
      acted: z.int(),
      conversations: z.int(),
      days: z.array(z.object({ day: z.string(), acted: z.int() })),
      examples: z.array(
        z.object({ conversationId: shapes.uuid, at: shapes.instant, person: maybe(z.string()), words: z.string() }),
      ),
    }),
  },
  orderRules: {
    summary: 'The order of all of them, first to last.',
    body: z.object({ ids: z.array(shapes.uuid).max(RULES_PER_BRAND) }),
    output: nothing,
  },
  changeRule: {
    summary: 'Change a rule, or switch it on or off.',
    body: z.object({
      name: shortText.optional(),
      isOn: z.boolean().optional(),
      events: events.optional(),
      conditions: conditions.optional(),
      actions: actions.optional(),
      stops: z.boolean().optional(),
      version: z.int().optional(),
    }),
    output: nothing,
  },
  removeRule: { summary: 'Remove a rule. What it did stays.', output: nothing },
} satisfies Record<string, Shape>;
