import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeChance } from '../../../tests/support/chance.ts';
import { chapman, stillUnheard } from './capture-recapture.ts';

test('the rabbits of Skalski, Robson and Simmons (1983): 87 marked, 14 caught, 7 of them marked', () => {
  const { estimate, error, seen } = chapman({ first: 87, second: 14, both: 7 });
  assert.equal(estimate, 164);
  assert.equal(error.toFixed(2), '35.82');
  assert.equal(seen, 94);
});

test('the turtles of the textbook: 10 marked, 15 caught, 5 of them marked, make 28, between 22 and 65', () => {
  const { estimate, interval } = chapman({ first: 10, second: 15, both: 5 });
  assert.equal(Math.floor(estimate), 28);
  assert.deepEqual([Math.round(interval.low), Math.round(interval.high)], [22, 65]);
});

test('when each look found the same, nothing is left, and the interval does not go below what was seen', () => {
  const { estimate, interval, error } = chapman({ first: 40, second: 40, both: 40 });
  assert.deepEqual([estimate, error], [40, 0]);
  // With one more, chance would miss it in both looks in 1 of 41 cases: less than 2.5%.
  assert.deepEqual(interval, { low: 40, high: 40 });
  assert.deepEqual(chapman({ first: 30, second: 30, both: 30 }).interval, { low: 30, high: 31 });
});

/** Two looks at a crowd of known size, again and again: how often the interval holds the truth, and what the estimate is on average. */
function simulate(size: number, first: number, second: number, seed: number): { covered: number; mean: number } {
  const chance = makeChance(seed);
  const runs = 4_000;
  let covered = 0;
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const found = { first: 0, second: 0, both: 0 };
    for (let i = 0; i < size; i++) {
      const [a, b] = [chance() < first, chance() < second];
      if (a) found.first += 1;
      if (b) found.second += 1;
      if (a && b) found.both += 1;
    }
    const { interval, estimate } = chapman(found);
    if (interval.low <= size && size <= interval.high) covered += 1;
    sum += estimate;
  }
  return { covered: covered / runs, mean: sum / runs };
}

test('the interval holds the truth about 95 times of 100, in small crowds, with few found twice; rather more where nearly all were', () => {
  for (const [size, first, second] of [
    [200, 0.4, 0.3],
    [100, 0.2, 0.3],
    [500, 0.6, 0.1],
    [60, 0.5, 0.5],
    [1000, 0.1, 0.1],
    [60, 0.9, 0.9],
    [30, 0.95, 0.9],
  ] as const) {
    const { covered } = simulate(size, first, second, size);
    assert.ok(covered >= 0.935 && (covered <= 0.99 || first > 0.8), `${size}, ${first}, ${second}: ${covered}`);
  }
});

test('the estimate is right on average', () => {
  const { mean } = simulate(300, 0.4, 0.3, 3);
  assert.ok(Math.abs(mean - 300) < 3, String(mean));
});

test('seven found twice make an estimate, six do not', () => {
  const enough = stillUnheard({ first: 30, second: 20, both: 7 });
  assert.equal(enough.kind, 'estimate');
  if (enough.kind === 'estimate') {
    assert.equal(enough.heard, 43);
    assert.equal(enough.unheard, Math.round((31 * 21) / 8 - 1 - 43));
    assert.ok(enough.interval.low > 0 && enough.interval.low < enough.unheard && enough.unheard < enough.interval.high);
    assert.equal(
      enough.words,
      `About 37 (${enough.interval.low}–${enough.interval.high}) are still unheard, beside 43 heard.`,
    );
  }
  const few = stillUnheard({ first: 30, second: 20, both: 6 });
  assert.equal(few.kind, 'too few');
  assert.match(few.words, /^Only 6 were found by both; 7 are needed/);
  assert.equal(stillUnheard({ first: 0, second: 20, both: 0 }).kind, 'nothing');
});

test('samples that cannot be are refused', () => {
  for (const samples of [
    { first: 3, second: 4, both: 5 },
    { first: -1, second: 0, both: 0 },
    { first: 1.5, second: 2, both: 1 },
  ]) {
    assert.throws(() => chapman(samples), RangeError);
  }
});
