import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import type { ConversationView } from '../core/view.ts';
import { loadConversationViews, lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { announce, type Change } from './announce.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import type { Settled } from './settle.ts';

/** What a deed did, for the event log. Nothing at all is fine: the deed changed nothing. */
export type Done = { changes: Change[]; settled?: Settled[] };

/** The part of a deed that is done while the row is held. */
export type Work = (tx: Tx, row: Conversation, at: Date) => Promise<Done>;

/**
 * One deed on one conversation, in one transaction: the row is locked, the caller's reach checked, the work done, events
 * written last. @returns the conversation as it stands afterwards
 */
export async function changeConversation(
  desk: Desk,
  who: Who,
  id: string,
  work: Work,
): Promise<{ conversation: ConversationView }> {
  permit(who, 'answer');
  return desk.db.transaction().execute(async tx => {
    const row = await lockForWho(tx, who, id);
    const at = desk.now();
    const { changes, settled } = await work(tx, row, at);
    const conversation = await viewNow(tx, who.brandId, id);
    await tell(tx, who, row, at, { changes, ...(settled === undefined ? {} : { settled }) });
    return { conversation };
  });
}

/**
 * The row, held to the end of the transaction; "not found" for what the caller may not see.
 * @param beside another row to hold, taken in the same order as everybody takes them
 */
export async function lockForWho(tx: Tx, who: Who, id: string, beside: string | null = null): Promise<Conversation> {
  const ids = beside === null ? [id] : [id, beside];
  const row = isUuid(id) ? (await lockConversationRows(tx, who.brandId, ids)).get(id) : undefined;
  if (row === undefined) throw notFound('conversation');
  permitInbox(who, row.inboxId, 'conversation');
  return row;
}

/** Writes the events of a deed on one conversation. The last statement of its transaction. */
export async function tell(
  tx: Tx,
  who: { brandId: number; agentId: string | null },
  before: Conversation,
  at: Date,
  done: Done,
): Promise<void> {
  if (done.changes.length === 0 && (done.settled ?? []).length === 0) return;
  const was = new Map([[before.id, slotOfRow(before)]]);
  for (const one of done.settled ?? []) if (!was.has(one.conversationId)) was.set(one.conversationId, one.was);
  await announce(tx, { brandId: who.brandId, actorId: who.agentId, at, was, ...done });
}

async function viewNow(tx: Tx, brandId: number, id: string): Promise<ConversationView> {
  const view = (await loadConversationViews(tx, brandId, [id])).get(id);
  if (view === undefined) throw new Error(`the conversation ${id} vanished while it was locked`);
  return view;
}

/** The word every one of these deeds becomes in the event log. */
export function changed(
  conversationId: string,
  change: Extract<Change, { kind: 'conversation.changed' }>['change'],
  reason: string | null = null,
): Change {
  return { kind: 'conversation.changed', conversationId, change, reason };
}
