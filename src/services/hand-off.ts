/** Where the API may not answer, a person does, on the network's own page: the words are noted here, and count once they stand there. */
import { type Draft, NetworkFailure } from '../connectors/connector.ts';
import type { Conversation } from '../core/conversation.ts';
import { CLOCKS_APART_MS } from '../core/hand-over.ts';
import { isUuid } from '../core/id.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { cleanText } from '../core/text.ts';
import type { Target } from '../store/answers.ts';
import type { Tx } from '../store/db.ts';
import type { Outgoing } from '../store/deliveries.ts';
import { noteSentOff } from '../store/handling.ts';
import { loadIdentities } from '../store/identities.ts';
import { decidedId, findByAddress } from '../store/messages.ts';
import { insertAnswer } from '../store/own-messages.ts';
import { lockForWho, tell } from './change.ts';
import { refuseIfClaimed } from './claim.ts';
import { confirmSent } from './confirm.ts';
import type { Desk } from './desk.ts';
import { checkAnswer } from './fit.ts';
import { whyToLook } from './hold-back.ts';
import { permit, type Who } from './permit.ts';
import { refuseIfPersonal } from './refuse-personal.ts';
import * as answer from './reply.ts';
import { openForSpeaking } from './route.ts';
import type { Speaking } from './speaking.ts';
import { placeNow, withAnswer } from './take-back.ts';

export type HandOffInput = Omit<answer.ReplyInput, 'visibility' | 'media'>;
export type HandedOff = answer.Answered & { url: string };

/** The words go to the network's own page, by hand. Claims and colleagues' answers stop it as they stop sending. */
export async function handOff(desk: Desk & Speaking, who: Who, id: string, input: HandOffInput): Promise<HandedOff> {
  permit(who, 'answer');
  if (input.id !== undefined && !isUuid(input.id)) throw new Refusal('not_valid', 'The id must be a UUID.');
  return desk.db.transaction().execute(async tx => {
    const row = await lockForWho(tx, who, id);
    const sameAgain = input.id === undefined ? null : await answer.answerUnderId(tx, who, row, input.id);
    if (sameAgain !== null) return { ...sameAgain, url: sameAgain.message.url ?? '' };
    const at = desk.now();
    await refuseIfClaimed(tx, who, row, at);
    if (input.anyway !== true) await answer.refuseIfAnswered(tx, who, row, input.seen ?? null);
    const target = await answer.targetOf(tx, who, row, input);
    const messageId = input.id ?? desk.makeId();
    const text = cleanText(input.text).trim();
    if (input.personal !== true) refuseIfPersonal(text);
    await refuseIfHeld(tx, who, row, text, at);
    const url = await pageFor(tx, desk, who, row, target, { key: messageId, text });
    await insertAnswer(tx, who.brandId, {
      id: messageId,
      conversationId: row.id,
      channelId: row.channelId,
      threadId: row.threadId,
      agentId: who.agentId,
      at,
      text,
      visibility: 'public',
      parentRemoteId: target?.remoteId ?? null,
      rootRemoteId: target?.rootRemoteId ?? null,
      alsoAnswersId: null,
      media: [],
      sendAt: null,
      handedOver: { url, at },
      resolves: input.resolve ?? false,
      answersKnown: [],
      anyway: input.anyway ?? false,
      holding: input.holding ?? false,
    });
    await noteSentOff(tx, { brandId: who.brandId, agentId: who.agentId, conversationId: row.id, messageId, at });
    await answer.refreshSummary(tx, who.brandId, row.id);
    const answered = await answer.readAnswered(tx, who.brandId, messageId, row.id);
    await tell(tx, who, row, at, { changes: [{ kind: 'message.added', conversationId: row.id, messageId }] });
    return { ...answered, url };
  });
}

/** What is put up by hand cannot be held back: whoever may not decide asks somebody who may. */
async function refuseIfHeld(tx: Tx, who: Who, row: Conversation, text: string, at: Date): Promise<void> {
  if (mayDo(who.reach.role, 'lead')) return;
  const why = await whyToLook(tx, who, row, { text, visibility: 'public' }, at);
  if (why === null) return;
  throw new Refusal('not_allowed', `A lead has to look at this first (${why.rule}). Ask one to take it there.`, {
    why,
  });
}

