/** What networks allow us still, as each process last knew it. */
import { sql } from 'kysely';
import type { Allowance } from '../core/allowance.ts';
import type { Db } from './db.ts';

export type Left = { channelId: string; allowance: Allowance };

/** @param holder names the process: each counts what it spends itself */
export async function saveAllowances(db: Db, holder: string, all: readonly Left[]): Promise<void> {
  if (all.length === 0) return;
  const instants = (of: (one: Allowance) => Date | null) =>
    all.map(({ allowance }) => of(allowance)?.toISOString() ?? null);
  await sql`
    insert into allowance (brand_id, channel_id, name, told_by, holder, remaining, most, per_seconds, whole_at, told_at)
    select c.brand_id, c.id, n.name, n.told_by, ${holder}, n.remaining, n.most, n.per_seconds, n.whole_at, n.told_at
    from unnest(${all.map(one => one.channelId)}::uuid[], ${all.map(one => one.allowance.name)}::text[],
      ${all.map(one => one.allowance.by)}::text[], ${all.map(one => one.allowance.left)}::float8[],
      ${all.map(one => one.allowance.of)}::float8[], ${all.map(one => one.allowance.perSeconds)}::float8[],
      ${instants(one => one.wholeAt)}::timestamptz[], ${instants(one => one.toldAt)}::timestamptz[])
      n (channel_id, name, told_by, remaining, most, per_seconds, whole_at, told_at)
    join channel c on c.id = n.channel_id
    on conflict (brand_id, channel_id, name, told_by, holder) do update set remaining = excluded.remaining,
      most = excluded.most, per_seconds = excluded.per_seconds, whole_at = excluded.whole_at, told_at = excluded.told_at`.execute(
    db,
  );
}

export async function listAllowances(db: Db, brandId: number, channelId: string | null): Promise<Left[]> {
  const { rows } = await sql<Allowance & { channelId: string }>`
    select channel_id as "channelId", name, told_by as by, remaining as left, most as of, per_seconds as "perSeconds",
      whole_at as "wholeAt", told_at as "toldAt"
    from allowance where brand_id = ${brandId} and (${channelId}::uuid is null or channel_id = ${channelId}::uuid)
    order by channel_id, told_by desc, name, told_at desc`.execute(db);
  return rows.map(({ channelId: id, ...allowance }) => ({ channelId: id, allowance }));
}

/** What processes long gone knew. */
export async function forgetAllowances(db: Db, toldBefore: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from allowance where told_at < ${toldBefore}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
