/** What people want to be sent: kept with who they are on a network. */
import { sql } from 'kysely';
import type { Wants, WantsBy } from '../core/opt-out.ts';
import { times } from './conversations.ts';
import type { Tx } from './db.ts';

export type Wanted = { wants: Wants; by: WantsBy | null; at: Date | null };

/** Holds the rows, in one order everywhere. */
export async function lockWants(tx: Tx, brandId: number, identityIds: readonly string[]): Promise<Map<string, Wanted>> {
  if (identityIds.length === 0) return new Map();
  const { rows } = await sql<Wanted & { id: string }>`
    select id, wants, wants_by "by", wants_at "at" from identity
    where brand_id = ${brandId} and id = any(${identityIds}::uuid[]) order by id for no key update`.execute(tx);
  return new Map(rows.map(({ id, ...wanted }) => [id, wanted]));
}

export async function readWanted(tx: Tx, brandId: number, identityId: string): Promise<Wanted> {
  const { rows } = await sql<Wanted>`
    select wants, wants_by "by", wants_at "at" from identity
    where brand_id = ${brandId} and id = ${identityId}`.execute(tx);
  return rows[0] ?? { wants: 'anything', by: null, at: null };
}

export async function writeWants(
  tx: Tx,
  brandId: number,
  rows: readonly { id: string; wants: Wants; by: WantsBy; at: Date }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update identity i set wants = n.wants, wants_by = n.by, wants_at = n.at
    from unnest(${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.wants)}::text[], ${rows.map(r => r.by)}::text[],
      ${times(rows, r => r.at)}::timestamptz[]) n (id, wants, by, at)
    where i.brand_id = ${brandId} and i.id = n.id`.execute(tx);
}
