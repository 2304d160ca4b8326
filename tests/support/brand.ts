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

/** One promise for everybody, in calendar time and without warnings, in the place of all others. */
export async function promise(
  db: Db,
  brandId: number,
  firstMinutes: number,
  nextMinutes = firstMinutes,
): Promise<void> {
  await sql`delete from policy where brand_id = ${brandId}`.execute(db);
  await sql`
    insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours, warnings)
    values (${brandId}, ${makeId()}, 1, 'Care', '{}', ${firstMinutes}, ${nextMinutes}, 'always', '{}')`.execute(db);
}

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
    insert into inbox (brand_id, id, name) values (${brandId}, ${inboxId}, 'Care')`.execute(db);
  await promise(db, brandId, options.firstMinutes ?? 15, options.nextMinutes ?? 15);
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
