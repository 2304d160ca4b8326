import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentAt, DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import {
  atWorkOf,
  contentShare,
  type DeskWork,
  type Limits,
  leastPeople,
  ONE_AT_ONCE,
  peopleNeeded,
  promiseWithin,
  scheduledFor,
  shortestPromise,
  stretchOf,
  waitingAt,
} from '../../src/core/insight/people-needed.ts';

const SEED = { seed: 20261122, numRuns: 60 };
const FOUNDING = { share: 0.71, withinSeconds: 300 };
const LIMITS: Limits = { occupancyAtMost: 0.85, shrinkage: 0.3 };

function work(over: Partial<DeskWork> = {}): DeskWork {
  return {
    arrivalsPerHour: 60,
    handlingSeconds: 300,
    replySeconds: 0,
    atOnce: ONE_AT_ONCE,
    patience: { kind: 'endless' },
    ...over,
  };
}

// The worked example of pyworkforce and of the R package ErlangC: 14 people, 20 with 30% shrinkage.
test('people needed agree with a published worked example', () => {
  const calls = work({ arrivalsPerHour: 200, handlingSeconds: 180 });
  const needed = peopleNeeded(calls, { share: 0.8, withinSeconds: 20 }, LIMITS);
  assert.deepEqual([needed?.atWork, needed?.scheduled], [14, 20]);
});

test('one fewer would not keep the promise, or would be too busy', () => {
  const patience = fc.constantFrom<DeskWork['patience']>(
    { kind: 'endless' },
    { kind: 'curve', curve: DEFAULT_EXPECTATION },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), patience, (arrivalsPerHour, how) => {
      const asked = work({ arrivalsPerHour, patience: how, replySeconds: 60 });
      const needed = peopleNeeded(asked, FOUNDING, LIMITS);
      assert.ok(needed !== null);
      const keeps = (n: number) =>
        promiseWithin(n, asked, 300) >= 0.71 && waitingAt(n, asked).occupancy <= LIMITS.occupancyAtMost;
      assert.ok(keeps(needed.atWork));
      assert.ok(needed.atWork === 1 || !keeps(needed.atWork - 1));
      assert.ok(needed.atWork * LIMITS.occupancyAtMost >= leastPeople(asked) * (1 - needed.waiting.leaveShare) - 1e-9);
    }),
    SEED,
  );
});

test('a promise shorter than the reply itself cannot be kept by any number', () => {
  assert.equal(peopleNeeded(work({ replySeconds: 301 }), FOUNDING, LIMITS), null);
  assert.equal(peopleNeeded(work({ arrivalsPerHour: 0 }), FOUNDING, LIMITS)?.scheduled, 0);
});

test('the promise one can make is the promise the people were needed for', () => {
  for (const patience of [{ kind: 'endless' } as const, { kind: 'curve', curve: DEFAULT_EXPECTATION } as const]) {
    for (const arrivalsPerHour of [5, 40, 300]) {
      const asked = work({ arrivalsPerHour, patience, replySeconds: 45 });
      const people = peopleNeeded(asked, FOUNDING, { ...LIMITS, occupancyAtMost: 1 })?.atWork ?? assert.fail();
      const seconds = shortestPromise(people, asked, 0.71);
      assert.ok(seconds !== null && seconds <= 300 * 1.01);
      assert.ok(promiseWithin(people, asked, seconds) >= 0.71);
      assert.ok(seconds <= 46 || promiseWithin(people, asked, seconds * 0.98 - 1) < 0.71);
      const fewer = shortestPromise(people - 1, asked, 0.71);
      assert.ok(fewer === null || fewer > 300);
    }
  }
});

test('who cannot keep up makes no promise', () => {
  assert.equal(shortestPromise(4, work(), 0.5), null);
  assert.equal(promiseWithin(4, work(), 86_400), 0);
  assert.equal(shortestPromise(0, work(), 0.01), null);
});

test('shrinkage goes there and back', () => {
  assert.equal(scheduledFor(8, { shrinkage: 0.2 }), 10);
  assert.equal(atWorkOf(10, { shrinkage: 0.2 }), 8);
  for (let n = 0; n < 200; n++) assert.ok(atWorkOf(scheduledFor(n, { shrinkage: 0.31 }), { shrinkage: 0.31 }) >= n);
  assert.throws(() => scheduledFor(1, { shrinkage: 1 }), RangeError);
});

test('several at once: one is as it is, all hands-on gains nothing, and no more than 1 ÷ hands-on is gained', () => {
  assert.equal(stretchOf(ONE_AT_ONCE), 1);
  for (const conversations of [2, 3, 8]) {
    assert.ok(Math.abs(stretchOf({ conversations, handsOnShare: 1 }) - conversations) < 1e-9);
    const gained = conversations / stretchOf({ conversations, handsOnShare: 0.25 });
    assert.ok(gained > 1 && gained < Math.min(conversations, 4));
  }
  // By hand: half of the time the other one is under way, so hands-on takes 0.75 instead of 0.5, and the rest 0.5 as before.
  assert.ok(Math.abs(stretchOf({ conversations: 2, handsOnShare: 0.5 }) - 1.25) < 1e-12);
});

test('several at once need fewer people, never more', () => {
  const needed = (conversations: number) =>
    peopleNeeded(work({ arrivalsPerHour: 300, atOnce: { conversations, handsOnShare: 0.4 } }), FOUNDING, LIMITS)
      ?.atWork ?? 0;
  assert.ok(needed(3) < needed(2) && needed(2) < needed(1));
});

test('content customers: the waits added up second by second, the reply behind each', () => {
  const asked = work({ replySeconds: 120 });
  for (const people of [6, 7]) {
    const { begunWithin } = waitingAt(people, asked);
    let share = begunWithin(0) * contentAt(DEFAULT_EXPECTATION, 120);
    for (let seconds = 0; seconds < 20_000; seconds++) {
      share += (begunWithin(seconds + 1) - begunWithin(seconds)) * contentAt(DEFAULT_EXPECTATION, 120 + seconds + 0.5);
    }
    const ours = contentShare(people, asked, DEFAULT_EXPECTATION);
    assert.ok(Math.abs(ours - share) < 1e-3, `${ours} is not ${share}`);
  }
});

test('content customers: all patient where nobody waits, and those who leave are not content', () => {
  const curve = DEFAULT_EXPECTATION;
  const impatient = work({ patience: { kind: 'curve', curve } });
  for (const people of [1, 4, 6, 9]) {
    const share = contentShare(people, impatient, curve);
    const begun = 1 - waitingAt(people, impatient).leaveShare;
    assert.ok(share <= begun + 1e-6);
    if (people > 1) assert.ok(share >= contentShare(people - 1, impatient, curve));
  }
  assert.ok(Math.abs(contentShare(60, impatient, curve) - 1) < 1e-6);
  assert.ok(Math.abs(contentShare(60, work({ replySeconds: 60 }), curve) - 0.89) < 1e-6);
});
