/** When a feed is asked again: as often as useful, and no oftener than its server asks for. */
import { retryAfterSeconds } from '../kit/failure.ts';
import type { FeedDocument } from './document.ts';

/** Where the server says nothing. */
export const FEED_EVERY_SECONDS = 10 * 60;
/** A server that says "any time" is still a guest's host. */
export const LEAST_SECONDS = 5 * 60;
/** Longer than this is taken for a mistake: files that never change are told to be kept for a year. */
export const MOST_SECONDS = 24 * 60 * 60;
const HOUR_MS = 3_600_000;
const WEEK_HOURS = 7 * 24;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export type Hints = Pick<FeedDocument, 'ttlMinutes' | 'skipHours' | 'skipDays'>;
export const NO_HINTS: Hints = { ttlMinutes: null, skipHours: [], skipDays: [] };

/** In milliseconds since 1970. @param hints what the feed itself says; those of its last whole answer after a 304 */
export function nextLook(headers: Headers, hints: Hints, now: Date): number {
  const asked = [freshSeconds(headers, now), hints.ttlMinutes === null ? null : hints.ttlMinutes * 60];
  const said = asked.filter(seconds => seconds !== null);
  const seconds = said.length === 0 ? FEED_EVERY_SECONDS : Math.max(...said);
  const wait = Math.min(Math.max(seconds, LEAST_SECONDS), MOST_SECONDS);
  const least = retryAfterSeconds(headers, now) ?? 0;
  return afterSkipped(now.getTime() + Math.max(wait, least) * 1000, hints);
}

function freshSeconds(headers: Headers, now: Date): number | null {
  const control = headers.get('cache-control') ?? '';
  if (/\bno-(cache|store)\b/i.test(control)) return null;
  const age = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1];
  if (age !== undefined) return Math.max(Number(age) - (Number(headers.get('age')) || 0), 0);
  const expires = Date.parse(headers.get('expires') ?? '');
  if (Number.isNaN(expires)) return null;
  const date = Date.parse(headers.get('date') ?? '');
  return Math.max((expires - (Number.isNaN(date) ? now.getTime() : date)) / 1000, 0);
}

/** Hours and days are Greenwich's, as RSS has it. Where all are to be skipped, none is. */
function afterSkipped(at: number, { skipHours, skipDays }: Hints): number {
  const hours = new Set(skipHours.map(hour => hour % 24));
  const days = new Set(skipDays.map(day => DAYS.indexOf(day.trim().toLowerCase())));
  let look = at;
  for (let i = 0; i <= WEEK_HOURS; i++) {
    const date = new Date(look);
    if (!hours.has(date.getUTCHours()) && !days.has(date.getUTCDay())) return look;
    look = (Math.floor(look / HOUR_MS) + 1) * HOUR_MS;
  }
  return at;
}
