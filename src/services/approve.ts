/** A lead looks at an answer that waits: it goes, goes in other words, or goes back with a word. */
import type { ApprovalRule } from '../core/approval.ts';
import type { Approval } from '../core/approval-mark.ts';
import type { Conversation } from '../core/conversation.ts';
import { UNDO_SECONDS } from '../core/delivery.ts';
import { isUuid } from '../core/id.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import { answersByOthers } from '../store/answers.ts';
import * as store from '../store/approvals.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import type { Outgoing } from '../store/deliveries.ts';
import { loadMessageViews } from '../store/messages.ts';
import { writeAnyway } from '../store/own-messages.ts';
import { changedDelivery } from './answer-lock.ts';
import { tellSettings } from './brands.ts';
import type { Desk } from './desk.ts';
import { checkAnswer } from './fit.ts';
import { personIn } from './note.ts';
import { notify } from './notify.ts';
import { inboxScope, permit, type Who } from './permit.ts';
import { planDelivery } from './plan-delivery.ts';
import { type Answered, readAnswered, refreshSummary } from './reply.ts';
import { openForSpeaking } from './route.ts';
import type { Speaking } from './speaking.ts';
import { withAnswer } from './take-back.ts';

/** @param text other words than its author's; what they wrote is kept  @param anyway although a colleague has answered */
export function approve(
  desk: Desk & Speaking,
  who: Who,
  messageId: string,
  { text, anyway = false }: { text?: string | undefined; anyway?: boolean | undefined },
): Promise<Answered> {
  permit(who, 'lead');
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    const approval = await waiting(tx, who, outgoing);
    await refuseOwn(tx, who, outgoing);
    const words = text === undefined ? outgoing.text : cleanText(text).trim();
    const isEdited = words !== outgoing.text;
    if (isEdited && outgoing.template !== null)
      throw new Refusal('not_valid', 'These are the words the network approved. Send it back if others are better.');
    if (isEdited) {
      const { connector, limits } = await openForSpeaking(tx, desk, who.brandId, row);
      checkAnswer(words, outgoing.media, { limits, way: 'reply', networkName: connector.name });
    }
    if (anyway) await writeAnyway(tx, who.brandId, messageId);
    else await refuseIfAnswered(tx, who, row, outgoing);
    const sendAt = new Date(at.getTime() + UNDO_SECONDS * 1000);
    const decided = { ...decidedBy(approval, 'approved', who, at), textBefore: isEdited ? outgoing.text : null };
    const change = { approval: decided, delivery: 'queued', sendAt, text: isEdited ? words : null } as const;
    await store.writeDecided(tx, who.brandId, messageId, change);
    await planDelivery(tx, { brandId: who.brandId, messageId }, sendAt);
    await refreshSummary(tx, who.brandId, row.id);
    return decidedAnswer(tx, desk, who, row, outgoing, { kind: 'approval_given', words }, at);
  });
}

/** Back to its author, whose words come back to the composer when they take it up. */
export function sendBack(desk: Desk, who: Who, messageId: string, word: string): Promise<Answered> {
  permit(who, 'lead');
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    const approval = await waiting(tx, who, outgoing);
    const said = cleanText(word).trim();
    if (said === '') throw new Refusal('not_valid', 'Say in a word what should be different.');
    const decided = { ...decidedBy(approval, 'returned', who, at), word: said };
    await store.writeDecided(tx, who.brandId, messageId, {
      approval: decided,
      delivery: 'returned',
      sendAt: null,
      text: null,
    });
    return decidedAnswer(tx, desk, who, row, outgoing, { kind: 'approval_returned', words: said }, at);
  });
}

/** @throws Refusal `too_late` that says what became of it: of two leads at once, one is told who was first */
async function waiting(tx: Tx, who: Who, outgoing: Outgoing): Promise<Approval> {
  const approval = await store.approvalOf(tx, who.brandId, outgoing.id);
  if (outgoing.delivery === 'held' && approval !== null) return approval;
  const words =
    approval === null
      ? 'This answer does not wait for anybody.'
      : approval.state === 'returned'
        ? 'It has been sent back already.'
        : 'It has been approved already.';
  throw new Refusal('too_late', words, { state: outgoing.delivery, by: approval?.by ?? null });
}

