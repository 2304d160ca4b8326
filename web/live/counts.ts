import type { OutputOf } from '../../src/contract/api.ts';

export type Counts = OutputOf<'countConversations'>['counts'];

/**
 * The numbers of the views: what the server counted once, and how many came to and left each slot since.
 * @param moved by `slotName` of core/apply: inbox, assignee, status, whether they wait for us
 */
export function countsNow(counted: Counts, moved: Readonly<Record<string, number>>, myId: string): Counts {
  const now = structuredClone(counted);
  for (const [slot, by] of Object.entries(moved)) {
    if (by === 0) continue;
    const [, assigneeId, status, waiting] = slot.split(' ');
    const view = assigneeId === '' ? 'unassigned' : assigneeId === myId ? 'mine' : 'team';
    for (const line of [now[view], now.all]) {
      if (status === 'resolved') line.resolved += by;
      else line.active += by;
      if (status === 'snoozed') line.snoozed += by;
      if (waiting === 'true' && status !== 'resolved') line.waiting += by;
    }
  }
  return now;
}
