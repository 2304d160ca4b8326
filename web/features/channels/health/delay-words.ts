import { shortDuration } from '../../../ui/duration.ts';

/** Below this, tenths of a second are worth saying. */
const SHORT_MS = 10_000;

/** A hearing delay: `0.6 s`, `12 s`, `4 min`. */
export function delayWords(ms: number, language: string): string {
  if (ms >= SHORT_MS) return shortDuration(ms, language);
  const seconds = { style: 'unit', unit: 'second', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, seconds).format(ms / 1000);
}
