/**
 * What becomes of customers who arrive by chance at so many people: Poisson arrivals, exponential handling, first come first served.
 * With endless patience this is Erlang C. With patience of any shape it is the M/M/n+G queue, solved exactly but for the quadrature; with
 * exponential patience that is Erlang A (Palm's). Sources: F. Baccelli and G. Hebuterne, "On queues with impatient customers" (1981);
 * S. Zeltyn and A. Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G queue", Queueing Systems 51 (2005).
 */
import { erlangB, erlangC } from './erlang.ts';
import { contentAt, type ExpectationCurve } from './expectation.ts';

/**
 * How long customers wait before they leave, and take the work with them. `endless`: however late, they are answered, which is how most
 * desks work; whether they were content by then is another question (`contentShare`).
 */
export type Patience =
  | { kind: 'endless' }
  | { kind: 'exponential'; meanSeconds: number }
  | { kind: 'curve'; curve: ExpectationCurve };

export type Work = { arrivalsPerHour: number; handlingSeconds: number; patience: Patience };

/** Shares are of all who arrive. */
export type Waiting = {
  /** The share of people's time that is taken; 1 where more comes than can be done. */
  occupancy: number;
  waitShare: number;
  leaveShare: number;
  /** Of those whose turn comes; infinite where the queue only grows. Nobody's turn comes where there is nobody: then null. */
  meanWaitSeconds: number | null;
  /** The share whose turn comes within so many seconds: those who left, and those who wait longer, are in the whole. */
  begunWithin: (seconds: number) => number;
};

export function erlangsOf({ arrivalsPerHour, handlingSeconds }: Work): number {
  return (arrivalsPerHour / 3_600) * handlingSeconds;
}

/** @param people whole, 0 or more */
export function waitingOf(people: number, work: Work): Waiting {
  const erlangs = erlangsOf(work);
  if (erlangs <= 0) return { ...NOBODY_CAME, meanWaitSeconds: people > 0 ? 0 : null };
  if (people <= 0) return { ...NOBODY_THERE, leaveShare: isEndless(work.patience) ? 0 : 1 };
  return isEndless(work.patience) ? endless(people, erlangs, work) : impatient(people, erlangs, work);
}

function isEndless(patience: Patience): boolean {
  return (
    patience.kind === 'endless' ||
    (patience.kind === 'exponential' && patience.meanSeconds === Number.POSITIVE_INFINITY)
  );
}

const NOBODY_CAME = { occupancy: 0, waitShare: 0, leaveShare: 0, begunWithin: () => 1 };
const NOBODY_THERE = { occupancy: 1, waitShare: 1, meanWaitSeconds: null, begunWithin: () => 0 };

function endless(people: number, erlangs: number, { handlingSeconds }: Work): Waiting {
  if (people <= erlangs) {
    const meanWaitSeconds = Number.POSITIVE_INFINITY;
    return { occupancy: 1, waitShare: 1, leaveShare: 0, meanWaitSeconds, begunWithin: () => 0 };
  }
  const waitShare = erlangC(people, erlangs);
  const perSecond = (people - erlangs) / handlingSeconds;
  return {
    occupancy: erlangs / people,
    waitShare,
    leaveShare: 0,
    meanWaitSeconds: waitShare / perSecond,
    begunWithin: seconds => (seconds < 0 ? 0 : 1 - waitShare * Math.exp(-perSecond * seconds)),
  };
}

function impatient(people: number, erlangs: number, work: Work): Waiting {
  const offered = offeredWaits(people, work);
  const perSecond = work.arrivalsPerHour / 3_600;
  // All terms are scaled by the same power of e, so that long overloads do not overflow.
  const all = Math.exp(-offered.scale) / erlangB(people - 1, erlangs) + perSecond * offered.mass;
  const waitShare = Math.min(1, (perSecond * offered.mass) / all);
  const begunAfterWait = (perSecond * offered.begun) / all;
  const begunShare = 1 - waitShare + begunAfterWait;
  return {
    occupancy: Math.min(1, (erlangs * begunShare) / people),
    waitShare,
    leaveShare: Math.max(0, 1 - begunShare),
    meanWaitSeconds: (perSecond * offered.waited) / all / begunShare,
    begunWithin: seconds => (seconds < 0 ? 0 : 1 - waitShare + (perSecond * offered.begunBy(seconds)) / all),
  };
}

