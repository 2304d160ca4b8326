/** An answer that never left takes with it what its saved reply did besides, wherever nobody has changed that since. */
import { standingOfRow, standsAsLeft } from '../core/bulk.ts';
import type { Conversation } from '../core/conversation.ts';
import type { MacroStep } from '../core/macro.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { macroStepsOf } from '../store/macro-runs.ts';
import { removeMessages } from '../store/messages.ts';
import type { Change } from './announce.ts';
import type { Done } from './change.ts';
import type { Desk } from './desk.ts';
import { joinSettled } from './macro.ts';
import type { Who } from './permit.ts';
import { restoring } from './restore-standing.ts';
import type { Settled } from './settle.ts';

/** Call it before the answer is removed. @returns `rows`: the conversations it ran on, as they stood; they are held */
export async function undoMacro(
  tx: Tx,
  desk: Desk,
  who: Who,
  messageId: string,
  at: Date,
): Promise<Done & { settled: Settled[]; rows: Conversation[] }> {
  const steps = await macroStepsOf(tx, who.brandId, messageId);
  const ids = [...new Set(steps.map(step => step.id))];
  const before = ids.length === 0 ? [] : [...(await lockConversationRows(tx, who.brandId, ids)).values()];
  const changes: Change[] = [];
  const settled = new Map<string, Settled>();
  for (const step of steps.toReversed()) {
    const done = await undoStep(tx, desk, who, step, at);
    changes.push(...done.changes);
    for (const one of done.settled ?? [])
      settled.set(one.conversationId, joinSettled(settled.get(one.conversationId), one));
  }
  return { changes, settled: [...settled.values()], rows: before };
}

async function undoStep(tx: Tx, desk: Desk, who: Who, step: MacroStep, at: Date): Promise<Done> {
  const { id } = step;
  if (step.kind === 'note') {
    await removeMessages(tx, who.brandId, [step.messageId]);
    return { changes: [{ kind: 'message.removed', conversationId: id, messageId: step.messageId }] };
  }
  // As it stands now: a later step may have been taken back before.
  const row = (await lockConversationRows(tx, who.brandId, [id])).get(id);
  if (row === undefined || !standsAsLeft(step.kind, standingOfRow(row), step)) return { changes: [] };
  return restoring(desk, who, step.kind, step)(tx, row, at);
}
