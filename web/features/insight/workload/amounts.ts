import { shortDuration } from '../../../ui/duration.ts';

/** `3.4`; whole numbers as they are. */
export function oneDecimal(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

const MINUTE = 60;
const HOUR = 3_600;

/** `6 min 20 s`: what somebody does is told to the second, up to an hour. */
export function took(seconds: number, language: string): string {
  const whole = Math.round(seconds);
  const rest = whole % MINUTE;
  if (whole < MINUTE || whole >= HOUR || rest === 0) return shortDuration(whole * 1000, language);
  return `${shortDuration((whole - rest) * 1000, language)} ${shortDuration(rest * 1000, language)}`;
}
