/** Who is next: time left on the promise, weighted by what waiting longer would do. */
import { isInDanger, type Pressing, UNPROMISED_MS, URGENT_WEIGHS, weighsOf } from './queue-place.ts';
import type { Noise } from './triage/reading.ts';
import { ANGRY_INTENTS } from './weight.ts';

export type Waiting = Pressing & {
  id: string;
  openedAt: Date;
  /** Null: nothing was promised. */
  dueAt: Date | null;
  /** All that waits is noise. */
  noise?: Noise | null;
};

/** From this risk on it is a reason of its own that they may leave. */
const MAY_LEAVE_FROM = 30;
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

export const PRESSINGS = ['danger', 'urgent', 'leaving', 'angry', 'soon'] as const;
/** What makes it weigh more than others; `leaving`: they may go, by the risk; `soon`: read as "within the hour". */
export type Press = (typeof PRESSINGS)[number];

export function riskOf({ priority, intents, urgency, risk }: Pressing): Press | null {
  if (isInDanger({ intents })) return 'danger';
  if (priority === 'urgent' || priority === 'high' || urgency === 3) return 'urgent';
  if ((risk ?? 0) >= MAY_LEAVE_FROM) return 'leaving';
  if (intents.some(intent => ANGRY_INTENTS.has(intent))) return 'angry';
  return urgency === 2 ? 'soon' : null;
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

/** Advertising and the like stands behind everybody who waits, and is never hidden. A person's word on its priority goes before. */
export function isLast({ noise = null, priority, intents }: Waiting): boolean {
  if (noise === null || priority === 'urgent' || priority === 'high') return false;
  return !isInDanger({ intents });
}

/** Who may be in danger stands before everybody, noise behind; of equal rank the smaller `urgencyOf` goes first. */
export function rankOf(waiting: Waiting): 0 | 1 | 2 {
  return isInDanger(waiting) ? 0 : isLast(waiting) ? 2 : 1;
}

/** Most urgent first; the same every time. */
export function inUrgency<W extends Waiting>(waiting: readonly W[], now: Date): W[] {
  return waiting
    .map(work => ({ work, rank: rankOf(work), urgency: urgencyOf(work, now) }))
    .sort((a, b) => a.rank - b.rank || a.urgency - b.urgency || (a.work.id < b.work.id ? -1 : 1))
    .map(({ work }) => work);
}
