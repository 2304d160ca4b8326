/**
 * Holding replies leave one after the other, each as an ordinary answer that is on its way to its network: written together with the mark
 * that it was, so that whoever dies in between has either done both or nothing. Any number of processes may send; each holding reply is
 * sent from by one at a time.
 */
import type { Approval } from '../../core/approval-mark.ts';
import { gapMs, type LeftOut } from '../../core/crisis/holding.ts';
import { Refusal } from '../../core/refusal.ts';
import { DANGER_INTENTS } from '../../core/weight.ts';
import { listAllowances } from '../../store/allowances.ts';
import { findCrisis } from '../../store/crisis/crises.ts';
import * as store from '../../store/crisis/holding-replies.ts';
import type { Tx } from '../../store/db.ts';
import { appendEvents } from '../../store/events.ts';
import { withSavepoint } from '../../store/savepoint.ts';
import { lockForWho } from '../change.ts';
import { refuseIfClaimed } from '../claim.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { queueAnswer } from '../reply.ts';
import type { Speaking } from '../speaking.ts';
import type { Wait } from '../wait.ts';
import { stepEvent } from './tell.ts';

export type SendNeeds = Desk &
  Speaking & {
    wait: Wait;
    log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
    /** Does nothing but in the fault tests. */
    passing?: (point: 'queued' | 'committed') => void | Promise<void>;
  };

export const SEND_EVERY_MS = 1_000;

/** Sends until the signal aborts. */
export async function keepSendingHoldings(needs: SendNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sendHoldings(needs);
    } catch (error) {
      needs.log('error', 'Could not send from a holding reply; trying again', { err: error });
    }
    await needs.wait(SEND_EVERY_MS, signal);
  }
}

/** Of each holding reply the next on each channel whose turn has come. @returns how many were sent off or left out */
export async function sendHoldings(needs: SendNeeds): Promise<number> {
  let all = 0;
  for (const { brandId, id } of await store.goingHoldings(needs.db)) {
    for (let done = 1; done > 0; all += done) {
      done = await needs.db.transaction().execute(tx => sendRound(needs, tx, brandId, id));
      await needs.passing?.('committed');
    }
  }
  return all;
}

async function sendRound(needs: SendNeeds, tx: Tx, brandId: number, id: string): Promise<number> {
  const holding = await store.takeHolding(tx, brandId, id);
  if (holding === null) return 0;
  const now = needs.now();
  const targets = await store.nextTargets(tx, brandId, id);
  if (targets.length === 0) {
    await finish(tx, holding, now);
    return 0;
  }
  let done = 0;
  for (const { lastAt, ...target } of targets) {
    const allowances = (await listAllowances(tx, brandId, target.channelId)).map(one => one.allowance);
    const gap = gapMs(allowances, now);
    if (gap === null || (lastAt !== null && now.getTime() - lastAt.getTime() < gap)) continue;
    const why = await sendOne(needs, tx, holding, target, now);
    const state = why === null ? 'queued' : 'left_out';
    await store.markTarget(tx, { brandId, messageId: target.messageId, state, reason: why, at: now });
    await needs.passing?.('queued');
    done += 1;
    // Each answer writes its events last and holds the log until the commit: one at a time keeps that short.
    break;
  }
  return done;
}

/** @returns why they are left out after all; null: it is on its way */
async function sendOne(
  needs: SendNeeds,
  tx: Tx,
  holding: store.HoldingRow,
  target: store.HoldingTarget,
  now: Date,
): Promise<LeftOut | string | null> {
  const { brandId, authorId } = holding;
  const role = await store.roleOf(tx, brandId, authorId);
  if (role === null || role === 'partner') return 'author_gone';
  const who: Who = { agentId: authorId, brandId, reach: { role, inboxes: 'all' } };
  try {
    // What is refused leaves nothing behind, and the mark beside it stays.
    return await withSavepoint(tx, async () => {
      const row = await lockForWho(tx, who, target.conversationId);
      if (row.turnId === null) return 'not_waiting' as const;
      if (row.intents.some(intent => DANGER_INTENTS.has(intent))) return 'danger' as const;
      // This very one is planned still, and does not count as told.
      if (await store.isToldOtherwise(tx, brandId, holding.id, row.id)) return 'told' as const;
      await refuseIfClaimed(tx, who, row, now);
      const promise = promiseOf(holding, now);
      const input = {
        id: target.messageId,
        visibility: row.visibility,
        text: target.text,
        holding: true,
        automatic: true,
        ...(promise === null ? {} : { promise }),
      };
      await queueAnswer(tx, needs, who, row, input, now, approvalOf(holding));
      return null;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}

/** So long before they are to hear more its author is reminded of all of them. */
const REMIND_BEFORE_MS = 15 * 60_000;

function promiseOf({ nextUpdateAt, nextUpdateSaid }: store.HoldingRow, now: Date) {
  if (nextUpdateAt === null || nextUpdateAt <= now) return null;
  const remindAt = new Date(Math.max(now.getTime(), nextUpdateAt.getTime() - REMIND_BEFORE_MS));
  return { phrase: nextUpdateSaid ?? '', remindAt, dueAt: nextUpdateAt };
}

/** Written on each answer, so that whoever reads it later sees who let it go. */
function approvalOf({ why, askedAt, decidedBy, decidedAt }: store.HoldingRow): Approval | null {
  if (why === null) return null;
  const at = decidedAt?.toISOString() ?? null;
  return { state: 'approved', why, askedAt: askedAt.toISOString(), by: decidedBy, at, word: null, textBefore: null };
}

async function finish(tx: Tx, holding: store.HoldingRow, now: Date): Promise<void> {
  await store.writeHolding(tx, { ...holding, state: 'done', endedAt: now });
  const crisis = await findCrisis(tx, holding.brandId, holding.crisisId);
  if (crisis === null) return;
  const n = await store.countQueued(tx, holding.brandId, holding.id);
  await appendEvents(tx, [stepEvent(crisis, now, 'sent', { holdingId: holding.id, n })]);
}
