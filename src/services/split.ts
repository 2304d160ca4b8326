import { Refusal } from '../core/refusal.ts';
import { cutOff } from '../core/regroup.ts';
import type { ConversationView } from '../core/view.ts';
import { insertDecisions } from '../store/decisions.ts';
import { mattersAsJson, partMatter } from '../store/matters.ts';
import * as store from '../store/regroup.ts';
import type { Desk } from './desk.ts';
import { notFound, type Who } from './permit.ts';
import { holdTwo, tellRegrouped, viewsOf } from './regroup.ts';

/** Which messages go: some, or all from one on. */
export type SplitInput = { messageIds: readonly string[] } | { fromMessageId: string };

/**
 * Two matters in one conversation become two. What answers a message that went follows it; in a private room, what is written
 * later stands with the part that goes. Each part has its own clock.
 * @returns `undo`: for `undoRegroup`
 */
export async function split(
  desk: Desk,
  who: Who,
  id: string,
  input: SplitInput,
): Promise<{ conversation: ConversationView; apart: ConversationView; undo: string }> {
  return desk.db.transaction().execute(async tx => {
    const at = desk.now();
    const { brandId, agentId } = who;
    const { rows, turnIds } = await holdTwo(tx, who, [id]);
    const row = rows.get(id);
    if (row === undefined) throw notFound('conversation');
    if (row.visibility === 'private' && 'messageIds' in input) {
      throw new Refusal('not_valid', 'A private conversation can only be split from one message on.');
    }
    const parts = await store.standingIn(tx, brandId, id);
    const cut = cutOff(parts, 'messageIds' in input ? { ids: input.messageIds } : { from: input.fromMessageId });
    if (cut.kind === 'refused') throw new Refusal('not_valid', cut.says);
    const wanted = new Set(cut.goes);
    const moved = parts.filter(part => wanted.has(part.id)).map(({ id: one, pinned }) => ({ id: one, pinned }));
    const held = parts.filter(part => cut.held.includes(part.id) && !part.pinned).map(part => part.id);
    const asFound = await store.rowAsJson(tx, brandId, id);
    const turns = await store.turnsAsJson(tx, brandId, [id]);
    const matters = await mattersAsJson(tx, brandId, [id], id);
    const apartId = desk.makeId();
    await store.insertApart(tx, brandId, asFound, apartId);
    await store.copyClosings(tx, brandId, id, apartId, desk.makeId);
    await store.moveInto(
      tx,
      brandId,
      cut.goes,
      apartId,
      cut.goes.map(() => true),
    );
    await store.setPinned(tx, brandId, held, true);
    await store.moveTurnsOf(tx, brandId, apartId, cut.goes);
    await partMatter(tx, brandId, id, apartId);
    const undo = desk.makeId();
    const first = parts.find(part => wanted.has(part.id));
    if (row.visibility === 'private' && first !== undefined) {
      const { threadId, identityId } = row;
      const about = { threadId, identityId, conversationId: apartId, fromAt: first.at };
      await insertDecisions(tx, brandId, [{ ...about, id: desk.makeId(), cause: undo }]);
    }
    const found = { ...NOTHING, row: null, moved, held, turns, matters };
    const regrouping = { id: undo, kind: 'split', conversationId: id, otherId: apartId, agentId, at, found } as const;
    await store.insertRegrouping(tx, brandId, regrouping);
    await tellRegrouped(tx, desk, who, at, {
      ids: [id, apartId],
      before: [row],
      moved: cut.goes.map(one => ({ id: one, into: apartId })),
      gone: null,
      change: 'split',
      turnIds,
    });
    const [conversation, apart] = await viewsOf(tx, who, [id, apartId]);
    if (conversation === undefined || apart === undefined) throw notFound('conversation');
    return { conversation, apart, undo };
  });
}

const NOTHING = { closings: [], alsoAnswers: [], linked: [], decisions: [], notifications: [], stays: null };
