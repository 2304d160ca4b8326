import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEvents } from '../../src/core/calendar/ical-text.ts';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { forecast } from '../../src/core/insight/forecast.ts';
import { halfHours } from '../../src/core/insight/half-hours.ts';
import { ONE_AT_ONCE, promiseWithin } from '../../src/core/insight/people-needed.ts';
import { shiftsCalendar } from '../../src/core/insight/shifts-calendar.ts';
import {
  coverWith,
  leaveQuiet,
  type PlanAsked,
  planStaffing,
  type Shift,
  suggestShifts,
} from '../../src/core/insight/staffing-plan.ts';

const FROM_MS = Date.UTC(2026, 5, 1);

const ASKED: PlanAsked = {
  work: {
    handlingSeconds: 240,
    replySeconds: 60,
    atOnce: ONE_AT_ONCE,
    patience: { kind: 'curve', curve: DEFAULT_EXPECTATION },
  },
  target: { share: 0.71, withinSeconds: 300 },
  limits: { occupancyAtMost: 0.85, shrinkage: 0.25 },
  planFor: 'mean',
};

function plan(asked = ASKED) {
  const rates = Array.from({ length: 336 }, (_, cell) => 1 + 14 * Math.sin(((cell % 48) / 48) * Math.PI) ** 2);
  return planStaffing(forecast({ rates, sway: 0.1 }, halfHours(FROM_MS, 48, 'UTC')), asked);
}

test('people follow the forecast, and planning for the high end takes more', () => {
  const [mean, high] = [plan(), plan({ ...ASKED, planFor: 'high' })];
  for (const [place, half] of mean.entries()) {
    const needed = half.needed ?? assert.fail();
    assert.ok(needed.atWork >= 1 && needed.scheduled >= needed.atWork / 0.75);
    assert.ok((high[place]?.needed?.atWork ?? 0) >= needed.atWork);
  }
  assert.ok((mean[24]?.needed?.atWork ?? 0) > (mean[0]?.needed?.atWork ?? 0));
});

test('where the needed people are there the promise is kept, and where fewer are it says what it is', () => {
  const planned = plan();
  const shifts = planned.map(
    (half, place): Shift => ({
      id: `shift-${place}`,
      name: 'Kestrel',
      startsAtMs: half.startsAtMs,
      halfHours: 1,
      people: (half.needed?.scheduled ?? 0) - (place === 24 ? 4 : 0),
    }),
  );
  const covered = coverWith(shifts, planned, ASKED);
  for (const [place, { promise, short }] of covered.entries()) {
    if (place === 24) assert.ok(short === 4 && promise < 0.71);
    else assert.ok(short === 0 && promise >= 0.71);
  }
  // A quarter is in breaks and meetings: of four scheduled, three answer.
  const noon = planned[24] ?? assert.fail();
  const four: Shift = { id: 'four', name: 'Kestrel', startsAtMs: noon.startsAtMs, halfHours: 1, people: 4 };
  const work = { ...ASKED.work, arrivalsPerHour: noon.arrivals * 2 };
  assert.equal(coverWith([four], planned, ASKED)[24]?.promise, promiseWithin(3, work, 300));
  const [noShift] = coverWith([], planned, ASKED);
  assert.equal(noShift?.promise, 0);
});

test('kept over the whole week the quietest hours stay empty, and the share of all customers still holds', () => {
  const each = plan();
  const week = leaveQuiet(each, ASKED);
  const kept = (half: (typeof each)[number]) =>
    half.arrivals * promiseWithin(half.needed?.atWork ?? 0, { ...ASKED.work, arrivalsPerHour: half.arrivals * 2 }, 300);
  const sum = (of: (half: (typeof each)[number]) => number) => week.reduce((total, half) => total + of(half), 0);
  assert.ok(sum(kept) >= 0.71 * sum(({ arrivals }) => arrivals));
  const empty = week.filter(({ needed }) => needed?.scheduled === 0);
  assert.ok(empty.length >= 4);
  const busiest = Math.max(...empty.map(({ arrivals }) => arrivals));
  assert.ok(busiest < Math.max(...each.map(({ arrivals }) => arrivals)) / 2);
  // One more empty half hour would be too many.
  const staffed = week.filter(({ needed }) => (needed?.scheduled ?? 0) > 0);
  const costs = (half: (typeof each)[number]) => kept(half) / (half.needed?.scheduled ?? 1);
  const next = staffed.toSorted((a, b) => costs(a) - costs(b))[0] ?? assert.fail();
  assert.ok(sum(kept) - kept(next) < 0.71 * sum(({ arrivals }) => arrivals));
});

