import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBudget } from './budget.ts';
import { toldAllowance } from './told-allowance.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const told = (headers: Record<string, string>) => {
  const allowance = toldAllowance(new Headers(headers), NOW);
  return allowance && [allowance.left, allowance.of, allowance.wholeAt?.toISOString() ?? null];
};

test('three families of headers say the same, with seconds left, a second, or a date', () => {
  const at = '2026-11-22T12:05:00.000Z';
  const second = String(NOW.getTime() / 1000 + 300);
  assert.deepEqual(told({ 'ratelimit-limit': '3000', 'ratelimit-remaining': '2998', 'ratelimit-reset': second }), [
    2998,
    3000,
    at,
  ]);
  assert.deepEqual(told({ 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '271', 'x-ratelimit-reset': at }), [
    271,
    300,
    at,
  ]);
  assert.deepEqual(told({ 'x-rate-limit-limit': '900', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '300' }), [
    0,
    900,
    at,
  ]);
  assert.deepEqual(told({ 'ratelimit-policy': '"day";q=100;w=86400', ratelimit: '"day";r=50;t=300' }), [50, 100, at]);
});

test('what makes no sense is not believed', () => {
  assert.equal(told({}), null);
  assert.equal(told({ 'x-ratelimit-limit': 'many', 'x-ratelimit-remaining': '1' }), null);
  assert.equal(told({ 'x-ratelimit-limit': '0', 'x-ratelimit-remaining': '0' }), null);
  assert.equal(told({ 'x-ratelimit-limit': '10' }), null);
  assert.deepEqual(told({ 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '99', 'x-ratelimit-reset': 'soon' }), [
    10,
    10,
    null,
  ]);
  assert.deepEqual(
    told({ 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '2999-01-01' }),
    [3, 10, null],
  );
});

test('a budget tells what is left of each bucket, and what the network said last, of a few', () => {
  let at = NOW;
  const limits = { rate: { requests: 10, perSeconds: 10 }, buckets: { writes: { requests: 4, perSeconds: 40 } } };
  const budget = makeBudget(limits, () => at);
  budget.spend(3, 'writes');
  for (let most = 1; most <= 20; most++)
    budget.hear(new Headers({ 'x-ratelimit-limit': String(most), 'x-ratelimit-remaining': '1' }));
  const left = budget.left();
  assert.deepEqual(
    left.slice(0, 2).map(({ name, left: n, of }) => [name, n, of]),
    [
      ['requests', 9, 10],
      ['writes', 1, 4],
    ],
  );
  assert.equal(left.length, 2 + 8);
  at = new Date(at.getTime() + 20_000);
  assert.deepEqual(
    budget
      .left()
      .slice(0, 2)
      .map(({ left: n, wholeAt }) => [n, wholeAt?.getTime() ?? null]),
    [
      [10, null],
      [3, at.getTime() + 10_000],
    ],
  );
});

test('an endpoint that says it has nothing left is not asked until the moment it names; the others are', () => {
  let at = NOW;
  const bucket = { requests: 100, perSeconds: 10 };
  const limits = { rate: bucket, buckets: { mentions: bucket, search: bucket } };
  const budget = makeBudget(limits, () => at);
  const says = (left: number, name: string) =>
    budget.hear(
      new Headers({
        'x-rate-limit-limit': '10',
        'x-rate-limit-remaining': String(left),
        'x-rate-limit-reset': String(NOW.getTime() / 1000 + 300),
      }),
      name,
    );
  says(3, 'mentions');
  budget.spend(1, 'mentions');
  says(0, 'mentions');
  assert.throws(() => budget.spend(1, 'mentions'), { next: 'retry', afterSeconds: 300 });
  budget.spend(1, 'search');
  budget.spend(1, null);
  at = new Date(NOW.getTime() + 300_000);
  budget.spend(1, 'mentions');
});
