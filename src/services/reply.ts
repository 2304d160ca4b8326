/** An answer is written: checked as the network will check it, saved as `queued`, its leaving planned. All or nothing. */
import type { Approval } from '../core/approval-mark.ts';
import type { Conversation, StoredMedia } from '../core/conversation.ts';
import { UNDO_SECONDS } from '../core/delivery.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import { answersByOthers, findTarget, linkedOf, type Target } from '../store/answers.ts';
import { writeDecided } from '../store/approvals.ts';
import { loadConversationViews, slotOfRow, summariseConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { noteSentOff } from '../store/handling.ts';
import { loadMessageViews } from '../store/messages.ts';
import { insertAnswer, ownerOfMessage } from '../store/own-messages.ts';
import { writeSummary } from '../store/status.ts';
import { announce, type Change } from './announce.ts';
import { lockForWho } from './change.ts';
import { refuseIfClaimed } from './claim.ts';
import type { Desk } from './desk.ts';
import { checkAnswer } from './fit.ts';
import { holdBack, whyToLook } from './hold-back.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { planDelivery } from './plan-delivery.ts';
import { refuseIfPersonal } from './refuse-personal.ts';
import { addExtras, type Extras, wordsToSend } from './reply-extras.ts';
import { pictureChecks } from './reply-media.ts';
import { findRoute } from './route.ts';
import type { Speaking } from './speaking.ts';
import { mayGoAsTemplate } from './template-checks.ts';
import type { ChosenTemplate } from './templates.ts';

export type ReplyInput = {
  /** Chosen by the caller: the same id twice is one answer. */
  id?: string | undefined;
  visibility: 'public' | 'private';
  text: string;
  media?: readonly { mediaId: string; description: string | null }[] | undefined;
  inReplyTo?: string | undefined;
  /** The newest message the author had on the screen. */
  seen?: string | undefined;
  anyway?: boolean | undefined;
  /** It shows personal data to everybody, and goes all the same. */
  personal?: boolean | undefined;
  resolve?: boolean | undefined;
  /** It only says that we are at it: the customer waits on. */
  holding?: boolean | undefined;
  /** No person writes it for this very one. */
  automatic?: boolean | undefined;
  /** An approved template goes out; `text` is what it reads as. */
  template?: ChosenTemplate | undefined;
} & Extras;

export type Answered = { message: MessageView; conversation: ConversationView };

export async function reply(desk: Desk & Speaking, who: Who, id: string, input: ReplyInput): Promise<Answered> {
  permit(who, 'answer');
  if (input.id !== undefined && !isUuid(input.id)) throw new Refusal('not_valid', 'The id must be a UUID.');
  return desk.db.transaction().execute(async tx => {
    if (!isUuid(id)) throw notFound('conversation');
    const linkedId = input.visibility === 'private' ? await linkedOf(tx, who.brandId, id) : null;
    const row = await lockForWho(tx, who, id, linkedId);
    const sameAgain = input.id === undefined ? null : await answerUnderId(tx, who, row, input.id);
    if (sameAgain !== null) return sameAgain;
    const at = desk.now();
    await refuseIfClaimed(tx, who, row, at);
    if (input.anyway !== true) await refuseIfAnswered(tx, who, row, input.seen ?? null);
    return queueAnswer(tx, desk, who, row, input, at);
  });
}

/**
 * Within the caller's transaction, which holds the row and has asked whether anybody stands in the way.
 * @param looked a lead has looked at these words already, so that no rule asks for it again; null: nobody had to
 */
export async function queueAnswer(
  tx: Tx,
  desk: Desk & Speaking,
  who: Who,
  row: Conversation,
  input: ReplyInput,
  at: Date,
  looked?: Approval | null,
): Promise<Answered> {
  const target = await targetOf(tx, who, row, input);
  const route = await findRoute(
    tx,
    desk,
    who.brandId,
    row,
    input.visibility,
    target,
    at,
    input.automatic,
    input.template !== undefined,
  );
  if (input.template) await mayGoAsTemplate(tx, who, route, input.template, input.media ?? []);
  const media: StoredMedia[] = await pictureChecks(tx, who.brandId, route.limits, input.media ?? []);
  const text = await wordsToSend(tx, who, route, input);
  checkAnswer(text, media, route);
  if (route.way === 'reply' && input.personal !== true) refuseIfPersonal(text);
  const why = looked === undefined ? await whyToLook(tx, who, row, { text, visibility: input.visibility }, at) : null;
  const place = route.place;
  // The row the answer stands in may be the private side of the one that was asked.
  if (place.id !== row.id) permitInbox(who, place.inboxId, 'conversation');
  const messageId = input.id ?? desk.makeId();
  const sendAt = new Date(at.getTime() + UNDO_SECONDS * 1000);
  const known = await answersByOthers(tx, othersIn(who, row.id));
  await insertAnswer(tx, who.brandId, {
    id: messageId,
    conversationId: place.id,
    channelId: place.channelId,
    threadId: place.threadId,
    agentId: who.agentId,
    at,
    text,
    visibility: input.visibility,
    parentRemoteId: route.parentRemoteId,
    rootRemoteId: route.rootRemoteId,
    alsoAnswersId: route.alsoAnswersId,
    media,
    sendAt,
    handedOver: null,
    resolves: input.resolve ?? false,
    answersKnown: known.map(answer => answer.id),
    anyway: input.anyway ?? false,
    holding: input.holding ?? false,
    automatic: input.automatic ?? false,
    template: input.template?.choice ?? null,
  });
  await noteSentOff(tx, { brandId: who.brandId, agentId: who.agentId, conversationId: row.id, messageId, at });
  if (looked)
    await writeDecided(tx, who.brandId, messageId, { approval: looked, delivery: 'queued', sendAt, text: null });
  if (why === null) await planDelivery(tx, { brandId: who.brandId, messageId }, sendAt);
  else await holdBack(tx, desk, who, place, { messageId, text, why }, at);
  const besides = await addExtras(tx, desk, who, row, messageId, input, at);
  await refreshSummary(tx, who.brandId, place.id);
  const change: Change = { kind: 'message.added', conversationId: place.id, messageId };
  const answered = await readAnswered(tx, who.brandId, messageId, row.id);
  const was = new Map([row, place].map(one => [one.id, slotOfRow(one)]));
  const { brandId, agentId: actorId } = who;
  await announce(tx, { brandId, actorId, at, was, ...besides, changes: [change, ...besides.changes] });
  return answered;
}

/** The same request again, perhaps because the first answer to it was lost on the way. */
export async function answerUnderId(tx: Tx, who: Who, row: Conversation, messageId: string): Promise<Answered | null> {
  const owner = await ownerOfMessage(tx, who.brandId, messageId);
  if (owner === null) return null;
  const isHere = owner.conversationId === row.id || owner.alsoAnswersId === row.id;
  if (!isHere || owner.agentId !== who.agentId || owner.direction !== 'out') {
    throw new Refusal('already_exists', 'This id is taken. Choose a new one for a new answer.');
  }
  return readAnswered(tx, who.brandId, messageId, row.id);
}

export async function targetOf(
  tx: Tx,
  who: Who,
  row: Conversation,
  input: Pick<ReplyInput, 'inReplyTo'>,
): Promise<Target | null> {
  const wanted = input.inReplyTo ?? null;
  if (wanted !== null && !isUuid(wanted)) throw notFound('message');
  const target = await findTarget(tx, who.brandId, row.id, wanted);
  if (wanted !== null && (target === null || target.direction === 'note')) throw notFound('message');
  return target;
}

/** Two colleagues must not say the same thing twice to one person. */
export async function refuseIfAnswered(tx: Tx, who: Who, row: Conversation, seen: string | null): Promise<void> {
  const unseenSince = seen !== null && isUuid(seen) ? seen : null;
  const others = await answersByOthers(tx, { ...othersIn(who, row.id), unseenSince });
  const first = others[0];
  if (first === undefined) return;
  const message = (await loadMessageViews(tx, who.brandId, [first.id])).get(first.id);
  const name = first.agentName ?? 'Somebody';
  throw new Refusal(
    'colleague_answered',
    `${name} has just answered. Read it first, then send yours anyway or leave it.`,
    {
      message,
    },
  );
}

function othersIn(who: Who, conversationId: string) {
  return { brandId: who.brandId, conversationId, agentId: who.agentId, unseenSince: null, onlySent: false };
}

export async function refreshSummary(tx: Tx, brandId: number, conversationId: string): Promise<void> {
  const [summary] = await summariseConversations(tx, brandId, [conversationId]);
  if (summary !== undefined) await writeSummary(tx, brandId, summary);
}

/** @param conversationId the conversation to show beside it: the one the person looks at */
export async function readAnswered(
  tx: Tx,
  brandId: number,
  messageId: string,
  conversationId: string,
): Promise<Answered> {
  const message = (await loadMessageViews(tx, brandId, [messageId])).get(messageId);
  const conversation = (await loadConversationViews(tx, brandId, [conversationId])).get(conversationId);
  if (message === undefined || conversation === undefined)
    throw new Error(`the answer ${messageId} could not be read back`);
  return { message, conversation };
}