test('who comes within a half hour does not cover it', () => {
  const planned = plan().slice(0, 3);
  const shift: Shift = { id: 'a', name: 'Kestrel', startsAtMs: FROM_MS + 60_000, halfHours: 2, people: 2 };
  assert.deepEqual(
    coverWith([shift], planned, ASKED).map(({ there }) => there),
    [0, 2, 0],
  );
});

test('a promise shorter than the reply has no plan', () => {
  const planned = plan({ ...ASKED, target: { share: 0.71, withinSeconds: 30 } });
  assert.ok(planned.every(({ needed }) => needed === null));
  assert.ok(coverWith([], planned, ASKED).every(({ short }) => short === null));
});

/** The fewest shifts, by trying all. */
function fewest(need: readonly number[], length: number, mayBegin: (place: number) => boolean): number {
  const most = Math.max(...need);
  let best = Number.POSITIVE_INFINITY;
  const tryFrom = (place: number, begin: number[], sum: number): void => {
    if (sum >= best) return;
    if (place === need.length) {
      best = sum;
      return;
    }
    for (let people = 0; people <= (mayBegin(place) ? most : 0); people++) {
      const next = [...begin, people];
      const there = next.slice(-length).reduce((total, each) => total + each, 0);
      if (there >= (need[place] ?? 0)) tryFrom(place + 1, next, sum + people);
    }
  };
  tryFrom(0, [], 0);
  return best;
}

test('suggested shifts cover the need with the fewest there can be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(1, 2, 3),
      (need, length, every) => {
        const mayBegin = (place: number) => place % every === 0;
        const { begin, people, uncovered } = suggestShifts(need, length, mayBegin);
        for (const [place, needed] of need.entries()) {
          const there = begin.reduce(
            (sum, each) => sum + (each.place <= place && place < each.place + length ? each.people : 0),
            0,
          );
          assert.equal(there < needed, uncovered.includes(place));
        }
        assert.ok(begin.every(({ place }) => mayBegin(place)));
        if (uncovered.length === 0) assert.equal(people, fewest(need, length, mayBegin));
      },
    ),
    { seed: 20261122, numRuns: 150 },
  );
});

test('where no shift may reach, it is said', () => {
  assert.deepEqual(
    suggestShifts([1, 1, 1], 2, place => place === 0),
    { begin: [{ place: 0, people: 1 }], people: 1, uncovered: [2] },
  );
});

test('the calendar is read back by the reader of calendars, long and odd names too', () => {
  const name = `Früh; „Kestrel“, \\ 1 ☕ ${'λ'.repeat(60)}${'early '.repeat(40)}`;
  const text = shiftsCalendar(
    [{ id: 'shift-1@kestrel.example', name, startsAtMs: FROM_MS, halfHours: 16, people: 4 }],
    'Heed',
    new Date(Date.UTC(2026, 4, 1)),
  );
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75);
  const read = readEvents(text);
  assert.ok(read.kind === 'events' && read.events.length === 1);
  const of = (wanted: string) => read.events[0]?.lines.find(line => line.name === wanted)?.value;
  assert.equal(of('DTSTART'), '20260601T000000Z');
  assert.equal(of('DTEND'), '20260601T080000Z');
  assert.equal(of('DTSTAMP'), '20260501T000000Z');
  assert.equal(of('UID'), 'shift-1@kestrel.example');
  assert.equal(of('SUMMARY')?.replace(/\\(.)/g, '$1'), `${name} × 4`);
});
