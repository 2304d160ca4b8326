/** What people and rules do to a post, or to whoever wrote it, besides answering. */
import type { Visibility } from './post.ts';

export const MODERATION_DEEDS = ['like', 'unlike', 'hide', 'unhide', 'delete', 'block', 'unblock', 'report'] as const;
export type ModerationDeed = (typeof MODERATION_DEEDS)[number];

/** What a report says is wrong; each network has its own words for these. */
export const REPORT_GROUNDS = ['spam', 'abuse', 'illegal', 'other'] as const;
export type ReportGround = (typeof REPORT_GROUNDS)[number];

/** `unsure`: a report left and nobody knows whether it arrived; a person decides whether to report again. */
export const MODERATION_STATES = ['queued', 'doing', 'done', 'failed', 'unsure'] as const;
export type ModerationState = (typeof MODERATION_STATES)[number];

/** What a deed is about: the later one of two about the same thing counts. */
export const MATTERS = ['like', 'hide', 'delete', 'block', 'report'] as const;
export type Matter = (typeof MATTERS)[number];

/** The latest deed about one thing, as it stands on the message. */
export type ModerationMark = {
  id: string;
  deed: ModerationDeed;
  state: ModerationState;
  /** The network's words, or why it waits. */
  said: string | null;
  reason: string | null;
  ground: ReportGround | null;
  /** Null: a rule did it, `ruleName`. */
  agentId: string | null;
  ruleName: string | null;
  at: string;
};

export const REASON_LIMIT_CHARACTERS = 1000;
const NEEDS_REASON: ReadonlySet<ModerationDeed> = new Set(['delete', 'block', 'report']);
const UNDOES = { unlike: 'like', unhide: 'hide', unblock: 'block' } as const;

export function needsReason(deed: ModerationDeed): boolean {
  return NEEDS_REASON.has(deed);
}

export function matterOf(deed: ModerationDeed): Matter {
  return deed === 'unlike' || deed === 'unhide' || deed === 'unblock' ? UNDOES[deed] : deed;
}

/** Done twice is done once; two reports are two reports. */
export function isOnceAnyway(deed: ModerationDeed): boolean {
  return deed !== 'report';
}

/** Whom it strikes is a person and not only a post; a partner's narrow view does not reach so far. */
export function touchesPerson(deed: ModerationDeed): boolean {
  return deed === 'block' || deed === 'unblock' || deed === 'report';
}

export type Moderated = {
  direction: 'in' | 'out' | 'note';
  visibility: Visibility | 'note';
  /** It stands on the network, as far as we know. */
  stands: boolean;
  /** The first post of its thread is ours. */
  underOurs: boolean;
};

/** What a network lets us do: `hidesUnderOurs`: only in threads that we began. */
export type Moderating = { deeds: ReadonlySet<ModerationDeed>; hidesUnderOurs: boolean };

/** Why a deed cannot be done to this message; each has its sentence in the desk. */
export type Hindrance = 'network' | 'not_there' | 'ours' | 'theirs' | 'private' | 'their_thread';

/** Null: it can be done. Deeds that make no sense at all for such a message are `ours` or `theirs`. */
export function hindranceTo(deed: ModerationDeed, message: Moderated, network: Moderating): Hindrance | null {
  if (deed === 'delete' ? message.direction !== 'out' : message.direction !== 'in')
    return message.direction === 'in' ? 'theirs' : 'ours';
  if (!network.deeds.has(deed)) return 'network';
  // Whoever wrote what is gone can still be blocked, and let in again.
  if (!message.stands && matterOf(deed) !== 'block') return 'not_there';
  if (matterOf(deed) !== 'hide') return null;
  if (message.visibility !== 'public') return 'private';
  return network.hidesUnderOurs && !message.underOurs ? 'their_thread' : null;
}
