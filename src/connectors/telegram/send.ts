/** Answers on their way out: below the message they answer, in its topic, and in the name of the business where it was written to. */
import { z } from 'zod';
import { countText } from '../../core/text.ts';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { expect } from '../kit/json.ts';
import { ask, call } from './api.ts';
import { mustBeAllowed } from './business.ts';
import type { TelegramContext } from './credentials.ts';
import { CAPTION_LIMIT_CHARACTERS, limits } from './limits.ts';
import { idOf, privateRoom, urlOf } from './parse.ts';
import { roomOf, spotOf } from './place.ts';
import { type SentMessage, sentSchema } from './schema.ts';
import { uploadOf } from './upload.ts';

export type Target = {
  business: string | null;
  chat: string;
  /** One of several talks in a group or chat. */
  topic: number | null;
  /** Whose talk with a channel. */
  direct: number | null;
  answers: number | null;
  isPrivate: boolean;
};

/** An album answers with all its messages. */
const answerSchema = z.union([sentSchema, z.array(sentSchema).min(1)]);

export async function send(context: TelegramContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  if (draft.attachments.length > 0) captionMustFit(draft.text);
  const target = draft.visibility === 'private' ? privately(draft) : publicly(draft);
  if (target.business !== null) await mustBeAllowed(context, target.business, draft.to.lastHeardAt);
  const first = await handOver(context, draft, target);
  if (first.kind === 'done') return sentOf(first.result, target);
  if (first.migratedTo === null) throw first.failure;
  // What was written in the group before has no number in the supergroup that anybody told us.
  const moved = { ...target, chat: first.migratedTo, answers: null };
  const again = await handOver(context, draft, moved);
  if (again.kind === 'no') throw again.failure;
  return sentOf(again.result, moved);
}

function captionMustFit(text: string): void {
  const count = countText(text, 'characters');
  if (count <= CAPTION_LIMIT_CHARACTERS) return;
  throw new NetworkFailure(
    'refuse',
    `With a picture or file Telegram takes ${CAPTION_LIMIT_CHARACTERS} characters; these are ${count}.`,
  );
}

function privately({ to }: Draft): Target {
  if (to.room === null) return { ...NOWHERE, chat: personalChat(to.person.remoteId), isPrivate: true };
  const room = roomOf(to.room);
  if (room === null) throw new NetworkFailure('refuse', 'This is no chat of Telegram.');
  const spot = spotOf(to.remoteId);
  const isThere = spot !== null && spot.chat === room.chat && spot.business === room.business;
  return { ...room, answers: isThere ? spot.message : null, isPrivate: true };
}

const NOWHERE = { business: null, topic: null, direct: null, answers: null };

/** A person's chat with the bot has the person's own number. */
function personalChat(remoteId: string): string {
  if (/^\d{1,16}$/.test(remoteId)) return remoteId;
  throw new NetworkFailure('refuse', 'Whoever wrote this stays unnamed, so nobody can write to them alone.');
}

function publicly({ to }: Draft): Target {
  const spot = spotOf(to.remoteId);
  if (spot === null || spot.business !== null)
    throw new NetworkFailure('refuse', 'This is no message of a group at Telegram.');
  const [, chat, topic] = /^(-?\d+):topic(\d+)$/.exec(to.rootRemoteId ?? '') ?? [];
  const number = chat === spot.chat && topic !== undefined ? Number(topic) : null;
  return { ...NOWHERE, chat: spot.chat, topic: number, answers: spot.message, isPrivate: false };
}

function handOver(context: TelegramContext, draft: Draft, target: Target) {
  if (draft.attachments.length > 0) return ask(context, uploadOf(draft, paramsFor(target)));
  const params = { ...paramsFor(target), text: draft.text };
  return ask(context, { method: 'sendMessage', params, does: 'writes' });
}

/** In public an answer to what is gone would stand there alone; in a chat of two it is still understood. */
function paramsFor({ business, chat, topic, direct, answers, isPrivate }: Target): Record<string, unknown> {
  return {
    ...(business === null ? {} : { business_connection_id: business }),
    chat_id: Number(chat),
    ...(topic === null ? {} : { message_thread_id: topic }),
    ...(direct === null ? {} : { direct_messages_topic_id: direct }),
    ...(answers === null
      ? {}
      : { reply_parameters: { message_id: answers, ...(isPrivate ? { allow_sending_without_reply: true } : {}) } }),
  };
}

/** Of an album the first message carries the words, so it stands for all. */
function sentOf(result: unknown, { business, isPrivate }: Target): Sent {
  const read = expect(result, answerSchema, true);
  const first: SentMessage | undefined = Array.isArray(read) ? read[0] : read;
  // A film in a large chat may be sent later; until then it has the number 0.
  if (first === undefined || first.message_id === 0)
    throw new NetworkFailure('unsure', 'Telegram took it, to be sent later, and does not say under which number.');
  const message = { ...first, business_connection_id: first.business_connection_id ?? business };
  return {
    remoteId: idOf(message),
    at: new Date(message.date * 1000),
    ...(isPrivate ? { url: null, room: privateRoom(message) } : { url: urlOf(message) }),
  };
}

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: TelegramContext, remoteId: string): Promise<void> {
  const spot = spotOf(remoteId);
  if (spot === null) throw new NetworkFailure('refuse', 'This is no message of Telegram.');
  const what =
    spot.business === null
      ? { method: 'deleteMessage', params: { chat_id: Number(spot.chat), message_id: spot.message } }
      : {
          method: 'deleteBusinessMessages',
          params: { business_connection_id: spot.business, message_ids: [spot.message] },
        };
  const answer = await ask(context, { ...what, does: 'harmless' });
  if (answer.kind === 'no' && !/not found|wasn't found|message_id_invalid/i.test(answer.description))
    throw answer.failure;
}

/** Shared with `moderate.ts`: a call whose answer is only that it was done. */
export async function deed(context: TelegramContext, method: string, params: Record<string, unknown>): Promise<void> {
  await call(context, { method, params, does: 'harmless' }, z.unknown());
}
