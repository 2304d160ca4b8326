import type { Personal } from '../../../src/core/privacy/personal.ts';
import type { Detail } from '../../live/detail.ts';
import type { Mode } from './drafts.ts';
import { goesByHand } from './hand-off.ts';

export type Warning =
  | { kind: 'goesByHand' }
  | { kind: 'cannotReply' }
  | { kind: 'cannotPrivate' }
  | { kind: 'channelNotReady'; state: string }
  | { kind: 'windowClosed'; hours: number }
  | { kind: 'windowClosing'; leftMs: number }
  | { kind: 'price'; usd: number }
  | { kind: 'tooLong'; over: number }
  | { kind: 'colleagueAnswered'; messageId: string; by: string | null }
  | { kind: 'claimed'; by: string }
  | { kind: 'personal'; found: readonly Personal[]; mayGoPrivate: boolean };

/** A window this close to its end is worth saying. */
const CLOSING_MS = 2 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

type Facts = {
  detail: Detail;
  mode: Mode;
  text: string;
  /** The length as the network counts it, and what it allows. */
  length: number;
  max: number | null;
  /** When this answer was begun; what a colleague sent since then stops it. */
  begunAt: string | null;
  myId: string;
  nowMs: number;
  /** What the words show of somebody to everybody. */
  personal: readonly Personal[];
};

/** What must be said before these words go, most serious first. Notes go nowhere, so nothing is said about them. */
export function warningsFor(facts: Facts): Warning[] {
  const { detail, mode, text, length, max, nowMs } = facts;
  if (mode === 'note') return [];
  const { composing, state } = detail.channel;
  const found: Warning[] = [];
  const answered = colleagueAnswer(facts);
  if (answered) found.push(answered);
  if (facts.personal.length > 0)
    found.push({ kind: 'personal', found: facts.personal, mayGoPrivate: mayGoPrivate(detail) });
  const byHand = goesByHand(detail, mode);
  if (byHand) found.push({ kind: 'goesByHand' });
  else if (mode === 'reply' && !composing.canReply) found.push({ kind: 'cannotReply' });
  if (mode === 'private' && !mayGoPrivate(detail)) found.push({ kind: 'cannotPrivate' });
  if (state !== 'active' && !byHand) found.push({ kind: 'channelNotReady', state });
  if (max !== null && length > max) found.push({ kind: 'tooLong', over: length - max });
  const { claimedBy, claimedUntil } = detail.conversation;
  if (claimedBy && claimedBy !== facts.myId && claimedUntil && Date.parse(claimedUntil) > nowMs) {
    found.push({ kind: 'claimed', by: claimedBy });
  }
  if (mode === 'private' && composing.privateWindowHours !== null) found.push(...windowWarning(detail, nowMs));
  if (composing.priceUsd && text !== '') {
    const usd = /https?:\/\//u.test(text) ? composing.priceUsd.withLink : composing.priceUsd.reply;
    if (usd > 0) found.push({ kind: 'price', usd });
  }
  return found;
}

/** Warnings that keep the words here until something changes. */
export function stops(warning: Warning): boolean {
  return ['cannotReply', 'cannotPrivate', 'windowClosed', 'tooLong'].includes(warning.kind);
}

/** What a person may walk over, each for itself, having read it: a colleague's answer, and personal data for everybody to read. */
export type Consent = { anyway?: boolean; personal?: boolean };

export function consentFor(warning: Warning): keyof Consent | null {
  return warning.kind === 'colleagueAnswered' ? 'anyway' : warning.kind === 'personal' ? 'personal' : null;
}

/** Whether this network lets us write to this person in private, in the room or by opening one. */
export function mayGoPrivate({
  conversation,
  linked,
  channel,
}: Pick<Detail, 'conversation' | 'linked' | 'channel'>): boolean {
  const room = conversation.visibility === 'private' || linked?.visibility === 'private';
  return room ? channel.composing.canDirect : channel.composing.canPrivateReply;
}

function colleagueAnswer({ detail, begunAt, myId, mode }: Facts): Warning | undefined {
  if (!begunAt) return undefined;
  const since = Date.parse(begunAt);
  const visibility = mode === 'private' ? 'private' : 'public';
  const answer = detail.messages.findLast(
    message =>
      message.direction === 'out' &&
      message.visibility === visibility &&
      message.agentId !== myId &&
      message.delivery?.state !== 'failed' &&
      Date.parse(message.receivedAt) > since,
  );
  return answer && { kind: 'colleagueAnswered', messageId: answer.id, by: answer.agentId };
}

function windowWarning(detail: Detail, nowMs: number): Warning[] {
  const hours = detail.channel.composing.privateWindowHours ?? 0;
  const room = detail.conversation.visibility === 'private' ? detail.messages : detail.linkedMessages;
  const theirs = room.findLast(message => message.direction === 'in');
  if (!theirs) return [];
  const leftMs = Date.parse(theirs.at) + hours * HOUR_MS - nowMs;
  if (leftMs <= 0) return [{ kind: 'windowClosed', hours }];
  return leftMs < CLOSING_MS ? [{ kind: 'windowClosing', leftMs }] : [];
}
