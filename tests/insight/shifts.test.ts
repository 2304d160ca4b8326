import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { halfHours } from '../../src/core/insight/half-hours.ts';
import type { DeskWork } from '../../src/core/insight/people-needed.ts';
import { contentShare, promiseWithin, shortestPromise } from '../../src/core/insight/people-needed.ts';
import { playsFor } from '../../src/core/insight/reckon-staffing.ts';
import type { PlanAsked } from '../../src/core/insight/staffing-plan.ts';
import { runsOf, worstRuns } from '../../src/core/insight/staffing-runs.ts';
import {
  DEFAULT_STAFFING,
  faultInStaffing,
  measuredHandling,
  planAsked,
  resolveStaffing,
} from '../../src/core/insight/staffing-settings.ts';
import { wholePromise } from '../../src/core/insight/staffing-whole.ts';
import { faultInShifts, placeShift, type WallShift } from '../../src/core/insight/wall-shifts.ts';

const early: WallShift = { id: 'a', name: 'Early', day: '2026-03-28', from: 44, until: 60, people: 2 };

test('a shift keeps the wall clock: the night in which clocks go forward is an hour shorter, the one back an hour longer', () => {
  const spring = halfHours(Date.parse('2026-03-27T22:00:00Z'), 96, 'Europe/Athens');
  assert.deepEqual(placeShift(early, spring), {
    id: 'a',
    name: 'Early',
    people: 2,
    startsAtMs: Date.parse('2026-03-28T20:00:00Z'),
    halfHours: 14,
  });
  const autumn = halfHours(Date.parse('2026-10-23T21:00:00Z'), 98, 'Europe/Athens');
  assert.equal(placeShift({ ...early, day: '2026-10-24' }, autumn)?.halfHours, 18);
  assert.equal(placeShift({ ...early, day: '2026-10-30' }, autumn), null);
});

test('what a shift cannot be is said', () => {
  const fault = (change: Partial<WallShift>) => faultInShifts([{ ...early, ...change }], '2026-03-23');
  assert.equal(fault({}), null);
  assert.match(fault({ day: '2026-03-30' }) ?? '', /no day of the week/);
  assert.match(fault({ day: '2026-02-30' }) ?? '', /no day of the week/);
  assert.match(fault({ from: 48, until: 50 }) ?? '', /begins between/);
  assert.match(fault({ from: 4, until: 4 }) ?? '', /ends after/);
  assert.match(fault({ from: 4, until: 53 }) ?? '', /24 hours/);
  assert.match(faultInShifts([early, early], '2026-03-23') ?? '', /same id/);
});

test('stretches with as many too few are one, told by the worst first and then in the order of the day', () => {
  const balance = [0, -1, -3, -3, 0, 2, 2, 1, -3, null];
  const day = balance.map((n, place) => ({
    date: '2026-11-23',
    cell: place,
    needed: n === null ? null : { atWork: 3, scheduled: 4 },
    there: 4 + (n ?? 0),
  }));
  const runs = runsOf(day);
  assert.deepEqual(
    runs.map(({ kind, from, until, people }) => [kind, from, until, people]),
    [
      ['short', 1, 2, 1],
      ['short', 2, 4, 3],
      ['spare', 5, 7, 2],
      ['spare', 7, 8, 1],
      ['short', 8, 9, 3],
    ],
  );
  assert.deepEqual(
    worstRuns(runs, 'short', 2).map(({ from }) => from),
    [2, 8],
  );
});

const ASKED: PlanAsked = planAsked(DEFAULT_STAFFING, DEFAULT_EXPECTATION);

