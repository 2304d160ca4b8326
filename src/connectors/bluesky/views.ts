/** Answers of the AppView and the account's server, entry by entry: one damaged entry spoils only itself. */
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { addressOf } from './address.ts';
import { itemsOfCommit, itemsOfView, type Parsed, type Place } from './parse.ts';
import { type PostView, postViewSchema, recordSchema, threadNodeSchema } from './schema.ts';

/** A post as a view shows it. */
export function readView(value: unknown, place: Place): Heard {
  const raw = JSON.stringify(value) ?? '';
  const read = readValue(value, postViewSchema);
  if (!read.ok) return dropped(`view: ${read.reason}`, raw, null);
  return heardOf(itemsOfView(read.value, place), raw, read.value.author.did);
}

/** A record of our own, as our server lists it. */
export function readOwnRecord(value: unknown, seenAt: Date, place: Place): Heard {
  const raw = JSON.stringify(value) ?? '';
  const read = readValue(value, recordSchema);
  if (!read.ok) return dropped(`record: ${read.reason}`, raw, null);
  const address = addressOf(read.value.uri);
  if (address === null) return dropped('record: an address that is none', raw, null);
  const { did, collection, key: rkey } = address;
  const commit = { did, collection, rkey, rev: '', operation: 'create', record: read.value.value, seenAt };
  return heardOf(itemsOfCommit(commit, place), raw, did);
}

function heardOf(parsed: Parsed, raw: string, lane: string): Heard {
  if ('items' in parsed) return { kind: 'arrival', items: parsed.items, raw, cursor: null, lane };
  return parsed.ignored ? ignored(parsed.reason, '', null) : dropped(parsed.reason, raw, null);
}

/** Posts taken of one thread; a crowd is heard through the stream. */
export const THREAD_POSTS_LIMIT = 500;

/** Every readable post of a thread. Blocked and missing branches hold none. */
export function* postsInThread(thread: unknown): Generator<unknown> {
  const waiting: unknown[] = [thread];
  for (let count = 0; waiting.length > 0 && count < THREAD_POSTS_LIMIT; count++) {
    const read = readValue(waiting.shift(), threadNodeSchema);
    if (!read.ok || read.value.post === undefined) continue;
    yield read.value.post;
    waiting.push(...(read.value.replies ?? []));
  }
}

export function readPostView(value: unknown): PostView | null {
  const read = readValue(value, postViewSchema);
  return read.ok ? read.value : null;
}
