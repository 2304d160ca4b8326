import type { Conversation } from '../core/conversation.ts';
import { lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { lockOutgoing, type Outgoing, placeOfAnswer } from '../store/deliveries.ts';
import { announce } from './announce.ts';
import type { Desk } from './desk.ts';

/** Which answer; the payload of its job. */
export type Job = { brandId: number; messageId: string };

type Work<T> = (tx: Tx, row: Conversation, outgoing: Outgoing, at: Date) => Promise<T>;

/**
 * A transaction that holds an answer and its conversation, in the order everybody takes them.
 * @returns null when there is no such answer (any more)
 */
export function inAnswer<T>(
  desk: Pick<Desk, 'db' | 'now'>,
  { brandId, messageId }: Job,
  work: Work<T>,
): Promise<T | null> {
  return desk.db.transaction().execute(async tx => {
    const held = await holdAnswer(tx, brandId, messageId);
    return held === null ? null : work(tx, held.row, held.outgoing, desk.now());
  });
}

/** The same within somebody else's transaction. */
export async function holdAnswer(
  tx: Tx,
  brandId: number,
  messageId: string,
): Promise<{ row: Conversation; outgoing: Outgoing } | null> {
  for (;;) {
    const conversationId = await placeOfAnswer(tx, brandId, messageId);
    if (conversationId === null) return null;
    const row = (await lockConversationRows(tx, brandId, [conversationId])).get(conversationId);
    const outgoing = row === undefined ? null : await lockOutgoing(tx, brandId, messageId);
    if (row === undefined || outgoing === null) {
      // Taken back while we waited, or moved to a conversation whose old one is gone: look again, or find it gone.
      if ((await placeOfAnswer(tx, brandId, messageId)) === null) return null;
      continue;
    }
    // Between finding its place and holding it, a late parent may have moved it.
    if (outgoing.conversationId === conversationId) return { row, outgoing };
  }
}

/** Tells of a new state of delivery. The last statement of its transaction, but for another of these. */
export async function changedDelivery(
  tx: Tx,
  { brandId, messageId }: Job,
  row: Conversation,
  at: Date,
  actorId: string | null = null,
): Promise<void> {
  const was = new Map([[row.id, slotOfRow(row)]]);
  const changes = [{ kind: 'message.changed', conversationId: row.id, messageId, change: 'delivery' } as const];
  await announce(tx, { brandId, actorId, at, was, changes });
}
