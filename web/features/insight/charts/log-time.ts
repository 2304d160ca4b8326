/** The axis of response times: straight in logarithmic time, from ten seconds on. */

export const FIRST_SECONDS = 10;
export const DAY_SECONDS = 86_400;

const TICKS = [10, 60, 300, 1_800, 3_600, 18_000, 86_400, 604_800, 2_592_000, 31_536_000] as const;
/** Which ticks are left out first where there is little room. */
const LESS = new Set<number>([3_600, 300]);

export type LogTime = {
  until: number;
  /** Where a time stands, in pixels; what lies beyond the ends stands at them. */
  x: (seconds: number) => number;
  /** The time that stands at a place. */
  at: (x: number) => number;
  ticks: number[];
};

/** @param until the last second shown; a day at least */
export function logTime(left: number, right: number, until = DAY_SECONDS): LogTime {
  const [from, to] = [Math.log(FIRST_SECONDS), Math.log(Math.max(until, DAY_SECONDS))];
  const wide = right - left;
  return {
    until: Math.max(until, DAY_SECONDS),
    x: seconds => {
      const share = (Math.log(Math.max(seconds, FIRST_SECONDS)) - from) / (to - from);
      return left + Math.min(1, share) * wide;
    },
    at: x => Math.exp(from + ((x - left) / wide) * (to - from)),
    ticks: TICKS.filter(tick => tick <= Math.max(until, DAY_SECONDS) && (wide > 440 || !LESS.has(tick))),
  };
}
