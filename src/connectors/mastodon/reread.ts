/** What was kept raw, told apart by its shape: events of the stream, notifications, statuses, and the note of one that is gone. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import type { Credentials } from './credentials.ts';
import { readFrame } from './frame.ts';
import { itemsOfNotification } from './notification.ts';
import { heardOf, itemsOfStatus, type Parsed, type Place, removal } from './parse.ts';
import { placeOf } from './place.ts';

/** How far the server's clock was wrong then is not kept: its own people's posts stand at the time it said. */
export function reread({ body, receivedAt }: Kept, here: Here<Credentials>): Heard[] {
  const place = placeOf(here);
  const read = readJson(body, z.unknown());
  if (!read.ok) return [dropped(read.reason, body, null)];
  const parsed = parsedOf(read.value, body, place, receivedAt);
  return parsed === null ? [] : [heardOf(parsed, body, null)];
}

function parsedOf(value: unknown, body: string, place: Place, receivedAt: Date): Parsed | null {
  const has = (name: string) => typeof value === 'object' && value !== null && name in value;
  if (has('event')) return readFrame(body, place, receivedAt)?.parsed ?? null;
  if (has('gone')) return removal(String((value as { gone: unknown }).gone), receivedAt);
  if (has('type') && !has('content')) return itemsOfNotification(value, place, receivedAt);
  return itemsOfStatus(value, place, receivedAt);
}
