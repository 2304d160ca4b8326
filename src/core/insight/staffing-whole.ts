/** What so many people keep over a whole day or week: each half hour by how many come in it. */
import { contentAt, type ExpectationCurve } from './expectation.ts';
import { type DeskWork, waitingAt } from './people-needed.ts';
import type { PlanAsked } from './staffing-plan.ts';
import type { Waiting } from './waiting.ts';

/** `people` answer; shrinkage is taken off already. */
export type Staffed = { arrivals: number; people: number };

/**
 * Of all who come. `share`: answered within the target's time. `seconds`: the shortest time within which the target's share is answered, to a
 * hundredth of itself; null: never so many. `content`: content still when their answer comes (*expectation met*).
 */
export type WholePromise = { share: number; seconds: number | null; content: number };

/** Null where nobody comes. */
export function wholePromise(
  halves: readonly Staffed[],
  asked: PlanAsked,
  curve: ExpectationCurve,
): WholePromise | null {
  const queues = queuesOf(halves, asked.work);
  const whole = queues.reduce((sum, { weight }) => sum + weight, 0);
  if (whole <= 0) return null;
  const { replySeconds } = asked.work;
  const within = (seconds: number) =>
    queues.reduce((sum, { weight, waiting }) => sum + weight * waiting.begunWithin(seconds - replySeconds), 0) / whole;
  return {
    share: within(asked.target.withinSeconds),
    seconds: shortest(within, replySeconds, asked.target.share),
    content: contentOf(within, replySeconds, curve),
  };
}

type Queue = { weight: number; waiting: Waiting };

/** Half hours that are alike are one queue. */
function queuesOf(halves: readonly Staffed[], work: Omit<DeskWork, 'arrivalsPerHour'>): Queue[] {
  const queues = new Map<string, Queue>();
  for (const { arrivals, people } of halves) {
    if (arrivals <= 0) continue;
    const key = `${arrivals} ${people}`;
    const queue = queues.get(key);
    if (queue !== undefined) queue.weight += arrivals;
    else queues.set(key, { weight: arrivals, waiting: waitingAt(people, { ...work, arrivalsPerHour: arrivals * 2 }) });
  }
  return [...queues.values()];
}

const LONGEST_SECONDS = 7 * 86_400;

function shortest(within: (seconds: number) => number, replySeconds: number, share: number): number | null {
  if (within(LONGEST_SECONDS) < share) return null;
  if (within(replySeconds) >= share) return replySeconds;
  let [early, late] = [replySeconds, LONGEST_SECONDS];
  while (late > Math.max(early * 1.01, early + 1)) {
    const middle = Math.sqrt(Math.max(early, 1) * late);
    if (within(middle) >= share) late = middle;
    else early = middle;
  }
  return late;
}

const SHORTEST_STEP_SECONDS = 0.1;
/** Rather a little late than early. */
const WAIT_STEP = 1.05;

function contentOf(within: (seconds: number) => number, replySeconds: number, curve: ExpectationCurve): number {
  const end = curve.at(-1)?.seconds ?? 0;
  let before = within(replySeconds);
  let sum = before * contentAt(curve, replySeconds);
  for (let wait = SHORTEST_STEP_SECONDS; replySeconds + wait / WAIT_STEP <= end; wait *= WAIT_STEP) {
    const begun = within(replySeconds + wait);
    sum += (begun - before) * contentAt(curve, replySeconds + wait);
    before = begun;
  }
  return sum;
}
