/** What is raised, and when: our watch, and beside it what people set up by hand or what most tools do. */

import { makeBurstWatch } from '../src/core/listening/burst.ts';
import type { HeardPost } from '../src/core/listening/burst-alarm.ts';
import { CALM_MS, SAME_BURST_MS } from '../src/core/listening/burst-judge.ts';

export type Raised = { atMs: number; says: string };
export type Detector = (posts: readonly HeardPost[], fromMs: number, toMs: number) => Raised[];

const STEP_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

export const DETECTORS: Record<string, Detector> = {
  heed: withWatch,
  'mean + 3 deviations': (posts, fromMs, toMs) =>
    byRule(posts, fromMs, toMs, hours => mean(hours) + 3 * deviation(hours)),
  // As many deviations as it takes to be silent for as long as ours.
  'mean + 6 deviations': (posts, fromMs, toMs) =>
    byRule(posts, fromMs, toMs, hours => mean(hours) + 6 * deviation(hours)),
  'fixed threshold': (posts, fromMs, toMs) => byRule(posts, fromMs, toMs, (_, firstWeek) => 3 * mean(firstWeek)),
};

function withWatch(posts: readonly HeardPost[], fromMs: number, toMs: number): Raised[] {
  const watch = makeBurstWatch();
  const raised: Raised[] = [];
  let next = 0;
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += STEP_MS) {
    for (let post = posts[next]; post !== undefined && post.at.getTime() <= nowMs; post = posts[++next])
      watch.hear(post, post.at);
    for (const { kind, alarm } of watch.advance(new Date(nowMs))) {
      if (kind !== 'began') continue;
      const words = alarm.words.map(({ word }) => word).join(' ');
      raised.push({
        atMs: nowMs,
        says: `${alarm.word === null ? '' : `"${alarm.word}", `}${alarm.posts} posts in ${alarm.window}, ${alarm.times.toFixed(1)} times the usual: ${words}`,
      });
    }
  }
  return raised;
}

type Limit = (lastWeek: number[], firstWeek: number[]) => number;

/** Posts of the last hour against a limit of the last seven days, looked at as often as ours and with the same patience afterwards. */
function byRule(posts: readonly HeardPost[], fromMs: number, toMs: number, limitOf: Limit): Raised[] {
  const hours: number[] = [];
  const raised: Raised[] = [];
  let limit = Number.POSITIVE_INFINITY;
  let loudMs = Number.NEGATIVE_INFINITY;
  let first = 0;
  let next = 0;
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += STEP_MS) {
    while ((posts[next]?.at.getTime() ?? Number.POSITIVE_INFINITY) <= nowMs) next += 1;
    while ((posts[first]?.at.getTime() ?? Number.POSITIVE_INFINITY) <= nowMs - HOUR_MS) first += 1;
    const now = next - first;
    if (now > limit && now >= 5) {
      // Quiet for as long as ours must be before it may be raised again.
      if (nowMs - loudMs > CALM_MS + SAME_BURST_MS)
        raised.push({ atMs: nowMs, says: `${now} in an hour, limit ${limit.toFixed(1)}` });
      loudMs = nowMs;
    }
    if ((nowMs - fromMs) % HOUR_MS !== 0 || nowMs === fromMs) continue;
    hours.push(now);
    // As ours, silent for the first day.
    if (hours.length >= 24) limit = limitOf(hours.slice(-168), hours.slice(0, 168));
  }
  return raised;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
}