/** @throws Refusal where there is no page to answer on, or the words do not fit there */
export async function pageFor(
  tx: Tx,
  desk: Speaking,
  who: Who,
  row: Conversation,
  target: Target | null,
  { key, text }: Pick<Draft, 'key' | 'text'>,
): Promise<string> {
  const { connector, limits } = await openForSpeaking(tx, desk, who.brandId, row);
  const page = connector.outbound?.handOff;
  if (page === undefined) {
    throw new Refusal('network_cannot', `Heed knows no page of ${connector.name} on which this could be answered.`);
  }
  const [person] = row.identityId === null ? [] : await loadIdentities(tx, who.brandId, [row.identityId]);
  if (row.visibility !== 'public' || target?.visibility !== 'public' || target.remoteId === null || !person) {
    throw new Refusal('not_valid', 'There is no public post here to answer.');
  }
  checkAnswer(text, [], { limits, way: 'reply', networkName: connector.name });
  const { remoteId, rootRemoteId, url } = target;
  const to = { person, remoteId, rootRemoteId, room: null, url };
  try {
    return webPage(page({ key, text, attachments: [], visibility: 'public', to, lang: row.lang }), connector.name);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    throw new Refusal('network_cannot', error.message);
  }
}

function webPage(url: string, networkName: string): string {
  if (isWebAddress(url)) return url;
  throw new Refusal('network_cannot', `${networkName} named no page that could be opened.`);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}

export type SeenInput = {
  /** The address of the answer there, where somebody has it at hand. */
  url?: string | undefined;
  /** When it was put up; now when absent. */
  at?: Date | undefined;
};

/**
 * A person says that what was handed over stands there now. Where the address is that of a post we have heard, the network
 * shows it and its time counts; else it counts on the person's word, at the time they say, until the post itself is heard.
 */
export function confirmHandOff(desk: Desk, who: Who, messageId: string, input: SeenInput): Promise<answer.Answered> {
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, now) => {
    if (outgoing.delivery !== 'handed') {
      throw new Refusal('too_late', 'This has been found out already.', { state: outgoing.delivery });
    }
    const at = timeSaid(input.at ?? now, outgoing, now);
    const url = input.url?.trim() || null;
    if (url !== null && !isWebAddress(url)) {
      throw new Refusal('not_valid', 'Give the whole address of the answer, beginning with https://.');
    }
    const held = url === null ? null : await heardAnswer(tx, who, row, url);
    const { brandId, agentId } = who;
    const { makeId, readers } = desk;
    const where = held ?? { remoteId: decidedId(messageId), at };
    const saidBy = held?.direction === 'out' ? null : agentId;
    await confirmSent(tx, { brandId, messageId, ...where, url, foundByLookup: false, saidBy, now, makeId, readers });
    return answer.readAnswered(tx, brandId, messageId, await placeNow(tx, brandId, messageId, row));
  });
}

function timeSaid(at: Date, { writtenAt }: Outgoing, now: Date): Date {
  if (at > now) throw new Refusal('not_valid', 'This time is still to come. Say when it was put up, or leave it out.');
  if (at.getTime() < writtenAt.getTime() - CLOCKS_APART_MS) {
    throw new Refusal('not_valid', 'At that time it had not been handed over yet.');
  }
  return at;
}

/** The post at this address, if we have heard it in this thread: it becomes the answer instead of standing beside it. */
async function heardAnswer(tx: Tx, who: Who, row: Conversation, url: string) {
  const held = await findByAddress(tx, who.brandId, row.threadId, url);
  if (held === null || held.remoteId === null) return null;
  const { remoteId, at, direction, identityId, agentId } = held;
  if (direction === 'in' && identityId === row.identityId) {
    throw new Refusal('not_valid', 'This is the customer’s own post. Give the address of the answer, or none.');
  }
  if (agentId !== null) {
    throw new Refusal('not_valid', 'At this address stands another answer of ours, which counts already.');
  }
  return { remoteId, at, direction };
}
