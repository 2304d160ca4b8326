/** Response curves as paths: the share answered stays as it is until the next answer. */
import { FIRST_SECONDS, type LogTime } from './log-time.ts';

/** The share answered from this second on, and how far it may be off, 95%. */
export type CurvePoint = { seconds: number; share: number; low: number; high: number };
type Height = (share: number) => number;

/** @param points by time */
export function shareAt(points: readonly CurvePoint[], seconds: number): number {
  return pointAt(points, seconds)?.share ?? 0;
}

function pointAt(points: readonly CurvePoint[], seconds: number): CurvePoint | undefined {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.seconds ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}

/** The curve as steps over the whole axis. */
export function stepPath(points: readonly CurvePoint[], time: LogTime, y: Height): string {
  let path = `M${time.x(FIRST_SECONDS)},${y(shareAt(points, FIRST_SECONDS))}`;
  for (const { seconds, share } of points) {
    if (seconds <= FIRST_SECONDS || seconds > time.until) continue;
    path += `H${round(time.x(seconds))}V${round(y(share))}`;
  }
  return `${path}H${time.x(time.until)}`;
}

/** Between the lower and the upper end of the interval. */
export function bandPath(points: readonly CurvePoint[], time: LogTime, y: Height): string {
  const inside = points.filter(({ seconds }) => seconds > FIRST_SECONDS && seconds <= time.until);
  if (inside.length === 0) return '';
  let above = '';
  for (const { seconds, high } of inside)
    above += `${above ? 'H' : 'M'}${round(time.x(seconds))}${above ? 'V' : ','}${round(y(high))}`;
  let below = '';
  let until = time.x(time.until);
  above += `H${until}`;
  for (const { seconds, low } of inside.toReversed()) {
    below += `L${round(until)},${round(y(low))}L${round(time.x(seconds))},${round(y(low))}`;
    until = time.x(seconds);
  }
  return `${above}${below}Z`;
}

/** Where an area is widest, with room for a word; null where it is narrow. */
export type Side = { x: number; y: number } | null;
type Areas = { ahead: string; behind: string; widestAhead: Side; widestBehind: Side };

const SAMPLE_PX = 3;
/** A word fits into what is so high. */
const ROOM_PX = 26;

/** What lies between our curve and another: where ours is above, and where it is below. */
export function areasBetween(
  points: readonly CurvePoint[],
  other: (seconds: number) => number,
  time: LogTime,
  y: Height,
): Areas {
  const [from, until] = [time.x(FIRST_SECONDS), time.x(time.until)];
  const areas: Areas = { ahead: '', behind: '', widestAhead: null, widestBehind: null };
  const widest = { ahead: ROOM_PX, behind: ROOM_PX };
  for (let x = from; x < until; x += SAMPLE_PX) {
    const next = Math.min(until, x + SAMPLE_PX);
    const middle = time.at((x + next) / 2);
    const [ours, theirs] = [y(shareAt(points, middle)), y(other(middle))];
    if (Math.abs(ours - theirs) < 0.5) continue;
    const side = ours < theirs ? 'ahead' : 'behind';
    areas[side] += `M${round(x)},${round(ours)}H${round(next)}V${round(theirs)}H${round(x)}Z`;
    if (Math.abs(ours - theirs) > widest[side]) {
      widest[side] = Math.abs(ours - theirs);
      // Within the area where we are ahead; above the line where we are behind, because the curve crosses there.
      if (side === 'ahead') areas.widestAhead = { x, y: (ours + theirs) / 2 + 4 };
      else areas.widestBehind = { x, y: theirs - 8 };
    }
  }
  return areas;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
