/** What happens when a promise is at risk, breaks, and stays broken: steps of its policy, told to commands, applied elsewhere. */

/** `after`: so many minutes of the clock on the wall after it broke, whatever hours the promise is counted in. */
export type EscalationWhen =
  | { kind: 'warned'; share: number }
  | { kind: 'breached' }
  | { kind: 'after'; minutes: number };

export type EscalationWhat =
  /** Whoever is writing, else whoever has it; nobody where nobody has it. */
  | { kind: 'warn_agent' }
  | { kind: 'tell_leads' }
  | { kind: 'hand_back'; onlyIfAway: boolean }
  /** To whoever routing would choose now, without the one who has it. */
  | { kind: 'next_agent' }
  | { kind: 'webhook'; webhookId: string }
  | { kind: 'mail'; leads: boolean; addresses: readonly string[] };

export type EscalationStep = { when: EscalationWhen; what: EscalationWhat };

/** As the event log and the people who are told name the moment. */
export type EscalationMark = EscalationWhen;

/** What became of a step. */
export type EscalationDid =
  | { kind: 'told'; agentIds: string[] }
  | { kind: 'handed_back'; agentId: string }
  | { kind: 'given'; agentId: string }
  | { kind: 'webhook'; name: string }
  | { kind: 'mail'; to: number }
  | { kind: 'nothing'; why: WhyNothing }
  /** It could not be done afterwards; `said`: in whose words. */
  | { kind: 'failed'; said: string };

export const WHY_NOTHING = [
  /** Nobody has it, nobody is to be told, or they know already. */
  'nobody',
  /** Whoever has it is here. */
  'here',
  /** Somebody is writing an answer right now: it is not taken out of their hands. */
  'writing',
  /** An answer is on its way. */
  'answered',
  /** Nobody else is here who could take it. */
  'full',
  'no_mail_server',
  'no_webhook',
] as const;
export type WhyNothing = (typeof WHY_NOTHING)[number];

export const STEPS_PER_POLICY = 12;
export const ADDRESSES_PER_STEP = 10;
/** A week. */
export const AFTER_LIMIT_MINUTES = 10_080;

export const DEFAULT_STEPS: readonly EscalationStep[] = [
  { when: { kind: 'warned', share: 0.8 }, what: { kind: 'warn_agent' } },
  { when: { kind: 'breached' }, what: { kind: 'tell_leads' } },
  { when: { kind: 'breached' }, what: { kind: 'hand_back', onlyIfAway: true } },
  { when: { kind: 'after', minutes: 10 }, what: { kind: 'next_agent' } },
];

export type Happened = { kind: 'warned'; share: number } | { kind: 'breached' };

/** What is to be done at once, in its order. Shares that were jumped over come with the one that was reached. */
export function stepsAt(steps: readonly EscalationStep[], happened: Happened): EscalationStep[] {
  return steps.filter(({ when }) =>
    when.kind === 'warned' ? happened.kind === 'warned' && when.share <= happened.share : when.kind === happened.kind,
  );
}

/** What is to be done unless it is answered by then, earliest first. */
export function stepsAfter(steps: readonly EscalationStep[], brokenAt: Date): { step: EscalationStep; dueAt: Date }[] {
  return steps
    .flatMap(step =>
      step.when.kind === 'after' ? [{ step, dueAt: new Date(brokenAt.getTime() + step.when.minutes * 60_000) }] : [],
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** When clocks have to be looked at besides: shares that only a step waits for. Rising. */
export function sharesWatched(warnings: readonly number[], steps: readonly EscalationStep[]): readonly number[] {
  const asked = steps.flatMap(({ when }) => (when.kind === 'warned' ? [when.share] : []));
  if (asked.every(share => warnings.includes(share))) return warnings;
  return [...new Set([...warnings, ...asked])].sort((a, b) => a - b);
}

/** The moment as a name: nobody is told twice under the same. */
export function markName(when: EscalationWhen): string {
  if (when.kind === 'breached') return 'breached';
  return when.kind === 'warned' ? `warned ${when.share}` : `after ${when.minutes}`;
}

/** A step by what it is, not by where it stands: moved up or down it is not done again. */
export function stepName({ when, what }: EscalationStep): string {
  return `${markName(when)}: ${deedName(what)}`;
}

function deedName(what: EscalationWhat): string {
  if (what.kind === 'webhook') return `webhook ${what.webhookId}`;
  return what.kind === 'mail' ? `mail ${what.leads} ${what.addresses.toSorted().join(' ')}` : what.kind;
}

/** In words, what is wrong with these steps; null: nothing. */
export function faultIn(steps: readonly EscalationStep[]): string | null {
  const names = steps.map(stepName);
  if (new Set(names).size < names.length) return 'The same step stands there twice. Remove one.';
  const idle = steps.some(({ what }) => what.kind === 'mail' && !what.leads && what.addresses.length === 0);
  return idle ? 'Say to whom the e-mail goes: the leads, or an address.' : null;
}
