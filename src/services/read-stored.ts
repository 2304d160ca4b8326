/** Reads messages that are kept once more, by what is known today. What people say of them is left to the caller. */
import { setImmediate } from 'node:timers/promises';
import { readPost } from '../core/triage/read.ts';
import type { Readings } from '../core/triage/reading.ts';
import type { Db } from '../store/db.ts';
import { postsAsked } from '../store/stored-posts.ts';
import type { Desk } from './desk.ts';
import { plainReaders } from './readers.ts';

/** About a millisecond of work. */
const READ_AT_ONCE = 4;

/** By message id; what customers did not write, or took back, is not read. */
export async function readStored(
  db: Db,
  { readers = plainReaders }: Pick<Desk, 'readers'>,
  brandId: number,
  messageIds: readonly string[],
): Promise<Map<string, Readings>> {
  const by = await readers.of(db, brandId);
  const read = new Map<string, Readings>();
  for (const [id, asked] of await postsAsked(db, brandId, messageIds)) {
    read.set(id, readPost(asked, by));
    if (read.size % READ_AT_ONCE === 0) await setImmediate();
  }
  return read;
}
