/** What concerns us among the notifications: words. Likes, follows and the like are nobody's question. */
import { z } from 'zod';
import { readValue } from '../kit/json.ts';
import type { List } from './page.ts';
import { itemsOfStatus, type Parsed, type Place } from './parse.ts';
import { notificationSchema } from './schema.ts';

/** Mentioned, written by somebody we watch, edited, quoted. */
const SPOKEN = ['mention', 'status', 'update', 'quote', 'quoted_update'];

export const NOTIFICATIONS: List = {
  path: '/api/v1/notifications',
  // Strangers may be kept apart from the rest; a customer mostly is a stranger.
  query: { 'types[]': SPOKEN, include_filtered: 'true' },
};

export function itemsOfNotification(value: unknown, place: Place, seenAt: Date): Parsed {
  const read = readValue(value, notificationSchema);
  if (!read.ok) return { reason: `notification: ${read.reason}`, ignored: false };
  const { type, created_at: toldAt, status } = read.value;
  if (!SPOKEN.includes(type)) return { reason: 'a notification of another kind', ignored: true };
  if (status == null) return { reason: 'a notification without its status', ignored: true };
  return itemsOfStatus(status, place, seenAt, { at: toldAt, isForUs: type === 'mention' });
}

const timed = z.object({ created_at: notificationSchema.shape.created_at });

/** The server's time of an entry; null where it cannot be read. */
export function timeOfEntry(value: unknown): Date | null {
  const read = readValue(value, timed);
  return read.ok ? read.value.created_at : null;
}
