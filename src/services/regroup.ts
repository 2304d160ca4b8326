/** What merging, splitting and undoing share: the channel held, rows described and clocks counted again, and everybody told. */
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { preview } from '../core/text.ts';
import type { ConversationView, Slot } from '../core/view.ts';
import {
  loadConversationViews,
  lockConversationRows,
  slotOfRow,
  summariseConversations,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { lockChannel } from '../store/ingest.ts';
import { describeRow } from '../store/regroup.ts';
import { announce, type Change } from './announce.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { settle } from './settle.ts';

/** Holds the channel first, as hearing does: what is heard meanwhile waits until it stands where a person wants it. */
export async function holdTwo(tx: Tx, who: Who, ids: readonly string[]): Promise<Map<string, Conversation>> {
  permit(who, 'answer');
  if (!ids.every(isUuid)) throw notFound('conversation');
  const views = await loadConversationViews(tx, who.brandId, ids);
  for (const channelId of [...new Set([...views.values()].map(view => view.channelId))].sort()) {
    await lockChannel(tx, channelId);
  }
  const rows = await lockConversationRows(tx, who.brandId, ids);
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) throw notFound('conversation');
    permitInbox(who, row.inboxId, 'conversation');
  }
  return rows;
}

export type Regrouped = {
  /** Conversations that stand afterwards, changed. */
  ids: readonly string[];
  /** Rows as they were before; one missing here is new. */
  before: readonly Conversation[];
  moved: readonly { id: string; into: string }[];
  gone: { row: Conversation; into: string } | null;
  change: 'merged' | 'split';
};

/** Counts everything again and writes the events, last. */
export async function tellRegrouped(tx: Tx, desk: Desk, who: Who, at: Date, done: Regrouped): Promise<void> {
  const { brandId, agentId } = who;
  for (const summary of await summariseConversations(tx, brandId, done.ids)) {
    await describeRow(tx, brandId, summary.id, { ...summary, preview: preview(summary.text ?? '') });
  }
  const settled = await settle(tx, brandId, done.ids, at, { makeId: desk.makeId });
  const was = new Map<string, Slot>(done.before.map(row => [row.id, slotOfRow(row)]));
  const changes: Change[] = done.moved.map(({ id, into }) => ({
    kind: 'message.changed',
    conversationId: into,
    messageId: id,
    change: 'moved',
  }));
  for (const conversationId of done.ids) {
    changes.push({ kind: 'conversation.changed', conversationId, change: done.change, reason: null });
  }
  if (done.gone !== null) {
    const { row, into } = done.gone;
    changes.push({
      kind: 'conversation.removed',
      conversationId: row.id,
      inboxId: row.inboxId,
      was: slotOfRow(row),
      into,
    });
  }
  await announce(tx, { brandId, actorId: agentId, at, was, changes, settled });
}

export async function viewsOf(tx: Tx, who: Who, ids: readonly string[]): Promise<ConversationView[]> {
  const views = await loadConversationViews(tx, who.brandId, ids);
  return ids.flatMap(id => views.get(id) ?? []);
}
