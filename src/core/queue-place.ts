/** Where somebody who waits stands in the queue: time left × risk, as one instant that stays as it is while time passes. */
import type { Urgency } from './triage/reading.ts';
import type { Priority } from './view.ts';
import { ANGRY_INTENTS, DANGER_INTENTS } from './weight.ts';

export type Pressing = {
  priority: Priority;
  intents: readonly string[];
  /** As read off what waits; null or absent: never read. */
  urgency?: Urgency | null | undefined;
  /** Of losing them, 0 to 100; null or absent: not weighed. */
  risk?: number | null;
};

/** A minute of somebody in danger counts as eight ordinary ones; they stand before everybody else as well. */
const DANGER_WEIGHS = 8;
/** What a person said outweighs what was read. */
export const URGENT_WEIGHS = 4;
const HIGH_WEIGHS = 2;
const LOW_WEIGHS = 0.5;
const ANGRY_WEIGHS = 1.25;
/** What reads as "now" counts as urgent, "within the hour" a little less than high, thanks a little less than the rest. */
const READ_WEIGHS: Readonly<Record<Urgency, number>> = { 0: 0.8, 1: 1, 2: 1.5, 3: 4 };
/** Who will surely leave counts as two like them who will surely stay. Up to here nobody believes that they go: no difference. */
const SURELY_LOST_WEIGHS = 2;
const RISK_COUNTS_FROM = 10;
/** Who was promised nothing is due like somebody promised a day. */
export const UNPROMISED_MS = 86_400_000;
/** A thousand years before everybody else, and some six thousand after: instants of four digits all the same. */
const FIRST_MS = -30e12;
const LAST_MS = 200e12;

export function isInDanger({ intents }: Pick<Pressing, 'intents'>): boolean {
  return intents.some(intent => DANGER_INTENTS.has(intent));
}

/** How many ordinary minutes a minute of theirs counts as. */
export function weighsOf({ priority, intents, urgency, risk }: Pressing): number {
  if (isInDanger({ intents })) return DANGER_WEIGHS;
  if (priority === 'low') return LOW_WEIGHS;
  return standing({ priority, intents, urgency }) * leavingWeighs(risk ?? 0);
}

function standing({ priority, intents, urgency }: Pressing): number {
  if (priority === 'urgent') return URGENT_WEIGHS;
  if (priority === 'high') return HIGH_WEIGHS;
  const angry = intents.some(intent => ANGRY_INTENTS.has(intent)) ? ANGRY_WEIGHS : 0;
  return Math.max(angry, READ_WEIGHS[urgency ?? 1]);
}

function leavingWeighs(risk: number): number {
  return 1 + (SURELY_LOST_WEIGHS - 1) * (Math.max(0, risk - RISK_COUNTS_FROM) / (100 - RISK_COUNTS_FROM));
}

/**
 * The earlier the sooner: when the promise would be due if it were as much shorter as they weigh more. Danger stands before all;
 * those without a promise after all who have one. The database orders by the same, `queue_place` in its migrations.
 * @returns milliseconds since 1970, whole
 */
export function queuePlace(waiting: Pressing & { openedAt: Date; dueAt: Date | null }): number {
  const openedMs = waiting.openedAt.getTime();
  const dueMs = waiting.dueAt?.getTime() ?? openedMs + UNPROMISED_MS;
  const sooner = Math.max(0, dueMs - openedMs) * (1 - 1 / weighsOf(waiting));
  const place = Math.floor(dueMs - sooner);
  if (isInDanger(waiting)) return place + FIRST_MS;
  return waiting.dueAt === null ? place + LAST_MS : place;
}
