import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { followers } from '../core/regroup.ts';
import type { ConversationView } from '../core/view.ts';
import type { Tx } from '../store/db.ts';
import { removeDecisionsOf } from '../store/decisions.ts';
import { putMattersBack } from '../store/matters.ts';
import * as store from '../store/regroup.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, type Who } from './permit.ts';
import { holdTwo, tellRegrouped, viewsOf } from './regroup.ts';

/** Takes a merge or a split back: everything stands where it would without it, what was heard since included. */
export async function undoRegroup(desk: Desk, who: Who, id: string): Promise<{ conversations: ConversationView[] }> {
  permit(who, 'answer');
  return desk.db.transaction().execute(async tx => {
    const one = isUuid(id) ? await store.findRegrouping(tx, who.brandId, id) : null;
    if (one === null) throw notFound('merge or split');
    const { rows, turnIds } = await holdTwo(
      tx,
      who,
      one.kind === 'merge' ? [one.conversationId] : [one.conversationId, one.otherId],
    );
    if (await store.hasLaterRegrouping(tx, who.brandId, one)) {
      throw new Refusal('too_late', 'They were merged or split again since. Undo that first.');
    }
    const at = desk.now();
    if (!(await store.markUndone(tx, who.brandId, id, at))) throw notFound('merge or split');
    await removeDecisionsOf(tx, who.brandId, id);
    const stays = rows.get(one.conversationId);
    if (stays === undefined) throw notFound('conversation');
    if (one.kind === 'merge') await takeApart(tx, desk, who, one, { stays, turnIds }, at);
    else await putTogether(tx, desk, who, one, { stays, apart: rows.get(one.otherId), turnIds }, at);
    return { conversations: await viewsOf(tx, who, [one.conversationId, one.otherId]) };
  });
}

/** As they stand before, under lock. */
type Standing = { stays: Conversation; turnIds: readonly string[] };

async function takeApart(
  tx: Tx,
  desk: Desk,
  who: Who,
  { otherId, found }: store.Regrouping,
  { stays, turnIds }: Standing,
  at: Date,
): Promise<void> {
  const { brandId } = who;
  const { row } = found;
  const threadId = String(row?.['thread_id']);
  if (row === null || !(await store.hasThread(tx, brandId, threadId))) {
    throw new Refusal(
      'too_late',
      'The network has joined their threads since, so they cannot be taken apart any more.',
    );
  }
  await store.putRowBack(tx, row);
  const parts = await store.standingIn(tx, brandId, stays.id);
  const wasThere = new Set(found.moved.map(one => one.id));
  // What was written in that thread since, or under what was there, would have come there.
  const isOthers = threadId !== stays.threadId && row['apart'] === false;
  const since = new Set(followers(parts, wasThere));
  const back = parts
    .filter(({ id, threadId: of }) => wasThere.has(id) || (isOthers ? of === threadId : since.has(id)))
    .map(part => part.id);
  await store.moveInto(tx, brandId, back, otherId, null);
  await store.pointBack(tx, brandId, found, otherId);
  await store.putTurnsBack(tx, brandId, [stays.id, otherId], found.turns);
  await putMattersBack(tx, brandId, [stays.id, otherId], stays.id, found.matters);
  const { before, after } = found.stays ?? { before: null, after: null };
  if (before !== null && after !== null) {
    const isTouched = stays.tags.join('\n') !== after.tags.join('\n');
    const tags = isTouched ? stays.tags : before.tags;
    const assigneeId = stays.assigneeId === after.assigneeId ? before.assigneeId : stays.assigneeId;
    await store.writeKept(tx, brandId, stays.id, { assigneeId, tags });
  }
  await tellRegrouped(tx, desk, who, at, {
    ids: [stays.id, otherId],
    before: [stays],
    moved: back.map(id => ({ id, into: otherId })),
    gone: null,
    change: 'split',
    turnIds,
  });
}

async function putTogether(
  tx: Tx,
  desk: Desk,
  who: Who,
  split: store.Regrouping,
  { stays, apart, turnIds }: Standing & { apart: Conversation | undefined },
  at: Date,
): Promise<void> {
  if (apart === undefined) throw notFound('conversation');
  const { brandId } = who;
  const { found } = split;
  const parts = await store.standingIn(tx, brandId, apart.id);
  const pinned = new Map(found.moved.map(one => [one.id, one.pinned]));
  const back = parts.map(part => part.id);
  await store.moveInto(
    tx,
    brandId,
    back,
    stays.id,
    parts.map(part => pinned.get(part.id) ?? part.pinned),
  );
  await store.setPinned(tx, brandId, found.held, false);
  await store.putTurnsBack(tx, brandId, [stays.id, apart.id], found.turns);
  await putMattersBack(tx, brandId, [stays.id, apart.id], stays.id, found.matters);
  // The decisions it was given a copy of stand in the other half already; those made since come along.
  await store.removeCopies(tx, brandId, apart.id, split.at);
  await store.repoint(tx, brandId, apart.id, stays.id);
  await store.removeEmptied(tx, brandId, apart.id);
  await tellRegrouped(tx, desk, who, at, {
    ids: [stays.id],
    before: [stays],
    moved: back.map(id => ({ id, into: stays.id })),
    gone: { row: apart, into: stays.id },
    change: 'merged',
    turnIds,
  });
}
