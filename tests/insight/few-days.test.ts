import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalsHistory, learnHistory } from '../../src/core/insight/arrivals-history.ts';
import { learnFewDays } from '../../src/core/insight/few-days.ts';
import { arrivalsBelow } from '../../src/core/insight/forecast.ts';
import { type CountedHalfHour, halfHours } from '../../src/core/insight/half-hours.ts';
import { makeChance } from '../support/chance.ts';

/** Wednesday. */
const FROM_MS = Date.UTC(2026, 3, 1);

function counted(days: readonly ((place: number) => number | null)[]): CountedHalfHour[] {
  return halfHours(FROM_MS, days.length * 48, 'UTC').map((half, place) => ({
    ...half,
    count: days[Math.floor(place / 48)]?.(place % 48) ?? null,
  }));
}

const flat = (perHalfHour: number) => () => perHalfHour;
const none = flat(0);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a few days become a typical day, the same for each day of the week, as many as there were on average', () => {
  const noon = (place: number) => (place >= 20 && place < 28 ? 10 : 0);
  const { rates } = learnFewDays(counted([noon, noon, noon]));
  assert.equal(rates.length, 336);
  assert.ok(Math.abs(sum(rates) - 7 * 80) < 1e-6);
  assert.deepEqual(rates.slice(0, 48), rates.slice(6 * 48));
  assert.ok((rates[24] ?? 0) > 5 * (rates[4] ?? 0));
});

test('days that are unlike make the interval wide, and so does one day alone', () => {
  const even = learnFewDays(counted(Array.from({ length: 10 }, () => flat(2))));
  const uneven = learnFewDays(counted(Array.from({ length: 10 }, (_, day) => flat(day === 0 ? 20 : 0))));
  const single = learnFewDays(counted([flat(2)]));
  assert.ok(even.sway < 0.1 && single.sway > 2 * even.sway && uneven.sway > 3);
  assert.ok((uneven.weekSway ?? 0) < uneven.sway / 2);
});

test('of days drawn by chance, the next week lies within its 80% interval in about that share', () => {
  const chance = makeChance(11);
  const draw = (mean: number) => {
    let count = -1;
    for (let total = 0; total < mean; count++) total -= Math.log(1 - chance());
    return Math.max(0, count);
  };
  // Days sway by a third of the usual one, as an exponential beside what is always there.
  const day = () => 40 * (2 / 3 - Math.log(1 - chance()) / 3);
  let within = 0;
  const rounds = 400;
  for (let round = 0; round < rounds; round++) {
    const days = Array.from({ length: 5 }, () => {
      const mean = day() / 48;
      return () => draw(mean);
    });
    const model = learnFewDays(counted(days));
    const ofWeek = { sway: model.weekSway ?? 0 };
    const mean = sum(model.rates);
    const came = sum(Array.from({ length: 7 }, () => draw(day())));
    if (arrivalsBelow(ofWeek, mean, 0.1) <= came && came <= arrivalsBelow(ofWeek, mean, 0.9)) within += 1;
  }
  assert.ok(within / rounds > 0.75 && within / rounds < 0.95, `${within / rounds}`);
});

test('days nobody recorded are left out of a recording, and are quiet days of a desk that listens', () => {
  const days = counted([flat(1), none, none, none, flat(1), none]);
  const recording = arrivalsHistory(days, true);
  assert.deepEqual([recording.kind, recording.isSampled], ['few_days', true]);
  assert.deepEqual([recording.days, recording.learntDays, recording.leftOut], [5, 2, 3]);
  assert.equal(Math.round(sum(learnHistory(recording)?.rates ?? [])), 7 * 48);
  const live = arrivalsHistory(days, false);
  assert.deepEqual([live.kind, live.isSampled, live.days, live.learntDays], ['few_days', false, 6, 6]);
  assert.equal(Math.round(sum(learnHistory(live)?.rates ?? [])), 7 * 16);
});

test('holidays teach nothing; from two weeks on weekdays are told apart; fewer than twenty turns are no history', () => {
  const holiday = () => null;
  const fortnight = arrivalsHistory(counted([holiday, ...Array.from({ length: 14 }, () => flat(1))]), false);
  // Before the first turn nobody knows whether there was a desk.
  assert.deepEqual([fortnight.kind, fortnight.days, fortnight.leftOut], ['weeks', 14, 0]);
  const between = arrivalsHistory(counted([flat(1), holiday, flat(1)]), false);
  assert.deepEqual([between.kind, between.learntDays, between.leftOut], ['few_days', 2, 1]);
  const small = arrivalsHistory(counted([place => (place < 19 ? 1 : 0)]), false);
  assert.deepEqual([small.kind, learnHistory(small)], ['small', null]);
  assert.deepEqual([arrivalsHistory(counted([none]), false).kind, arrivalsHistory([], true).turns], ['none', 0]);
});
