import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

/** Network '' is all that have no line of their own. */
export type Signature = { network: string; pattern: string };

export async function listSignatures(db: Db, brandId: number): Promise<Signature[]> {
  const { rows } = await sql<Signature>`
    select network, pattern from signature where brand_id = ${brandId} order by network`.execute(db);
  return rows;
}

/** All of them, in the place of those there were. */
export async function writeSignatures(tx: Tx, brandId: number, signatures: readonly Signature[]): Promise<void> {
  await sql`delete from signature where brand_id = ${brandId}`.execute(tx);
  await sql`
    insert into signature (brand_id, network, pattern)
    select ${brandId}, network, pattern from unnest(${signatures.map(one => one.network)}::text[], ${signatures.map(one => one.pattern)}::text[])
      one (network, pattern)
    on conflict (brand_id, network) do update set pattern = excluded.pattern`.execute(tx);
}
