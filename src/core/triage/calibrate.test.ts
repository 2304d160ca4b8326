import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate, calibrated } from './calibrate.ts';
import type { Judged } from './fit.ts';

/** Scores that say "ninety-five in a hundred" where seven in ten came true. */
const boastful = Array.from({ length: 1_000 }, (_, at): Judged => {
  const said = at % 2;
  const isRight = at % 20 < 14;
  return {
    scores: Float32Array.of(said === 0 ? 3 : 0, said === 1 ? 3 : 0),
    target: isRight ? said : 1 - said,
    weight: 1,
  };
});

test('scores that boast are brought down to what came true', () => {
  const chances = calibrated('one', Float32Array.of(3, 0), calibrate('one', boastful));
  assert.ok(Math.abs((chances[0] ?? 0) - 0.7) < 0.03, `${chances[0]}`);
});

test('each class of several by itself', () => {
  const several = boastful.map(({ scores, target }): Judged => {
    return { scores: Float32Array.of((scores[0] ?? 0) - (scores[1] ?? 0)), target: target === 0 ? [0] : [], weight: 1 };
  });
  const calibration = calibrate('several', several);
  assert.ok(Math.abs((calibrated('several', Float32Array.of(3), calibration)[0] ?? 0) - 0.7) < 0.05);
  assert.ok(Math.abs((calibrated('several', Float32Array.of(-3), calibration)[0] ?? 1) - 0.3) < 0.05);
});

test('a handful of examples changes little', () => {
  const { slopes } = calibrate('one', boastful.slice(0, 3));
  assert.ok((slopes[0] ?? 0) > 0.6, `${slopes[0]}`);
});
