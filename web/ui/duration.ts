const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A countdown as on a clock: `2:48`, `1:02:00`; days and hours once it is longer than a day: `2 d 4 h`. */
export function clockDuration(milliseconds: number, language: string): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND_MS));
  if (milliseconds >= DAY_MS) return unitDuration(milliseconds, language, 'short');
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A length of time in one or two units: `4 min`, `3 h 26 min`, `2 d`. */
export function shortDuration(milliseconds: number, language: string): string {
  return unitDuration(milliseconds, language, 'short');
}

/** The same for ears and tooltips: `3 hours 26 minutes`. */
export function spokenDuration(milliseconds: number, language: string): string {
  return unitDuration(milliseconds, language, 'long');
}

function unitDuration(milliseconds: number, language: string, width: 'short' | 'long'): string {
  const value = Math.max(0, milliseconds);
  if (value < MINUTE_MS) return unit(Math.floor(value / SECOND_MS), 'second', language, width);
  if (value < HOUR_MS) return unit(Math.floor(value / MINUTE_MS), 'minute', language, width);
  const [big, bigMs, small, smallMs] =
    value < DAY_MS ? (['hour', HOUR_MS, 'minute', MINUTE_MS] as const) : (['day', DAY_MS, 'hour', HOUR_MS] as const);
  const rest = Math.floor((value % bigMs) / smallMs);
  const whole = unit(Math.floor(value / bigMs), big, language, width);
  return rest === 0 ? whole : `${whole} ${unit(rest, small, language, width)}`;
}

const formats = new Map<string, Intl.NumberFormat>();

function unit(value: number, name: string, language: string, width: 'short' | 'long'): string {
  const key = `${language} ${name} ${width}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: width });
    formats.set(key, format);
  }
  return format.format(value);
}
