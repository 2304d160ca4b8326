import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { erlangB, erlangC } from '../../src/core/insight/erlang.ts';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { type Patience, type Work, waitingOf } from '../../src/core/insight/waiting.ts';

const SEED = { seed: 20261122, numRuns: 150 };
const ENDLESS: Patience = { kind: 'endless' };

function near(a: number | null, b: number, by: number): void {
  assert.ok(a !== null && Math.abs(a - b) <= by, `${a} is not ${b}`);
}

// Westbay Engineers' calculator manual (erlang.com): 15 lines at 1% blocking carry 8.108 erlangs; 33.333 erlangs at 1% need 45 lines.
test('Erlang B agrees with published figures', () => {
  near(erlangB(15, 8.108), 0.01, 5e-7);
  assert.ok(erlangB(45, 33.333) <= 0.01 && erlangB(44, 33.333) > 0.01);
});

// "Carrier grade voice over IP", appendix A: erlangs at a blocking of 1%, of 5% and of 0.1%, to one decimal.
test('Erlang B agrees with the published table', () => {
  const table: [lines: number, blocking: number, erlangs: number][] = [
    [5, 0.01, 1.4],
    [8, 0.01, 3.1],
    [9, 0.01, 3.8],
    [9, 0.05, 5.4],
    [8, 0.05, 4.5],
    [8, 0.001, 2.1],
    [10, 0.001, 3.1],
  ];
  for (const [lines, blocking, erlangs] of table) {
    assert.ok(erlangB(lines, erlangs - 0.05) < blocking && erlangB(lines, erlangs + 0.05) > blocking, `${lines} lines`);
  }
});

// Worked example of the R package ErlangC 0.1.0 and of pyworkforce: 100 calls in 30 minutes, 180 s each, 14 people, 20 s.
test('Erlang C agrees with a published worked example', () => {
  const waiting = waitingOf(14, { arrivalsPerHour: 200, handlingSeconds: 180, patience: ENDLESS });
  near(waiting.waitShare, 0.1741319335950498, 1e-12);
  near(waiting.begunWithin(20), 0.8883500191794669, 1e-12);
  near(waiting.meanWaitSeconds, 7.83593701177724, 1e-10);
  near(waiting.occupancy, 0.7142857142857143, 1e-12);
});

// O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient customers", M&SOM 4 (2002), table 1: 50 people,
// 48 calls a minute of one minute each, without patience's end and with patience of two minutes on average.
test('Erlang C and Erlang A agree with the published comparison', () => {
  const calls = { arrivalsPerHour: 48 * 60, handlingSeconds: 60 };
  const endless = waitingOf(50, { ...calls, patience: ENDLESS });
  near(endless.meanWaitSeconds, 20.8, 0.05);
  near(endless.begunWithin(58.1), 0.9, 5e-4);
  near(endless.occupancy, 0.96, 0.005);
  const impatient = waitingOf(50, { ...calls, patience: { kind: 'exponential', meanSeconds: 120 } });
  near(impatient.leaveShare, 0.031, 0.0005);
  near(impatient.meanWaitSeconds, 3.6, 0.05);
  near(impatient.occupancy, 0.93, 0.005);
});

