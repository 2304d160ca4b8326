import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  contentAt,
  DEFAULT_EXPECTATION,
  EXPECTATION_POINTS,
  type ExpectationCurve,
  expectationMet,
  faultInExpectation,
  patienceAt,
  STRICT_EXPECTATION,
} from '../../src/core/insight/expectation.ts';
import type { Observation } from '../../src/core/insight/kaplan-meier.ts';
import { makeChance } from '../support/chance.ts';

const SEED = { seed: 20261122, numRuns: 300 };

function near(a: number, b: number, by = 1e-9): void {
  assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);
}

test('the founding figures are on the default curve, and straight in logarithmic time between', () => {
  const lost = (seconds: number) => 1 - contentAt(DEFAULT_EXPECTATION, seconds);
  near(lost(0), 0);
  near(lost(10), 0);
  near(lost(60), 0.11);
  near(lost(1_800), 0.32);
  near(lost(3_600), 0.42);
  near(lost(86_400), 1);
  near(lost(1e9), 1);
  near(lost(Math.sqrt(60 * 1_800)), (0.11 + 0.32) / 2);
  near(1 - contentAt(STRICT_EXPECTATION, 300), 0.71);
});

const curve = fc
  .array(fc.tuple(fc.double({ min: 0.01, max: 3, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: EXPECTATION_POINTS - 1,
  })
  .map((steps): ExpectationCurve => {
    const lost = steps.map(([, share]) => share).sort((a, b) => a - b);
    let seconds = 5;
    return [
      { seconds, lost: 0 },
      ...steps.map(([way], place) => {
        seconds *= Math.exp(way / 2);
        return { seconds, lost: place === steps.length - 1 ? 1 : (lost[place] ?? 0) };
      }),
    ];
  });

test('any curve that may be drawn only falls, from all to nobody, and patience is its inverse', () => {
  fc.assert(
    fc.property(curve, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (drawn, content) => {
      if (faultInExpectation(drawn) !== null) return;
      let before = 1;
      for (let seconds = 1; seconds < 1e7; seconds *= 1.3) {
        const now = contentAt(drawn, seconds);
        assert.ok(now <= before + 1e-12 && now >= 0);
        before = now;
      }
      near(contentAt(drawn, patienceAt(drawn, content)), content, 1e-6);
    }),
    SEED,
  );
});

test('a curve that cannot be is refused in words', () => {
  const faults: [ExpectationCurve, RegExp][] = [
    [[], /two points/],
    [[{ seconds: 10, lost: 0 }], /two points/],
    [
      [
        { seconds: 0, lost: 0 },
        { seconds: 60, lost: 1 },
      ],
      /after 0/,
    ],
    [
      [
        { seconds: Number.NaN, lost: 0 },
        { seconds: 60, lost: 1 },
      ],
      /after 0/,
    ],
    [
      [
        { seconds: 10, lost: 0 },
        { seconds: 60, lost: 1.2 },
      ],
      /100%/,
    ],
    [
      [
        { seconds: 10, lost: 0 },
        { seconds: 10, lost: 1 },
      ],
      /later/,
    ],
    [
      [
        { seconds: 10, lost: 0 },
        { seconds: 20, lost: 0.5 },
        { seconds: 60, lost: 0.4 },
      ],
      /only grow/,
    ],
    [
      [
        { seconds: 10, lost: 0.1 },
        { seconds: 60, lost: 1 },
      ],
      /first/,
    ],
    [
      [
        { seconds: 10, lost: 0 },
        { seconds: 60, lost: 0.9 },
      ],
      /last/,
    ],
  ];
  for (const [points, words] of faults) assert.match(faultInExpectation(points) ?? '', words);
  assert.equal(faultInExpectation(DEFAULT_EXPECTATION), null);
  assert.equal(faultInExpectation(STRICT_EXPECTATION), null);
});

test('the never answered count as not met, and nothing at all has no figure', () => {
  assert.equal(expectationMet([], DEFAULT_EXPECTATION), null);
  const met = expectationMet([{ kind: 'answered', seconds: 60 }, { kind: 'never' }], DEFAULT_EXPECTATION);
  near(met?.share ?? 0, 0.89 / 2);
  near(met?.surely ?? 0, 0.89 / 2);
});

test('where nobody waits it is the plain mean, and its variance that of a mean', () => {
  const seconds = [5, 20, 90, 400, 2_000, 9_000, 70_000];
  const contents = seconds.map(each => contentAt(DEFAULT_EXPECTATION, each));
  const mean = contents.reduce((sum, each) => sum + each, 0) / contents.length;
  const met = expectationMet(
    seconds.map(each => ({ kind: 'answered', seconds: each })),
    DEFAULT_EXPECTATION,
  );
  near(met?.share ?? 0, mean);
  const variance = contents.reduce((sum, each) => sum + (each - mean) ** 2, 0) / contents.length ** 2;
  const of = (mean * (1 - mean)) / variance;
  const wide = (met?.interval.high ?? 0) - (met?.interval.low ?? 0);
  // Wilson's width for that many, by its own formula.
  const z = 1.959963984540054;
  near(wide, (2 * z * Math.sqrt((mean * (1 - mean)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of));
});

test('who waits still is taken for one of those who had waited as long', () => {
  // Of two who had waited 100 s, one was answered after 1,000 s and one never: so will the third be, half and half.
  const observations: Observation[] = [
    { kind: 'waiting', seconds: 100 },
    { kind: 'answered', seconds: 1_000 },
    { kind: 'never' },
  ];
  const met = expectationMet(observations, DEFAULT_EXPECTATION);
  near(met?.share ?? 0, (1.5 * contentAt(DEFAULT_EXPECTATION, 1_000)) / 3);
  near(met?.surely ?? 0, contentAt(DEFAULT_EXPECTATION, 1_000) / 3);
  near(met?.atBest ?? 0, (contentAt(DEFAULT_EXPECTATION, 1_000) + contentAt(DEFAULT_EXPECTATION, 100)) / 3);
});

test('the estimate lies between what is sure and the best that can be, its interval between 0 and 1', () => {
  const observation = fc.oneof(
    fc.record({
      kind: fc.constantFrom('answered' as const, 'waiting' as const),
      seconds: fc.integer({ min: 1, max: 100_000 }),
    }),
    fc.record({ kind: fc.constant('never' as const) }),
  );
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 80 }), observations => {
      const met = expectationMet(observations, DEFAULT_EXPECTATION);
      assert.ok(met !== null);
      assert.ok(met.share >= met.surely - 1e-9 && met.share <= met.atBest + 1e-9);
      assert.ok(met.interval.low >= 0 && met.interval.high <= 1);
      assert.ok(met.interval.low <= met.share + 1e-9 && met.interval.high >= met.share - 1e-9);
    }),
    SEED,
  );
});

test('the interval holds the truth about 95 times in 100, with some waiting and some never answered', () => {
  const chance = makeChance(7);
  const content = (minutes: number) => contentAt(DEFAULT_EXPECTATION, minutes * 60);
  const drawMinutes = () => -20 * Math.log(1 - chance());
  let truth = 0;
  for (let i = 0; i < 200_000; i++) truth += chance() < 0.85 ? content(drawMinutes()) : 0;
  truth /= 200_000;
  let held = 0;
  const trials = 600;
  for (let trial = 0; trial < trials; trial++) {
    const observations = Array.from({ length: 120 }, (): Observation => {
      const looked = chance() * 240;
      const minutes = drawMinutes();
      if (chance() >= 0.85) return chance() < 0.5 ? { kind: 'never' } : { kind: 'waiting', seconds: 90_000 };
      return minutes <= looked
        ? { kind: 'answered', seconds: minutes * 60 }
        : { kind: 'waiting', seconds: looked * 60 };
    });
    const { interval } = expectationMet(observations, DEFAULT_EXPECTATION) ?? assert.fail();
    if (interval.low <= truth && truth <= interval.high) held++;
  }
  assert.ok(held / trials > 0.92 && held / trials < 0.98, `${held} of ${trials}`);
});
