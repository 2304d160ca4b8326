/** What was kept raw, told apart by its shape: frames of the three streams, views, records and entries of the rooms. */
import { z } from 'zod';
import type { Heard, Here, Kept } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { readLogEntry } from './chat-log.ts';
import { type Credentials, streamOf } from './credentials.ts';
import { type Frame, heardOf, readEvent, readJetstream, readRepoFrame } from './frame.ts';
import type { Place } from './parse.ts';
import { placeOf } from './place.ts';
import { unpacked } from './unpack.ts';
import { readOwnRecord, readView } from './views.ts';

export function reread({ body, source, receivedAt }: Kept, here: Here<Credentials>): Heard[] {
  const place = placeOf(here);
  const bytes = bytesIn(body);
  if (bytes !== null) return rereadBytes(body, bytes, place);
  const read = readJson(body, z.unknown());
  if (!read.ok) return [dropped(read.reason, body, null)];
  const value = read.value;
  const has = (name: string) => typeof value === 'object' && value !== null && name in value;
  const type = has('$type') ? String((value as { $type: unknown }).$type) : '';
  if (type.startsWith('chat.bsky.')) return [readLogEntry(value, here.account, null)];
  if (has('time_us')) return told(readJetstream(body, place), body);
  if (has('payload')) return told(readEvent(body, place), body);
  if (has('author')) return [readView(value, place)];
  if (has('uri') && has('value')) return [readOwnRecord(value, receivedAt, place)];
  if (source !== 'stream') return [dropped('of no form that is known', body, null)];
  const { kind } = streamOf(here.credentials);
  return told(kind === 'events' ? readEvent(body, place) : readJetstream(body, place), body);
}

function told(frame: Frame, body: string): Heard[] {
  return frame.kind === 'told' ? [heardOf(frame, body, null)] : [];
}

/** A frame of subscribeRepos, or one of Jetstream that could not be unpacked when it came. */
function rereadBytes(body: string, bytes: Uint8Array, place: Place): Heard[] {
  const text = isPacked(bytes) ? unpacked(bytes) : null;
  return told(text === null ? readRepoFrame(bytes, place) : readJetstream(text, place), body);
}

function bytesIn(body: string): Uint8Array | null {
  return body.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(body) ? Buffer.from(body, 'base64') : null;
}

/** How everything packed with zstd begins. */
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

function isPacked(bytes: Uint8Array): boolean {
  return ZSTD.every((byte, i) => bytes[i] === byte);
}
