import { DANGERS } from './triage/reading.ts';
import type { Priority } from './view.ts';

/** What makes a conversation light or heavy. */
export type Heft = { priority: Priority; intents: readonly string[]; messageCount: number };

/** Longer than this, and somebody must read up before answering. */
export const LONG_MESSAGES = 12;
export const HEAVIEST = 4;
/** From here on it is a hard case, of which nobody should get all. */
export const HARD_FROM = 3;
export const CAPACITY_LIMIT = 100;

/** Words of triage that mean harm may be done while nobody answers. */
export const DANGER_INTENTS: ReadonlySet<string> = new Set(['danger', ...DANGERS]);
/** … and that somebody is angry or about to go. */
export const ANGRY_INTENTS: ReadonlySet<string> = new Set(['complaint', 'leaving']);

/** How much of an agent's capacity a waiting conversation takes: 1 for an ordinary one, up to 4. */
export function weightOf({ priority, intents, messageCount }: Heft): number {
  let weight = 1;
  if (messageCount >= LONG_MESSAGES) weight += 1;
  if (intents.some(intent => DANGER_INTENTS.has(intent))) weight += 2;
  else if (intents.some(intent => ANGRY_INTENTS.has(intent))) weight += 1;
  if (priority === 'urgent') weight += 2;
  else if (priority === 'high') weight += 1;
  return Math.min(weight, HEAVIEST);
}

export function isHard(heft: Heft): boolean {
  return weightOf(heft) >= HARD_FROM;
}
