/** Who is next: time left on the promise, weighted by what waiting longer would do. */
import type { Priority } from './view.ts';
import { ANGRY_INTENTS, DANGER_INTENTS } from './weight.ts';

export type Waiting = {
  id: string;
  openedAt: Date;
  /** Null: nothing was promised. */
  dueAt: Date | null;
  priority: Priority;
  intents: readonly string[];
};

/** A minute of somebody in danger counts as eight ordinary ones. */
const DANGER_WEIGHS = 8;
const URGENT_WEIGHS = 4;
const HIGH_WEIGHS = 2;
const ANGRY_WEIGHS = 1.25;
const LOW_WEIGHS = 0.5;
/** Who was promised nothing is due like somebody promised a day. */
const UNPROMISED_MS = 86_400_000;
/**
 * Who has just become late stands behind those who can still be answered in time, but for no longer than this share of
 * their own promise: then they go first again. Without it one late answer makes the next one late, and so on.
 */
const LATE_STANDS_BACK = 1 / 3;

export function promisedMs({ dueAt, openedAt }: Waiting): number {
  return dueAt === null ? UNPROMISED_MS : Math.max(60_000, dueAt.getTime() - openedAt.getTime());
}

/** Milliseconds left; negative when late. */
export function leftMs(waiting: Waiting, now: Date): number {
  const due = waiting.dueAt?.getTime() ?? waiting.openedAt.getTime() + UNPROMISED_MS;
  return due - now.getTime();
}

export function riskOf({
  priority,
  intents,
}: Pick<Waiting, 'priority' | 'intents'>): 'danger' | 'urgent' | 'angry' | null {
  if (intents.some(intent => DANGER_INTENTS.has(intent))) return 'danger';
  if (priority === 'urgent' || priority === 'high') return 'urgent';
  return intents.some(intent => ANGRY_INTENTS.has(intent)) ? 'angry' : null;
}

/** The smaller the sooner; in milliseconds of an ordinary customer's time. */
export function urgencyOf(waiting: Waiting, now: Date): number {
  const weighs = weighsOf(waiting);
  const left = leftMs(waiting, now);
  if (left >= 0 || weighs >= URGENT_WEIGHS) return left >= 0 ? left / weighs : left * weighs;
  const back = promisedMs(waiting) * LATE_STANDS_BACK;
  return (back + left * 2) / weighs;
}

function weighsOf({ priority, intents }: Waiting): number {
  if (intents.some(intent => DANGER_INTENTS.has(intent))) return DANGER_WEIGHS;
  if (priority === 'urgent') return URGENT_WEIGHS;
  if (priority === 'high') return HIGH_WEIGHS;
  if (priority === 'low') return LOW_WEIGHS;
  return intents.some(intent => ANGRY_INTENTS.has(intent)) ? ANGRY_WEIGHS : 1;
}

/** Most urgent first; the same every time. */
export function inUrgency<W extends Waiting>(waiting: readonly W[], now: Date): W[] {
  return waiting
    .map(work => ({ work, urgency: urgencyOf(work, now) }))
    .sort((a, b) => a.urgency - b.urgency || (a.work.id < b.work.id ? -1 : 1))
    .map(({ work }) => work);
}
