import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stretchesOf } from './stretches.ts';

function check(since: string, until: string, timeZone: string, expected: string[]): void {
  const stretches = stretchesOf({ since: new Date(since), until: new Date(until), timeZone });
  assert.deepEqual(
    stretches.map(one => `${one.since.toISOString().slice(0, 16)} ${one.until.toISOString().slice(0, 16)}`),
    expected,
  );
}

test('a few days are told day by day, the last one as far as it has come', () => {
  check('2026-11-20T00:00:00Z', '2026-11-22T12:00:00Z', 'UTC', [
    '2026-11-20T00:00 2026-11-21T00:00',
    '2026-11-21T00:00 2026-11-22T00:00',
    '2026-11-22T00:00 2026-11-22T12:00',
  ]);
});

test('days are local ones, also where summer time ends', () => {
  check('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', 'Europe/Berlin', [
    '2026-10-23T22:00 2026-10-24T22:00',
    '2026-10-24T22:00 2026-10-25T23:00',
    '2026-10-25T23:00 2026-10-26T23:00',
  ]);
});

test('a month is told week by week and a year month by month, the newest one whole and nothing left out between', () => {
  check('2026-10-26T00:00:00Z', '2026-11-23T00:00:00Z', 'UTC', [
    '2026-10-26T00:00 2026-11-02T00:00',
    '2026-11-02T00:00 2026-11-09T00:00',
    '2026-11-09T00:00 2026-11-16T00:00',
    '2026-11-16T00:00 2026-11-23T00:00',
  ]);
  const months = stretchesOf({
    since: new Date('2026-01-01T00:00:00Z'),
    until: new Date('2026-11-22T12:00:00Z'),
    timeZone: 'UTC',
  });
  assert.equal(months.length, 11);
  for (const [place, one] of months.entries()) if (place > 0) assert.deepEqual(one.since, months[place - 1]?.until);
});
