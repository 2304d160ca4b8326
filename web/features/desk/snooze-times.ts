/** When work begins, for "tomorrow morning". */
const MORNING_HOUR = 9;

export type SnoozeTime = { id: 'hour' | 'later' | 'tomorrow' | 'monday'; at: Date };

/** The usual times to come back to somebody, in the person's own time zone. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 60 * 60 * 1000);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { id: 'hour', at: inHours(1) },
    { id: 'later', at: inHours(3) },
    { id: 'tomorrow', at: morning(now, 1) },
    { id: 'monday', at: morning(now, untilMonday) },
  ];
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
}

/** A moment as a `datetime-local` field wants it. */
export function localField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
