import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { type DeskWork, ONE_AT_ONCE, waitingAt } from '../../src/core/insight/people-needed.ts';
import {
  type Estimate,
  type PlayedDay,
  type PlayedOften,
  playDay,
  playOften,
} from '../../src/core/insight/queue-simulation.ts';
import type { Patience } from '../../src/core/insight/waiting.ts';
import { makeChance } from '../support/chance.ts';

/** A day of 40 half hours alike. */
function evenDay(work: DeskWork, people: number, over: Partial<PlayedDay> = {}): PlayedDay {
  return {
    halfHours: Array.from({ length: 40 }, () => ({ arrivals: work.arrivalsPerHour / 2, people })),
    handling: { kind: 'exponential', meanSeconds: work.handlingSeconds },
    patience: work.patience,
    atOnce: work.atOnce,
    withinSeconds: 300,
    warmUpHalfHours: 8,
    ...over,
  };
}

function work(patience: Patience, over: Partial<DeskWork> = {}): DeskWork {
  return { arrivalsPerHour: 60, handlingSeconds: 300, replySeconds: 0, atOnce: ONE_AT_ONCE, patience, ...over };
}

/** What all of them do is no interval. */
const SLACK = 1e-5;

function isWithin({ low, high }: Estimate, value: number | null): boolean {
  return value !== null && low - SLACK <= value && value <= high + SLACK;
}

function holds(estimate: Estimate, value: number, what: string): void {
  assert.ok(isWithin(estimate, value), `${what}: ${value} is not within ${estimate.low} and ${estimate.high}`);
}

const CASES: [name: string, people: number, work: DeskWork][] = [
  ['Erlang C', 7, work({ kind: 'endless' })],
  ['Erlang C of one person', 1, work({ kind: 'endless' }, { arrivalsPerHour: 24, handlingSeconds: 75 })],
  ['Erlang A', 5, work({ kind: 'exponential', meanSeconds: 600 })],
  [
    'Erlang A under three times what can be done',
    4,
    work({ kind: 'exponential', meanSeconds: 900 }, { arrivalsPerHour: 144 }),
  ],
  ['patience from the expectation curve', 5, work({ kind: 'curve', curve: DEFAULT_EXPECTATION })],
];

const SERIES = 12;
/** An interval that holds in 95 of 100 holds in fewer than nine of twelve once in five hundred. */
const HOLDS_AT_LEAST = 9;

for (const [name, people, asked] of CASES) {
  test(`${name}: the formula lies within the interval of the simulation`, () => {
    const reckoned = waitingAt(people, asked);
    const series = Array.from({ length: SERIES }, (_, seed) => playOften(evenDay(asked, people), 60, seed));
    const often = (what: string, value: number | null, of: (played: PlayedOften) => Estimate) => {
      const held = series.filter(played => isWithin(of(played), value)).length;
      assert.ok(held >= HOLDS_AT_LEAST, `${what}: ${value} is within ${held} of ${SERIES} intervals`);
    };
    often('begun within five minutes', reckoned.begunWithin(300), played => played.begunWithin);
    often('have to wait', reckoned.waitShare, played => played.waitShare);
    often('mean wait', reckoned.meanWaitSeconds, played => played.meanWaitSeconds);
    often('occupancy', reckoned.occupancy, played => played.occupancy);
    often('leave', reckoned.leaveShare, played => played.leaveShare);
    // One more or one fewer would be told apart.
    const other = waitingAt(people + 1, asked).begunWithin(300);
    assert.ok(series.every(({ begunWithin }) => !isWithin(begunWithin, other)));
  });
}

test('several at once: the formula is careful, never better than what is played, and not far off', () => {
  const asked = work({ kind: 'endless' }, { arrivalsPerHour: 90, atOnce: { conversations: 3, handsOnShare: 0.4 } });
  for (const people of [4, 5]) {
    const played = playOften(evenDay(asked, people), 80, 5);
    const reckoned = waitingAt(people, asked);
    assert.ok(reckoned.begunWithin(300) <= played.begunWithin.high);
    assert.ok(played.begunWithin.value - reckoned.begunWithin(300) < 0.12);
    const alone = waitingAt(people, { ...asked, atOnce: ONE_AT_ONCE });
    assert.ok(played.begunWithin.low > alone.begunWithin(300));
  }
});

test('the same seed plays the same day, another another', () => {
  const day = evenDay(work({ kind: 'endless' }), 6);
  assert.deepEqual(playDay(day, makeChance(3)), playDay(day, makeChance(3)));
  assert.notDeepEqual(playDay(day, makeChance(3)), playDay(day, makeChance(4)));
});

test('arrivals follow their half hours, and those before anybody is there wait for the first', () => {
  const day: PlayedDay = {
    halfHours: [
      { arrivals: 30, people: 0 },
      { arrivals: 0, people: 40 },
    ],
    handling: { kind: 'measured', seconds: [60] },
    patience: { kind: 'endless' },
    atOnce: ONE_AT_ONCE,
    withinSeconds: 300,
    warmUpHalfHours: 0,
  };
  const { arrived, waitShare, leaveShare, meanWaitSeconds, begunWithin } = playOften(day, 200, 9);
  assert.ok(Math.abs(arrived / 200 - 30) < 1.2);
  assert.equal(waitShare.value, 1);
  assert.equal(leaveShare.value, 0);
  holds(meanWaitSeconds, 900, 'half of a half hour');
  holds(begunWithin, 1 / 6, 'those of the last five minutes');
});

test('where nobody ever comes to them, all are left, and none was answered', () => {
  const day = evenDay(work({ kind: 'endless' }), 0);
  const { arrived, begun, left, thereSeconds } = playDay(day, makeChance(1));
  assert.ok(arrived > 500);
  assert.deepEqual([begun, left, thereSeconds], [0, arrived, 0]);
});

test('who has gone home takes nothing new', () => {
  const day = evenDay(work({ kind: 'endless' }), 0, { warmUpHalfHours: 0 });
  const gone: PlayedDay = { ...day, halfHours: [{ arrivals: 0, people: 5 }, ...day.halfHours] };
  const { arrived, begun } = playDay(gone, makeChance(1));
  assert.ok(arrived > 500);
  assert.equal(begun, 0);
});

test('measured and lognormal handling times are played with the mean they have', () => {
  for (const handling of [
    { kind: 'measured', seconds: [100, 200, 600] } as const,
    { kind: 'lognormal', medianSeconds: 300 / Math.exp(0.5), spread: 1 } as const,
  ]) {
    const { occupancy } = playOften(evenDay(work({ kind: 'endless' }), 12, { handling }), 60, 2);
    holds(occupancy, 5 / 12, handling.kind);
  }
});
