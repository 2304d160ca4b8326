import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { type DeskWork, ONE_AT_ONCE, waitingAt } from '../../src/core/insight/people-needed.ts';
import { type Estimate, type PlayedDay, playDay, playOften } from '../../src/core/insight/queue-simulation.ts';
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

function holds({ low, high }: Estimate, value: number | null, what: string): void {
  assert.ok(
    value !== null && low - SLACK <= value && value <= high + SLACK,
    `${what}: ${value} is not within ${low} and ${high}`,
  );
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

for (const [name, people, asked] of CASES) {
  test(`${name}: the formula lies within the interval of the simulation`, () => {
    const played = playOften(evenDay(asked, people), 150, 20261122);
    const reckoned = waitingAt(people, asked);
    holds(played.begunWithin, reckoned.begunWithin(300), 'begun within five minutes');
    holds(played.waitShare, reckoned.waitShare, 'have to wait');
    holds(played.meanWaitSeconds, reckoned.meanWaitSeconds, 'mean wait');
    holds(played.occupancy, reckoned.occupancy, 'occupancy');
    if (asked.patience.kind !== 'endless') holds(played.leaveShare, reckoned.leaveShare, 'leave');
    else assert.equal(played.leaveShare.value, 0);
    assert.ok(
      played.begunWithin.high - played.begunWithin.low < 0.03,
      'the interval is narrow enough to say something',
    );
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

test('measured and lognormal handling times are played with the mean they have', () => {
  for (const handling of [
    { kind: 'measured', seconds: [100, 200, 600] } as const,
    { kind: 'lognormal', medianSeconds: 300 / Math.exp(0.5), spread: 1 } as const,
  ]) {
    const { occupancy } = playOften(evenDay(work({ kind: 'endless' }), 12, { handling }), 60, 2);
    holds(occupancy, 5 / 12, handling.kind);
  }
});
