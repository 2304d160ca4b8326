/**
 * How many people a promise needs, and which promise so many people can honestly make.
 *
 * Several conversations at once: a person with k of them gives each its hands-on share of the time in turn while the others wait for
 * their customers. That is the machine-interference problem (C. Palm, 1947), worked out by mean value analysis (M. Reiser and S. Lavenberg,
 * J. ACM 27, 1980): each conversation takes `stretchOf` as long, and the queue is reckoned as one before k times as many people.
 * While anybody waits all have k, so the line moves as reckoned; before, a person with fewer than k is quicker than reckoned, so fewer
 * have to wait than it says. The estimate is on the careful side.
 */
import { contentAt, type ExpectationCurve } from './expectation.ts';
import { erlangsOf, type Waiting, type Work, waitingOf } from './waiting.ts';

/** `handsOnShare`: of the time a conversation takes alone, the part in which the person is busy with it; 1: all of it. */
export type AtOnce = { conversations: number; handsOnShare: number };

export const ONE_AT_ONCE: AtOnce = { conversations: 1, handsOnShare: 1 };

/**
 * `replySeconds`: from taking a conversation to its answer having left, of a fixed length; it is part of the time the customer waits.
 * `occupancyAtMost`: nobody works every second of a shift. `shrinkage`: the share of paid time in breaks, meetings and training.
 */
export type DeskWork = Work & { replySeconds: number; atOnce: AtOnce };
export type Limits = { occupancyAtMost: number; shrinkage: number };
/** "71% within 5 minutes", of all who write, from post to answer. */
export type Target = { share: number; withinSeconds: number };

export const PEOPLE_MOST = 5_000;

/** `atWork` answer, `scheduled` are paid. Null: no number of people up to `PEOPLE_MOST` keeps it. */
export type Needed = { atWork: number; scheduled: number; waiting: Waiting };

export function peopleNeeded(work: DeskWork, target: Target, limits: Limits): Needed | null {
  if (work.arrivalsPerHour <= 0) return { atWork: 0, scheduled: 0, waiting: waitingAt(0, work) };
  const keeps = (people: number) => {
    const waiting = waitingAt(people, work);
    return (
      waiting.occupancy <= limits.occupancyAtMost && answeredWithin(waiting, work, target.withinSeconds) >= target.share
    );
  };
  if (!keeps(PEOPLE_MOST)) return null;
  // More people never answer fewer: the first that keeps it is found by doubling, then halving.
  let enough = 1;
  while (!keeps(enough)) enough = Math.min(PEOPLE_MOST, enough * 2);
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1;
    if (keeps(middle)) enough = middle;
    else tooFew = middle;
  }
  return { atWork: enough, scheduled: scheduledFor(enough, limits), waiting: waitingAt(enough, work) };
}

/** @throws RangeError where all paid time is shrinkage */
export function scheduledFor(atWork: number, { shrinkage }: Pick<Limits, 'shrinkage'>): number {
  if (!(shrinkage >= 0 && shrinkage < 1)) throw new RangeError('Shrinkage is a share from 0 up to, but not, 1.');
  return Math.ceil(atWork / (1 - shrinkage) - ROUNDING);
}

/** Of so many scheduled, how many are at work: rounded down, as a promise must be. */
export function atWorkOf(scheduled: number, { shrinkage }: Pick<Limits, 'shrinkage'>): number {
  return Math.floor(scheduled * (1 - shrinkage) + ROUNDING);
}

/** 10 ÷ 0.8 × 0.8 is 10 people. */
const ROUNDING = 1e-9;

/** The share of all who write that so many people answer within the time. */
export function promiseWithin(people: number, work: DeskWork, seconds: number): number {
  return answeredWithin(waitingAt(people, work), work, seconds);
}

/** The shortest time within which this share is answered, to a hundredth of itself; null: never so many, or not within a week. */
export function shortestPromise(people: number, work: DeskWork, share: number): number | null {
  const waiting = waitingAt(people, work);
  const keeps = (seconds: number) => answeredWithin(waiting, work, seconds) >= share;
  if (!keeps(LONGEST_SECONDS)) return null;
  if (keeps(work.replySeconds)) return work.replySeconds;
  let late = LONGEST_SECONDS;
  let early = Math.max(work.replySeconds, 0);
  // From below the first answer, a second is as near to 0 as a promise needs to be.
  while (late > Math.max(early * 1.01, early + 1)) {
    const middle = early > 1 ? Math.sqrt(early * late) : Math.sqrt(late);
    if (keeps(middle)) late = middle;
    else early = middle;
  }
  return late;
}

const LONGEST_SECONDS = 7 * 86_400;

/** The queue as so many people would work it. */
export function waitingAt(people: number, work: DeskWork): Waiting {
  const { conversations } = work.atOnce;
  return waitingOf(people * conversations, slotWork(work));
}

/** What each of a person's several conversations takes. */
function slotWork(work: DeskWork): Work {
  return { ...work, handlingSeconds: work.handlingSeconds * stretchOf(work.atOnce) };
}

/** How many times as long a conversation takes for a person who has as many as they may. */
export function stretchOf({ conversations, handsOnShare }: AtOnce): number {
  let others = 0;
  let length = 1;
  for (let k = 1; k <= conversations; k++) {
    const handsOn = handsOnShare * (1 + others);
    length = handsOn + 1 - handsOnShare;
    others = (k / length) * handsOn;
  }
  return length;
}

function answeredWithin(waiting: Waiting, { replySeconds }: DeskWork, seconds: number): number {
  return waiting.begunWithin(seconds - replySeconds);
}

/** *Expectation met* by so many people: how many of all who write are content still when their answer comes. */
export function contentShare(people: number, work: DeskWork, curve: ExpectationCurve): number {
  const waiting = waitingAt(people, work);
  let before = answeredWithin(waiting, work, work.replySeconds);
  let sum = before * contentAt(curve, work.replySeconds);
  const end = curve.at(-1)?.seconds ?? 0;
  for (let wait = SHORTEST_STEP_SECONDS; work.replySeconds + wait / WAIT_STEP <= end; wait *= WAIT_STEP) {
    const begun = waiting.begunWithin(wait);
    sum += (begun - before) * contentAt(curve, work.replySeconds + wait);
    before = begun;
  }
  return sum;
}

const SHORTEST_STEP_SECONDS = 0.1;
/** Rather a little late than early. */
const WAIT_STEP = 1.01;

/** Without any waiting: how many people the work alone takes. */
export function leastPeople(work: DeskWork): number {
  return erlangsOf(slotWork(work)) / work.atOnce.conversations;
}
