/** Who waits at the end of each step of a stretch of time, from what was opened and closed by half hour. */

export type FlowStep = { atMs: number; opened: number; closed: number };
/** `waiting` at the end of the step, which began at `atMs`. */
export type BacklogPoint = FlowStep & { waiting: number };
export type Backlog = {
  /** Who waited when the stretch began. */
  before: number;
  stepMinutes: number;
  points: BacklogPoint[];
  /** The half hour at whose end most waited; null where nothing stands between beginning and end. */
  most: { waiting: number; atMs: number } | null;
};

export const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 86_400_000;

/** Half hours up to two days, hours up to eight, days beyond. */
export function stepMinutesOf(lastedMs: number): number {
  if (lastedMs <= 2 * DAY_MS) return 30;
  return lastedMs <= 8 * DAY_MS ? 60 : 1440;
}

/**
 * @param flow by half hour, oldest first; those without anything may be left out
 * @param starts where each step begins, oldest first; the last one ends at `untilMs`
 */
export function backlogOf(
  before: number,
  flow: readonly FlowStep[],
  starts: readonly number[],
  untilMs: number,
): Backlog {
  const points: BacklogPoint[] = [];
  let waiting = before;
  let at = 0;
  const first = starts[0];
  let most: Backlog['most'] = first === undefined ? null : { waiting: before, atMs: first };
  for (const [step, atMs] of starts.entries()) {
    const endMs = starts[step + 1] ?? untilMs;
    let [opened, closed] = [0, 0];
    for (let one = flow[at]; one !== undefined && one.atMs < endMs; one = flow[++at]) {
      opened += one.opened;
      closed += one.closed;
      waiting += one.opened - one.closed;
      if (most === null || waiting > most.waiting) most = { waiting, atMs: Math.min(one.atMs + HALF_HOUR_MS, untilMs) };
    }
    points.push({ atMs, opened, closed, waiting });
  }
  return { before, stepMinutes: stepMinutesOf(untilMs - (first ?? untilMs)), points, most };
}
