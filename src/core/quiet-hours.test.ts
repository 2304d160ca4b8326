import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quietUntil } from './quiet-hours.ts';

const night = { fromMinute: 22 * 60, untilMinute: 7 * 60, zone: 'Europe/Athens' };

function check(at: string, ends: string | null, quiet = night) {
  assert.equal(quietUntil(quiet, new Date(at))?.toISOString() ?? null, ends && new Date(ends).toISOString());
}

test('a night reaches over midnight, and ends at the hour of the place', () => {
  check('2026-11-22T19:59:00Z', null);
  check('2026-11-22T20:00:00Z', '2026-11-23T05:00:00Z');
  check('2026-11-23T04:59:59Z', '2026-11-23T05:00:00Z');
  check('2026-11-23T05:00:00Z', null);
});

test('the night in which clocks change ends at the same hour of the wall', () => {
  check('2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z');
  check('2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z');
});

test('hours within one day, and from one time to the same: never quiet', () => {
  const noon = { fromMinute: 12 * 60, untilMinute: 13 * 60, zone: 'UTC' };
  check('2026-11-22T12:30:00Z', '2026-11-22T13:00:00Z', noon);
  check('2026-11-22T13:30:00Z', null, noon);
  check('2026-11-22T12:30:00Z', null, { ...noon, untilMinute: 12 * 60 });
});
