/**
 * The same queue, played: customers arrive by chance (Poisson, another rate each half hour), wait in line, leave when their patience ends,
 * and people with several conversations at once work on them. It knows nothing of Erlang's formulas, which is why it can check them; and it
 * goes where they do not: half hours that follow one another, measured handling times, shifts that end.
 */
import { betaQuantile } from '../listening/distribution.ts';
import type { Interval } from '../listening/interval.ts';
import { seeded } from '../triage/shuffle.ts';
import { patienceAt } from './expectation.ts';
import { type AtOnce, stretchOf } from './people-needed.ts';
import type { Patience } from './waiting.ts';

/** What a conversation takes when it is the only one. `spread`: of the logarithm. `measured`: one of those, each as often as the next. */
export type HandlingTimes =
  | { kind: 'exponential'; meanSeconds: number }
  | { kind: 'lognormal'; medianSeconds: number; spread: number }
  | { kind: 'measured'; seconds: readonly number[] };

/**
 * `arrivals` are the mean of a half hour. Who goes finishes what they have and takes nothing new; after the last half hour its people
 * stay until the line is done. Arrivals of the first `warmUpHalfHours` are played and not counted: the day did not begin with an empty line.
 */
export type PlayedDay = {
  halfHours: readonly { arrivals: number; people: number }[];
  handling: HandlingTimes;
  patience: Patience;
  atOnce: AtOnce;
  withinSeconds: number;
  warmUpHalfHours: number;
};

/** What is counted of one day. `left` are those nobody came to in time, or ever; `thereSeconds` are for each conversation there is room for. */
export type Played = {
  arrived: number;
  waited: number;
  begun: number;
  begunInTime: number;
  left: number;
  waitSeconds: number;
  busySeconds: number;
  thereSeconds: number;
};

export const HALF_HOUR_SECONDS = 1_800;

type Customer = { atSeconds: number; leavesAtSeconds: number; isCounted: boolean };
/** Seconds of work left in each conversation; when the first is done, if nothing changes before. */
type Person = { left: number[]; touchedAtSeconds: number; doneAtSeconds: number };

/** One day, played once. @param chance numbers from 0 up to 1 */
export function playDay(day: PlayedDay, chance: () => number): Played {
  const endSeconds = day.halfHours.length * HALF_HOUR_SECONDS;
  const countedFrom = day.warmUpHalfHours * HALF_HOUR_SECONDS;
  const line: Customer[] = [];
  const people: Person[] = [];
  const played = { ...NOTHING_YET };
  const stretches = Array.from({ length: day.atOnce.conversations + 1 }, (_, conversations) =>
    stretchOf({ conversations, handsOnShare: day.atOnce.handsOnShare }),
  );
  let [now, head] = [0, 0];
  let arrivesAt = nextArrival(day, 0, chance);
  let changesAt = 0;
  let onDuty = 0;
  for (;;) {
    const next = firstDone(people);
    const at = Math.min(arrivesAt, changesAt, next?.doneAtSeconds ?? Number.POSITIVE_INFINITY);
    if (at === Number.POSITIVE_INFINITY) break;
    const counted = Math.max(0, Math.min(at, endSeconds) - Math.max(now, countedFrom));
    played.busySeconds += counted * people.reduce((sum, { left }) => sum + left.length, 0);
    played.thereSeconds += counted * onDuty * day.atOnce.conversations;
    now = at;
    if (at === changesAt) {
      onDuty = day.halfHours[Math.round(now / HALF_HOUR_SECONDS)]?.people ?? onDuty;
      while (people.length < onDuty)
        people.push({ left: [], touchedAtSeconds: now, doneAtSeconds: Number.POSITIVE_INFINITY });
      changesAt = now + HALF_HOUR_SECONDS < endSeconds ? now + HALF_HOUR_SECONDS : Number.POSITIVE_INFINITY;
    } else if (at === arrivesAt) {
      line.push(customer(day, now, now >= countedFrom, chance));
      arrivesAt = nextArrival(day, now, chance);
    } else if (next !== undefined) finishOne(next, now, stretches);
    for (;;) {
      const free = head < line.length ? freest(people, onDuty, day.atOnce.conversations) : undefined;
      const first = line[head];
      if (free === undefined || first === undefined) break;
      head += 1;
      if (note(played, first, now, day.withinSeconds)) takeOn(free, drawHandling(day.handling, chance), now, stretches);
    }
  }
  for (const { isCounted } of line.slice(head)) {
    if (!isCounted) continue;
    played.arrived += 1;
    played.waited += 1;
    played.left += 1;
  }
  return played;
}

const NOTHING_YET: Played = {
  arrived: 0,
  waited: 0,
  begun: 0,
  begunInTime: 0,
  left: 0,
  waitSeconds: 0,
  busySeconds: 0,
  thereSeconds: 0,
};

/** @returns whether the customer is there still */
function note(played: Played, first: Customer, now: number, withinSeconds: number): boolean {
  const isThere = first.leavesAtSeconds > now;
  if (!first.isCounted) return isThere;
  const waitSeconds = now - first.atSeconds;
  played.arrived += 1;
  if (waitSeconds > 0) played.waited += 1;
  if (!isThere) played.left += 1;
  else {
    played.begun += 1;
    played.waitSeconds += waitSeconds;
    if (waitSeconds <= withinSeconds) played.begunInTime += 1;
  }
  return isThere;
}

