import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HeardComplaint, unheardBy, unheardRate, weekOf } from './unheard.ts';

const rows: HeardComplaint[] = [
  { network: 'bluesky', queryIds: ['leaks'], at: new Date('2026-11-16T08:00:00Z'), addressed: false },
  { network: 'bluesky', queryIds: ['leaks', 'brand'], at: new Date('2026-11-22T23:59:59Z'), addressed: false },
  { network: 'bluesky', queryIds: [], at: new Date('2026-11-23T00:00:00Z'), addressed: true },
  { network: 'mastodon', queryIds: ['brand', 'brand'], at: new Date('2026-11-23T09:00:00Z'), addressed: true },
];

function check(by: 'network' | 'query' | 'week', expected: [string, number, number][]): void {
  assert.deepEqual(
    unheardBy(rows, by).map(part => [part.key, part.unaddressed, part.complaints]),
    expected,
  );
}

test('each network, query and week has its own rate', () => {
  check('network', [
    ['bluesky', 2, 3],
    ['mastodon', 0, 1],
  ]);
  check('week', [
    ['2026-11-16', 2, 2],
    ['2026-11-23', 0, 2],
  ]);
});

test('a complaint that two queries heard stands in both, one that a channel brought in none', () => {
  check('query', [
    ['brand', 1, 2],
    ['leaks', 2, 2],
  ]);
});

test('a week begins on Monday at midnight UTC', () => {
  assert.equal(weekOf(new Date('2026-11-22T23:59:59.999Z')), '2026-11-16');
  assert.equal(weekOf(new Date('2026-11-23T00:00:00Z')), '2026-11-23');
  assert.equal(weekOf(new Date('2027-01-01T12:00:00Z')), '2026-12-28');
});

test('few are told as counts, many as a share with its interval, none as none', () => {
  assert.equal(unheardRate(19, 7).standing, 'few');
  assert.equal(unheardRate(19, 7).words, '7 of 19 complaints tagged nobody of ours: too few to speak of a share.');
  const enough = unheardRate(200, 72);
  assert.equal(enough.words, '72 of 200 complaints tagged nobody of ours: 36%, likely between 30% and 43%.');
  assert.equal(enough.rate, 0.36);
  assert.equal(unheardRate(0, 0).rate, null);
});
