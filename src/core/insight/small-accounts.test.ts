import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf, smallAccounts } from './small-accounts.ts';

// R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
test('the interval of a difference is that of Newcombe’s worked examples', () => {
  const check = (a: [number, number], b: [number, number], low: number, high: number) => {
    const interval = differenceOf({ answered: a[0], turns: a[1] }, { answered: b[0], turns: b[1] });
    assert.deepEqual([interval.low.toFixed(4), interval.high.toFixed(4)], [low.toFixed(4), high.toFixed(4)]);
  };
  check([56, 70], [48, 80], 0.0524, 0.3339);
  check([9, 10], [3, 10], 0.1705, 0.809);
  check([6, 7], [2, 7], 0.0582, 0.8062);
  check([5, 56], [0, 29], -0.0381, 0.1926);
});

test('small accounts wait longer only where the difference is more than chance, and of few nothing is said', () => {
  const of = (small: [number, number], large: [number, number]) =>
    smallAccounts([
      { reach: 1, answered: small[0], turns: small[1] },
      { reach: 4, answered: large[0], turns: large[1] },
      { reach: 0, answered: 0, turns: 500 },
    ]).kind;
  assert.equal(of([48, 80], [56, 70]), 'longer');
  assert.equal(of([56, 70], [48, 80]), 'shorter');
  assert.equal(of([50, 70], [55, 80]), 'alike');
  assert.equal(of([19, 19], [0, 80]), 'few');
});