/** A gap that reaches past its half hour is drawn anew from there, which chance without memory allows. */
function nextArrival({ halfHours }: PlayedDay, from: number, chance: () => number): number {
  for (let place = Math.floor(from / HALF_HOUR_SECONDS), at = from; place < halfHours.length; place++) {
    const perSecond = (halfHours[place]?.arrivals ?? 0) / HALF_HOUR_SECONDS;
    const until = (place + 1) * HALF_HOUR_SECONDS;
    if (perSecond > 0) at -= Math.log(1 - chance()) / perSecond;
    if (perSecond > 0 && at < until) return at;
    at = until;
  }
  return Number.POSITIVE_INFINITY;
}

function customer({ patience }: PlayedDay, atSeconds: number, isCounted: boolean, chance: () => number): Customer {
  return { atSeconds, leavesAtSeconds: atSeconds + drawPatience(patience, chance), isCounted };
}

function drawPatience(patience: Patience, chance: () => number): number {
  if (patience.kind === 'endless') return Number.POSITIVE_INFINITY;
  const content = 1 - chance();
  return patience.kind === 'exponential'
    ? -patience.meanSeconds * Math.log(content)
    : patienceAt(patience.curve, content);
}

function drawHandling(handling: HandlingTimes, chance: () => number): number {
  if (handling.kind === 'measured') return handling.seconds[Math.floor(chance() * handling.seconds.length)] ?? 0;
  if (handling.kind === 'exponential') return -handling.meanSeconds * Math.log(1 - chance());
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return handling.medianSeconds * Math.exp(handling.spread * normal);
}

function firstDone(people: readonly Person[]): Person | undefined {
  let first: Person | undefined;
  for (const person of people)
    if (person.doneAtSeconds < (first?.doneAtSeconds ?? Number.POSITIVE_INFINITY)) first = person;
  return first;
}

/** Whoever is there and has the fewest, and room for one more. */
function freest(people: readonly Person[], onDuty: number, room: number): Person | undefined {
  let free: Person | undefined;
  for (const person of people.slice(0, onDuty)) {
    if (person.left.length < (free?.left.length ?? room)) free = person;
  }
  return free;
}

function takeOn(person: Person, seconds: number, now: number, stretches: readonly number[]): void {
  workUntil(person, now, stretches);
  person.left.push(seconds);
  settle(person, stretches);
}

function finishOne(person: Person, now: number, stretches: readonly number[]): void {
  workUntil(person, now, stretches);
  person.left.splice(person.left.indexOf(Math.min(...person.left)), 1);
  settle(person, stretches);
}

function workUntil(person: Person, now: number, stretches: readonly number[]): void {
  const worked = (now - person.touchedAtSeconds) / (stretches[person.left.length] ?? 1);
  person.left = person.left.map(seconds => seconds - worked);
  person.touchedAtSeconds = now;
}

function settle(person: Person, stretches: readonly number[]): void {
  const stretch = stretches[person.left.length] ?? 1;
  person.doneAtSeconds = person.touchedAtSeconds + Math.max(0, Math.min(...person.left)) * stretch;
}

/** A figure of many plays, with the interval that holds the true one in 95 of 100 such series. */
export type Estimate = Interval & { value: number };

/** Shares are of all who arrived; the mean wait is of those whose turn came. */
export type PlayedOften = {
  arrived: number;
  begunWithin: Estimate;
  waitShare: Estimate;
  leaveShare: Estimate;
  meanWaitSeconds: Estimate;
  occupancy: Estimate;
};

/** The same seed plays the same days. @param plays two or more */
export function playOften(day: PlayedDay, plays: number, seed: number): PlayedOften {
  const chance = seeded(seed);
  const all = Array.from({ length: plays }, () => playDay(day, chance));
  const ratio = (part: keyof Played, whole: keyof Played) =>
    ratioOf(
      all.map(played => played[part]),
      all.map(played => played[whole]),
    );
  return {
    arrived: sum(all.map(({ arrived }) => arrived)),
    begunWithin: ratio('begunInTime', 'arrived'),
    waitShare: ratio('waited', 'arrived'),
    leaveShare: ratio('left', 'arrived'),
    meanWaitSeconds: ratio('waitSeconds', 'begun'),
    occupancy: ratio('busySeconds', 'thereSeconds'),
  };
}

/**
 * All parts over all wholes, not the mean of each day's share: busy days have more customers, and they waited longer. The interval is that
 * of a ratio estimator (W. G. Cochran, "Sampling techniques", 6.3) with Student's point, which comes from the beta distribution.
 */
function ratioOf(parts: readonly number[], wholes: readonly number[]): Estimate {
  const whole = sum(wholes);
  if (whole <= 0) return { value: 0, low: 0, high: 0 };
  const value = sum(parts) / whole;
  const freedom = parts.length - 1;
  const squares = sum(parts.map((part, place) => (part - value * (wholes[place] ?? 0)) ** 2));
  const below = betaQuantile(0.05, freedom / 2, 0.5);
  const student = Math.sqrt((freedom * (1 - below)) / below);
  const spread = (student * Math.sqrt((squares * parts.length) / freedom)) / whole;
  return { value, low: value - spread, high: value + spread };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
