import { lockConversationRows } from '../store/conversations.ts';
import { takeResolve } from '../store/deliveries.ts';
import { endPauses } from '../store/resolutions.ts';
import { writeResolved } from '../store/status.ts';
import type { Job } from './answer-lock.ts';
import { changed, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { settle } from './settle.ts';

/** "Send and resolve": only once it stands on the network, and only if the customer has not written again meanwhile. */
export async function resolveAfterSent(desk: Desk, { brandId, messageId }: Job): Promise<void> {
  await desk.db.transaction().execute(async tx => {
    const wish = await takeResolve(tx, brandId, messageId);
    if (wish === null) return;
    const { conversationId, agentId } = wish;
    const row = (await lockConversationRows(tx, brandId, [conversationId])).get(conversationId);
    if (row === undefined || row.status === 'resolved' || row.turnId !== null) return;
    const at = desk.now();
    await endPauses(tx, brandId, conversationId, at);
    await writeResolved(tx, brandId, conversationId, at);
    const settled = await settle(tx, brandId, [conversationId], at, { makeId: desk.makeId, since: at });
    await tell(tx, { brandId, agentId }, row, at, { changes: [changed(conversationId, 'resolved')], settled });
  });
}
