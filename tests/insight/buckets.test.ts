import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  answeredOf,
  BUCKET_ENDS_SECONDS,
  type BucketCount,
  bucketOf,
  DELAY_LAST_BUCKETS,
  EXACT_SECONDS,
  LAST_BUCKET,
  secondsOf,
  WIDEST_BUCKET,
} from '../../src/core/insight/buckets.ts';
import { DEFAULT_EXPECTATION, expectationMet } from '../../src/core/insight/expectation.ts';
import { answeredWithin, type Observation, responseCurve } from '../../src/core/insight/kaplan-meier.ts';
import { makeChance } from '../support/chance.ts';

const SEED = { seed: 20261122, numRuns: 200 };

test('the times that promises are spoken in are ends of buckets, to the millisecond', () => {
  for (const seconds of EXACT_SECONDS) {
    assert.equal(BUCKET_ENDS_SECONDS[bucketOf(seconds)], seconds);
    assert.equal(bucketOf(seconds + 0.001), bucketOf(seconds) + 1);
    assert.equal(bucketOf(seconds - 0.001), bucketOf(seconds));
  }
});

test('buckets grow, are at most a fifth wide from ten seconds to a day, and fit a small number', () => {
  for (const [place, end] of BUCKET_ENDS_SECONDS.entries()) {
    const before = BUCKET_ENDS_SECONDS[place - 1] ?? 0;
    assert.ok(end > before);
    if (before >= 10 && end <= 86_400) assert.ok(end / before <= WIDEST_BUCKET + 1e-4, `${before} to ${end}`);
    assert.equal(Math.round(end * 1_000) / 1_000, end);
  }
  assert.ok(LAST_BUCKET < 32_767);
});

test('what is put in comes out within a tenth, and in the same bucket', () => {
  fc.assert(
    fc.property(fc.double({ min: 10.001, max: 86_400, noNaN: true }), seconds => {
      const bucket = bucketOf(seconds);
      assert.ok(Math.abs(secondsOf(bucket) / seconds - 1) < 0.1);
      assert.equal(bucketOf(secondsOf(bucket)), bucket);
    }),
    SEED,
  );
});

test('a clock that runs backwards counts as no time, and the years have one bucket', () => {
  assert.equal(bucketOf(-3), 0);
  assert.equal(bucketOf(0), 0);
  assert.equal(bucketOf(1e12), LAST_BUCKET);
  assert.equal(secondsOf(LAST_BUCKET), 31_536_000);
});

test('delays are kept in groups of at most two buckets, none of which lies across a spoken time', () => {
  assert.equal(DELAY_LAST_BUCKETS.at(-1), LAST_BUCKET);
  for (const [place, last] of DELAY_LAST_BUCKETS.entries()) {
    const before = DELAY_LAST_BUCKETS[place - 1] ?? -1;
    assert.ok(last - before === 1 || last - before === 2);
  }
  for (const seconds of EXACT_SECONDS) assert.ok(DELAY_LAST_BUCKETS.includes(bucketOf(seconds)), `${seconds}`);
});

const turns = fc.array(fc.tuple(fc.double({ min: -2, max: 14, noNaN: true }), fc.constantFrom('answered', 'never')), {
  minLength: 1,
  maxLength: 200,
});

function both(drawn: readonly (readonly [number, string])[]): { exact: Observation[]; histogram: Observation[] } {
  const exact: Observation[] = [];
  const others: Observation[] = [];
  const counts: BucketCount[] = [];
  for (const [logSeconds, kind] of drawn) {
    const seconds = Math.exp(logSeconds);
    if (kind === 'answered') {
      exact.push({ kind, seconds });
      counts.push({ bucket: bucketOf(seconds), count: 1 });
    } else others.push(kind === 'never' ? { kind } : { kind: 'waiting', seconds });
  }
  return { exact: [...exact, ...others], histogram: [...answeredOf(counts), ...others] };
}

test('where nobody waits, the histogram answers exactly at the spoken times', () => {
  fc.assert(
    fc.property(turns, drawn => {
      const { exact, histogram } = both(drawn);
      for (const seconds of EXACT_SECONDS) {
        const [a, b] = [
          answeredWithin(responseCurve(exact), seconds),
          answeredWithin(responseCurve(histogram), seconds),
        ];
        assert.ok(Math.abs(a.share - b.share) < 1e-9);
        assert.ok(Math.abs(a.low - b.low) < 1e-9 && Math.abs(a.high - b.high) < 1e-9);
      }
    }),
    SEED,
  );
});

test('at any other time it lies between the exact curve a bucket earlier and a bucket later', () => {
  fc.assert(
    fc.property(turns, drawn => {
      const { exact, histogram } = both(drawn);
      const [fine, coarse] = [responseCurve(exact), responseCurve(histogram)];
      for (const seconds of [15, 77, 400, 2_500, 12_345, 50_000]) {
        const share = answeredWithin(coarse, seconds).share;
        assert.ok(share >= answeredWithin(fine, seconds / WIDEST_BUCKET).share - 1e-9);
        assert.ok(share <= answeredWithin(fine, seconds * WIDEST_BUCKET).share + 1e-9);
      }
    }),
    SEED,
  );
});

test('expectation met from the histogram is the exact one within half a point', () => {
  fc.assert(
    fc.property(turns, drawn => {
      const { exact, histogram } = both(drawn);
      const [a, b] = [expectationMet(exact, DEFAULT_EXPECTATION), expectationMet(histogram, DEFAULT_EXPECTATION)];
      if (a === null || b === null) return assert.equal(a, b);
      assert.ok(Math.abs(a.share - b.share) <= 0.005);
    }),
    SEED,
  );
});

test('where a fifth wait still, whose place among the answers of their own bucket is lost, it is out by less than half a point', () => {
  const chance = makeChance(11);
  for (let trial = 0; trial < 30; trial++) {
    const drawn = Array.from({ length: 500 }, (): [number, string] => [
      2 + 9 * chance(),
      chance() < 0.7 ? 'answered' : chance() < 2 / 3 ? 'waiting' : 'never',
    ]);
    const { exact, histogram } = both(drawn);
    for (const seconds of EXACT_SECONDS) {
      const share = answeredWithin(responseCurve(histogram), seconds).share;
      assert.ok(Math.abs(share - answeredWithin(responseCurve(exact), seconds).share) < 0.005);
    }
  }
});
