/** What a replay left in the database, in the shape of `twcs-truth.ts`. */
import { sql } from 'kysely';
import type { Db } from '../../src/store/db.ts';
import type { Truth } from './twcs-truth.ts';

export type Replayed = { ids: string[]; turns: Truth['turns'] };

export async function readReplayed(db: Db, brandId: number, channelId: string): Promise<Replayed> {
  const messages = await sql<{ id: string }>`
    select remote_id as id from message
    where brand_id = ${brandId} and channel_id = ${channelId} and remote_id is not null`.execute(db);
  const { rows } = await sql<{
    openedBy: string;
    conversation: string;
    openedAt: Date;
    closedBy: string | null;
    closedAt: Date | null;
  }>`
    select o.remote_id as "openedBy", t.conversation_id as conversation, t.opened_at as "openedAt",
      c.remote_id as "closedBy", t.closed_at as "closedAt"
    from turn t
    join message o on o.brand_id = t.brand_id and o.id = t.opened_by
    left join message c on c.brand_id = t.brand_id and c.id = t.closed_by
    where t.brand_id = ${brandId} and t.channel_id = ${channelId}`.execute(db);
  const turns: Truth['turns'] = new Map();
  for (const row of rows) {
    const closedMs = row.closedAt?.getTime() ?? null;
    turns.set(row.openedBy, {
      conversation: row.conversation,
      openedMs: row.openedAt.getTime(),
      closedBy: row.closedBy,
      closedMs,
    });
  }
  return { ids: messages.rows.map(({ id }) => id), turns };
}

/** The ids of turns, and when they are due, by that of the tweet which opened them. */
export async function turnsByOpening(
  db: Db,
  brandId: number,
  channelId: string,
): Promise<Map<string, { id: string; dueAt: Date | null }>> {
  const { rows } = await sql<{ id: string; opening: string; dueAt: Date | null }>`
    select t.id, o.remote_id opening, t.due_at "dueAt" from turn t join message o on o.brand_id = t.brand_id and o.id = t.opened_by
    where t.brand_id = ${brandId} and t.channel_id = ${channelId}`.execute(db);
  return new Map(rows.map(({ opening, ...turn }) => [opening, turn]));
}

/** Every way in which the desk and the file disagree, in words; empty when they agree. */
export function disagreements(truth: Truth, replayed: Replayed): string[] {
  const said: string[] = [];
  const onDesk = new Set(replayed.ids);
  if (onDesk.size !== replayed.ids.length)
    said.push(`${replayed.ids.length - onDesk.size} tweets stand on the desk twice`);
  for (const id of truth.tweets) if (!onDesk.has(id)) said.push(`tweet ${id} is not on the desk`);
  for (const id of onDesk) if (!truth.tweets.has(id)) said.push(`tweet ${id} is on the desk and not in the file`);
  for (const [id, turn] of truth.turns) {
    const ours = replayed.turns.get(id);
    if (ours === undefined) said.push(`no turn opened by ${id}`);
    else if (ours.openedMs !== turn.openedMs || ours.closedBy !== turn.closedBy || ours.closedMs !== turn.closedMs) {
      said.push(`turn of ${id}: ${JSON.stringify(ours)} on the desk, ${JSON.stringify(turn)} by the file`);
    }
  }
  for (const id of replayed.turns.keys())
    if (!truth.turns.has(id)) said.push(`a turn opened by ${id} that the file does not know`);
  const pairs = [...truth.turns].map(([id, { conversation }]) => [conversation, replayed.turns.get(id)?.conversation]);
  for (const [here, there] of [
    [0, 1],
    [1, 0],
  ] as const) {
    for (const [key, group] of Map.groupBy(pairs, pair => pair[here])) {
      const others = new Set(group.map(pair => pair[there]));
      if (others.size > 1) said.push(`conversation ${key} is ${others.size} conversations on the other side`);
    }
  }
  return said;
}
