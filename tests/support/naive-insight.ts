/**
 * The figures of Insight worked out once more, from a plain list of who waited when, without any of the product's code and as
 * slowly as they read: every share by counting, every curve by going through all times again.
 */

/** Instants in milliseconds. */
export type Wait = {
  /** The network's id of the post that opened it. */
  opening: string;
  openedMs: number;
  /** When that post reached us. */
  heardMs: number;
  closedMs: number | null;
  outcome: 'answered' | 'unanswered' | 'not_needed' | 'withdrawn' | null;
  dueMs: number | null;
  kind: 'first' | 'next';
};

/** Who counts towards response times: those who needed no answer, or took back what they asked, do not. */
export function counted(waits: readonly Wait[]): Wait[] {
  return waits.filter(({ outcome }) => outcome !== 'not_needed' && outcome !== 'withdrawn');
}

type Seen = { kind: 'answered' | 'never' | 'waiting'; seconds: number };

function seenBy(nowMs: number, { outcome, openedMs, closedMs }: Wait): Seen {
  if (outcome === 'unanswered') return { kind: 'never', seconds: Number.POSITIVE_INFINITY };
  const seconds = ((closedMs ?? nowMs) - openedMs) / 1000;
  return { kind: outcome === 'answered' ? 'answered' : 'waiting', seconds };
}

/** Kaplan and Meier's product, one time after the other: the share not answered by then. */
export function unansweredAfter(waits: readonly Wait[], nowMs: number, seconds: number): number {
  const seen = counted(waits).map(wait => seenBy(nowMs, wait));
  const times = [...new Set(seen.filter(one => one.kind === 'answered').map(one => one.seconds))].sort((a, b) => a - b);
  let share = 1;
  for (const time of times) {
    if (time > seconds) break;
    const waited = seen.filter(one => one.seconds >= time).length;
    const answered = seen.filter(one => one.kind === 'answered' && one.seconds === time).length;
    share *= 1 - answered / waited;
  }
  return share;
}

/** By when half of all had their answer; null where it never comes so far. */
export function medianSeconds(waits: readonly Wait[], nowMs: number): number | null {
  const times = counted(waits)
    .map(wait => seenBy(nowMs, wait))
    .filter(one => one.kind === 'answered')
    .map(one => one.seconds)
    .sort((a, b) => a - b);
  return times.find(time => unansweredAfter(waits, nowMs, time) <= 0.5 + 1e-9) ?? null;
}

/** The founding customers: the share of them still content after so long. */
export function content(seconds: number): number {
  const points: [seconds: number, lost: number][] = [
    [10, 0],
    [60, 0.11],
    [1_800, 0.32],
    [3_600, 0.42],
    [86_400, 1],
  ];
  if (seconds <= 10) return 1;
  for (let place = 1; place < points.length; place++) {
    const [from, lostBefore] = points[place - 1] ?? [0, 0];
    const [until, lostAfter] = points[place] ?? [0, 0];
    if (seconds > until) continue;
    const way = (Math.log10(seconds) - Math.log10(from)) / (Math.log10(until) - Math.log10(from));
    return 1 - (lostBefore + way * (lostAfter - lostBefore));
  }
  return 0;
}

/** For how many the answer came while they were still content; who waits yet is taken for what became of others who waited as long. */
export function coverage(waits: readonly Wait[], nowMs: number): number {
  const times = counted(waits)
    .map(wait => seenBy(nowMs, wait))
    .filter(one => one.kind === 'answered')
    .map(one => one.seconds);
  let [share, before] = [0, 1];
  for (const time of [...new Set(times)].sort((a, b) => a - b)) {
    const after = unansweredAfter(waits, nowMs, time);
    share += (before - after) * content(time);
    before = after;
  }
  return share;
}

/** Promises that came due or were decided: kept only by an answer that came in time. */
export function promises(waits: readonly Wait[], nowMs: number): { kept: number; broken: number } {
  let [kept, broken] = [0, 0];
  for (const { outcome, closedMs, dueMs } of counted(waits)) {
    if (dueMs === null) continue;
    if (outcome === 'answered' && closedMs !== null && closedMs <= dueMs) kept += 1;
    else if (outcome !== null || dueMs < nowMs) broken += 1;
  }
  return { kept, broken };
}

/** From being written to being heard, and from being heard to being answered. */
export function delaySeconds({ openedMs, heardMs, closedMs }: Wait): { hearing: number; handling: number | null } {
  const hearing = Math.max(0, heardMs - openedMs) / 1000;
  return { hearing, handling: closedMs === null ? null : (closedMs - openedMs) / 1000 - hearing };
}

/** Closed without an answer; answered too late or overdue; and of these, those who wait still. */
export function silence(waits: readonly Wait[], nowMs: number): { unanswered: number; late: number; waiting: number } {
  const isLate = ({ outcome, closedMs, dueMs }: Wait) =>
    dueMs !== null && (outcome === null || outcome === 'answered') && (closedMs ?? nowMs) > dueMs;
  return {
    unanswered: waits.filter(({ outcome }) => outcome === 'unanswered').length,
    late: waits.filter(isLate).length,
    waiting: waits.filter(wait => wait.outcome === null && isLate(wait)).length,
  };
}

/** How many turns were opened in each hour of the week; 0 is Monday from midnight to one. */
export function byHourOfWeek(waits: readonly Wait[], timeZone: string): Map<number, number> {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  const counts = new Map<number, number>();
  for (const { openedMs } of waits) {
    const parts = new Map(clock.formatToParts(openedMs).map(({ type, value }) => [type, value]));
    const slot = 24 * days.indexOf(parts.get('weekday') ?? '') + Number(parts.get('hour'));
    counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  return counts;
}
