/** What a brand has taught, ready to read by. */
import { decodeHead } from '../core/triage/head-file.ts';
import type { Heads } from '../core/triage/read.ts';
import { headsInUse } from '../store/brand-heads.ts';
import type { Db } from '../store/db.ts';

/** The heads in use, by aspect; of an aspect that was not taught, or not well enough, there is none. */
export async function taughtHeads(db: Db, brandId: number): Promise<Heads> {
  const rows = await headsInUse(db, brandId);
  return Object.fromEntries(rows.map(({ aspect, bytes }) => [aspect, decodeHead(bytes)]));
}
