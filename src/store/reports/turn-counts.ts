/** How many turns there are, whatever became of them. */
import { sql } from 'kysely';
import type { Part } from '../../core/insight/parts.ts';
import type { Dimension, Slice } from '../../core/insight/slice.ts';
import type { Db } from '../db.ts';
import { readSums, TURNS } from './measures.ts';
import { plan } from './responses.ts';
import { keyOf, turnsWithin } from './told-apart.ts';

/** By what they are told apart by; null where nothing is known of it. @param parts for comparison only */
export async function countTurns(
  db: Db,
  slice: Slice,
  by: Dimension | null,
  parts?: readonly Part[],
): Promise<Map<string | null, number>> {
  const read = parts ?? (await plan(db, slice, by));
  const counts = new Map<string | null, number>();
  const add = (key: string | null, count: number) => counts.set(key, (counts.get(key) ?? 0) + count);
  for (const { key, count } of await readSums(db, slice, by, read, TURNS)) add(key, count);
  for (const { tier, sign, ...stretch } of read) {
    // Half hours know of all turns, months and days of those that are closed.
    if (tier === 'slot' || tier === 'hours') continue;
    const { rows } = await sql<{ key: string | null; count: number }>`
      select ${keyOf(by, slice, 't', sql`t.opened_at`)} as key, count(*)::int as count
      from ${turnsWithin(slice, stretch)} and ${tier === 'raw' ? sql`true` : sql`t.outcome is null`} group by 1`.execute(
      db,
    );
    for (const { key, count } of rows) add(key, sign * count);
  }
  return new Map([...counts].filter(([, count]) => count !== 0));
}
