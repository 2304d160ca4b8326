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
 * Whoever is late is promised anew in silence: they stand as though they had just written, and come forward again over as long
 * as they were promised, but at least this. Served at once they would make the next one late, and that one the next.
 */
const ANEW_LEAST_MS = 4 * 3_600_000;
/** An answer takes time: with less left than a minute, or a tenth of a short promise, it would be late already. */
const ANSWER_TAKES_MS = 60_000;
const ANSWER_TAKES_SHARE = 0.1;

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

/**
 * The smaller the sooner: the share of the promise that is left, divided by what waiting longer would do. By share and not by
 * minutes, so that who was promised an hour is not always the last; who may be in danger never stands back.
 */
export function urgencyOf(waiting: Waiting, now: Date): number {
  const weighs = weighsOf(waiting);
  const [left, promised] = [leftMs(waiting, now), promisedMs(waiting)];
  const takes = Math.min(ANSWER_TAKES_MS, promised * ANSWER_TAKES_SHARE);
  if (left > takes) return left / promised / weighs;
  if (weighs >= URGENT_WEIGHS) return ((left - takes) / promised) * weighs;
  const anew = Math.max(promised, ANEW_LEAST_MS);
  const share = (anew + left - takes) / anew;
  return share > 0 ? share / weighs : share * weighs;
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
