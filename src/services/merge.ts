import { Refusal } from '../core/refusal.ts';
import { whyNotMerge } from '../core/regroup.ts';
import type { ConversationView } from '../core/view.ts';
import { insertDecisions } from '../store/decisions.ts';
import { joinMatters, mattersAsJson } from '../store/matters.ts';
import * as store from '../store/regroup.ts';
import { endPauses } from '../store/resolutions.ts';
import type { Desk } from './desk.ts';
import { notFound, type Who } from './permit.ts';
import { holdTwo, tellRegrouped, viewsOf } from './regroup.ts';
import { tidyTags } from './tag.ts';

/**
 * Two conversations of one person become one. The clock goes by the whole: whoever has waited since the first of them has waited
 * since then. What that person writes in either thread stands here from now on.
 * @returns `undo`: for `undoRegroup`
 */
export async function merge(
  desk: Desk,
  who: Who,
  intoId: string,
  fromId: string,
): Promise<{ conversation: ConversationView; undo: string }> {
  return desk.db.transaction().execute(async tx => {
    const at = desk.now();
    const { brandId, agentId } = who;
    const { rows, turnIds } = await holdTwo(tx, who, [...new Set([intoId, fromId])]);
    const [into, from] = [rows.get(intoId), rows.get(fromId)];
    if (into === undefined || from === undefined) throw notFound('conversation');
    const why = whyNotMerge(into, from);
    if (why !== null) throw new Refusal('not_valid', why);
    const row = await store.rowAsJson(tx, brandId, fromId);
    const turns = await store.turnsAsJson(tx, brandId, [intoId, fromId]);
    const matters = await mattersAsJson(tx, brandId, [intoId, fromId], intoId);
    const parts = await store.standingIn(tx, brandId, fromId);
    const moved = parts.map(({ id, pinned }) => ({ id, pinned }));
    await store.moveTurns(tx, brandId, fromId, intoId);
    await store.moveInto(
      tx,
      brandId,
      moved.map(one => one.id),
      intoId,
      null,
    );
    await joinMatters(tx, brandId, fromId, intoId);
    if (into.status !== 'snoozed') await endPauses(tx, brandId, intoId, at);
    const turned = await store.repoint(tx, brandId, fromId, intoId);
    const before = { assigneeId: into.assigneeId, tags: into.tags, status: into.status };
    const after = {
      ...before,
      assigneeId: into.assigneeId ?? from.assigneeId,
      tags: tidyTags([...into.tags, ...from.tags]),
    };
    await store.writeKept(tx, brandId, intoId, after);
    const undo = desk.makeId();
    if (!from.apart) {
      const { threadId, identityId } = from;
      const decision = { id: desk.makeId(), threadId, identityId, conversationId: intoId, fromAt: null, cause: undo };
      await insertDecisions(tx, brandId, [decision]);
    }
    await store.removeEmptied(tx, brandId, fromId);
    const found = { row, moved, held: [], turns, matters, ...turned, stays: { before, after } };
    await store.insertRegrouping(tx, brandId, {
      id: undo,
      kind: 'merge',
      conversationId: intoId,
      otherId: fromId,
      agentId,
      at,
      found,
    });
    await tellRegrouped(tx, desk, who, at, {
      ids: [intoId],
      before: [into],
      moved: moved.map(({ id }) => ({ id, into: intoId })),
      gone: { row: from, into: intoId },
      change: 'merged',
      turnIds,
    });
    const [conversation] = await viewsOf(tx, who, [intoId]);
    if (conversation === undefined) throw notFound('conversation');
    return { conversation, undo };
  });
}
