import { sql } from 'kysely';
import type { Tx } from './db.ts';

/** Runs `work` so that its failure leaves the transaction as it was before, and usable. Not for work within itself. */
export async function withSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint work`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint work`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint work`.execute(tx);
    throw error;
  }
}
