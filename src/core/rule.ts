/** What a company wants done by itself when something happens: if this, then that. Rules are evaluated to commands, never applied here. */
import type { MacroAction } from './macro.ts';
import type { PolicyConditions } from './policy.ts';
import type { PersonalKind } from './privacy/personal.ts';
import type { Status } from './view.ts';

export const RULE_EVENTS = [
  /** A customer's message came. */
  'wrote',
  /** The first of its conversation. */
  'opened',
  /** Our answer stands on the network. */
  'answered',
  'failed',
  'warned',
  'breached',
  'resolved',
  'reopened',
  'tagged',
  'prioritised',
  'assigned',
  'team',
] as const;
export type RuleEvent = (typeof RULE_EVENTS)[number];

/** Everything that is asked for must be so; within a list, one of it is enough; empty or null asks for nothing. */
export type RuleConditions = PolicyConditions & {
  /** A listening query (docs/listening.md), held against the customer's words. */
  words: string | null;
  statuses: readonly Status[];
  /** True: nobody has it. */
  unassigned: boolean | null;
  /** True: this person has written to us before in another matter. */
  known: boolean | null;
  /** At least so many follow them, where the network says so. */
  followers: number | null;
  /** Shows such personal data in public. */
  shows: readonly PersonalKind[];
  /** The risk of losing them is at least this, of 100. */
  risk: number | null;
  /** The calendar is open, or closed, when it happens. */
  hours: { calendarId: string; open: boolean } | null;
};

export type RuleAction =
  | Exclude<MacroAction, { kind: 'assign' } | { kind: 'resolve' } | { kind: 'snooze' }>
  | { kind: 'assign'; agentId: string | null }
  | { kind: 'untag'; tags: string[] }
  /** Its promise, whatever the policies' own order says; null: as they say. */
  | { kind: 'policy'; policyId: string | null }
  /** Put before whoever answers; never sent by itself. */
  | { kind: 'draft'; savedReplyId: string }
  /** What the customer posted, from everybody else, where the network lets us. */
  | { kind: 'hide' }
  | { kind: 'notify'; whom: { kind: 'assignee' } | { kind: 'leads' } | { kind: 'agent'; agentId: string } };

export type Rule = {
  id: string;
  name: string;
  isOn: boolean;
  events: readonly RuleEvent[];
  conditions: RuleConditions;
  actions: readonly RuleAction[];
  /** Nothing below it is looked at for what it acted on. */
  stops: boolean;
};

export const RULES_PER_BRAND = 100;
export const ACTIONS_PER_RULE = 10;
/**
 * A rule may set off another, that one a third, and no further; and none acts on what it set off itself. So rules that call each
 * other come to rest.
 */
export const RULE_CHAIN_LIMIT = 3;
