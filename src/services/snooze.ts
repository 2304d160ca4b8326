import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { writeSnoozed } from '../store/status.ts';
import { changeConversation, changed } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';

export const SNOOZE_LIMIT_DAYS = 366;
const DAY_MS = 86_400_000;

/** Puts it away until then, or until the customer writes. The promise keeps running. */
export function snooze(desk: Desk, who: Who, id: string, until: Date): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    if (until <= at) throw new Refusal('not_valid', 'Choose a time that is still to come.');
    if (until.getTime() - at.getTime() > SNOOZE_LIMIT_DAYS * DAY_MS) {
      throw new Refusal('not_valid', 'Choose a time within the next year.');
    }
    if (row.status === 'resolved') throw new Refusal('not_valid', 'It is resolved. Open it again first.');
    await writeSnoozed(tx, who.brandId, id, until);
    return { changes: [changed(id, 'snoozed')] };
  });
}
