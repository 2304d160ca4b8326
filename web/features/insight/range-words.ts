/** The days a slice means, in the brand's time zone. */

export type Range = { since: string; until: string; anchor: 'now' | 'recording'; timeZone: string };

/** `25 October – 21 November 2026`. The end itself belongs to it no more. */
export function rangeWords({ since, until, timeZone }: Range, language: string): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  return format.formatRange(new Date(since), new Date(Math.max(Date.parse(since), Date.parse(until) - 1)));
}

/** `2026-11-23`, as the browser's field for a day takes it. */
export function dayIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(
    new Date(instant),
  );
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The midnight a day begins with there. Twice over, because the offset is that of the instant, which is what is looked for. */
export function instantOf(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let at = wanted;
  for (let round = 0; round < 2; round++) at = wanted - offsetMs(at, timeZone);
  return new Date(at).toISOString();
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find(part => part.type === type)?.value ?? 0);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(at / 1000) * 1000
  );
}
