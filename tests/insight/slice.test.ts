import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { sliceQuery } from '../../src/contract/insight-slice.ts';
import { clockOf, type Period, reachOf, stretchBefore, stretchOf } from '../../src/core/insight/slice.ts';
import { readInput } from '../../src/http/endpoint.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

function check(period: Period, more: Partial<Parameters<typeof stretchOf>[0]>, expected: string): void {
  const spans = { firstAt: new Date('2026-01-05T10:00:00Z'), newestAt: NOW };
  const { since, until, anchor } = stretchOf({ period, now: NOW, timeZone: 'UTC', ...spans, ...more });
  assert.equal(`${since.toISOString()} ${until.toISOString()} ${anchor}`, expected);
}

test('a period is whole local days, today as far as it has come', () => {
  check('today', {}, '2026-11-22T00:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('today', { timeZone: 'Asia/Tokyo' }, '2026-11-21T15:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('7d', {}, '2026-11-16T00:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('28d', { timeZone: 'Europe/Athens' }, '2026-10-25T22:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('quarter', {}, '2026-08-24T00:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('quarter', { timeZone: 'Europe/Athens' }, '2026-08-23T21:00:00.000Z 2026-11-22T12:00:00.000Z now');
});

test('all begins with the day of the first turn, and is empty where there is none', () => {
  check('all', { timeZone: 'Europe/Athens' }, '2026-01-04T22:00:00.000Z 2026-11-22T12:00:00.000Z now');
  check('all', { firstAt: null, newestAt: null }, '2026-11-22T00:00:00.000Z 2026-11-22T12:00:00.000Z now');
});

test('where all turns are older than the period, it ends with the newest of them', () => {
  const recorded = { firstAt: new Date('2017-10-01T08:00:00Z'), newestAt: new Date('2017-12-03T22:10:01Z') };
  check('today', recorded, '2017-12-03T00:00:00.000Z 2017-12-03T22:10:01.001Z recording');
  check('28d', recorded, '2017-11-06T00:00:00.000Z 2017-12-03T22:10:01.001Z recording');
  check('all', recorded, '2017-10-01T00:00:00.000Z 2017-12-03T22:10:01.001Z recording');
  check(
    'today',
    { newestAt: new Date('2026-11-22T00:00:00Z') },
    '2026-11-22T00:00:00.000Z 2026-11-22T12:00:00.000Z now',
  );
});

test('the stretch before is as long and ends where this one begins', () => {
  const slice = { since: new Date('2026-11-16T00:00:00Z'), until: NOW };
  assert.deepEqual(stretchBefore(slice), { since: new Date('2026-11-09T12:00:00Z'), until: slice.since });
});

test('reach counts followers in powers of ten', () => {
  const of = (followers: number | null) => reachOf(followers);
  assert.deepEqual(
    [null, 0, 99, 100, 999, 1_000, 9_999, 10_000, 99_999, 100_000].map(of),
    [0, 1, 1, 2, 2, 3, 3, 4, 4, 5],
  );
});

test('a slice is asked in words of a query', () => {
  const read = z.object(sliceQuery);
  assert.deepEqual(read.parse({}), { period: '28d' });
  assert.deepEqual(read.parse({ network: 'bluesky,mastodon', reach: '1,5', team: 'none', heard: 'true' }), {
    period: '28d',
    network: ['bluesky', 'mastodon'],
    reach: [1, 5],
    team: ['none'],
    heard: true,
  });
  for (const bad of [{ reach: '6' }, { inbox: 'everything' }, { visibility: 'secret' }, { period: 'always' }]) {
    assert.equal(read.safeParse(bad).success, false, JSON.stringify(bad));
  }
});

test('several values come with commas or again and again; of anything else the last counts', async () => {
  const address = 'http://localhost/?network=bluesky&network=mastodon&reach=1,2&reach=5&period=7d&period=today';
  const { query } = await readInput('readExpectation', new Request(address));
  assert.deepEqual(query, { period: 'today', network: ['bluesky', 'mastodon'], reach: [1, 2, 5] });
});

test('who waits has waited until now, but in a recording that is over only until its end', () => {
  const clock = (newest: string | null) => clockOf(NOW, 'UTC', newest === null ? null : new Date(newest)).toISOString();
  assert.equal(clock(null), NOW.toISOString());
  assert.equal(clock('2026-09-01T00:00:00Z'), NOW.toISOString());
  assert.equal(clock('2017-12-03T22:10:01Z'), '2017-12-03T22:10:01.001Z');
});
