/**
 * When silence is news. While nothing is heard, what was to be expected adds up hour by hour; the model says how likely
 * nothing at all is, and an alarm is due when so long a silence comes about less than once a year on a channel like this.
 *
 * The model: in each hour a negative binomial count around the usual one (`clumping`), the hours of one silence sharing a
 * factor of their own, gamma distributed around 1 (`swing`: quiet days, holidays, and how well the baseline is known).
 */
import { type Baseline, HOUR_MS, hourOfWeek, knownHours, usualPerWeek } from './baseline.ts';

/** A part of one clock hour in which we listened and heard nothing. */
export type Stretch = { atMs: number; seconds: number };

export type Silence =
  /** Nothing can be said yet: most hours of the week were not heard twice. */
  | { kind: 'learning'; knownHours: number }
  /** So little is usual that silence says nothing within a week. */
  | { kind: 'seldom'; perWeek: number }
  | { kind: 'usual' | 'unusual'; expected: number; perWeek: number };

/** Wrong alarms a channel may raise in a year, as far as the model holds. */
export const FALSE_ALARMS_PER_YEAR = 1;
const WEEKS_PER_YEAR = 52;
/** However busy a channel is, a silence this short is a hiccup. */
export const LEAST_SILENCE_MS = 5 * 60_000;
/** From half of the week on, what is known is enough to speak of it; unknown hours add nothing to what is expected. */
const LEAST_KNOWN_HOURS = 84;
/** A channel that hears less in a week cannot be told from a silent one within it. */
export const SELDOM_PER_WEEK = 7;

/** @param listened since something was last heard  @param silentMs how long that is ago, on the clock */
export function silenceOf(baseline: Baseline, listened: readonly Stretch[], silentMs: number): Silence {
  const known = knownHours(baseline);
  if (known < LEAST_KNOWN_HOURS) return { kind: 'learning', knownHours: known };
  const perWeek = usualPerWeek(baseline);
  if (perWeek < SELDOM_PER_WEEK) return { kind: 'seldom', perWeek };
  const expected = expectedIn(baseline, listened);
  const isUnusual = silentMs >= LEAST_SILENCE_MS && chanceOfNothing(baseline, listened) < rareEnough(perWeek);
  return { kind: isUnusual ? 'unusual' : 'usual', expected, perWeek };
}

/** How much would usually have been heard meanwhile. */
export function expectedIn({ rates }: Baseline, listened: readonly Stretch[]): number {
  return listened.reduce((sum, { atMs, seconds }) => sum + (rates[hourOfWeek(atMs)] ?? 0) * hoursOf(seconds), 0);
}

/** The chance that nothing is heard although all is well, from 0 to 1. */
export function chanceOfNothing(
  { rates, clumping, company, swing, observed }: Baseline,
  listened: readonly Stretch[],
): number {
  let weight = 0;
  for (const { atMs, seconds } of listened) {
    const expected = (rates[hourOfWeek(atMs)] ?? 0) * hoursOf(seconds);
    weight += Math.min(expected / company, clumping === 0 ? expected : Math.log1p(clumping * expected) / clumping);
  }
  const shared = swing + 1 / (1 + observed);
  return (1 + shared * weight) ** (-1 / shared);
}

/** Each thing heard begins a silence of its own, so busy channels must be surer. */
function rareEnough(perWeek: number): number {
  return FALSE_ALARMS_PER_YEAR / (WEEKS_PER_YEAR * perWeek);
}

/**
 * From when on silence would be news, if nothing comes and we go on listening; null when not within a week.
 * @param listened so far  @param sinceMs when something was last heard
 */
export function alarmAt(
  baseline: Baseline,
  listened: readonly Stretch[],
  sinceMs: number,
  nowMs: number,
): number | null {
  const so: Stretch[] = [...listened];
  for (let atMs = nowMs; atMs < nowMs + WEEK_MS; ) {
    const endMs = Math.min(Math.floor(atMs / HOUR_MS) * HOUR_MS + HOUR_MS, atMs + STEP_MS);
    so.push({ atMs, seconds: (endMs - atMs) / 1000 });
    if (silenceOf(baseline, so, endMs - sinceMs).kind === 'unusual') return endMs;
    atMs = endMs;
  }
  return null;
}

const WEEK_MS = 7 * 24 * HOUR_MS;
const STEP_MS = 10 * 60_000;

function hoursOf(seconds: number): number {
  return seconds / 3_600;
}
