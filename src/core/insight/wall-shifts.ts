/** Shifts as people say them: "Early, Monday 09:00 to 17:00, three people", by the wall clock of the desk. */
import { dayOf } from '../calendar/day.ts';
import { HALF_HOUR_MS, HALF_HOURS_OF_DAY, type HalfHour } from './half-hours.ts';
import type { Shift } from './staffing-plan.ts';

/** `day`: `YYYY-MM-DD`. `from`, `until`: half hours since its midnight; an end past 48 lies in the next day. */
export type WallShift = { id: string; name: string; day: string; from: number; until: number; people: number };

export const SHIFTS_PER_WEEK = 300;
export const SHIFT_PEOPLE_MOST = 500;
export const SHIFT_NAME_LENGTH = 60;

/** What is wrong with a week's shifts, in words; null: nothing. @param monday `YYYY-MM-DD` */
export function faultInShifts(shifts: readonly WallShift[], monday: string): string | null {
  const first = dayOf(monday);
  const ids = new Set<string>();
  for (const { id, day, from, until } of shifts) {
    const away = dayOf(day) - first;
    if (!(away >= 0 && away < 7)) return `${day} is no day of the week that begins on ${monday}.`;
    if (!(from >= 0 && from < HALF_HOURS_OF_DAY)) return 'A shift begins between 00:00 and 23:30.';
    if (until <= from) return 'A shift ends after it begins.';
    if (until - from > HALF_HOURS_OF_DAY) return 'A shift is at most 24 hours long.';
    if (ids.has(id)) return 'Two shifts have the same id.';
    ids.add(id);
  }
  return null;
}

/**
 * The shift on these half hours. Where clocks change, it is on from its first half hour to its last, however long the night. Null: none of
 * them are its. @param halves consecutive; what lies outside of them is cut off
 */
export function placeShift(shift: WallShift, halves: readonly HalfHour[]): Shift | null {
  const on = halves.filter(half => isOn(shift, half));
  const [first, last] = [on[0], on.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { id, name, people } = shift;
  const halfHours = Math.round((last.startsAtMs - first.startsAtMs) / HALF_HOUR_MS) + 1;
  return { id, name, people, startsAtMs: first.startsAtMs, halfHours };
}

export function placeShifts(shifts: readonly WallShift[], halves: readonly HalfHour[]): Shift[] {
  return shifts.flatMap(shift => placeShift(shift, halves) ?? []);
}

/** By the wall clock: the half hour lies wholly within the shift. */
export function isOn({ day, from, until }: WallShift, { date, cell }: Pick<HalfHour, 'date' | 'cell'>): boolean {
  const place = (dayOf(date) - dayOf(day)) * HALF_HOURS_OF_DAY + (cell % HALF_HOURS_OF_DAY);
  return from <= place && place < until;
}
