/** When reports are due, in time zones with every kind of clock change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextReportAt, type ReportRhythm } from '../../src/core/insight/report-times.ts';

const ZONES = [
  'UTC',
  'Europe/Athens',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
];

const zone = fc.constantFrom(...ZONES);
const minute = fc.integer({ min: 0, max: 1_439 });
const rhythm: fc.Arbitrary<ReportRhythm> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), minute }),
  fc.record({ every: fc.constant('week' as const), weekday: fc.integer({ min: 1, max: 7 }), minute }),
  fc.record({ every: fc.constant('month' as const), monthDay: fc.integer({ min: 1, max: 31 }), minute }),
);
const moment = fc.date({ min: new Date('2009-01-01Z'), max: new Date('2037-01-01Z'), noInvalidDate: true });

function local(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** "2026-11", "2026-W47" or the day: each has one report. */
function stretchOf({ every }: ReportRhythm, date: Temporal.PlainDate): string {
  if (every === 'day') return date.toString();
  if (every === 'month') return date.toPlainYearMonth().toString();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

test('the next one lies after now, and one after another there is one for each stretch, none left out', () => {
  fc.assert(
    fc.property(rhythm, zone, moment, (one, timeZone, from) => {
      let at = nextReportAt(one, timeZone, from);
      assert.ok(at > from);
      for (let n = 0; n < 14; n++) {
        const next = nextReportAt(one, timeZone, at);
        assert.ok(next > at);
        const [here, there] = [local(at, timeZone).toPlainDate(), local(next, timeZone).toPlainDate()];
        const days = here.until(there, { largestUnit: 'days' }).days;
        const usual = one.every === 'day' ? [1, 1] : one.every === 'week' ? [7, 7] : [28, 31];
        // Samoa had no 30 December 2011.
        const isGap = timeZone === 'Pacific/Apia' && at < new Date('2012-02-15Z') && next > new Date('2011-12-01Z');
        const from = usual[0] ?? 0;
        if (!isGap)
          assert.ok(days >= from && days <= (usual[1] ?? 0), `${one.every} ${days} ${timeZone} ${at.toISOString()}`);
        assert.notEqual(stretchOf(one, here), stretchOf(one, there));
        at = next;
      }
    }),
    { numRuns: 300 },
  );
});

test('whenever it is asked between two of them, the answer is the same', () => {
  fc.assert(
    fc.property(rhythm, zone, moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (one, timeZone, from, way) => {
      const at = nextReportAt(one, timeZone, from);
      const next = nextReportAt(one, timeZone, at);
      const between = new Date(at.getTime() + Math.floor((next.getTime() - at.getTime() - 1) * way));
      assert.equal(nextReportAt(one, timeZone, between).getTime(), next.getTime());
    }),
    { numRuns: 300 },
  );
});

test('it comes at the time on the wall, also where the clock was changed', () => {
  fc.assert(
    fc.property(rhythm, zone, moment, (one, timeZone, from) => {
      const at = local(nextReportAt(one, timeZone, from), timeZone);
      const shown = at.hour * 60 + at.minute;
      if (shown === one.minute) return;
      // Only a time that was skipped may be shown otherwise.
      const asked = at.toPlainDate().toPlainDateTime({ hour: Math.floor(one.minute / 60), minute: one.minute % 60 });
      const back = asked.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
      assert.notEqual(back.toPlainDateTime().toString(), asked.toString(), 'this time was there');
    }),
    { numRuns: 500 },
  );
});

const cases: [string, ReportRhythm, string, string, string][] = [
  [
    'a skipped half hour in spring',
    { every: 'day', minute: 210 },
    'Europe/Athens',
    '2027-03-27T12:00:00Z',
    '2027-03-28T01:30:00.000Z',
  ],
  [
    'the first of two in autumn',
    { every: 'day', minute: 210 },
    'Europe/Athens',
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
  [
    'after the first of two, the next day',
    { every: 'day', minute: 210 },
    'Europe/Athens',
    '2026-10-25T00:30:00Z',
    '2026-10-26T01:30:00.000Z',
  ],
  [
    'the 31st in February',
    { every: 'month', monthDay: 31, minute: 480 },
    'UTC',
    '2027-02-01T00:00:00Z',
    '2027-02-28T08:00:00.000Z',
  ],
  [
    'the 29th in a leap year',
    { every: 'month', monthDay: 29, minute: 0 },
    'UTC',
    '2028-02-01T00:00:00Z',
    '2028-02-29T00:00:00.000Z',
  ],
  [
    'Monday asked on a Monday too late',
    { every: 'week', weekday: 1, minute: 480 },
    'UTC',
    '2026-11-23T08:00:00Z',
    '2026-11-30T08:00:00.000Z',
  ],
  [
    'Monday asked on a Monday in time',
    { every: 'week', weekday: 1, minute: 480 },
    'UTC',
    '2026-11-23T07:59:59Z',
    '2026-11-23T08:00:00.000Z',
  ],
  [
    'after months of silence, once',
    { every: 'day', minute: 480 },
    'UTC',
    '2026-03-01T09:00:00Z',
    '2026-03-02T08:00:00.000Z',
  ],
];
for (const [name, one, timeZone, after, due] of cases) {
  test(`${name} is due at ${due}`, () => {
    assert.equal(nextReportAt(one, timeZone, new Date(after)).toISOString(), due);
  });
}
