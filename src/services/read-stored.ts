/** Reads a message that is kept once more, by what is known today. What people say of it is left to the caller. */
import type { Readings } from '../core/triage/reading.ts';
import type { Db } from '../store/db.ts';
import { messagesToRead } from '../store/read-again.ts';
import type { Desk } from './desk.ts';
import { readHeld } from './read-again.ts';
import { plainReaders } from './readers.ts';

/** With all its reasons. Null: no customer wrote it, or its author took it back. */
export async function readStored(
  db: Db,
  { readers = plainReaders }: Pick<Desk, 'readers'>,
  brandId: number,
  messageId: string,
): Promise<Readings | null> {
  const [message] = await messagesToRead(db, brandId, [messageId]);
  return message === undefined ? null : readHeld(message, await readers.of(db, brandId), true);
}
