import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, type Trial } from './compare.ts';

/** Trials of two classes, half each: how many of ten each of the two gets right. */
function trials(n: number, { taught, shipped }: { taught: number; shipped: number }): Trial[] {
  return Array.from({ length: n }, (_, at) => {
    const right = at % 2;
    const said = (hits: number) => [(Math.floor(at / 2) * 3) % 10 < hits ? right : 1 - right];
    return { right: [right], taught: said(taught), shipped: said(shipped), weight: 1, by: null };
  });
}

test('who is right more often gains, and knows more than chance', () => {
  const { quality, gain, knows } = compare(trials(100, { taught: 9, shipped: 6 }), 2);
  assert.ok(gain > 0.15 && knows > 0.5);
  assert.ok(Math.abs((quality.taught?.score ?? 0) - 0.9) < 0.02);
  assert.ok(Math.abs((quality.shipped?.score ?? 0) - 0.6) < 0.02);
});

test('a small lead on few labels is no gain', () => {
  const close = Array.from({ length: 20 }, (_, at): Trial => {
    const [right, wrong] = [at % 2, 1 - (at % 2)];
    return {
      right: [right],
      taught: [at < 9 ? wrong : right],
      shipped: [at < 10 ? right : wrong],
      weight: 1,
      by: null,
    };
  });
  assert.ok(compare(close, 2).gain < 0);
});

test('more labels make the interval narrower', () => {
  const width = (n: number) => {
    const { taught } = compare(trials(n, { taught: 8, shipped: 6 }), 2).quality;
    return (taught?.high ?? 0) - (taught?.low ?? 0);
  };
  assert.ok(width(400) < width(40) / 2);
});

test('who always says the same knows nothing, however often it is right', () => {
  const same = Array.from({ length: 60 }, (_, at): Trial => {
    return { right: [at % 10 === 0 ? 1 : 0], taught: [0], shipped: [1], weight: 1, by: null };
  });
  const { gain, knows } = compare(same, 2);
  assert.ok(gain > 0);
  assert.ok(knows <= 0);
});

test('labels that are not trusted do not count', () => {
  const good = trials(60, { taught: 9, shipped: 5 });
  const bad = trials(60, { taught: 0, shipped: 10 }).map(trial => ({ ...trial, weight: 0 }));
  assert.ok(compare([...good, ...bad], 2).gain > 0);
});

test('a class that nobody named is left out of the mean', () => {
  const { quality } = compare(trials(40, { taught: 10, shipped: 5 }), 3);
  assert.equal(quality.taught?.score, 1);
});
