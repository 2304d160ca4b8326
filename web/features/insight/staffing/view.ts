/** What the screens of staffing share: a plan with the shifts as they are drawn at the moment, saved or not. */
import type { OutputOf } from '../../../../src/contract/api.ts';
import { HALF_HOURS_OF_DAY } from '../../../../src/core/insight/half-hours.ts';
import { isOn, type WallShift } from '../../../../src/core/insight/wall-shifts.ts';

export type View = OutputOf<'readStaffing'>;
type Plan = NonNullable<View['plan']>;
/** `promise` null: known once the shifts are saved. */
export type Half = Omit<Plan['halfHours'][number], 'promise' | 'short'> & { promise: number | null };

/** The half hours of the week with those on the drawn shifts; who comes over from the night before the week stays there. */
export function halvesWith(view: View, drawn: readonly WallShift[], isChanged: boolean): Half[] {
  const saved = view.shifts.rows;
  return (view.plan?.halfHours ?? []).map(half => ({
    ...half,
    there: half.there + peopleOn(drawn, half) - peopleOn(saved, half),
    promise: isChanged ? null : half.promise,
  }));
}

function peopleOn(shifts: readonly WallShift[], half: { date: string; cell: number }): number {
  return shifts.reduce((sum, shift) => sum + (isOn(shift, half) ? shift.people : 0), 0);
}

/** The seven days of a week that begins on this Monday. */
export function daysOf(monday: string): string[] {
  const first = Date.parse(`${monday}T00:00:00Z`);
  return Array.from({ length: 7 }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
}

/** `09:30` of a place in the day; 24:00 is its end, and past it the next day's clock. */
export function clock(place: number): string {
  const ofDay = place === HALF_HOURS_OF_DAY ? place : place % HALF_HOURS_OF_DAY;
  return `${String(Math.floor(ofDay / 2)).padStart(2, '0')}:${ofDay % 2 === 0 ? '00' : '30'}`;
}

export function dayName(day: string, language: string, weekday: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** `23 – 29 November` */
export function weekName(monday: string, language: string): string {
  const days = daysOf(monday);
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(`${days[0]}T00:00:00Z`), new Date(`${days[6]}T00:00:00Z`));
}

export function dateName(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