/** Two pairs of eyes, unless there is only one. */
async function refuseOwn(tx: Tx, who: Who, outgoing: Outgoing): Promise<void> {
  if (outgoing.agentId !== who.agentId) return;
  if ((await store.otherLeads(tx, who.brandId, who.agentId)).length === 0) return;
  throw new Refusal('not_allowed', 'You wrote this yourself. Another lead has to look at it.');
}

async function refuseIfAnswered(tx: Tx, who: Who, row: Conversation, outgoing: Outgoing): Promise<void> {
  const { agentId, answersKnown } = outgoing;
  const asked = { brandId: who.brandId, conversationId: row.id, agentId, unseenSince: null, onlySent: false };
  const others = await answersByOthers(tx, asked);
  const first = others.find(other => other.id !== outgoing.id && !answersKnown.includes(other.id));
  if (first === undefined) return;
  const message = (await loadMessageViews(tx, who.brandId, [first.id])).get(first.id);
  throw new Refusal(
    'colleague_answered',
    `${first.agentName ?? 'Somebody'} has answered meanwhile. Read it first, then let this one go anyway or send it back.`,
    { message },
  );
}

function decidedBy(approval: Approval, state: 'approved' | 'returned', who: Who, at: Date): Approval {
  return { ...approval, state, by: who.agentId, at: at.toISOString() };
}

async function decidedAnswer(
  tx: Tx,
  { makeId }: Desk,
  who: Who,
  row: Conversation,
  { id: messageId, agentId }: Outgoing,
  { kind, words }: { kind: 'approval_given' | 'approval_returned'; words: string },
  at: Date,
): Promise<Answered> {
  const { brandId } = who;
  const answered = await readAnswered(tx, brandId, messageId, row.id);
  if (agentId !== null) {
    const parts = { ...(await personIn(tx, brandId, row)), words };
    const told = { agentId, kind, cause: `${kind} ${messageId} ${at.toISOString()}` };
    await notify(tx, { brandId, at, makeId }, [{ ...told, conversationId: row.id, fromId: who.agentId, parts }]);
  }
  await changedDelivery(tx, { brandId, messageId }, row, at, who.agentId);
  return answered;
}

export const WAITING_SHOWN = 100;

/** For a lead everything that waits; for the others what waits or came back of their own. */
export async function listApprovals(
  { db }: Pick<Desk, 'db'>,
  who: Who,
): Promise<{ rows: { message: MessageView; conversation: ConversationView }[] }> {
  permit(who, 'answer');
  const { brandId } = who;
  const mine = mayDo(who.reach.role, 'lead') ? null : who.agentId;
  const held = await store.listHeld(db, { brandId, mine, scope: inboxScope(who), limit: WAITING_SHOWN });
  const messages = await loadMessageViews(
    db,
    brandId,
    held.map(one => one.messageId),
  );
  const conversations = await loadConversationViews(
    db,
    brandId,
    held.map(one => one.conversationId),
  );
  return {
    rows: held.flatMap(({ messageId, conversationId }) => {
      const message = messages.get(messageId);
      const conversation = conversations.get(conversationId);
      return message === undefined || conversation === undefined ? [] : [{ message, conversation }];
    }),
  };
}

export function listApprovalRules({ db }: Pick<Desk, 'db'>, who: Who): Promise<ApprovalRule[]> {
  permit(who, 'lead');
  return store.listApprovalRules(db, who.brandId);
}

/** All of them in their order; one without an id is new. What waits already goes on waiting. */
export async function writeApprovalRules(
  { db, makeId, now }: Desk,
  who: Who,
  rules: readonly (Omit<ApprovalRule, 'id'> & { id?: string | undefined })[],
): Promise<ApprovalRule[]> {
  permit(who, 'lead');
  return db.transaction().execute(async tx => {
    await store.lockApprovalRules(tx, who.brandId);
    const named = rules.map(rule => ({ ...rule, id: rule.id !== undefined && isUuid(rule.id) ? rule.id : makeId() }));
    await store.writeApprovalRules(tx, who.brandId, named, { agentId: who.agentId, at: now() });
    await tellSettings(tx, who, 'approvals', now());
    return store.listApprovalRules(tx, who.brandId);
  });
}
