/** Figures as people read them, in the language's own way. */
import { shortDuration } from '../../ui/duration.ts';

const formats = new Map<string, Intl.NumberFormat>();

function written(value: number, language: string, options: Intl.NumberFormatOptions): string {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** `36 %`; below one in a hundred with a place, because "0 %" of many is not nobody. */
export function percent(share: number, language: string): string {
  const places = share > 0 && share < 0.01 ? 1 : 0;
  return written(share, language, { style: 'percent', maximumFractionDigits: places });
}

/** A difference of two shares in points, with its sign: `+6`. */
export function points(difference: number, language: string): string {
  return written(Math.round(difference * 100) + 0, language, { signDisplay: 'exceptZero' });
}

export function count(n: number, language: string): string {
  return written(n, language, { maximumFractionDigits: 0 });
}

/** `34 – 38 %` */
export function range(low: number, high: number, language: string): string {
  return `${written(low * 100, language, { maximumFractionDigits: 0 })} – ${percent(high, language)}`;
}

/** `4 min`, `3 h 26 min`. */
export function span(seconds: number, language: string): string {
  return shortDuration(seconds * 1000, language);
}

/** Amounts of money, without small change. */
export function money(amount: number, currency: string, language: string): string {
  return written(amount, language, { style: 'currency', currency, maximumFractionDigits: 0 });
}
