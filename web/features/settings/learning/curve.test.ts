import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandOf, curveOf, heightOf, isWide, lineThrough, type Version } from './curve.ts';

function version(n: number, measuredOn: number, score: number | null, more: Partial<Version> = {}): Version {
  const quality = (at: number) => ({ score: at, low: at - 0.1, high: at + 0.1 });
  return {
    version: n,
    at: '2026-11-22T10:00:00.000Z',
    kind: 'learnt',
    state: 'before',
    why: [],
    labels: measuredOn,
    added: 1,
    measuredOn,
    taught: score === null ? null : quality(score),
    shipped: measuredOn === 0 ? null : quality(0.5),
    changes: 0,
    lookedAt: 0,
    agentId: null,
    ...more,
  };
}

test('measured versions stand by their number of corrections, the oldest at the left', () => {
  const points = curveOf([version(3, 20, 0.8), version(2, 15, 0.7), version(1, 10, 0.6), version(0, 0, null)]);
  assert.deepEqual(
    points.map(({ labels, x }) => [labels, x]),
    [
      [10, 0],
      [15, 50],
      [20, 100],
    ],
  );
});

test('of two at the same number the newest counts; what was undone and resets are left out', () => {
  const points = curveOf([
    version(5, 12, 0.9, { state: 'undone' }),
    version(4, 12, 0.9, { kind: 'reset' }),
    version(3, 12, 0.75),
    version(2, 12, 0.7),
  ]);
  assert.deepEqual(
    points.map(point => [point.version, point.x]),
    [[3, 0]],
  );
});

test('the highest score is at the top, and nothing leaves the figure', () => {
  assert.equal(heightOf(1), 0);
  assert.equal(heightOf(0.25), 75);
  assert.equal(heightOf(1.2), 0);
});

test('the band goes along the upper ends and back along the lower ones', () => {
  const points = curveOf([version(1, 10, 0.6), version(2, 20, 0.8)]);
  assert.equal(bandOf(points), 'M0 30L100 10L100 30L0 50Z');
  assert.equal(bandOf(points.slice(0, 1)), '');
  assert.equal(lineThrough([{ x: 0, y: 1 / 3 }]), 'M0 0.33');
});

test('an interval wider than 0.3 says little', () => {
  assert.equal(isWide({ score: 0.6, low: 0.4, high: 0.8 }), true);
  assert.equal(isWide({ score: 0.6, low: 0.5, high: 0.7 }), false);
});
