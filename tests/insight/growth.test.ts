import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  falseDiscovery,
  growthOf,
  moreByChance,
  moreThanDaysSway,
  studentAbove,
} from '../../src/core/insight/growth.ts';
import { makeChance } from '../support/chance.ts';

const near = (a: number, b: number, off = 1e-9) => assert.ok(Math.abs(a - b) <= off, `${a} is not ${b}`);

test('Fisher’s tea: three of four cups told rightly come about by chance in 17 of 70 draws', () => {
  // R. A. Fisher, The Design of Experiments (1935), chapter II: 8 cups, 4 with milk first.
  near(moreByChance({ n: 3, of: 4 }, { n: 1, of: 4 }), 17 / 70);
  near(moreByChance({ n: 4, of: 4 }, { n: 0, of: 4 }), 1 / 70);
  near(moreByChance({ n: 0, of: 4 }, { n: 4, of: 4 }), 1);
});

test('the exact chance is that of counting every draw', () => {
  const choose = (of: number, n: number): number =>
    n < 0 || n > of ? 0 : n === 0 ? 1 : (choose(of - 1, n - 1) * of) / n;
  fc.assert(
    fc.property(
      fc.nat(12),
      fc.nat(12),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (a, b, n, m) => {
        const [now, before] = [
          { n: Math.min(a, n), of: n },
          { n: Math.min(b, m), of: m },
        ];
        const read = now.n + before.n;
        let counted = 0;
        for (let k = now.n; k <= Math.min(read, n); k++)
          counted += (choose(n, k) * choose(m, read - k)) / choose(n + m, read);
        near(moreByChance(now, before), counted, 1e-8);
      },
    ),
  );
});

test('millions of messages are reckoned without overflow', () => {
  const chance = moreByChance({ n: 101_000, of: 2_000_000 }, { n: 100_000, of: 2_000_000 });
  assert.ok(chance > 0.008 && chance < 0.014, String(chance));
});

test('Student’s tail agrees with the printed tables', () => {
  // The 97.5% points: 2.228 with 10 degrees of freedom, 2.042 with 30, 12.706 with 1.
  for (const [t, free] of [
    [2.228, 10],
    [2.042, 30],
    [12.706, 1],
  ] as const)
    near(studentAbove(t, free), 0.025, 2e-5);
  near(studentAbove(0, 7), 0.5);
  near(studentAbove(-2.228, 10), 0.975, 2e-5);
});

test('Benjamini and Hochberg’s own fifteen chances give the four they found', () => {
  // Table 1 of their paper: at 5% the four smallest are told as found.
  const chances = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  assert.equal(falseDiscovery(chances).filter(chance => chance <= 0.05).length, 4);
  const mixed = falseDiscovery([0.9, 0.0001, 0.03]);
  near(mixed[1] ?? 0, 0.0003);
  near(mixed[2] ?? 0, 0.045);
  near(mixed[0] ?? 0, 0.9);
});

const days = (n: number[], of: number) => n.map(one => ({ n: one, of }));

test('what doubled steadily grows; more of everything does not; nor does what swings anyway', () => {
  const calm = days(new Array(14).fill(10), 200);
  const grown = days(new Array(14).fill(20), 200);
  const busier = days(new Array(14).fill(40), 800);
  // The same sums as `grown` and `calm`, by a few loud days in each.
  const loud = days([0, 0, 140, 0, 0, 0, 0, 0, 140, 0, 0, 0, 0, 0], 200);
  const quiet = days([0, 70, 0, 0, 0, 0, 0, 0, 0, 0, 70, 0, 0, 0], 200);
  const told = (now: typeof calm, before: typeof calm) => growthOf([{ topic: 'x', now, before }])[0];
  assert.deepEqual([told(grown, calm)?.grows, told(grown, calm)?.times], [true, 2]);
  assert.equal(told(busier, calm)?.grows, false);
  assert.ok(moreByChance({ n: 280, of: 2800 }, { n: 140, of: 2800 }) < 1e-10, 'dice would call it certain');
  assert.ok(moreThanDaysSway(loud, quiet) > 0.1);
  assert.equal(told(loud, quiet)?.grows, false);
  assert.equal(told(calm, grown)?.grows, false);
});

test('what was never said before is judged by the exact test, and few are told of as few', () => {
  const none = days([0, 0, 0, 0, 0, 0, 0], 100);
  const some = days([0, 0, 9, 8, 9, 8, 9], 100);
  const [fresh] = growthOf([{ topic: 'recall', now: some, before: none }]);
  assert.deepEqual([fresh?.grows, fresh?.times, fresh?.shareBefore], [true, null, 0]);
  assert.equal(growthOf([{ topic: 'x', now: days([4], 40), before: days([0], 4000) }])[0]?.grows, false);
  assert.equal(growthOf([{ topic: 'x', now: days([9], 40), before: [] }])[0]?.grows, false, 'nothing to compare with');
});

test('where nothing changes, hardly ever is anything told to grow, although many topics are looked at', () => {
  const chance = makeChance(7);
  const tellOf = (mean: number) => {
    // Days that sway by half: more than dice, as real ones do.
    const lively = () =>
      Array.from({ length: 28 }, () => {
        const rate = mean * (0.5 + chance());
        let n = 0;
        for (let i = 0; i < 300; i++) if (chance() < rate / 300) n++;
        return { n, of: 300 };
      });
    return growthOf(Array.from({ length: 30 }, (_, at) => ({ topic: `t${at}`, now: lively(), before: lively() })));
  };
  let told = 0;
  for (let round = 0; round < 20; round++) told += tellOf(6).filter(({ grows }) => grows).length > 0 ? 1 : 0;
  assert.ok(told <= 3, `${told} of 20 looks told of growth where there was none`);
});
