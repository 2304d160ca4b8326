/** A share as people read it: `36 %` in the language's own way. */
export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Small numbers with one place, large ones without. */
export function rounded(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** A day such as `23 Nov`, or with its time. */
export function dayOf(iso: string, language: string, withTime = false): string {
  const time: Intl.DateTimeFormatOptions = withTime
    ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
    : { timeZone: 'UTC' };
  const at = new Date(iso);
  const isOld = Math.abs(Date.now() - at.getTime()) > 300 * 86_400_000;
  const year: Intl.DateTimeFormatOptions = isOld ? { year: 'numeric' } : {};
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...year, ...time }).format(at);
}
