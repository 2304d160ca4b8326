/** Before a public answer is queued: whether a lead is to look at it first. */
import { type ApprovalRule, needsApproval } from '../core/approval.ts';
import type { Approval, Why } from '../core/approval-mark.ts';
import type { Conversation } from '../core/conversation.ts';
import { authorFacts, listApprovalRules, otherLeads, writeHeld } from '../store/approvals.ts';
import { findChannel } from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import type { Desk } from './desk.ts';
import { personIn } from './note.ts';
import { notify } from './notify.ts';
import type { Who } from './permit.ts';

/** Null: it may leave. Private answers may always. */
export async function whyToLook(
  tx: Tx,
  who: Who,
  row: Conversation,
  answer: { text: string; visibility: 'public' | 'private' },
  at: Date,
): Promise<Why | null> {
  if (answer.visibility === 'private') return null;
  const rules: ApprovalRule[] = await listApprovalRules(tx, who.brandId);
  if (rules.length === 0) return null;
  const { brandId, agentId } = who;
  const { memberForDays, followers } = await authorFacts(tx, { brandId, agentId, identityId: row.identityId, at });
  const channel = await findChannel(tx, brandId, row.channelId);
  return needsApproval(rules, {
    role: who.reach.role,
    memberForDays,
    priority: row.priority,
    intents: row.intents,
    tags: row.tags,
    network: channel?.network ?? '',
    lang: row.lang,
    inboxId: row.inboxId,
    sentiment: row.sentiment,
    urgency: row.urgency,
    risk: row.risk,
    followers,
    text: answer.text,
  });
}

/** The saved answer waits, and the leads are told. The customer's clock runs on: nothing has been sent. */
export async function holdBack(
  tx: Tx,
  { makeId }: Pick<Desk, 'makeId'>,
  who: Who,
  row: Conversation,
  answer: { messageId: string; text: string; why: Why },
  at: Date,
): Promise<void> {
  const { brandId, agentId } = who;
  const { messageId, text, why } = answer;
  const asked = { why, askedAt: at.toISOString(), by: null, at: null, word: null, textBefore: null };
  const approval: Approval = { state: 'waiting', ...asked };
  await writeHeld(tx, brandId, messageId, approval);
  const parts = { ...(await personIn(tx, brandId, row)), words: text };
  const cause = `approval ${messageId} waiting`;
  const leads = await otherLeads(tx, brandId, agentId);
  await notify(
    tx,
    { brandId, at, makeId },
    leads.map(lead => ({
      agentId: lead,
      kind: 'approval_waiting',
      cause,
      conversationId: row.id,
      fromId: agentId,
      parts,
    })),
  );
}
