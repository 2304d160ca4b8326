/** A brand to test in: with an inbox, and people in any role. */

import { sql } from 'kysely';
import type { Role } from '../../src/core/permission.ts';
import type { Who } from '../../src/services/permit.ts';
import type { Db } from '../../src/store/db.ts';

export type TestBrand = { brandId: number; inboxId: string; who: (role: Role, inboxes?: string[]) => Who };

/** Ids in the order they were asked for: `00000000-0000-7000-8000-000000000001` and so on. */
export function countedIds(from = 0): () => string {
  let count = from;
  return () => `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`;
}

const makeId = countedIds(900_000_000);
let brands = 0;

export async function testBrand(
  db: Db,
  options: { firstMinutes?: number; nextMinutes?: number } = {},
): Promise<TestBrand> {
  const slug = `kestrel-${++brands}`;
  const { rows } = await sql<{ id: number }>`
    insert into brand (slug, name) values (${slug}, 'Kestrel') returning id`.execute(db);
  const brandId = rows[0]?.id ?? 0;
  const inboxId = makeId();
  await sql`
    insert into inbox (brand_id, id, name, first_response_minutes, next_response_minutes)
    values (${brandId}, ${inboxId}, 'Care', ${options.firstMinutes ?? 15}, ${options.nextMinutes ?? 15})`.execute(db);
  return {
    brandId,
    inboxId,
    who: (role, inboxes) => ({
      agentId: makeId(),
      brandId,
      reach: { role, inboxes: role === 'partner' ? (inboxes ?? [inboxId]) : 'all' },
    }),
  };
}
