import type { Db, Tx } from './db.ts';
import { lastSeq } from './events.ts';

/** Several reads of one moment, and the number of the newest event in it: what is read is as new as that event. */
export function inSnapshot<T>(db: Db, read: (tx: Tx, seq: number) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => read(tx, await lastSeq(tx)));
}
