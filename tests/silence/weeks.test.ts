/** The silence alarm over simulated channel-years: how often it is wrong, and how soon it notices that a channel has died. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASELINE_WEEKS, type Baseline, baselineOf, HOUR_MS, HOURS_OF_WEEK } from '../../src/core/baseline.ts';
import { type Stretch, silenceOf } from '../../src/core/silence.ts';
import { makeChance } from '../support/chance.ts';
import { BEGAN, type Life, live, ofPeople } from '../support/heard-weeks.ts';

const WEEK_MS = HOURS_OF_WEEK * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
/** Channel-weeks of each kind: three lives of half a year. */
const LIVES = 3;
const WEEKS = 26;
/** As stated in docs/definitions.md: wrong at most twice a year in any of these lives, once over all of them. */
const WRONG_PER_YEAR = 2;
const WRONG_PER_YEAR_OVER_ALL = 1;

/** `noticedHours`: in which nine of ten deaths, at any hour of the week, are noticed. */
const KINDS: (Life & { noticedHours: number })[] = [
  { name: 'ten an hour, by chance alone', rate: how => 10 * ofPeople(how), noticedHours: 12 },
  { name: 'one an hour', rate: how => ofPeople(how), noticedHours: 48 },
  { name: 'two a day', rate: how => 0.1 * ofPeople(how), noticedHours: 240 },
  { name: 'hundreds an hour', rate: how => 300 * ofPeople(how), noticedHours: 3 },
  { name: 'lively hours and days', rate: how => 10 * ofPeople(how), hourly: 0.3, daily: 0.1, noticedHours: 16 },
  { name: 'one draws three', rate: how => 3 * ofPeople(how), company: 3, noticedHours: 48 },
  { name: 'one draws five, busily', rate: how => 20 * ofPeople(how), company: 5, noticedHours: 16 },
  { name: 'office hours', rate: how => (how < 120 && how % 24 >= 8 && how % 24 < 18 ? 20 : 0.2), noticedHours: 72 },
  { name: 'holidays', rate: how => 10 * ofPeople(how), hourly: 0.2, holiday: 1 / 60, noticedHours: 16 },
  { name: 'crises', rate: how => 5 * ofPeople(how), hourly: 0.2, crisis: 1 / 400, noticedHours: 24 },
  { name: 'shrinks to half', rate: (how, week) => 10 * ofPeople(how) * (week < 12 ? 1 : 0.5), noticedHours: 16 },
];

function stretches(fromMs: number, toMs: number): Stretch[] {
  const found: Stretch[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(Math.floor(atMs / HOUR_MS) * HOUR_MS + HOUR_MS, toMs);
    found.push({ atMs, seconds: (endMs - atMs) / 1000 });
    atMs = endMs;
  }
  return found;
}

/** The baseline as it would stand at a moment, learned anew once a day. */
function makeLearner(heard: readonly number[]): (atMs: number) => Baseline {
  const hours = Map.groupBy(heard, atMs => Math.floor(atMs / HOUR_MS) * HOUR_MS);
  const learned = new Map<number, Baseline>();
  return atMs => {
    const untilMs = Math.floor(atMs / DAY_MS) * DAY_MS;
    const known = learned.get(untilMs);
    if (known !== undefined) return known;
    const fromMs = Math.max(BEGAN, untilMs - BASELINE_WEEKS * WEEK_MS);
    const list = Array.from({ length: (untilMs - fromMs) / HOUR_MS }, (_, i) => {
      const hourMs = fromMs + i * HOUR_MS;
      return { atMs: hourMs, n: hours.get(hourMs)?.length ?? 0, seconds: 3_600 };
    });
    const baseline = baselineOf(list);
    learned.set(untilMs, baseline);
    return baseline;
  };
}

function isUnusual(baseline: Baseline, fromMs: number, toMs: number): boolean {
  return silenceOf(baseline, stretches(fromMs, toMs), toMs - fromMs).kind === 'unusual';
}

function wrongAlarms(heard: readonly number[], learn: (atMs: number) => Baseline): number {
  let wrong = 0;
  for (const [i, fromMs] of heard.entries()) {
    const toMs = heard[i + 1];
    // A silence grows: whether it ever was unusual is told at its end.
    if (toMs !== undefined && toMs - fromMs > 5 * 60_000 && isUnusual(learn(fromMs), fromMs, toMs)) wrong += 1;
  }
  return wrong;
}

/** It dies at some hour after the tenth week, for good. @returns hours until that is noticed */
function hoursToNotice(heard: readonly number[], learn: (atMs: number) => Baseline, chance: () => number): number {
  const diedMs = BEGAN + (10 * HOURS_OF_WEEK + Math.floor(chance() * 12 * HOURS_OF_WEEK)) * HOUR_MS;
  const lastMs = heard.findLast(atMs => atMs < diedMs) ?? diedMs;
  const baseline = learn(diedMs);
  for (let hours = 0.5; hours < 15 * 24; hours += 0.5)
    if (isUnusual(baseline, lastMs, diedMs + hours * HOUR_MS)) return hours;
  return Number.POSITIVE_INFINITY;
}

let wrongOverAll = 0;

for (const [k, { noticedHours, ...life }] of KINDS.entries()) {
  test(`${life.name}: wrong at most ${WRONG_PER_YEAR} times a year, a death noticed within ${noticedHours} hours`, () => {
    let wrong = 0;
    const noticed: number[] = [];
    for (let one = 0; one < LIVES; one++) {
      const seed = 1_000 * (k + 1) + one;
      const heard = live(life, WEEKS, seed);
      const learn = makeLearner(heard);
      wrong += wrongAlarms(heard, learn);
      const chance = makeChance(seed);
      for (let death = 0; death < 10; death++) noticed.push(hoursToNotice(heard, learn, chance));
    }
    wrongOverAll += wrong;
    const years = (LIVES * WEEKS) / 52;
    assert.ok(wrong / years <= WRONG_PER_YEAR, `${wrong} wrong alarms in ${years} years`);
    const ninth = noticed.sort((a, b) => a - b)[Math.floor(noticed.length * 0.9)] ?? 0;
    assert.ok(ninth <= noticedHours, `noticed after ${ninth} hours`);
  });
}

test('over all of these lives it is wrong at most once a year', () => {
  const years = (KINDS.length * LIVES * WEEKS) / 52;
  assert.ok(wrongOverAll / years <= WRONG_PER_YEAR_OVER_ALL, `${wrongOverAll} in ${years} years`);
});
