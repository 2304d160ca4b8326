import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparePeople, meanDifference, type Person, riskDifference } from './compared.ts';

const near = (got: number, wanted: number, within = 5e-4) =>
  assert.ok(Math.abs(got - wanted) <= within, `${got} is not ${wanted}`);

test('one stratum is the plain difference of shares, with nearly the plain interval', () => {
  const { by, interval } = riskDifference([{ a: 60, n1: 100, c: 45, n0: 100 }]);
  near(by, 0.15, 1e-12);
  const plain = 1.959964 * Math.sqrt((0.6 * 0.4) / 100 + (0.45 * 0.55) / 100);
  near(interval.high - by, plain, 2e-3);
});

test('strata are weighed as Mantel and Haenszel weigh them', () => {
  // Weights n1·n0/n: 25 and 75; differences 0.2 and 0.
  const { by } = riskDifference([
    { a: 25, n1: 50, c: 15, n0: 50 },
    { a: 30, n1: 100, c: 90, n0: 300 },
  ]);
  near(by, (0.2 * 25 + 0 * 75) / 100, 1e-12);
});

test('a kind of customer who is answered more and buys more anyhow makes no difference', () => {
  const person = (isAnswered: boolean, stratum: string, hasBought: boolean): Person => ({
    ...{ isAnswered, stratum, hasBought },
    spentMinor: hasBought ? 1000 : 0,
  });
  const many = (n: number, make: (k: number) => Person) => Array.from({ length: n }, (_, k) => make(k));
  const people = [
    ...many(90, k => person(true, 'regular', k % 3 !== 0)),
    ...many(30, k => person(false, 'regular', k % 3 !== 0)),
    ...many(30, k => person(true, 'new', k % 3 === 0)),
    ...many(90, k => person(false, 'new', k % 3 === 0)),
    person(true, 'alone', true),
  ];
  const { answered, unanswered, compared, bought, spent } = comparePeople(people);
  assert.ok((answered.share ?? 0) - (unanswered.share ?? 0) > 0.15, 'it looks like one');
  near(bought?.by ?? 1, 0, 1e-12);
  near(spent?.by ?? 1, 0, 1e-9);
  assert.deepEqual(compared, { answered: 120, unanswered: 120, strata: 2 });
});

test('the interval holds the truth about as often as it says, with strata of a few people', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  let held = 0;
  const rounds = 600;
  for (let round = 0; round < rounds; round++) {
    const strata = Array.from({ length: 40 }, (_, k) => {
      const chance = 0.1 + (0.5 * k) / 40;
      const draw = (n: number, p: number) => Array.from({ length: n }, random).filter(one => one < p).length;
      const [n1, n0] = [1 + (k % 3), 1 + ((k + 1) % 4)];
      return { a: draw(n1, chance + 0.15), n1, c: draw(n0, chance), n0 };
    });
    const { interval } = riskDifference(strata);
    if (interval.low <= 0.15 && interval.high >= 0.15) held += 1;
  }
  assert.ok(held / rounds > 0.92 && held / rounds < 0.98, String(held / rounds));
});

test('one stratum of means is Welch’s difference', () => {
  const [yes, no] = [
    [10, 12, 14, 16],
    [5, 7, 9],
  ];
  const { by, interval } = meanDifference([{ yes, no }]);
  near(by, 6, 1e-12);
  near(interval.high - by, 1.959964 * Math.sqrt(20 / 3 / 4 + 4 / 3), 1e-4);
});

test('exchanging the groups turns the sign, whatever the strata', () => {
  const stratum = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.nat(30), fc.nat(30))
    .map(([n1, n0, a, c]) => ({ n1, n0, a: Math.min(a, n1), c: Math.min(c, n0) }));
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 12 }), strata => {
      const there = riskDifference(strata);
      const back = riskDifference(strata.map(({ a, n1, c, n0 }) => ({ a: c, n1: n0, c: a, n0: n1 })));
      near(there.by, -back.by, 1e-9);
      near(there.interval.low, -back.interval.high, 1e-6);
      assert.ok(there.by >= -1 - 1e-9 && there.by <= 1 + 1e-9);
    }),
  );
});
