import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SENTIMENTS } from '../src/core/triage/reading.ts';
import { learnOnce } from '../src/services/learn.ts';
import { makeTeaching } from '../src/services/teaching.ts';
import { shippedOnce } from '../src/shipped.ts';
import { THINGS } from '../tests/support/things.ts';
import { learner, mood } from '../tests/triage/learner.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';

/** How long it takes from a correction until posts are read by what was learnt from it, and whether anything else waits for it. */
export const bench: Bench = {
  about:
    'One more correction of mood on top of others, on a real database: until it is answered, and until its head is in use.',
  options: { rounds: { default: 5, about: 'corrections at each size' } },
  async run({ rounds = 5 }, { say }): Promise<BenchReport> {
    const figures: Record<string, number> = {};
    const rows: BenchRow[] = [];
    for (const labels of SIZES) {
      say(`${labels} labels`);
      const { answeredMs, inUseMs, blockedMs } = await measure(labels, rounds);
      Object.assign(figures, {
        [`answered_${labels}_ms`]: answeredMs,
        [`in_use_${labels}_ms`]: inUseMs,
        [`blocked_${labels}_ms`]: blockedMs,
      });
      rows.push({ what: `${labels} labels: correction answered, median`, value: answeredMs, unit: 'ms' });
      rows.push({ what: `${labels} labels: its head in use, median`, value: inUseMs, unit: 'ms' });
      const isMet = blockedMs < MOST_BLOCKED_MS;
      rows.push({
        what: `${labels} labels: longest time others waited`,
        value: blockedMs,
        unit: 'ms',
        target: '< 50',
        isMet,
      });
    }
    const notes = [
      'Learnt in a thread of its own. Past 400 labels a correction is answered before it is learnt; the two seconds in which more are gathered are left out here.',
    ];
    return { figures, rows, notes };
  },
};

const SIZES = [20, 200, 1_000, 5_000];
const MOST_BLOCKED_MS = 50;

async function measure(labels: number, rounds: number) {
  const endings: (() => unknown)[] = [];
  const shipped = shippedOnce();
  const teaching = makeTeaching({ shipped: () => shipped().heads });
  const on = await learner(
    { after: (ending: () => unknown) => endings.push(ending) },
    { shipped, teach: teaching.teach },
  );
  const needs = { ...on.needs, clockMs: () => performance.now() };
  const first = await on.hear('p0', postOf(0));
  await on.addLabels(first, labels - rounds, n => ({
    text: postOf(n + 1),
    mood: SENTIMENTS[(n + 1) % 3] ?? 'neutral',
  }));
  // The first of a day starts the thread.
  await teaching.teach('sentiment', [], []);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const [answered, inUse, blocked]: [number[], number[], number[]] = [[], [], []];
  for (let n = 1; n <= rounds; n++) {
    const id = await on.hear(`q${n}`, postOf(labels + n));
    lag.enable();
    lag.reset();
    const beganMs = performance.now();
    const { learnt } = await on.correct(on.lead, id, mood(SENTIMENTS[n % 3] ?? 'neutral'), needs);
    answered.push(performance.now() - beganMs);
    if (learnt === null) await learnOnce(needs, on.d.ear.brandId, 'sentiment');
    inUse.push(performance.now() - beganMs);
    blocked.push(lag.max / 1e6 - 5);
    lag.disable();
  }
  await teaching.close();
  for (const ending of endings.reverse()) await ending();
  return { answeredMs: middle(answered), inUseMs: middle(inUse), blockedMs: Math.round(Math.max(...blocked)) };
}

const middle = (times: number[]) => Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);

const MOODS = [
  'it broke and nobody answers, I am furious',
  'where do I find the manual for it',
  'what a lovely thing, thank you so much',
];
/** About as long as posts are, no two alike. */
const postOf = (n: number) =>
  `order ${n}: the ${THINGS[n % THINGS.length]} came with my ${THINGS[(n * 7 + 3) % THINGS.length]} ${n % 97} days ago and ${MOODS[n % 3]}`;
