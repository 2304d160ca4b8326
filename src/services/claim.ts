import type { Conversation } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { agentName, lockNext, writeClaim } from '../store/claims.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Db } from '../store/db.ts';
import { changeConversation, changed, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { inboxScope, permit, type Who } from './permit.ts';

/** How long a claim holds without being renewed: longer than a thought, shorter than a coffee. */
export const CLAIM_SECONDS = 120;

/** "I am answering this one." Again while it is mine: renewed. Refused with who and until when while a colleague is. */
export function claim(desk: Desk, who: Who, id: string): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    await refuseIfClaimed(tx, who, row, at);
    await writeClaim(tx, who.brandId, id, { agentId: who.agentId, until: claimEnd(at) });
    return { changes: [changed(id, 'claimed')] };
  });
}

/** Gives up my claim; a lead may end anybody's. What nobody claims stays as it is. */
export function release(desk: Desk, who: Who, id: string): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, async (tx, row, at) => {
    if (row.claimedBy === null) return { changes: [] };
    if (who.reach.role === 'agent' || who.reach.role === 'partner') await refuseIfClaimed(tx, who, row, at);
    await writeClaim(tx, who.brandId, id, null);
    return { changes: [changed(id, 'released')] };
  });
}

/** Claims the most urgent conversation that waits and is mine or nobody's; null when nobody waits. */
export async function next(
  desk: Desk,
  who: Who,
  not: readonly string[],
): Promise<{ conversation: ConversationView | null }> {
  permit(who, 'answer');
  return desk.db.transaction().execute(async tx => {
    const at = desk.now();
    const { brandId, agentId } = who;
    const row = await lockNext(tx, { brandId, agentId, scope: inboxScope(who), not, now: at });
    if (row === null) return { conversation: null };
    await writeClaim(tx, brandId, row.id, { agentId, until: claimEnd(at) });
    const conversation = (await loadConversationViews(tx, brandId, [row.id])).get(row.id) ?? null;
    await tell(tx, who, row, at, { changes: [changed(row.id, 'claimed')] });
    return { conversation };
  });
}

/** Throws while a colleague holds it. */
export async function refuseIfClaimed(db: Db, who: Who, row: Conversation, at: Date): Promise<void> {
  const { claimedBy, claimedUntil } = row;
  if (claimedBy === null || claimedUntil === null || claimedBy === who.agentId || claimedUntil <= at) return;
  const name = await agentName(db, claimedBy);
  const seconds = Math.ceil((claimedUntil.getTime() - at.getTime()) / 1000);
  const wait = seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
  throw new Refusal(
    'claimed_by_colleague',
    `${name} is answering this one. It is free again in ${wait} at the latest.`,
    {
      agentId: claimedBy,
      name,
      until: claimedUntil.toISOString(),
    },
  );
}

function claimEnd(at: Date): Date {
  return new Date(at.getTime() + CLAIM_SECONDS * 1000);
}
