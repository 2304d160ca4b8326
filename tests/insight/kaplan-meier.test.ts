import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answeredWithin, type Observation, percentile, responseCurve } from '../../src/core/insight/kaplan-meier.ts';

const SEED = { seed: 20261122, numRuns: 300 };

/**
 * Weeks of remission under 6-MP: E. J. Freireich et al., Blood 21 (1963), as tabled by E. A. Gehan, Biometrika 52 (1965). Those marked
 * 0 were in remission still.
 */
const REMISSIONS: [weeks: number, ended: 0 | 1][] = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((weeks): [number, 1] => [weeks, 1]),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((weeks): [number, 0] => [weeks, 0]),
];

function remissions(): Observation[] {
  return REMISSIONS.map(([seconds, ended]) => ({ kind: ended === 1 ? 'answered' : 'waiting', seconds }));
}

// Curve and standard error: the printed results of NAG routine G12AAC for these data. Intervals: R, MASS::gehan by survfit with
// conf.type = "log-log". Numbers at risk: D. Collett, "Modelling survival data", and any textbook of these data.
test('the curve, its error and its interval of the remission data are the published ones', () => {
  const { turns, steps } = responseCurve(remissions());
  assert.equal(turns, 21);
  const rows = steps.map(({ seconds, atRisk, unanswered, doubt, interval }) => [
    seconds,
    atRisk,
    ...[unanswered, unanswered * Math.sqrt(doubt), interval.low, interval.high].map(value => value.toFixed(3)),
  ]);
  assert.deepEqual(rows, [
    [6, 21, '0.857', '0.076', '0.620', '0.952'],
    [7, 17, '0.807', '0.087', '0.563', '0.923'],
    [10, 15, '0.753', '0.096', '0.503', '0.889'],
    [13, 12, '0.690', '0.107', '0.432', '0.849'],
    [16, 11, '0.627', '0.114', '0.368', '0.805'],
    [22, 7, '0.538', '0.128', '0.268', '0.747'],
    [23, 6, '0.448', '0.135', '0.188', '0.680'],
  ]);
  assert.deepEqual(percentile({ turns, steps }, 0.5), { seconds: 23, low: 13, high: null });
});

test('where nobody waits, the curve is the plain share and its error the plain one', () => {
  const seconds = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  const curve = responseCurve(seconds.map(each => ({ kind: 'answered', seconds: each })));
  for (const { seconds: at, unanswered, doubt } of curve.steps) {
    const plain = seconds.filter(each => each > at).length / seconds.length;
    assert.ok(Math.abs(unanswered - plain) < 1e-12);
    if (unanswered > 0) assert.ok(Math.abs(unanswered ** 2 * doubt - (plain * (1 - plain)) / seconds.length) < 1e-12);
  }
  assert.equal(percentile(curve, 0.5).seconds, 3);
  assert.equal(answeredWithin(curve, 9).share, 1);
  assert.equal(answeredWithin(curve, 0.5).share, 0);
});

test('the never answered hold the curve down for ever', () => {
  const curve = responseCurve([
    { kind: 'answered', seconds: 60, count: 30 },
    { kind: 'never', count: 70 },
  ]);
  assert.ok(Math.abs(answeredWithin(curve, 1e9).share - 0.3) < 1e-12);
  assert.equal(percentile(curve, 0.5).seconds, null);
  assert.equal(percentile(curve, 0.3).seconds, 60);
});

test('of nothing nothing is known, and one who waits is no answer', () => {
  assert.deepEqual(responseCurve([]), { turns: 0, steps: [] });
  assert.deepEqual(answeredWithin(responseCurve([]), 60), { share: 0, low: 0, high: 1 });
  const waiting = answeredWithin(responseCurve([{ kind: 'waiting', seconds: 5 }]), 60);
  assert.equal(waiting.share, 0);
  assert.ok(waiting.high > 0.7);
});

const observation = fc.oneof(
  fc.record({
    kind: fc.constantFrom('answered' as const, 'waiting' as const),
    seconds: fc.nat(500),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('never' as const), count: fc.integer({ min: 1, max: 4 }) }),
);

test('a curve falls, stays within its interval and between 0 and 1, and counts everybody', () => {
  fc.assert(
    fc.property(fc.array(observation, { maxLength: 60 }), observations => {
      const curve = responseCurve(observations);
      let before = 1;
      for (const { unanswered, interval, atRisk, answered } of curve.steps) {
        assert.ok(unanswered <= before && unanswered >= 0);
        assert.ok(interval.low >= 0 && interval.low <= unanswered + 1e-12);
        assert.ok(interval.high <= 1 && interval.high >= unanswered - 1e-12);
        assert.ok(answered <= atRisk);
        before = unanswered;
      }
      const answered = observations.reduce((sum, each) => sum + (each.kind === 'answered' ? each.count : 0), 0);
      assert.equal(
        curve.steps.reduce((sum, step) => sum + step.answered, 0),
        answered,
      );
    }),
    SEED,
  );
});

test('many alike are the same as each of them', () => {
  fc.assert(
    fc.property(fc.array(observation, { maxLength: 20 }), observations => {
      const each = observations.flatMap(one => Array.from({ length: one.count }, () => ({ ...one, count: 1 })));
      const [many, single] = [responseCurve(observations), responseCurve(each)];
      assert.deepEqual(
        many.steps.map(step => step.unanswered.toFixed(12)),
        single.steps.map(step => step.unanswered.toFixed(12)),
      );
    }),
    SEED,
  );
});
