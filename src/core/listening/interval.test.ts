import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clopperPearson, type Interval, wilson } from './interval.ts';

function check(interval: Interval, low: number, high: number): void {
  assert.deepEqual([interval.low.toFixed(4), interval.high.toFixed(4)], [low.toFixed(4), high.toFixed(4)]);
}

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
test('Wilson agrees with the published table', () => {
  check(wilson(81, 263), 0.2553, 0.3662);
  check(wilson(15, 148), 0.0624, 0.1605);
  check(wilson(0, 20), 0, 0.1611);
  check(wilson(1, 29), 0.0061, 0.1718);
});

test('the exact interval agrees with the published table', () => {
  check(clopperPearson(81, 263), 0.2527, 0.3676);
  check(clopperPearson(15, 148), 0.0578, 0.1617);
  check(clopperPearson(0, 20), 0, 0.1684);
  check(clopperPearson(1, 29), 0.0009, 0.1776);
});

test('all of all is the mirror image of none of all', () => {
  for (const interval of [wilson, clopperPearson]) {
    const none = interval(0, 20);
    const all = interval(20, 20);
    assert.equal(all.high, 1);
    assert.ok(Math.abs(all.low - (1 - none.high)) < 1e-9);
  }
});

test('of nothing, nothing is known', () => {
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
  assert.deepEqual(clopperPearson(0, 0), { low: 0, high: 1 });
});
