/** What a person may still do about an answer: undo it, try it again, or say what became of it. */
import type { Conversation } from '../core/conversation.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView } from '../core/view.ts';
import { removeAnswer } from '../store/answers.ts';
import { loadConversationViews, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { endAttempt, type Outgoing, writeDelivery } from '../store/deliveries.ts';
import { decidedId } from '../store/messages.ts';
import { writeAnyway } from '../store/own-messages.ts';
import { announce, type Change } from './announce.ts';
import { changedDelivery, holdAnswer } from './answer-lock.ts';
import { confirmSent } from './confirm.ts';
import { COLLEAGUE_FIRST } from './deliver.ts';
import type { Desk } from './desk.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { cancelDelivery, planDelivery } from './plan-delivery.ts';
import { type Answered, readAnswered, refreshSummary } from './reply.ts';
import { undoMacro } from './undo-macro.ts';

/** Undoes an answer that has not left, gives up one that failed, or one that was handed over and never put up. Its words come back. */
export function takeBack(
  desk: Desk,
  who: Who,
  messageId: string,
): Promise<{ text: string; conversation: ConversationView }> {
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    if (outgoing.delivery === 'sending' || outgoing.delivery === 'sent' || outgoing.delivery === 'unsure') {
      throw new Refusal('too_late', LEFT_ALREADY[outgoing.delivery], { state: outgoing.delivery });
    }
    const mayForOthers = outgoing.delivery === 'failed' || who.reach.role === 'owner' || who.reach.role === 'lead';
    if (outgoing.agentId !== who.agentId && !mayForOthers) {
      throw new Refusal('not_allowed', 'This is a colleague’s answer. Only they or a lead can take it back.');
    }
    await cancelDelivery(tx, messageId);
    const besides = await undoMacro(tx, desk, who, messageId, at);
    await removeAnswer(tx, who.brandId, messageId);
    await refreshSummary(tx, who.brandId, row.id);
    const conversation = (await loadConversationViews(tx, who.brandId, [row.id])).get(row.id);
    if (conversation === undefined) throw new Error(`the conversation ${row.id} vanished while it was locked`);
    const change: Change = { kind: 'message.removed', conversationId: row.id, messageId };
    const was = new Map([row, ...besides.rows].map(one => [one.id, slotOfRow(one)]));
    const { brandId, agentId: actorId } = who;
    await announce(tx, { brandId, actorId, at, was, changes: [change, ...besides.changes], settled: besides.settled });
    // Words the network approved go as a template or not at all: they are no draft.
    return { text: outgoing.template === null ? outgoing.text : '', conversation };
  });
}

const LEFT_ALREADY = {
  sending: 'It is leaving this very moment. Delete it on the network if it must go.',
  sent: 'It has left already. Delete it on the network if it must go.',
  unsure: 'Nobody knows yet whether it has left. Wait until that is found out.',
};

/** A failed answer goes again, under the same key. One that a colleague's answer stopped now goes anyway. */
export function retry(desk: Desk, who: Who, messageId: string): Promise<Answered> {
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    if (outgoing.delivery !== 'failed') {
      throw new Refusal('too_late', 'Only an answer that failed can be tried again.', { state: outgoing.delivery });
    }
    if (outgoing.said === COLLEAGUE_FIRST) await writeAnyway(tx, who.brandId, messageId);
    return queueNow(tx, who, row, outgoing, at);
  });
}

/** A person has looked: it stands on the network, or it does not and goes again. */
export function decideUnsure(desk: Desk, who: Who, messageId: string, found: boolean): Promise<Answered> {
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    if (outgoing.delivery !== 'unsure') {
      throw new Refusal('too_late', 'This has been found out already.', { state: outgoing.delivery });
    }
    if (!found) {
      await endAttempt(tx, who.brandId, messageId, 'not_there', outgoing.said);
      return queueNow(tx, who, row, outgoing, at);
    }
    await cancelDelivery(tx, messageId);
    await endAttempt(tx, who.brandId, messageId, 'found', null);
    // The network's own id is not known; ours stands in for it until the post itself is heard.
    const remoteId = decidedId(messageId);
    const { brandId } = who;
    const { makeId, readers } = desk;
    const { agentId: saidBy } = who;
    await confirmSent(tx, {
      brandId,
      messageId,
      remoteId,
      at,
      url: null,
      foundByLookup: false,
      saidBy,
      now: at,
      makeId,
      readers,
    });
    return readAnswered(tx, brandId, messageId, await placeNow(tx, brandId, messageId, row));
  });
}

async function queueNow(tx: Tx, who: Who, row: Conversation, outgoing: Outgoing, at: Date): Promise<Answered> {
  const job = { brandId: who.brandId, messageId: outgoing.id };
  await writeDelivery(tx, job.brandId, job.messageId, { state: 'queued', said: null, sendAt: at });
  await planDelivery(tx, job, at);
  const answered = await readAnswered(tx, job.brandId, job.messageId, row.id);
  await changedDelivery(tx, job, row, at, who.agentId);
  return answered;
}

export async function placeNow(tx: Tx, brandId: number, messageId: string, row: Conversation): Promise<string> {
  return (await holdAnswer(tx, brandId, messageId))?.row.id ?? row.id;
}

type Work<T> = (tx: Tx, row: Conversation, outgoing: Outgoing, at: Date) => Promise<T>;

/** Everybody who may answer in the inbox may; "not found" for the rest. */
export function withAnswer<T>(desk: Desk, who: Who, messageId: string, work: Work<T>): Promise<T> {
  permit(who, 'answer');
  return desk.db.transaction().execute(async tx => {
    const held = isUuid(messageId) ? await holdAnswer(tx, who.brandId, messageId) : null;
    if (held === null) throw notFound('answer');
    permitInbox(who, held.row.inboxId, 'answer');
    return work(tx, held.row, held.outgoing, desk.now());
  });
}
