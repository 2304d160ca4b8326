/** What a brand has taught, ready to read by. */
import { decodeHead } from '../core/triage/head-file.ts';
import type { Heads } from '../core/triage/read.ts';
import { isCurrent } from '../core/triage/shipped.ts';
import { headsInUse } from '../store/brand-heads.ts';
import type { Db } from '../store/db.ts';

/**
 * The heads in use, by aspect; of an aspect that was not taught, or not well enough, there is none, nor where an older Heed made a head that
 * this one has no counts for: until it is learnt anew, what came with the product reads.
 */
export async function taughtHeads(db: Db, brandId: number): Promise<Heads> {
  const rows = await headsInUse(db, brandId);
  const heads = rows.map(({ aspect, bytes }) => ({ aspect, head: decodeHead(bytes) }));
  return Object.fromEntries(heads.filter(({ head }) => isCurrent(head)).map(({ aspect, head }) => [aspect, head]));
}
