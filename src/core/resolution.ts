/**
 * The clock of a whole matter, from its opening until a colleague resolves it. It runs while the customer waits for us: during
 * every turn, and after one that was resolved without an answer. It stands while we wait for the customer: after an answer, and
 * where a colleague has said so. Resolving never makes it stand: who comes back within a week finds it where it was.
 */
import { addBusiness, businessMsBetween } from './calendar/open-time.ts';
import type { Given } from './promise.ts';
import type { GivenPolicy, TurnOutcome } from './view.ts';

/** As stored. */
export type Resolution = {
  id: string;
  conversationId: string;
  inboxId: string;
  openedAt: Date;
  policy: GivenPolicy;
  /** Null while it stands. */
  dueAt: Date | null;
  /** When the sweep looks at it. */
  wakeAt: Date | null;
  /** The largest share of whose passing we were warned. */
  warned: number;
  breachedAt: Date | null;
  resolvedAt: Date | null;
};

export type Stretch = { from: Date; until: Date | null };
export type MatterTurn = { openedAt: Date; closedAt: Date | null; outcome: TurnOutcome | null };
/** Without an end: until the customer writes. */
export type Pause = Stretch;

const MINUTE_MS = 60_000;

/** When the clock ran, and runs. Apart from each other, in order; only the last may be without an end. */
export function runningIn(turns: readonly MatterTurn[], pauses: readonly Pause[], resolvedAt: Date | null): Stretch[] {
  const inOrder = turns.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const stretches: Stretch[] = [];
  for (const [place, turn] of inOrder.entries()) {
    const until = turn.outcome === 'unanswered' ? (inOrder[place + 1]?.openedAt ?? turn.closedAt) : turn.closedAt;
    const last = stretches.at(-1);
    if (last !== undefined && (last.until === null || turn.openedAt <= last.until)) {
      last.until = last.until === null || until === null ? null : later(last.until, until);
    } else stretches.push({ from: turn.openedAt, until });
  }
  const ended = resolvedAt === null ? stretches : stretches.flatMap(stretch => cut(stretch, resolvedAt));
  return pauses.reduce((left, pause) => left.flatMap(stretch => without(stretch, pause)), ended);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function cut({ from, until }: Stretch, end: Date): Stretch[] {
  return from >= end ? [] : [{ from, until: until === null || until > end ? end : until }];
}

function without({ from, until }: Stretch, pause: Pause): Stretch[] {
  if ((pause.until !== null && pause.until <= from) || (until !== null && pause.from >= until))
    return [{ from, until }];
  const before: Stretch[] = pause.from > from ? [{ from, until: pause.from }] : [];
  if (pause.until === null) return before;
  return until === null || pause.until < until ? [...before, { from: pause.until, until }] : before;
}

/** When so many milliseconds of the promise have run; null: they have not, and the clock stands. */
export function momentAfter({ open }: Given, stretches: readonly Stretch[], ms: number): Date | null {
  let left = ms;
  for (const { from, until } of stretches) {
    if (until === null) return addBusiness(open, from, left);
    const ran = businessMsBetween(open, from, until);
    if (ran >= left) return addBusiness(open, from, left);
    left -= ran;
  }
  return null;
}

/** @param row as stored; its policy, due time and breach are counted anew */
export function countResolution(row: Resolution, given: Given, stretches: readonly Stretch[], now: Date): Resolution {
  const dueAt = momentAfter(given, stretches, given.policy.minutes * MINUTE_MS);
  const end = row.resolvedAt ?? now;
  const isLate = dueAt !== null && dueAt < end && ranAfter(stretches, dueAt);
  const breachedAt = isLate ? dueAt : null;
  if (row.resolvedAt !== null || isLate) return { ...row, policy: given.policy, dueAt, wakeAt: null, breachedAt };
  const ahead = given.warnings.flatMap(share => {
    if (share <= row.warned) return [];
    const at = momentAfter(given, stretches, Math.round(given.policy.minutes * MINUTE_MS * share));
    return at === null ? [] : [{ share, at }];
  });
  const warned = ahead.findLast(({ at }) => at <= now)?.share ?? row.warned;
  // What stopped in time has nothing to wake for.
  const dueThen = dueAt !== null && ranAfter(stretches, dueAt) ? dueAt : null;
  const wakeAt = ahead.find(({ at }) => at > now)?.at ?? dueThen;
  return { ...row, policy: given.policy, dueAt, wakeAt, warned, breachedAt };
}

/** What stopped at the very moment it was due was in time. */
function ranAfter(stretches: readonly Stretch[], moment: Date): boolean {
  return stretches.some(({ until }) => until === null || until > moment);
}

/** Whether the clock ran at that moment: else what was recorded as broken then was not. */
export function ranAt(stretches: readonly Stretch[], moment: Date): boolean {
  return stretches.some(({ from, until }) => from <= moment && (until === null || until > moment));
}