/**
 * Integrals over the wait x a customer of endless patience would meet, whose density is proportional to exp(λ∫₀ˣG − nμx), G(x) being the
 * share still patient at x. All are multiplied by exp(−scale).
 */
type Offered = {
  scale: number;
  /** ∫ density; of those whose patience lasts so long; the same times x. */
  mass: number;
  begun: number;
  waited: number;
  /** `begun`, up to a wait. */
  begunBy: (seconds: number) => number;
};

/** Steps grow by this share: the integrand bends so little within one that what is lost stays under a thousandth. */
const STEP = 0.004;
/** exp(−40) of the highest is nothing. The exponent is concave, so that it does not come back. */
const NOTHING = 40;
/** Of the mean time between two who finish. */
const FIRST_STEP = 1e-3;

function offeredWaits(people: number, { arrivalsPerHour, handlingSeconds, patience }: Work): Offered {
  const [arrive, finish] = [arrivalsPerHour / 3_600, people / handlingSeconds];
  const [xs, stays, heights] = [[0], [1], [0]];
  let [x, patient, height, scale] = [0, 1, 0, 0];
  let step = FIRST_STEP / finish;
  let patientSeconds = 0;
  while (height > scale - NOTHING) {
    const next = x + step;
    const staying = stayShare(patience, next);
    patientSeconds += (step * (patient + staying)) / 2;
    [x, patient, height] = [next, staying, arrive * patientSeconds - finish * next];
    scale = Math.max(scale, height);
    xs.push(x);
    stays.push(patient);
    heights.push(height);
    step = Math.max(step, STEP * x);
  }
  return summed(xs, stays, heights, scale);
}

function summed(xs: readonly number[], stays: readonly number[], heights: readonly number[], scale: number): Offered {
  const begunUpTo = [0];
  let [mass, begun, waited] = [0, 0, 0];
  for (let i = 1; i < xs.length; i++) {
    const piece = pieceOf(at(heights, i - 1) - scale, at(heights, i) - scale, at(xs, i) - at(xs, i - 1));
    const stay = (at(stays, i - 1) + at(stays, i)) / 2;
    mass += piece;
    begun += piece * stay;
    waited += (piece * stay * (at(xs, i - 1) + at(xs, i))) / 2;
    begunUpTo.push(begun);
  }
  const begunBy = (seconds: number) => {
    const place = lastAtOrBefore(xs, seconds);
    if (place >= xs.length - 1) return begun;
    const [from, until] = [at(xs, place), at(xs, place + 1)];
    const way = (seconds - from) / (until - from);
    const height = at(heights, place) + way * (at(heights, place + 1) - at(heights, place));
    const stay = at(stays, place) + (way * (at(stays, place + 1) - at(stays, place))) / 2;
    return at(begunUpTo, place) + stay * pieceOf(at(heights, place) - scale, height - scale, seconds - from);
  };
  return { scale, mass, begun, waited, begunBy };
}

/** ∫ of e to a line from one height to another. */
function pieceOf(from: number, until: number, width: number): number {
  const rise = until - from;
  if (Math.abs(rise) < 1e-6) return width * Math.exp(from) * (1 + rise / 2);
  return (width * Math.exp(from) * Math.expm1(rise)) / rise;
}

function lastAtOrBefore(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(values, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function at(values: readonly number[], place: number): number {
  return values[place] ?? 0;
}

/** The share of customers who would still be waiting after so many seconds. */
export function stayShare(patience: Patience, seconds: number): number {
  if (patience.kind === 'endless') return 1;
  if (patience.kind === 'exponential') return Math.exp(-seconds / patience.meanSeconds);
  return contentAt(patience.curve, seconds);
}
