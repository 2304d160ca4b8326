/** What happens to the promises of matters when conversations are merged, split and put back. */
import { sql } from 'kysely';
import type { Tx } from './db.ts';
import type { Found } from './regroup.ts';

export async function mattersAsJson(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
  staysId: string,
): Promise<NonNullable<Found['matters']>> {
  const rowsOf = async (table: string) => {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(r) as row from ${sql.table(table)} r
      where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[]) order by id`.execute(tx);
    return rows.map(one => one.row);
  };
  const { rows } = await sql<{ at: Date | null }>`
    select matter_at at from conversation where brand_id = ${brandId} and id = ${staysId}`.execute(tx);
  return { resolutions: await rowsOf('resolution'), pauses: await rowsOf('pause'), at: rows[0]?.at ?? null };
}

/**
 * Two matters that run become one, begun with the first of them. Of two promises the broken one stays, else that of the first, so
 * that nobody is told of it again; what is over comes along as it ended.
 */
export async function joinMatters(tx: Tx, brandId: number, fromId: string, intoId: string): Promise<void> {
  await sql`
    update conversation c set matter_at = least(c.matter_at, f.matter_at) from conversation f
    where c.brand_id = ${brandId} and c.id = ${intoId} and f.brand_id = ${brandId} and f.id = ${fromId}
      and f.status <> 'resolved'`.execute(tx);
  await sql`
    delete from resolution where brand_id = ${brandId} and id in (
      select id from resolution where brand_id = ${brandId} and conversation_id in (${fromId}, ${intoId}) and resolved_at is null
      order by breached_at nulls last, opened_at, id offset 1)`.execute(tx);
  for (const table of ['resolution', 'pause']) {
    await sql`
      update ${sql.table(table)} set conversation_id = ${intoId}
      where brand_id = ${brandId} and conversation_id = ${fromId}`.execute(tx);
  }
}

/** Each part's matter begins with the first of it that the customer said since the matter as it was began. */
export async function partMatter(tx: Tx, brandId: number, staysId: string, apartId: string): Promise<void> {
  await sql`
    update conversation c set matter_at = coalesce((
      select min(m.at) from message m
      where m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction = 'in' and m.at >= c.matter_at),
      case c.id when ${staysId} then c.matter_at end)
    where c.brand_id = ${brandId} and c.id in (${staysId}, ${apartId}) and c.matter_at is not null`.execute(tx);
}

/** As they were found. What began since and is not among it stays where it is, unless it runs: that is counted again. */
export async function putMattersBack(
  tx: Tx,
  brandId: number,
  ids: readonly string[],
  staysId: string,
  found: Found['matters'],
): Promise<void> {
  // One of before matters were kept with it.
  if (found === undefined) return;
  const { resolutions, pauses, at } = found;
  const putBack = async (table: string, rows: readonly Record<string, unknown>[]) => {
    const asJson = JSON.stringify(rows);
    await sql`
      delete from ${sql.table(table)} where brand_id = ${brandId}
        and id in (select (one->>'id')::uuid from jsonb_array_elements(${asJson}::jsonb) one)`.execute(tx);
    await sql`
      insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${asJson}::jsonb)`.execute(
      tx,
    );
  };
  const { rows } = await sql<{ id: string; told: Record<string, unknown> }>`
    select id, jsonb_build_object('due_at', due_at, 'breached_at', breached_at, 'policy', policy, 'warned', warned) told
    from resolution where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[])
      and (breached_at is not null or warned > 0)`.execute(tx);
  const told = new Map(rows.map(row => [row.id, row.told]));
  await sql`
    delete from resolution where brand_id = ${brandId} and conversation_id = any(${ids}::uuid[]) and resolved_at is null`.execute(
    tx,
  );
  await putBack(
    'resolution',
    resolutions.map(row => ({ ...row, ...told.get(String(row['id'])) })),
  );
  await putBack('pause', pauses);
  await sql`
    update conversation set matter_at = ${at} where brand_id = ${brandId} and id = ${staysId}`.execute(tx);
}
