/** Marks people put under posts: one a person and post. */
import { type RawBuilder, sql } from 'kysely';
import type { ReactionView } from '../core/view.ts';
import { times } from './conversations.ts';
import type { Tx } from './db.ts';

/** `personId`: their remote id. `mark` null: taken back. */
export type ReactionRow = {
  messageId: string;
  personId: string;
  name: string;
  own: boolean;
  mark: string | null;
  at: Date;
};
export type KnownReaction = { remoteId: string; personId: string; mark: string | null; at: Date };

/** Told of one message at most; further ones are kept and not shown. */
const SHOWN = 200;

/** Those of a message `m`, as they travel. */
export const reactionMarks: RawBuilder<ReactionView[]> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('mark', r.mark, 'name', r.name, 'own', r.own) order by r.at, r.person_id), '[]')
  from (select * from reaction o where o.brand_id = m.brand_id and o.message_id = m.id and o.mark is not null
    order by o.at, o.person_id limit ${sql.lit(SHOWN)}) r)`;

/** What is held of these people under these posts. */
export async function reactionsOf(
  tx: Tx,
  brandId: number,
  channelId: string,
  asked: readonly { remoteId: string; personId: string }[],
): Promise<KnownReaction[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<KnownReaction>`
    select m.remote_id "remoteId", r.person_id "personId", r.mark, r.at
    from reaction r join message m on m.brand_id = r.brand_id and m.id = r.message_id
    where m.brand_id = ${brandId} and m.channel_id = ${channelId}
      and m.remote_id = any(${[...new Set(asked.map(one => one.remoteId))]}::text[])
      and r.person_id = any(${[...new Set(asked.map(one => one.personId))]}::text[])`.execute(tx);
  return rows;
}

/** An older one than is held changes nothing. */
export async function writeReactions(tx: Tx, brandId: number, rows: readonly ReactionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into reaction as r (brand_id, message_id, person_id, name, own, mark, at)
    select ${brandId}, * from unnest(${rows.map(r => r.messageId)}::uuid[], ${rows.map(r => r.personId)}::text[],
      ${rows.map(r => r.name)}::text[], ${rows.map(r => r.own)}::boolean[], ${rows.map(r => r.mark)}::text[],
      ${times(rows, r => r.at)}::timestamptz[])
    on conflict (brand_id, message_id, person_id) do update
      set name = excluded.name, own = excluded.own, mark = excluded.mark, at = excluded.at
      where r.at <= excluded.at`.execute(tx);
}
