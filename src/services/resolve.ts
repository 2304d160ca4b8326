import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { endPauses } from '../store/resolutions.ts';
import { removeClosings, writeReopened, writeResolved } from '../store/status.ts';
import { insertClosing } from '../store/turns.ts';
import { changeConversation, changed, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';
import { countResolutions } from './resolution.ts';
import { settle, withNews } from './settle.ts';

/** What becomes of somebody who waits when it is resolved. */
export type Resolution = { openTurn?: 'unanswered' | 'not_needed' | undefined; reason?: string | undefined };

/** Closes it. While somebody waits, only with a choice: they stay unanswered, or need no answer, and why. */
export function resolve(
  desk: Desk,
  who: Who,
  id: string,
  resolution: Resolution,
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, resolving(desk, who, resolution));
}

/** The same as part of a larger deed. */
export function resolving(desk: Desk, who: Who, { openTurn, reason }: Resolution): Work {
  const why = reason?.trim() || null;
  return async (tx, row, at) => {
    const { id } = row;
    const since = { makeId: desk.makeId, since: at };
    if (row.status === 'resolved') return { changes: [] };
    await endPauses(tx, who.brandId, id, at);
    if (row.turnId === null) {
      await writeResolved(tx, who.brandId, id, at);
      return { changes: [changed(id, 'resolved', why)], settled: await settle(tx, who.brandId, [id], at, since) };
    }
    if (openTurn === undefined) {
      throw new Refusal(
        'needs_a_choice',
        'Somebody is waiting for an answer here. Answer them, leave them unanswered, or say why no answer is needed.',
        { choices: ['unanswered', 'not_needed'] },
      );
    }
    if (openTurn === 'not_needed' && why === null) {
      throw new Refusal('not_valid', 'Say in a few words why no answer is needed.');
    }
    const closing = { id: desk.makeId(), conversationId: id, at, outcome: openTurn, reason: why, agentId: who.agentId };
    await insertClosing(tx, who.brandId, closing);
    const settled = await settle(tx, who.brandId, [id], at, { makeId: desk.makeId });
    await writeResolved(tx, who.brandId, id, at);
    const news = await countResolutions(tx, who.brandId, [id], at, desk);
    return { changes: [changed(id, 'resolved', why)], settled: withNews(settled, news) };
  };
}

/** Opens it again; a turn that was closed by resolving waits again, since when it did. */
export function reopen(desk: Desk, who: Who, id: string): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    if (row.status !== 'resolved') return { changes: [] };
    await writeReopened(tx, who.brandId, id);
    const taken = row.resolvedAt === null ? 0 : await removeClosings(tx, who.brandId, id, row.resolvedAt);
    const since = taken === 0 ? { since: at } : {};
    const settled = await settle(tx, who.brandId, [id], at, { makeId: desk.makeId, ...since });
    return { changes: [changed(id, 'reopened')], settled };
  });
}
