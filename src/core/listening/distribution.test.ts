import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betaBelow, betaQuantile, countAtLeast, lnGamma } from './distribution.ts';

function near(actual: number, expected: number, within = 1e-9): void {
  const off = Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));
  assert.ok(off <= within, `${actual} is not ${expected}`);
}

test('the gamma function knows its factorials and the root of pi', () => {
  near(lnGamma(10), Math.log(362_880));
  near(lnGamma(0.5), Math.log(Math.PI) / 2);
  near(lnGamma(0.1), Math.log(9.513507698668732));
  near(lnGamma(1e6), 12_815_504.56914788, 1e-12);
});

test('the beta distribution with whole parameters is a sum of binomial chances', () => {
  near(betaBelow(0.5, 2, 3), 11 / 16);
  near(betaBelow(0.3, 1, 1), 0.3);
  near(betaBelow(0.9, 5, 2), 0.885735);
  assert.equal(betaBelow(0, 2, 3), 0);
  assert.equal(betaBelow(1, 2, 3), 1);
});

test('a quantile leads back to its chance', () => {
  for (const [a, b] of [
    [0.5, 30],
    [3, 4],
    [400, 2],
    [1, 1],
  ] as const) {
    for (const chance of [0.001, 0.025, 0.5, 0.975]) near(betaBelow(betaQuantile(chance, a, b), a, b), chance, 1e-6);
  }
});

test('where the variance is the mean, counts are Poisson', () => {
  let below = 0;
  let term = Math.exp(-3);
  for (let k = 0; k < 10; k++) {
    below += term;
    term *= 3 / (k + 1);
  }
  near(countAtLeast(10, 3, 3), 1 - below, 1e-4);
});

test('where the variance is greater, they are negative binomial', () => {
  // Mean 3 and variance 6: three successes at a chance of one half; summed term by term.
  let below = 0;
  for (let k = 0; k < 10; k++) below += (((k + 2) * (k + 1)) / 2) * 0.5 ** (k + 3);
  near(countAtLeast(10, 3, 6), 1 - below);
});

test('far tails stay numbers between 0 and 1, at any size', () => {
  for (const mean of [1e-6, 0.01, 1, 50, 1e4, 1e6]) {
    for (const sway of [1, 1.1, 5, 100]) {
      let before = 1;
      for (const times of [0.5, 1, 1.5, 3, 30]) {
        const chance = countAtLeast(mean * times, mean, mean * sway);
        assert.ok(chance >= 0 && chance <= before + 1e-9, `${times} × ${mean}, sway ${sway}: ${chance}`);
        before = chance;
      }
    }
  }
  assert.equal(countAtLeast(0, 3, 6), 1);
  assert.equal(countAtLeast(1, 0, 0), 0);
});
