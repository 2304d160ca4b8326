/** Whether those who are on can keep the promise against what arrives in a crisis; told once, told again only when it gets much worse, taken back. */
import { type DeskWork, type Limits, ONE_AT_ONCE, peopleNeeded, promiseWithin } from '../insight/people-needed.ts';

export type CrisisLoad = {
  /** Turns that open in an hour now, and usually at this hour. */
  arrivalsPerHour: number;
  usualPerHour: number;
  /** Those who wait already. */
  waiting: number;
  /** People who are on. */
  on: number;
  promiseMinutes: number;
  handlingSeconds: number;
  /** Null: assumed, because too little was measured. */
  measuredOf: number | null;
};

/** Plain JSON; `sinceAtMs` null: there are enough. */
export type StaffingStanding = CrisisLoad & {
  needed: number;
  /** Share of those who arrive that the people on answer in time. */
  share: number;
  sinceAtMs: number | null;
  /** How many were needed when it was last told. */
  toldNeeded: number;
  enoughSinceMs: number | null;
  atMs: number;
};

/** The backlog is to be gone by then. */
export const CLEAR_WITHIN_HOURS = 2;
/** The promise counts as kept when so many are answered in time. */
export const CRISIS_SHARE = 0.8;
/** Nobody works every second of a storm. */
const LIMITS: Limits = { occupancyAtMost: 0.9, shrinkage: 0 };
/** Enough for so long, and the alarm is taken back. */
export const ENOUGH_FOR_MS = 10 * 60_000;
/** It is told again when so many times as many are needed as when it was told last. */
const WORSE = 1.5;

export type StaffingChange = 'short' | 'worse' | 'enough' | null;

/** @param before the last standing; null: the first look */
export function judgeStaffing(
  load: CrisisLoad,
  before: StaffingStanding | null,
  nowMs: number,
): { standing: StaffingStanding; change: StaffingChange } {
  const needed = neededFor(load);
  const share = promiseWithin(load.on, workOf(load), load.promiseMinutes * 60);
  const base = { ...load, needed, share, atMs: nowMs };
  const wasShort = before !== null && before.sinceAtMs !== null;
  if (needed > load.on) {
    const toldNeeded = before?.toldNeeded ?? 0;
    if (!wasShort)
      return { standing: { ...base, sinceAtMs: nowMs, toldNeeded: needed, enoughSinceMs: null }, change: 'short' };
    const isWorse = needed >= Math.max(toldNeeded + 2, WORSE * toldNeeded);
    const told = { toldNeeded: isWorse ? needed : toldNeeded, enoughSinceMs: null };
    return { standing: { ...base, sinceAtMs: before.sinceAtMs, ...told }, change: isWorse ? 'worse' : null };
  }
  if (!wasShort) return { standing: { ...base, sinceAtMs: null, toldNeeded: 0, enoughSinceMs: null }, change: null };
  const enoughSinceMs = before.enoughSinceMs ?? nowMs;
  if (nowMs - enoughSinceMs < ENOUGH_FOR_MS)
    return {
      standing: { ...base, sinceAtMs: before.sinceAtMs, toldNeeded: before.toldNeeded, enoughSinceMs },
      change: null,
    };
  return { standing: { ...base, sinceAtMs: null, toldNeeded: 0, enoughSinceMs: null }, change: 'enough' };
}

/** For what arrives and for what waits already, if it is to be gone in two hours. */
export function neededFor(load: CrisisLoad): number {
  const target = { share: CRISIS_SHARE, withinSeconds: load.promiseMinutes * 60 };
  return peopleNeeded(workOf(load), target, LIMITS)?.atWork ?? leastFor(load);
}

/** A promise shorter than one answer takes: at least as many as the work alone needs. */
function leastFor({ arrivalsPerHour, handlingSeconds }: CrisisLoad): number {
  return Math.ceil((arrivalsPerHour * handlingSeconds) / 3_600);
}

function workOf({ arrivalsPerHour, waiting, handlingSeconds }: CrisisLoad): DeskWork {
  return {
    arrivalsPerHour: arrivalsPerHour + waiting / CLEAR_WITHIN_HOURS,
    handlingSeconds,
    replySeconds: handlingSeconds,
    patience: { kind: 'endless' },
    atOnce: ONE_AT_ONCE,
  };
}
