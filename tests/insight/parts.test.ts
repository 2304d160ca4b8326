import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Part, partsOf } from '../../src/core/insight/parts.ts';
import type { Dimension, Filters } from '../../src/core/insight/slice.ts';

const NEWEST = new Date('2026-12-31T00:00:00Z');

function check(
  [since, until]: [string, string],
  more: { filters?: Filters; by?: Dimension; timeZone?: string; newestAt?: Date; scope?: string[] },
  expected: string[],
): void {
  const { filters = {}, by = null, timeZone = 'UTC', newestAt = NEWEST, scope = null } = more;
  const parts = partsOf({ since: new Date(since), until: new Date(until), filters, timeZone, scope }, by, newestAt);
  assert.deepEqual(parts.map(told), expected);
}

function told({ tier, since, until, sign }: Part): string {
  const short = (at: Date) => at.toISOString().slice(5, 16);
  return `${sign === 1 ? '+' : '-'} ${tier} ${short(since)} ${short(until)}`;
}

const TWO = { heard: true, kind: 'next' } as const;

test('whole months and days come from the roll-ups, and the ends from finer ones', () => {
  check(['2026-09-29T22:00Z', '2026-11-03T00:00Z'], { filters: TWO }, [
    '+ raw 09-29T22:00 09-30T00:00',
    '+ day 09-30T00:00 10-01T00:00',
    '+ month 10-01T00:00 11-01T00:00',
    '+ day 11-01T00:00 11-03T00:00',
  ]);
});

test('where turns came in is known to half hours', () => {
  check(['2026-09-29T22:20Z', '2026-11-03T00:00Z'], { by: 'network' }, [
    '+ raw 09-29T22:20 09-29T22:30',
    '+ slot 09-29T22:30 10-01T00:00',
    '+ month 10-01T00:00 11-01T00:00',
    '+ slot 11-01T00:00 11-03T00:00',
  ]);
  check(['2026-11-02T22:00Z', '2026-11-03T00:00Z'], { scope: ['an inbox'] }, ['+ slot 11-02T22:00 11-03T00:00']);
});

test('one thing other than the place, or nothing, is known to half hours of its own, where all inboxes may be seen', () => {
  const stretch: [string, string] = ['2026-11-02T22:00Z', '2026-11-05T00:00Z'];
  const own = ['+ hours 11-02T22:00 11-05T00:00'];
  check(stretch, {}, own);
  check(stretch, { filters: { heard: true } }, own);
  check(stretch, { filters: { heard: true }, by: 'heard' }, own);
  check(stretch, { by: 'language' }, own);
  check(stretch, { filters: { heard: true }, by: 'hour' }, own);
  const several = ['+ raw 11-02T22:00 11-03T00:00', '+ day 11-03T00:00 11-05T00:00'];
  check(stretch, { filters: { heard: true }, by: 'network' }, several);
  check(stretch, { filters: { heard: true }, scope: ['an inbox'] }, several);
});

test('where the larger part of a month is wanted, the whole is read and the rest taken away', () => {
  check(['2026-10-04T00:00Z', '2026-12-01T00:00Z'], { filters: TWO }, [
    '- day 10-01T00:00 10-04T00:00',
    '+ month 10-01T00:00 12-01T00:00',
  ]);
});

test('where nothing follows, a month is read to its end', () => {
  check(['2026-11-02T00:00Z', '2026-11-22T12:00Z'], { filters: TWO, newestAt: new Date('2026-11-22T11:59Z') }, [
    '- day 11-01T00:00 11-02T00:00',
    '+ month 11-01T00:00 12-01T00:00',
  ]);
});

test('hours and weekdays come from half hours, unless an hour begins within one or two things are asked', () => {
  const week: [string, string] = ['2026-11-02T00:00Z', '2026-11-09T00:00Z'];
  check(week, { by: 'hour', filters: { network: ['bluesky'] }, timeZone: 'Asia/Kolkata' }, [
    '+ slot 11-02T00:00 11-09T00:00',
  ]);
  check(week, { by: 'weekday', timeZone: 'Asia/Kathmandu' }, ['+ raw 11-02T00:00 11-09T00:00']);
  check(week, { by: 'hour', filters: TWO }, ['+ raw 11-02T00:00 11-09T00:00']);
});

test('an empty stretch and a brand without turns have no parts', () => {
  check(['2026-11-02T00:00Z', '2026-11-02T00:00Z'], {}, []);
  assert.deepEqual(
    partsOf({ since: new Date(0), until: NEWEST, filters: {}, timeZone: 'UTC', scope: null }, null, null),
    [],
  );
});

test('whatever is asked, each moment with turns in it is counted once, and none outside', () => {
  const moment = fc.date({
    min: new Date('2026-01-01T00:00Z'),
    max: new Date('2027-03-01T00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      moment,
      moment,
      moment,
      moment,
      fc.constantFrom({}, { heard: false }, { heard: false, complaint: true }, { network: ['bluesky'] }),
      fc.constantFrom(null, 'hour' as const),
      (a, b, newest, at, filters, by) => {
        const [since, until] = a < b ? [a, b] : [b, a];
        if (at > newest) return;
        const parts = partsOf({ since, until, filters, timeZone: 'Europe/Athens', scope: null }, by, newest);
        const counted = parts
          .filter(part => part.since <= at && at < part.until)
          .reduce((sum, { sign }) => sum + sign, 0);
        assert.equal(counted, since <= at && at < until ? 1 : 0);
      },
    ),
    { seed: 20261122, numRuns: 3_000 },
  );
});
