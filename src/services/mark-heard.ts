/** What people and networks note about messages: that they arrived, were read or failed, and the marks put under them. */
import { nameOf } from '../core/conversation.ts';
import type { Sorted } from '../core/hearing.ts';
import type { Tx } from '../store/db.ts';
import type { HeldPost } from '../store/messages.ts';
import { writeReactions } from '../store/reactions.ts';
import type { Receipt } from '../store/receipts.ts';
import type { Change } from './announce.ts';
import type { Placed } from './place-heard.ts';

/** One for each message: a statement changes a row once. */
export function receiptsOf(
  { receipts }: Sorted,
  held: ReadonlyMap<string, HeldPost>,
): { post: HeldPost; receipt: Receipt }[] {
  const byId = new Map<string, { post: HeldPost; receipt: Receipt }>();
  for (const { remoteId, state, at, said } of receipts) {
    const post = held.get(remoteId);
    if (post === undefined || post.direction !== 'out') continue;
    const blank = { id: post.id, deliveredAt: null, seenAt: null, failed: false, said: null };
    const { receipt } = byId.get(post.id) ?? { receipt: blank };
    const next =
      state === 'failed'
        ? { ...receipt, failed: true, said: said ?? null }
        : { ...receipt, [state === 'read' ? 'seenAt' : 'deliveredAt']: at };
    byId.set(post.id, { post, receipt: next });
  }
  return [...byId.values()];
}

/** Marks under held posts and under those of this batch. They open no turn and move no clock. */
export async function applyReactions(
  tx: Tx,
  brandId: number,
  { reactions }: Sorted,
  held: ReadonlyMap<string, HeldPost>,
  { fresh, conversations, rooms }: Placed,
  changes: Change[],
): Promise<void> {
  if (reactions.size === 0) return;
  const places = new Map<string, { id: string; conversationId: string }>();
  for (const { id, remoteId, conversationId } of held.values())
    if (remoteId !== null)
      places.set(remoteId, { id, conversationId: conversations.places.get(id)?.conversationId ?? conversationId });
  for (const { id, post } of fresh) {
    const place = conversations.places.get(id) ?? rooms.places.get(id);
    if (place !== undefined) places.set(post.remoteId, { id, conversationId: place.conversationId });
  }
  const rows = [...reactions.values()].flatMap(({ remoteId, person, own, mark, at }) => {
    const place = places.get(remoteId);
    return place === undefined
      ? []
      : [{ ...place, row: { messageId: place.id, personId: person.remoteId, name: nameOf(person), own, mark, at } }];
  });
  await writeReactions(
    tx,
    brandId,
    rows.map(({ row }) => row),
  );
  for (const [messageId, conversationId] of new Map(rows.map(one => [one.id, one.conversationId])))
    changes.push({ kind: 'message.changed', conversationId, messageId, change: 'reacted' });
}
