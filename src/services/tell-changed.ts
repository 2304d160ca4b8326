import type { Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';

/** Writes `channel.changed`. The last statement of its transaction. */
export async function tellChanged(
  tx: Tx,
  at: Date,
  channel: { brandId: number; id: string; inboxId: string; actorId: string | null; state: string; said: string | null },
): Promise<void> {
  const { brandId, id, inboxId, actorId, state, said } = channel;
  const data = { kind: 'channel.changed', channelId: id, state, said } as const;
  await appendEvents(tx, [{ brandId, at, inboxId, conversationId: null, actorId, data }]);
}
