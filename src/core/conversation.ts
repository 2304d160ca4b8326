import type { Approval } from './approval-mark.ts';
import type { DeliveryState } from './delivery.ts';
import type { ModerationMark } from './moderation.ts';
import type { Visibility } from './post.ts';
import type { Noise, ReadingsView, Sentiment, Urgency } from './triage/reading.ts';
import type {
  ConversationView,
  Face,
  GivenPolicy,
  MediaView,
  MessageView,
  Priority,
  ReactionView,
  Status,
} from './view.ts';

/** A conversation as the server holds it: one contact, one matter. */
export type Conversation = {
  id: string;
  inboxId: string;
  channelId: string;
  threadId: string;
  visibility: Visibility;
  /** Null: posts of our own that nobody has answered. */
  identityId: string | null;
  contactId: string | null;
  linkedId: string | null;
  status: Status;
  assigneeId: string | null;
  teamId: string | null;
  /** A rule's word on what is promised here; null: as the policies say. */
  chosenPolicyId: string | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  heard: boolean;
  /** Beside its author's usual conversation in this thread, because a colleague wanted it so. */
  apart: boolean;
  preview: string;
  lang: string | null;
  tags: string[];
  /** How pressing people and rules say it is. */
  priority: Priority;
  /** What the open turn is about, as read when it was heard. */
  intents: string[];
  urgency: Urgency | null;
  sentiment: Sentiment | null;
  noise: Noise | null;
  /** Of losing this customer, 0 to 100; written by the weighing alone. */
  risk: number | null;
  messageCount: number;
  openedAt: Date;
  lastMessageAt: Date;
  snoozedUntil: Date | null;
  /** When a colleague resolved it; null also where it is resolved because nothing ever waited. */
  resolvedAt: Date | null;
  /** The first answer that closed a turn. */
  answeredAt: Date | null;
  /** The latest instant the count of turns knows of: a message, an answer, a deletion, a colleague's decision. */
  countedUntil: Date | null;
  turnId: string | null;
  turnKind: 'first' | 'next' | null;
  turnOpenedAt: Date | null;
  dueAt: Date | null;
  breachedAt: Date | null;
  turnPolicy: GivenPolicy | null;
  /** When the matter at hand began: a resolved one that comes up again soon is the same matter. */
  matterAt: Date | null;
  /** Written by the count of resolutions alone. */
  resolution: ConversationView['resolution'];
  version: number;
};

/** What of a person the views show. */
export type Shown = { name: string | null; handle: string | null; remoteId: string; avatarId: string | null };

export function nameOf(person: Pick<Shown, 'name' | 'handle' | 'remoteId'>): string {
  return person.name?.trim() || person.handle || person.remoteId;
}

export function conversationView(row: Conversation, network: string, person: Shown | null): ConversationView {
  return {
    id: row.id,
    inboxId: row.inboxId,
    channelId: row.channelId,
    network,
    threadId: row.threadId,
    visibility: row.visibility,
    linkedId: row.linkedId,
    face: faceOf(row, person),
    status: row.status,
    assigneeId: row.assigneeId,
    teamId: row.teamId,
    claimedBy: row.claimedBy,
    claimedUntil: iso(row.claimedUntil),
    heard: row.heard,
    preview: row.preview,
    lang: row.lang,
    tags: row.tags,
    priority: row.priority,
    intents: row.intents,
    urgency: row.urgency,
    sentiment: row.sentiment,
    noise: row.noise,
    risk: row.risk,
    messageCount: row.messageCount,
    openedAt: row.openedAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
    snoozedUntil: iso(row.snoozedUntil),
    turn:
      row.turnId === null || row.turnKind === null || row.turnOpenedAt === null
        ? null
        : {
            id: row.turnId,
            kind: row.turnKind,
            openedAt: row.turnOpenedAt.toISOString(),
            dueAt: iso(row.dueAt),
            breachedAt: iso(row.breachedAt),
            policy: row.turnPolicy,
          },
    resolution: row.resolution,
    version: row.version,
  };
}

function faceOf(row: Conversation, person: Shown | null): Face | null {
  if (row.identityId === null || row.contactId === null || person === null) return null;
  const { handle, avatarId } = person;
  return { contactId: row.contactId, identityId: row.identityId, name: nameOf(person), handle, avatarId };
}

/** A message as the server holds it. */
export type Message = {
  id: string;
  conversationId: string;
  channelId: string;
  threadId: string;
  direction: 'in' | 'out' | 'note';
  visibility: Visibility | 'note';
  remoteId: string | null;
  parentRemoteId: string | null;
  rootRemoteId: string | null;
  identityId: string | null;
  agentId: string | null;
  alsoAnswersId: string | null;
  at: Date;
  receivedAt: Date;
  text: string;
  lang: string | null;
  media: StoredMedia[];
  warning: string | null;
  url: string | null;
  version: number;
  before: { text: string; at: string }[];
  editedAt: Date | null;
  deletedAt: Date | null;
  deletedBy: 'author' | 'network' | 'us' | null;
  deliveredAt: Date | null;
  seenAt: Date | null;
  reactions: ReactionView[];
  delivery: DeliveryState | null;
  said: string | null;
  sendAt: Date | null;
  attempts: number;
  foundByLookup: boolean;
  /** When a person took it to the network's own page. */
  handedAt: Date | null;
  /** The colleague on whose word it stands on the network; null where the network itself shows it. */
  saidBy: string | null;
  approval: Approval | null;
  /** Words of core/triage; empty for ours. */
  intents: string[];
  readings: ReadingsView | null;
  /** It counts towards no turn: ours that only says we are at it or asks how we did, or a customer's bare number that answers that. */
  holding: boolean;
  /** Colleagues a note names. */
  mentions: string[];
  moderation: ModerationMark[];
};

/** As kept in `message.media`: what the view shows, and where the network serves it. */
export type StoredMedia = MediaView & { url: string };

/** @param author the customer, the colleague, or the channel's own account */
export function messageView(row: Message, author: { name: string; handle: string | null }): MessageView {
  return {
    id: row.id,
    conversationId: row.conversationId,
    direction: row.direction,
    visibility: row.visibility,
    identityId: row.identityId,
    agentId: row.agentId,
    authorName: author.name,
    authorHandle: author.handle,
    remoteId: row.remoteId,
    parentRemoteId: row.parentRemoteId,
    at: row.at.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    // A text its author took away is not shown again.
    text: row.deletedAt === null ? row.text : '',
    lang: row.lang,
    media: row.deletedAt === null ? row.media.map(({ url: _, ...shown }) => shown) : [],
    warning: row.warning,
    url: row.url,
    version: row.version,
    before: row.deletedAt === null ? row.before : [],
    deletedAt: iso(row.deletedAt),
    deletedBy: row.deletedBy,
    delivery:
      row.delivery === null
        ? null
        : {
            state: row.delivery,
            said: row.said,
            sendAt: iso(row.sendAt),
            attempts: row.attempts,
            foundByLookup: row.foundByLookup,
            handedAt: iso(row.handedAt),
            saidBy: row.saidBy,
          },
    approval: row.approval,
    holding: row.holding,
    deliveredAt: iso(row.deliveredAt),
    seenAt: iso(row.seenAt),
    reactions: row.deletedAt === null ? row.reactions : [],
    mentions: row.mentions,
    moderation: row.moderation,
    readings: row.deletedAt === null ? row.readings : null,
  };
}

export function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
