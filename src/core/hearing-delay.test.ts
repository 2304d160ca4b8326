import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bucketOf, type Delays, LAST_BUCKET, percentile } from './hearing-delay.ts';

function counted(delays: readonly number[]): Delays {
  const buckets: Delays = new Map();
  for (const ms of delays) buckets.set(bucketOf(ms), (buckets.get(bucketOf(ms)) ?? 0) + 1);
  return buckets;
}

test('a post from the future has no delay, and one from last month falls into the last bucket', () => {
  assert.equal(bucketOf(-90_000), 0);
  assert.equal(bucketOf(100), 0);
  assert.equal(bucketOf(101), 1);
  assert.equal(bucketOf(30 * 86_400_000), LAST_BUCKET);
});

test('nothing heard has no percentile', () => {
  assert.equal(percentile(new Map(), 0.5), null);
  assert.equal(percentile(new Map([[3, 0]]), 0.5), null);
});

test('any percentile is right to within a quarter of the true one, or a tenth of a second', () => {
  const delay = fc.double({ min: 0, max: 5e7, noNaN: true });
  fc.assert(
    fc.property(fc.array(delay, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95), (delays, share) => {
      const sorted = delays.toSorted((a, b) => a - b);
      const truth = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      const said = percentile(counted(delays), share) ?? Number.NaN;
      assert.ok(Math.abs(said - truth) <= Math.max(101, truth * 0.27), `${said} instead of ${truth}`);
    }),
  );
});
