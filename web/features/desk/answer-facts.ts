/** What an answer would meet at its network: which post it answers, what it costs, until when it may go. */
import { linksIn } from '../../../src/core/weighted-text.ts';
import { postWindow, roomWindow, type Window } from '../../../src/core/window.ts';
import type { Detail } from '../../live/detail.ts';
import type { Mode } from './drafts.ts';

type Message = Detail['messages'][number];

/** Their newest post: what is answered where nothing else is named. */
export function targetOf({ messages }: Pick<Detail, 'messages'>): Message | undefined {
  return messages.findLast(message => message.direction === 'in' && message.deletedAt === null);
}

/** The private room of this matter, whichever side of it is open. */
function roomOf({ conversation, messages, linked, linkedMessages }: Detail): readonly Message[] | null {
  if (conversation.visibility === 'private') return messages;
  return linked?.visibility === 'private' ? linkedMessages : null;
}

/** `opens`: the first private answer to a public post, of which a network may allow but one. */
export type PrivateWindow = Window & { opens: boolean };

/** Null in public, in notes, and where nothing of theirs is there to answer. */
export function windowOf(detail: Detail, mode: Mode): PrivateWindow | null {
  const { conversation, channel } = detail;
  const isPrivate = mode === 'private' || (mode === 'reply' && conversation.visibility === 'private');
  if (!isPrivate) return null;
  const { composing } = channel;
  const rules = {
    privateWindowHours: composing.privateWindowHours,
    ...(composing.automaticWindowHours === null ? {} : { automaticWindowHours: composing.automaticWindowHours }),
    ...(composing.privateReplyWindowHours === null
      ? {}
      : { privateReplyWindowHours: composing.privateReplyWindowHours }),
  };
  const room = roomOf(detail);
  const lastHeard = room?.findLast(message => message.direction === 'in');
  if (room !== null && (lastHeard !== undefined || !composing.canPrivateReply)) {
    return { ...roomWindow(rules, lastHeard === undefined ? null : new Date(lastHeard.at)), opens: false };
  }
  const target = targetOf(detail);
  return target === undefined ? null : { ...postWindow(rules, new Date(target.at)), opens: true };
}

/** The post has had as many private answers as its network allows. */
export function isPrivateUsedUp(detail: Detail, mode: Mode): boolean {
  const most = detail.channel.composing.privateRepliesPerPost;
  const target = targetOf(detail);
  if (most === null || !target || windowOf(detail, mode)?.opens !== true) return false;
  const used = [...detail.messages, ...detail.linkedMessages].filter(
    message =>
      message.direction === 'out' &&
      message.visibility === 'private' &&
      message.parentRemoteId === target.remoteId &&
      message.delivery?.state !== 'failed',
  );
  return used.length >= most;
}

/** In US dollars. `plainUsd`: what it would cost without its links. */
export type AnswerPrice = { kind: 'reply' | 'link' | 'direct'; usd: number; plainUsd: number };

/** What these words cost at their network; null where that is nothing, or nothing is known. */
export function priceOf(
  { conversation, channel }: Pick<Detail, 'conversation' | 'channel'>,
  mode: Mode,
  text: string,
): AnswerPrice | null {
  const { priceUsd } = channel.composing;
  if (priceUsd === null || mode === 'note' || text.trim() === '') return null;
  const isPrivate = mode === 'private' || conversation.visibility === 'private';
  const plainUsd = isPrivate ? priceUsd.direct : priceUsd.reply;
  const hasLink = !isPrivate && linksIn(text).length > 0;
  const usd = hasLink ? priceUsd.withLink : plainUsd;
  if (usd <= 0) return null;
  return { kind: isPrivate ? 'direct' : hasLink && usd !== plainUsd ? 'link' : 'reply', usd, plainUsd };
}

/** Whether what is left of the month's budget pays for it. */
export function isPaidFor({ channel }: Pick<Detail, 'channel'>, usd: number): boolean {
  return channel.budget === null || usd <= channel.budget.leftUsd;
}
