/** What merging, splitting and undoing share: the channel held, rows described and clocks counted again, and everybody told. */
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { preview } from '../core/text.ts';
import type { ConversationView, Slot, TurnView } from '../core/view.ts';
import {
  loadConversationViews,
  lockConversationRows,
  slotOfRow,
  summariseConversations,
} from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { lockChannel } from '../store/ingest.ts';
import { describeRow, turnIdsOf } from '../store/regroup.ts';
import { loadTurnViews } from '../store/turns.ts';
import { announce, type Change } from './announce.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { type Settled, settle } from './settle.ts';

/** `turnIds`: of the turns as they were found. */
export type Held = { rows: Map<string, Conversation>; turnIds: string[] };

/** Holds the channel first, as hearing does: what is heard meanwhile waits until it stands where a person wants it. */
export async function holdTwo(tx: Tx, who: Who, ids: readonly string[]): Promise<Held> {
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
  return { rows, turnIds: await turnIdsOf(tx, who.brandId, ids) };
}

export type Regrouped = {
  /** Conversations that stand afterwards, changed. */
  ids: readonly string[];
  /** Rows as they were before; one missing here is new. */
  before: readonly Conversation[];
  moved: readonly { id: string; into: string }[];
  gone: { row: Conversation; into: string } | null;
  change: 'merged' | 'split';
  /** Turns that stood in any of them before. */
  turnIds: readonly string[];
};

/** Counts everything again and writes the events, last. */
export async function tellRegrouped(tx: Tx, desk: Desk, who: Who, at: Date, done: Regrouped): Promise<void> {
  const { brandId, agentId } = who;
  for (const summary of await summariseConversations(tx, brandId, done.ids)) {
    await describeRow(tx, brandId, summary.id, { ...summary, preview: preview(summary.text ?? '') });
  }
  const counted = await settle(tx, brandId, done.ids, at, { makeId: desk.makeId });
  const settled = await withAllTurns(tx, brandId, done, counted);
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

/** Turns changed hands beside the counting, so all of them are told, and which are no more. */
async function withAllTurns(tx: Tx, brandId: number, done: Regrouped, counted: readonly Settled[]): Promise<Settled[]> {
  const turnsOf = new Map<string, TurnView[]>();
  for (const id of done.ids) turnsOf.set(id, await loadTurnViews(tx, brandId, id));
  const standing = new Set([...turnsOf.values()].flat().map(turn => turn.id));
  const gone = new Set([...done.turnIds, ...counted.flatMap(one => one.goneTurns)].filter(id => !standing.has(id)));
  return counted.map((one, place) => ({
    ...one,
    turns: turnsOf.get(one.conversationId) ?? one.turns,
    goneTurns: place === 0 ? [...gone] : [],
  }));
}

export async function viewsOf(tx: Tx, who: Who, ids: readonly string[]): Promise<ConversationView[]> {
  const views = await loadConversationViews(tx, who.brandId, ids);
  return ids.flatMap(id => views.get(id) ?? []);
}
