/** Who is next: time left on the promise, weighted by what waiting longer would do. */
import type { Noise, Urgency } from './triage/reading.ts';
import type { Priority } from './view.ts';
import { ANGRY_INTENTS, DANGER_INTENTS } from './weight.ts';

export type Waiting = {
  id: string;
  openedAt: Date;
  /** Null: nothing was promised. */
  dueAt: Date | null;
  priority: Priority;
  intents: readonly string[];
  /** As read off what waits; null or absent: never read. */
  urgency?: Urgency | null;
  /** All that waits is noise. */
  noise?: Noise | null;
};

/** A minute of somebody in danger counts as eight ordinary ones. */
const DANGER_WEIGHS = 8;
const URGENT_WEIGHS = 4;
const HIGH_WEIGHS = 2;
const ANGRY_WEIGHS = 1.25;
const LOW_WEIGHS = 0.5;
/** What reads as "now" counts as urgent, "within the hour" a little less than high. */
const READ_WEIGHS: Readonly<Record<Urgency, number>> = { 0: 1, 1: 1, 2: 1.5, 3: 4 };
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
  urgency,
}: Pick<Waiting, 'priority' | 'intents' | 'urgency'>): 'danger' | 'urgent' | 'angry' | null {
  if (intents.some(intent => DANGER_INTENTS.has(intent))) return 'danger';
  if (priority === 'urgent' || priority === 'high' || urgency === 3) return 'urgent';
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

function weighsOf({ priority, intents, urgency }: Waiting): number {
  if (intents.some(intent => DANGER_INTENTS.has(intent))) return DANGER_WEIGHS;
  if (priority === 'urgent') return URGENT_WEIGHS;
  if (priority === 'high') return HIGH_WEIGHS;
  if (priority === 'low') return LOW_WEIGHS;
  const angry = intents.some(intent => ANGRY_INTENTS.has(intent)) ? ANGRY_WEIGHS : 1;
  return Math.max(angry, READ_WEIGHS[urgency ?? 0]);
}

/** Advertising and the like stands behind everybody who waits, and is never hidden. A person's word on its priority goes before. */
export function isLast({ noise = null, priority, intents }: Waiting): boolean {
  if (noise === null || priority === 'urgent' || priority === 'high') return false;
  return !intents.some(intent => DANGER_INTENTS.has(intent));
}

/** Most urgent first; the same every time. */
export function inUrgency<W extends Waiting>(waiting: readonly W[], now: Date): W[] {
  return waiting
    .map(work => ({ work, last: Number(isLast(work)), urgency: urgencyOf(work, now) }))
    .sort((a, b) => a.last - b.last || a.urgency - b.urgency || (a.work.id < b.work.id ? -1 : 1))
    .map(({ work }) => work);
}
