/**
 * What the desk holds of the world, exactly as it travels on the wire (instants are ISO 8601 strings in UTC).
 * The event log carries these shapes, so that `apply` in the browser and in the tests is the same function.
 */
import type { Approval } from './approval-mark.ts';
import type { DeliveryState } from './delivery.ts';
import type { ModerationMark } from './moderation.ts';
import type { Visibility } from './post.ts';
import type { Noise, ReadingsView, Sentiment, Urgency } from './triage/reading.ts';

export type Status = 'open' | 'waiting' | 'snoozed' | 'resolved';
/** Set by people and rules; how urgent a post reads is another matter. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];
export type TurnOutcome = 'answered' | 'unanswered' | 'not_needed' | 'withdrawn';

/** What was promised, as it was given: kept with the clock, whatever becomes of the policy. */
export type GivenPolicy = {
  id: string;
  name: string;
  minutes: number;
  /** Counted in the hours of a team; else every minute counts. */
  inHours: boolean;
};

export type TurnView = {
  id: string;
  conversationId: string;
  kind: 'first' | 'next';
  openedAt: string;
  /** When we received the opening message; minus `openedAt` it is the hearing delay. */
  receivedAt: string;
  openedBy: string;
  dueAt: string | null;
  breachedAt: string | null;
  /** Null: nothing was promised. */
  policy: GivenPolicy | null;
  /** The largest share of the promise of whose passing we were warned; 0: of none. */
  warned: number;
  closedAt: string | null;
  closedBy: string | null;
  outcome: TurnOutcome | null;
  reason: string | null;
};

/** The person on the other side, as a row in the queue shows them. */
export type Face = {
  contactId: string;
  identityId: string;
  name: string;
  handle: string | null;
  avatarId: string | null;
};

/** One row of the queue and the head of the conversation. */
export type ConversationView = {
  id: string;
  inboxId: string;
  channelId: string;
  network: string;
  threadId: string;
  visibility: Visibility;
  /** The public conversation of a private one and the other way round. */
  linkedId: string | null;
  /** Null where the conversation holds only posts of our own that nobody has answered. */
  face: Face | null;
  status: Status;
  assigneeId: string | null;
  teamId: string | null;
  claimedBy: string | null;
  claimedUntil: string | null;
  /** Found by a listening query, addressed to nobody of ours. */
  heard: boolean;
  preview: string;
  lang: string | null;
  tags: string[];
  priority: Priority;
  /** What the open turn is about, or the last one was. */
  intents: string[];
  /** How soon somebody should look: the most urgent message that waits; null: nothing waits, or it was never read. */
  urgency: Urgency | null;
  /** Of the customer's newest message that has a mood. */
  sentiment: Sentiment | null;
  /** Every message of the open or last turn is such noise; it goes last and is never hidden. */
  noise: Noise | null;
  /** Of losing this customer, 0 to 100; null: they have said nothing, or nobody weighed it yet. */
  risk: number | null;
  messageCount: number;
  openedAt: string;
  lastMessageAt: string;
  snoozedUntil: string | null;
  /** The open turn, if the customer waits for an answer. */
  turn: {
    id: string;
    kind: 'first' | 'next';
    openedAt: string;
    dueAt: string | null;
    breachedAt: string | null;
    policy: GivenPolicy | null;
  } | null;
  /** The promise to resolve the matter; null: none. Without a due time it is paused: we wait for the customer. */
  resolution: { dueAt: string | null; breachedAt: string | null; policy: GivenPolicy } | null;
  /** Rises with every change of this row; a lower one never overwrites a higher. */
  version: number;
};

export type MediaView = {
  kind: 'image' | 'video' | 'audio' | 'file';
  /** Set once we hold a copy; shown by `/api/v1/brands/{brand}/media/{id}`. */
  mediaId: string | null;
  description: string | null;
  /** Why there is no copy, in words a person can read. */
  missing: string | null;
  /** What our copy is, by its content (`application/pdf`); absent where it was kept before this was noted. */
  type?: string | undefined;
};

/** A mark somebody put under a message; `own`: we did, with this account. */
export type ReactionView = { mark: string; name: string; own: boolean };

export type MessageView = {
  id: string;
  conversationId: string;
  direction: 'in' | 'out' | 'note';
  visibility: Visibility | 'note';
  /** The customer's or a bystander's identity; null for ours. */
  identityId: string | null;
  /** The colleague here who wrote it; null for customers and for answers typed in the network's own app. */
  agentId: string | null;
  authorName: string;
  authorHandle: string | null;
  remoteId: string | null;
  parentRemoteId: string | null;
  /** The network's time; for an answer on its way, the time it was written. */
  at: string;
  receivedAt: string;
  text: string;
  lang: string | null;
  media: MediaView[];
  warning: string | null;
  url: string | null;
  version: number;
  /** Texts before each edit, oldest first. */
  before: { text: string; at: string }[];
  deletedAt: string | null;
  deletedBy: 'author' | 'network' | 'us' | null;
  /** Null for what customers wrote. */
  delivery: {
    state: DeliveryState;
    said: string | null;
    sendAt: string | null;
    attempts: number;
    foundByLookup: boolean;
    /** When a person took it to the network's own page; null where it left from here. */
    handedAt: string | null;
    /** The colleague on whose word it stands on the network; null where the network itself shows it. */
    saidBy: string | null;
  } | null;
  /** A lead looks or looked at it before it leaves; null where nobody was asked. */
  approval: Approval | null;
  /** It only says that we are at it: the customer waits on. */
  holding: boolean;
  /** When it reached whom it is for, where the network says so. */
  deliveredAt: string | null;
  /** When they have seen it, where the network says so. */
  seenAt: string | null;
  /** In the order they came. */
  reactions: ReactionView[];
  /** Colleagues a note names. */
  mentions: string[];
  /** What we did to it besides answering: the latest of each matter. */
  moderation: ModerationMark[];
  /** What triage reads off it; null for ours, for notes, and where nobody has read it yet. */
  readings: ReadingsView | null;
};

/** Where a conversation is counted: the queue's numbers are sums over slots. */
export type Slot = { inboxId: string; assigneeId: string | null; status: Status; waitingForUs: boolean };

export function slotOf(row: ConversationView): Slot {
  return { inboxId: row.inboxId, assigneeId: row.assigneeId, status: row.status, waitingForUs: row.turn !== null };
}
