import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AWAY_AFTER_MINUTES, type Beats, OFF_AFTER_SECONDS, presenceAt } from './presence.ts';
import { returns } from './returning.ts';

const START = new Date('2026-11-22T09:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const beats: Beats = { beatAt: START, leftAt: null, onSince: START, inputAt: START, awayReason: null, awaySince: null };

const stateAt = (more: Partial<Beats>, seconds: number) => presenceAt({ ...beats, ...more }, after(seconds)).state;

test('who knocks is on, who misses three knocks is off, and was so since the last one', () => {
  assert.equal(stateAt({}, OFF_AFTER_SECONDS), 'on');
  assert.equal(stateAt({}, OFF_AFTER_SECONDS + 1), 'off');
  assert.deepEqual(presenceAt(beats, after(OFF_AFTER_SECONDS + 1)).since, START);
});

test('an open desk nobody touches is away after some minutes', () => {
  const seconds = AWAY_AFTER_MINUTES * 60;
  assert.equal(stateAt({ beatAt: after(seconds) }, seconds), 'on');
  assert.equal(stateAt({ beatAt: after(seconds) }, seconds + 1), 'away');
});

test('away by hand goes before keys and pointers, and off before it', () => {
  assert.equal(stateAt({ awayReason: 'break', awaySince: START }, 5), 'away');
  assert.equal(stateAt({ awayReason: 'break', awaySince: START }, OFF_AFTER_SECONDS + 1), 'off');
});

test('who never knocked or signed out is off', () => {
  assert.equal(presenceAt(null, START).state, 'off');
  assert.equal(stateAt({ beatAt: null, leftAt: after(3) }, 4), 'off');
});

const HALF = 15 * 60;
type Held = Parameters<typeof returns>[0];
const held: Held = {
  id: 'c',
  openedAt: START,
  dueAt: after(2 * HALF),
  presence: 'on',
  quietSince: null,
  assignedAt: START,
  claimRanOut: false,
  hasOthers: true,
};
const back = (more: Partial<Held>, seconds: number) => returns({ ...held, ...more }, after(seconds));

test('who leaves with work in hand loses it at once', () => {
  assert.equal(back({ presence: 'off', quietSince: after(10) }, 11), 'off');
});

test('what was given to somebody absent stays theirs until half its time is gone', () => {
  const absent = { presence: 'off', quietSince: after(-100) } as const;
  assert.equal(back(absent, HALF - 1), null);
  assert.equal(back(absent, HALF), 'off');
});

test('who is away, or let go of it, keeps it until half its time is gone', () => {
  assert.equal(back({ presence: 'away' }, HALF - 1), null);
  assert.equal(back({ presence: 'away' }, HALF), 'away');
  assert.equal(back({ claimRanOut: true }, HALF - 1), null);
  assert.equal(back({ claimRanOut: true }, HALF), 'claim');
});

test('who is at it keeps it to the end, and so does who has nobody to give it to', () => {
  assert.equal(back({}, 3 * HALF), null);
  assert.equal(back({ presence: 'off', quietSince: after(1), hasOthers: false }, 3 * HALF), null);
});
