import type { EscalationStep, EscalationWhat, EscalationWhen } from '../../../../src/core/escalation.ts';
import type { WordKey } from '../../../strings/words.ts';

export const WHENS = {
  warned: 'step.warned',
  breached: 'step.breached',
  after: 'step.after',
} as const satisfies Record<EscalationWhen['kind'], WordKey>;

/** What a list offers: handing back comes in two kinds. */
export const WHATS = {
  warn_agent: 'step.warnAgent',
  tell_leads: 'step.tellLeads',
  hand_back_away: 'step.handBackAway',
  hand_back: 'step.handBack',
  next_agent: 'step.nextAgent',
  webhook: 'step.webhook',
  mail: 'step.mail',
} as const satisfies Record<string, WordKey>;
export type WhatChoice = keyof typeof WHATS;

export function choiceOf(what: EscalationWhat): WhatChoice {
  return what.kind === 'hand_back' && what.onlyIfAway ? 'hand_back_away' : what.kind;
}

export function whenOf(kind: string): EscalationWhen {
  if (kind === 'warned') return { kind, share: 0.8 };
  return kind === 'after' ? { kind, minutes: 10 } : { kind: 'breached' };
}

export function whatOf(choice: string, firstWebhookId: string | undefined): EscalationWhat | null {
  switch (choice) {
    case 'warn_agent':
    case 'tell_leads':
    case 'next_agent':
      return { kind: choice };
    case 'hand_back':
    case 'hand_back_away':
      return { kind: 'hand_back', onlyIfAway: choice === 'hand_back_away' };
    case 'webhook':
      return firstWebhookId === undefined ? null : { kind: 'webhook', webhookId: firstWebhookId };
    case 'mail':
      return { kind: 'mail', leads: true, addresses: [] };
    default:
      return null;
  }
}

export function addressesIn(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

export function replaced(steps: readonly EscalationStep[], at: number, step: EscalationStep): EscalationStep[] {
  return steps.map((one, place) => (place === at ? step : one));
}

/** One place up or down; beyond the ends it stays. */
export function shifted(steps: readonly EscalationStep[], at: number, to: number): EscalationStep[] {
  const one = steps[at];
  if (one === undefined || to < 0 || to >= steps.length) return [...steps];
  const rest = steps.filter((_, place) => place !== at);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
