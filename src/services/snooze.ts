import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { endPauses, insertPause } from '../store/resolutions.ts';
import { writeSnoozed } from '../store/status.ts';
import { changeConversation, changed, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';
import { settle } from './settle.ts';

export const SNOOZE_REASONS = ['customer'] as const;
export type SnoozeReason = (typeof SNOOZE_REASONS)[number];
export const SNOOZE_LIMIT_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Puts it away until the customer writes, or until a time if that comes first. The promise keeps running.
 * @param until null: only until the customer writes
 * @param reason `customer`: it is the customer's turn, so the promise to resolve the matter stands still meanwhile
 */
export function snooze(
  desk: Desk,
  who: Who,
  id: string,
  until: Date | null,
  reason: SnoozeReason | null = null,
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, snoozing(desk, who, until, reason));
}

/** The same as part of a larger deed. */
export function snoozing({ makeId }: Desk, who: Who, until: Date | null, reason: SnoozeReason | null = null): Work {
  return async (tx, row, at) => {
    if (until !== null && until <= at) throw new Refusal('not_valid', 'Choose a time that is still to come.');
    if (until !== null && until.getTime() - at.getTime() > SNOOZE_LIMIT_DAYS * DAY_MS) {
      throw new Refusal('not_valid', 'Choose a time within the next year.');
    }
    if (row.status === 'resolved') throw new Refusal('not_valid', 'It is resolved. Open it again first.');
    await writeSnoozed(tx, who.brandId, row.id, until);
    await endPauses(tx, who.brandId, row.id, at);
    if (reason !== null) {
      const pause = { id: makeId(), conversationId: row.id, from: at, until, agentId: who.agentId };
      await insertPause(tx, who.brandId, pause);
    }
    const settled = await settle(tx, who.brandId, [row.id], at, { makeId, since: at });
    return { changes: [changed(row.id, 'snoozed', reason)], settled };
  };
}
