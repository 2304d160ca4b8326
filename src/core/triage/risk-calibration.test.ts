import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationOf, type Judged } from './risk-calibration.ts';

function judged(score: number, outcome: Judged['outcome'], times: number): Judged[] {
  return Array.from({ length: times }, () => ({ score, outcome }));
}

test('what became of each stretch of scores stands beside what was said, the unknown apart', () => {
  const { bins, known, unknown, brier, brierOfAverage } = calibrationOf([
    ...judged(60, 'lost', 6),
    ...judged(60, 'saved', 4),
    ...judged(5, 'saved', 10),
    ...judged(5, 'unknown', 3),
  ]);
  assert.deepEqual([known, unknown], [20, 3]);
  const [low] = bins;
  const middle = bins.find(({ from }) => from === 50);
  assert.deepEqual([low?.saved, low?.lost, low?.unknown, low?.became], [10, 0, 3, 0]);
  assert.deepEqual([middle?.said, middle?.became], [0.6, 0.6]);
  assert.ok(Math.abs((middle?.interval?.low ?? 0) - 0.3127) < 0.001);
  assert.ok(Math.abs((brier ?? 1) - (6 * 0.16 + 4 * 0.36 + 10 * 0.0025) / 20) < 1e-9);
  assert.ok((brier ?? 1) < (brierOfAverage ?? 0));
});

test('every score has one stretch, and without an end there is no figure', () => {
  for (let score = 0; score <= 100; score++) {
    const { bins } = calibrationOf([{ score, outcome: 'unknown' }]);
    assert.equal(bins.filter(({ unknown }) => unknown === 1).length, 1);
  }
  const { brier, brierOfAverage, bins } = calibrationOf([{ score: 40, outcome: 'unknown' }]);
  assert.deepEqual([brier, brierOfAverage, bins[3]?.became], [null, null, null]);
});