test('the promise of a whole day is that of its half hours, each by its customers', () => {
  for (const patience of ['endless', 'exponential', 'curve'] as const) {
    const asked = planAsked({ ...DEFAULT_STAFFING, patience }, DEFAULT_EXPECTATION);
    const halves = [
      { arrivals: 6, people: 3 },
      { arrivals: 2, people: 1 },
      { arrivals: 6, people: 3 },
    ];
    const workOf = (arrivals: number): DeskWork => ({ ...asked.work, arrivalsPerHour: arrivals * 2 });
    const whole = wholePromise(halves, asked, DEFAULT_EXPECTATION) ?? assert.fail();
    const weighed = (of: (people: number, work: DeskWork) => number) =>
      halves.reduce((sum, { arrivals, people }) => sum + arrivals * of(people, workOf(arrivals)), 0) / 14;
    assert.ok(Math.abs(whole.share - weighed((people, work) => promiseWithin(people, work, 300))) < 1e-9);
    assert.ok(
      Math.abs(whole.content - weighed((people, work) => contentShare(people, work, DEFAULT_EXPECTATION))) < 0.003,
    );
    const alone = wholePromise([{ arrivals: 6, people: 3 }], asked, DEFAULT_EXPECTATION);
    assert.ok(Math.abs((alone?.seconds ?? 0) / (shortestPromise(3, workOf(6), 0.71) ?? 1) - 1) < 0.02);
  }
  assert.equal(wholePromise([{ arrivals: 0, people: 4 }], ASKED, DEFAULT_EXPECTATION), null);
  const nobody = wholePromise([{ arrivals: 5, people: 0 }], ASKED, DEFAULT_EXPECTATION);
  assert.deepEqual([nobody?.share, nobody?.seconds, nobody?.content], [0, null, 0]);
});

test('several at once, occupancy and shrinkage reach the plan as they are entered', () => {
  const two = planAsked({ ...DEFAULT_STAFFING, conversations: 2, handsOnShare: 0.5 }, DEFAULT_EXPECTATION);
  assert.deepEqual(two.work.atOnce, { conversations: 2, handsOnShare: 0.5 });
  assert.deepEqual(ASKED.work.atOnce, { conversations: 1, handsOnShare: 1 });
  assert.deepEqual(ASKED.limits, { occupancyAtMost: 0.85, shrinkage: 0.3 });
  assert.deepEqual(ASKED.target, { share: 0.71, withinSeconds: 300 });
  assert.throws(() => planAsked(DEFAULT_STAFFING, []), RangeError);
});

test('what was measured of too few answers counts for nothing; a few long answers do not make all of them long', () => {
  const figure = {
    answers: 40,
    meanSeconds: 240,
    interval: null,
    spreadSeconds: 320,
    secondsPerTurn: 260,
    atOnce: 1.3,
    atOnceWhenSent: 1.5,
    small: false,
  };
  const measured = measuredHandling(figure);
  assert.deepEqual(measured, { seconds: 200, replySeconds: 144, answers: 40 });
  assert.equal(measuredHandling({ ...figure, small: true }), null);
  const { settings, from } = resolveStaffing({ brand: {}, team: null, measured });
  assert.deepEqual([settings.handlingSeconds, settings.replySeconds, from.replySeconds], [200, 144, 'measured']);
});

test('values outside their bounds are named', () => {
  assert.equal(faultInStaffing(DEFAULT_STAFFING), null);
  assert.match(faultInStaffing({ ...DEFAULT_STAFFING, shrinkage: 1 }) ?? '', /shrinkage lies between 0 and 0.9/);
  assert.match(faultInStaffing({ ...DEFAULT_STAFFING, handlingSeconds: Number.NaN }) ?? '', /handlingSeconds/);
  assert.match(faultInStaffing({ ...DEFAULT_STAFFING, conversations: 1.4 }) ?? '', /whole number/);
});

test('a week is played two hundred times, and fewer where that would take minutes', () => {
  const day = (arrivals: number, people: number) => ({
    halfHours: Array.from({ length: 336 }, () => ({ arrivals, people })),
    handling: { kind: 'exponential' as const, meanSeconds: 300 },
    patience: { kind: 'endless' as const },
    atOnce: { conversations: 1, handsOnShare: 1 },
    withinSeconds: 300,
    warmUpHalfHours: 0,
  });
  assert.equal(playsFor(day(4, 3)), 200);
  assert.ok(playsFor(day(60, 20)) < 200 && playsFor(day(60, 20)) >= 10);
  assert.equal(playsFor(day(3_000, 700)), 10);
});
