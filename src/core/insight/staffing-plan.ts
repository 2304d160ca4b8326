/**
 * From a forecast to people, half hour by half hour, and from people to shifts. Each half hour is reckoned as if it went on for ever
 * (L. Green, P. Kolesar and W. Whitt, "Coping with time-varying demand when setting staffing requirements", 2007), which is true enough
 * where conversations take minutes; what a line left over from the half hour before does is what `playOften` shows.
 */
import type { ForecastHalfHour } from './forecast.ts';
import { HALF_HOUR_MS, type HalfHour } from './half-hours.ts';
import {
  atWorkOf,
  type DeskWork,
  type Limits,
  type Needed,
  peopleNeeded,
  promiseWithin,
  type Target,
} from './people-needed.ts';

/** `planFor`: what comes on average, or what is exceeded in one half hour of ten. */
export type PlanAsked = {
  work: Omit<DeskWork, 'arrivalsPerHour'>;
  target: Target;
  limits: Limits;
  planFor: 'mean' | 'high';
};

type People = Pick<Needed, 'atWork' | 'scheduled'>;
/** `needed` null: no number of people keeps such a promise. */
export type PlannedHalfHour = ForecastHalfHour & { arrivals: number; needed: People | null };

export function planStaffing(ahead: readonly ForecastHalfHour[], asked: PlanAsked): PlannedHalfHour[] {
  const known = new Map<number, People | null>();
  return ahead.map(half => {
    // Where hardly anybody comes, nine of ten half hours have nobody, and still somebody is to be there.
    const arrivals = asked.planFor === 'mean' ? half.mean : Math.max(half.mean, half.interval.high);
    let needed = known.get(arrivals);
    if (needed === undefined) {
      const found = peopleNeeded({ ...asked.work, arrivalsPerHour: arrivals * 2 }, asked.target, asked.limits);
      needed = found === null ? null : { atWork: found.atWork, scheduled: found.scheduled };
      known.set(arrivals, needed);
    }
    return { ...half, arrivals, needed };
  });
}

/**
 * The plan without those half hours in which people answer fewest customers for what they are paid, as long as this share of all
 * customers is still answered in time. Whoever writes in them is in the whole, as not in time.
 */
export function leaveQuiet(
  planned: readonly PlannedHalfHour[],
  { work, target }: PlanAsked,
  share = target.share,
): PlannedHalfHour[] {
  const answered = planned.map(({ arrivals, needed }) => {
    if (needed === null || needed.scheduled === 0) return 0;
    return arrivals * promiseWithin(needed.atWork, { ...work, arrivalsPerHour: arrivals * 2 }, target.withinSeconds);
  });
  const wanted = share * planned.reduce((sum, { arrivals }) => sum + arrivals, 0);
  let kept = answered.reduce((sum, n) => sum + n, 0);
  const forWhatItCosts = (place: number) =>
    (answered[place] ?? 0) / Math.max(1, planned[place]?.needed?.scheduled ?? 0);
  const quietFirst = [...planned.keys()].sort((a, b) => forWhatItCosts(a) - forWhatItCosts(b));
  const empty = new Set<number>();
  for (const place of quietFirst) {
    if (kept - (answered[place] ?? 0) < wanted) break;
    kept -= answered[place] ?? 0;
    empty.add(place);
  }
  return planned.map((half, place) =>
    half.needed !== null && empty.has(place) ? { ...half, needed: { atWork: 0, scheduled: 0 } } : half,
  );
}

/** So many people from a moment on, paid for so many half hours. `id` is the same for as long as the shift is the same. */
export type Shift = { id: string; name: string; startsAtMs: number; halfHours: number; people: number };

/**
 * `promise`: the share that is answered in time by those there, shrinkage taken off. `short`: scheduled people that are missing; null
 * where no number would do.
 */
export type CoveredHalfHour = PlannedHalfHour & { there: number; short: number | null; promise: number };

export function coverWith(
  shifts: readonly Shift[],
  plan: readonly PlannedHalfHour[],
  asked: PlanAsked,
): CoveredHalfHour[] {
  return plan.map(half => {
    const there = shifts.reduce((sum, shift) => sum + (isOn(shift, half) ? shift.people : 0), 0);
    const work = { ...asked.work, arrivalsPerHour: half.arrivals * 2 };
    return {
      ...half,
      there,
      short: half.needed === null ? null : Math.max(0, half.needed.scheduled - there),
      promise: promiseWithin(atWorkOf(there, asked.limits), work, asked.target.withinSeconds),
    };
  });
}

/** Who comes or goes within a half hour does not cover it. */
function isOn({ startsAtMs, halfHours }: Shift, half: HalfHour): boolean {
  return startsAtMs <= half.startsAtMs && half.startsAtMs + HALF_HOUR_MS <= startsAtMs + halfHours * HALF_HOUR_MS;
}

/** How many people begin at which place in the list; `uncovered`: places no allowed shift reaches. */
export type SuggestedShifts = { begin: { place: number; people: number }[]; people: number; uncovered: number[] };

/**
 * The fewest shifts of one length that cover the need. Going from left to right, whoever is missing first is covered by the latest shift
 * that still reaches them: of shifts of one length it reaches furthest, and nothing before is missing any more, so no other choice needs
 * fewer. @param need people in each half hour  @param mayBegin whether a shift may begin at a place
 */
export function suggestShifts(
  need: readonly number[],
  shiftHalfHours: number,
  mayBegin: (place: number) => boolean,
): SuggestedShifts {
  const begin = need.map(() => 0);
  const uncovered: number[] = [];
  for (const [place, needed] of need.entries()) {
    const earliest = Math.max(0, place - shiftHalfHours + 1);
    const there = begin.slice(earliest, place + 1).reduce((sum, people) => sum + people, 0);
    if (there >= needed) continue;
    let latest = place;
    while (latest >= earliest && !mayBegin(latest)) latest -= 1;
    if (latest < earliest) uncovered.push(place);
    else begin[latest] = (begin[latest] ?? 0) + needed - there;
  }
  return {
    begin: begin.flatMap((people, place) => (people > 0 ? { place, people } : [])),
    people: begin.reduce((sum, people) => sum + people, 0),
    uncovered,
  };
}