/** Erlang A as the birth–death process it is: states up to where nobody is, added up one by one. */
function birthDeath(
  people: number,
  work: Work,
  meanPatienceSeconds: number,
): { waitShare: number; leaveShare: number } {
  const [arrive, finish, leave] = [work.arrivalsPerHour / 3_600, 1 / work.handlingSeconds, 1 / meanPatienceSeconds];
  const weights = [1];
  for (let state = 1; state < 5_000; state++) {
    const out = Math.min(state, people) * finish + Math.max(0, state - people) * leave;
    weights.push(((weights[state - 1] ?? 0) * arrive) / out);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const chance = (state: number) => (weights[state] ?? 0) / sum;
  let [waitShare, queue] = [0, 0];
  for (let state = people; state < weights.length; state++) {
    waitShare += chance(state);
    queue += (state - people) * chance(state);
  }
  return { waitShare, leaveShare: (queue * leave) / arrive };
}

test('with exponential patience the integral is the birth–death process', () => {
  const works: [people: number, arrivalsPerHour: number, handlingSeconds: number, patienceSeconds: number][] = [
    [1, 20, 120, 60],
    [5, 60, 300, 300],
    [5, 120, 300, 900],
    [20, 200, 300, 120],
    [60, 1_000, 240, 600],
  ];
  for (const [people, arrivalsPerHour, handlingSeconds, meanSeconds] of works) {
    const work: Work = { arrivalsPerHour, handlingSeconds, patience: { kind: 'exponential', meanSeconds } };
    const [ours, exact] = [waitingOf(people, work), birthDeath(people, work, meanSeconds)];
    near(ours.waitShare, exact.waitShare, 1e-4);
    near(ours.leaveShare, exact.leaveShare, 1e-4);
  }
});

test('what is done is what stays: occupancy, leaving and traffic agree for any patience', () => {
  for (const people of [1, 4, 9, 30]) {
    const work: Work = {
      arrivalsPerHour: 90,
      handlingSeconds: 300,
      patience: { kind: 'curve', curve: DEFAULT_EXPECTATION },
    };
    const waiting = waitingOf(people, work);
    near(waiting.begunWithin(1e9), 1 - waiting.leaveShare, 1e-9);
    near(waiting.occupancy * people, 7.5 * (1 - waiting.leaveShare), 1e-9);
    assert.ok(waiting.occupancy <= 1);
  }
});

test('where three times as much comes as can be done, two thirds leave', () => {
  const work: Work = {
    arrivalsPerHour: 360,
    handlingSeconds: 300,
    patience: { kind: 'curve', curve: DEFAULT_EXPECTATION },
  };
  const waiting = waitingOf(10, work);
  near(waiting.leaveShare, 2 / 3, 1e-3);
  near(waiting.occupancy, 1, 1e-3);
});

test('Erlang A becomes Erlang C as patience grows, and Erlang B as it goes', () => {
  const calls = { arrivalsPerHour: 100, handlingSeconds: 180 };
  const endless = waitingOf(7, { ...calls, patience: ENDLESS });
  const patient = waitingOf(7, { ...calls, patience: { kind: 'exponential', meanSeconds: 1e8 } });
  near(patient.waitShare, endless.waitShare, 1e-3);
  near(patient.begunWithin(300), endless.begunWithin(300), 1e-3);
  near(patient.leaveShare, 0, 1e-4);
  const hasty = waitingOf(7, { ...calls, patience: { kind: 'exponential', meanSeconds: 1e-4 } });
  near(hasty.leaveShare, erlangB(7, 5), 1e-3);
});

const people = fc.integer({ min: 1, max: 120 });
const load = fc.double({ min: 0.1, max: 150, noNaN: true });

test('to be turned away is rarer than to wait; both grow with work and fall with people', () => {
  fc.assert(
    fc.property(people, load, (n, erlangs) => {
      assert.ok(erlangB(n, erlangs) <= erlangC(n, erlangs) + 1e-12);
      for (const chance of [erlangB, erlangC]) {
        assert.ok(chance(n, erlangs) >= 0 && chance(n, erlangs) <= 1);
        assert.ok(chance(n + 1, erlangs) <= chance(n, erlangs) + 1e-12);
        assert.ok(chance(n, erlangs * 1.1) >= chance(n, erlangs) - 1e-12);
      }
    }),
    SEED,
  );
});

const patience = fc.constantFrom<Patience>(
  ENDLESS,
  { kind: 'exponential', meanSeconds: 600 },
  { kind: 'curve', curve: DEFAULT_EXPECTATION },
);

test('more people answer more, sooner, and fewer leave; more work does the opposite', () => {
  fc.assert(
    fc.property(people, load, patience, (n, erlangs, how) => {
      const work: Work = { arrivalsPerHour: erlangs * 12, handlingSeconds: 300, patience: how };
      const [now, more, busier] = [
        waitingOf(n, work),
        waitingOf(n + 1, work),
        waitingOf(n, { ...work, arrivalsPerHour: erlangs * 13 }),
      ];
      for (const seconds of [0, 20, 300, 3_600]) {
        assert.ok(now.begunWithin(seconds) >= -1e-12 && now.begunWithin(seconds) <= 1 + 1e-9);
        assert.ok(more.begunWithin(seconds) >= now.begunWithin(seconds) - 1e-4, `${n} people, ${seconds} s`);
        assert.ok(busier.begunWithin(seconds) <= now.begunWithin(seconds) + 1e-4);
      }
      assert.ok(more.leaveShare <= now.leaveShare + 1e-4);
      assert.ok(more.waitShare <= now.waitShare + 1e-9);
    }),
    SEED,
  );
});

test('patience that never ends on average is endless, under any load', () => {
  const calls = { arrivalsPerHour: 100, handlingSeconds: 180 };
  for (const people of [3, 7]) {
    const never: Patience = { kind: 'exponential', meanSeconds: Number.POSITIVE_INFINITY };
    const a = waitingOf(people, { ...calls, patience: never });
    const b = waitingOf(people, { ...calls, patience: ENDLESS });
    assert.deepEqual([a.waitShare, a.leaveShare, a.meanWaitSeconds], [b.waitShare, b.leaveShare, b.meanWaitSeconds]);
  }
});

test('nobody comes, nobody is there: no figure is made up', () => {
  assert.equal(waitingOf(3, { arrivalsPerHour: 0, handlingSeconds: 60, patience: ENDLESS }).begunWithin(0), 1);
  const alone = waitingOf(0, { arrivalsPerHour: 10, handlingSeconds: 60, patience: ENDLESS });
  assert.equal(alone.begunWithin(1e6), 0);
  assert.equal(alone.meanWaitSeconds, null);
});
