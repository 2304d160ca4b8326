import type { Personal } from '../../../src/core/privacy/personal.ts';
import type { Detail } from '../../live/detail.ts';
import { isPaidFor, isPrivateUsedUp, priceOf, windowOf } from './answer-facts.ts';
import type { Mode } from './drafts.ts';
import { type ByHand, whyByHand } from './hand-off.ts';

export type Warning =
  | { kind: 'goesByHand'; why: ByHand }
  | { kind: 'cannotReply' }
  | { kind: 'cannotPrivate' }
  | { kind: 'channelNotReady'; state: string }
  | { kind: 'windowClosed'; hours: number }
  | { kind: 'windowClosing'; leftMs: number }
  | { kind: 'postWindowClosed'; hours: number }
  | { kind: 'privateUsed' }
  | { kind: 'budgetUsed'; usd: number; beginsAnewAt: string }
  | { kind: 'tooLong'; over: number }
  | { kind: 'colleagueAnswered'; messageId: string; by: string | null }
  | { kind: 'claimed'; by: string }
  | { kind: 'personal'; found: readonly Personal[]; mayGoPrivate: boolean };

/** A window this close to its end is worth saying. */
const CLOSING_MS = 2 * 60 * 60 * 1000;

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
  const byHand = whyByHand(detail, mode);
  if (byHand !== null) found.push({ kind: 'goesByHand', why: byHand });
  else if (mode === 'reply' && !composing.canReply) found.push({ kind: 'cannotReply' });
  if (mode === 'private' && !mayGoPrivate(detail)) found.push({ kind: 'cannotPrivate' });
  if (state !== 'active' && byHand === null) found.push({ kind: 'channelNotReady', state });
  if (max !== null && length > max) found.push({ kind: 'tooLong', over: length - max });
  const { claimedBy, claimedUntil } = detail.conversation;
  if (claimedBy && claimedBy !== facts.myId && claimedUntil && Date.parse(claimedUntil) > nowMs) {
    found.push({ kind: 'claimed', by: claimedBy });
  }
  found.push(...windowWarning(detail, mode, nowMs));
  const price = byHand === null ? priceOf(detail, mode, text) : null;
  if (price !== null && !isPaidFor(detail, price.usd)) {
    found.push({ kind: 'budgetUsed', usd: price.usd, beginsAnewAt: detail.channel.budget?.beginsAnewAt ?? '' });
  }
  return found;
}

const STOPPING: ReadonlySet<Warning['kind']> = new Set([
  'cannotReply',
  'cannotPrivate',
  'windowClosed',
  'postWindowClosed',
  'privateUsed',
  'budgetUsed',
  'tooLong',
]);

/** Warnings that keep the words here until something changes. */
export function stops(warning: Warning): boolean {
  return STOPPING.has(warning.kind);
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

function windowWarning(detail: Detail, mode: Mode, nowMs: number): Warning[] {
  const window = mayGoPrivate(detail) ? windowOf(detail, mode) : null;
  if (window === null) return [];
  if (isPrivateUsedUp(detail, mode)) return [{ kind: 'privateUsed' }];
  if (window.until === null) return [];
  const leftMs = window.until.getTime() - nowMs;
  const { privateWindowHours, privateReplyWindowHours } = detail.channel.composing;
  if (leftMs < 0) {
    return window.opens
      ? [{ kind: 'postWindowClosed', hours: privateReplyWindowHours ?? 0 }]
      : [{ kind: 'windowClosed', hours: privateWindowHours ?? 0 }];
  }
  return leftMs < CLOSING_MS ? [{ kind: 'windowClosing', leftMs }] : [];
}
