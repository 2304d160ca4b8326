/** Further ids by which a network knows somebody. */
import { sql } from 'kysely';
import { times } from './conversations.ts';
import type { Tx } from './db.ts';

/** The id somebody is known under here, by the further ids asked for. */
export async function findAliases(
  tx: Tx,
  brandId: number,
  network: string,
  remoteIds: readonly string[],
): Promise<Map<string, string>> {
  if (remoteIds.length === 0) return new Map();
  const { rows } = await sql<{ alias: string; remoteId: string }>`
    select a.remote_id alias, i.remote_id "remoteId"
    from identity_alias a join identity i on i.brand_id = a.brand_id and i.id = a.identity_id
    where a.brand_id = ${brandId} and a.network = ${network} and a.remote_id = any(${remoteIds}::text[])`.execute(tx);
  return new Map(rows.map(({ alias, remoteId }) => [alias, remoteId]));
}

export type Alias = { remoteId: string; identityId: string; at: Date };

/** What somebody else is known by stays theirs. The time is written again once an hour at most. */
export async function writeAliases(tx: Tx, brandId: number, network: string, aliases: readonly Alias[]): Promise<void> {
  const last = new Map(aliases.map(alias => [alias.remoteId, alias]));
  const rows = [...last.values()].sort((a, b) => (a.remoteId < b.remoteId ? -1 : 1));
  if (rows.length === 0) return;
  await sql`
    insert into identity_alias (brand_id, network, remote_id, identity_id, told_at)
    select ${brandId}, ${network}, a.remote_id, a.identity_id, a.at
    from unnest(${rows.map(r => r.remoteId)}::text[], ${rows.map(r => r.identityId)}::uuid[],
      ${times(rows, r => r.at)}::timestamptz[]) a (remote_id, identity_id, at)
    where not exists (select from identity i
      where i.brand_id = ${brandId} and i.network = ${network} and i.remote_id = a.remote_id)
    on conflict (brand_id, network, remote_id) do update set told_at = excluded.told_at
    where identity_alias.told_at < excluded.told_at - interval '1 hour'`.execute(tx);
}
