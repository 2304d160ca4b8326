/** From posts just placed to rows: messages, and conversations that begin or grow at their end. */
import type { Conversation, Message, StoredMedia } from './conversation.ts';
import type { MakeId } from './id.ts';
import type { Attachment, Item, Post } from './post.ts';
import type { Promised } from './promise.ts';
import { type Settlement, settleConversation } from './settlement.ts';
import { preview } from './text.ts';
import type { Place } from './threading.ts';
import { intentWords, type ReadingsView } from './triage/reading.ts';
import { spokenIn } from './triage/spoken.ts';
import type { Said, Turn } from './turn.ts';

export type Arriving = {
  message: Message;
  /** Sent to us; false also for our own. */
  addressed: boolean;
};

export function messageOf(
  post: Post,
  made: { id: string; channelId: string; identityId: string | null; receivedAt: Date } & Place,
): Message {
  const { id, channelId, identityId, receivedAt, threadId, conversationId } = made;
  return {
    id,
    conversationId,
    channelId,
    threadId,
    direction: post.own ? 'out' : 'in',
    visibility: post.visibility,
    remoteId: post.remoteId,
    parentRemoteId: post.parentRemoteId,
    rootRemoteId: post.rootRemoteId,
    identityId,
    agentId: null,
    alsoAnswersId: null,
    at: post.at,
    receivedAt,
    text: post.text,
    lang: post.lang,
    media: post.attachments.map(unfetched),
    warning: post.warning,
    url: post.url,
    version: 0,
    before: [],
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    deliveredAt: null,
    seenAt: null,
    reactions: [],
    mentions: [],
    moderation: [],
    delivery: post.own ? 'sent' : null,
    said: null,
    sendAt: null,
    attempts: 0,
    foundByLookup: false,
    handedAt: null,
    saidBy: null,
    intents: [],
    readings: null,
    holding: false,
    approval: null,
  };
}

/** @param readings null: nobody has read it */
export function withReadings(message: Message, readings: ReadingsView | null): Message {
  return readings === null ? message : { ...message, readings, intents: intentWords(readings) };
}

export function unfetched({ kind, url, description }: Attachment): StoredMedia {
  return { kind, url, description, mediaId: null, missing: null };
}

/** An edit that came in the same breath as its post. */
export function edit(message: Message, { text, attachments, at, version }: Extract<Item, { kind: 'edit' }>): Message {
  const before = { text: message.text, at: (message.editedAt ?? message.at).toISOString() };
  return {
    ...message,
    text,
    media: attachments === null ? message.media : attachments.map(unfetched),
    before: message.text === text ? message.before : [...message.before, before],
    editedAt: at,
    version,
  };
}

/** What its author took back is not kept; the row stays, so that its place and its turn stay. */
export function remove(message: Message, at: Date, by: 'author' | 'network' | 'us'): Message {
  return { ...message, text: '', intents: [], readings: null, before: [], media: [], deletedAt: at, deletedBy: by };
}

/** Somebody has seen our message, or the network could not deliver it after all. */
export function receive(message: Message, { state, at, said }: Extract<Item, { kind: 'receipt' }>): Message {
  if (message.direction !== 'out') return message;
  const hasArrived = message.deliveredAt !== null || message.seenAt !== null;
  // What has reached them did not fail, whichever of the two is told first.
  if (state === 'failed') return hasArrived ? message : { ...message, delivery: 'failed', said: said ?? null };
  const stands: Message = message.delivery === 'failed' ? { ...message, delivery: 'sent', said: null } : message;
  const which = state === 'read' ? 'seenAt' : 'deliveredAt';
  return { ...stands, [which]: stands[which] ?? at };
}

export type Beginning = Pick<
  Conversation,
  'id' | 'inboxId' | 'channelId' | 'threadId' | 'visibility' | 'identityId' | 'contactId'
>;
export type Growth = { arriving: readonly Arriving[]; promise: Promised; now: Date; makeId: MakeId };

/** A conversation that begins with these messages. */
export function begin(beginning: Beginning, growth: Growth): Settlement {
  const first = growth.arriving[0];
  if (first === undefined) throw new RangeError('a conversation begins with a message');
  const blank = blankConversation(beginning, first.message.at);
  const teamId = growth.promise.book.inboxTeams.get(beginning.inboxId) ?? null;
  const row = { ...blank, teamId, heard: growth.arriving.some(({ message }) => message.direction === 'in') };
  const settled = settleConversation({ ...settling(grow(row, growth.arriving), growth), turns: [], after: null });
  return { ...settled, row: { ...settled.row, version: 1 } };
}

/** A row without anything in it yet. */
export function blankConversation(beginning: Beginning, openedAt: Date): Conversation {
  return {
    ...beginning,
    linkedId: null,
    status: 'resolved',
    assigneeId: null,
    teamId: null,
    chosenPolicyId: null,
    claimedBy: null,
    claimedUntil: null,
    heard: false,
    preview: '',
    lang: null,
    tags: [],
    priority: 'normal',
    intents: [],
    urgency: null,
    sentiment: null,
    noise: null,
    risk: null,
    messageCount: 0,
    openedAt,
    lastMessageAt: openedAt,
    snoozedUntil: null,
    resolvedAt: null,
    apart: false,
    answeredAt: null,
    countedUntil: null,
    turnId: null,
    turnKind: null,
    turnOpenedAt: null,
    dueAt: null,
    breachedAt: null,
    turnPolicy: null,
    matterAt: null,
    resolution: null,
    version: 1,
  };
}

/** Whether these messages stand after everything the conversation holds, so that nothing of it need be read again. */
export function growsAtEnd(row: Conversation, arriving: readonly Arriving[]): boolean {
  const { countedUntil, lastMessageAt } = row;
  return (
    countedUntil !== null &&
    arriving.every(
      ({ message }) => message.at > lastMessageAt && message.at > countedUntil && message.deletedAt === null,
    )
  );
}

/** @param open the open turn, if there is one */
export function append(row: Conversation, open: Turn | null, growth: Growth): Settlement {
  const waits: Said[] =
    open === null
      ? []
      : [
          {
            kind: 'in',
            id: open.openedBy,
            at: open.openedAt,
            receivedAt: open.receivedAt,
            deletedAt: null,
            remoteId: null,
            parentRemoteId: null,
            lang: open.lang,
            intents: row.intents,
            urgency: row.urgency,
            noise: row.noise,
          },
        ];
  const base = settling(grow(row, growth.arriving), growth);
  const settled = settleConversation({
    ...base,
    said: [...waits, ...base.said],
    turns: open === null ? [] : [open],
    after: row.countedUntil,
  });
  return { ...settled, changed: true, row: { ...settled.row, version: row.version + 1 } };
}

function settling(row: Conversation, { arriving, promise, now, makeId }: Growth) {
  const said = arriving.flatMap(({ message }) => saidOf(message));
  const spoke = arriving.some(({ message }) => message.direction === 'in' && !message.holding);
  return { row, said, promise, now, spoke, makeId };
}

function saidOf(message: Message): Said[] {
  const { direction, id, at, receivedAt, deletedAt, remoteId, parentRemoteId, agentId, lang, intents, readings } =
    message;
  if (direction === 'in') {
    if (message.holding) return [];
    const [urgency, noise] = [readings?.urgency ?? null, readings?.noise ?? null];
    return [{ kind: 'in', id, at, receivedAt, deletedAt, remoteId, parentRemoteId, lang, intents, urgency, noise }];
  }
  return deletedAt === null && message.delivery === 'sent' && !message.holding
    ? [{ kind: 'answer', id, at, agentId, remoteId, parentRemoteId }]
    : [];
}

/** What the row says of its messages. */
function grow(row: Conversation, arriving: readonly Arriving[]): Conversation {
  const inOrder = arriving
    .map(({ message }) => message)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || ((a.remoteId ?? '') < (b.remoteId ?? '') ? -1 : 1));
  const newest = inOrder.findLast(message => message.deletedAt === null);
  const spoken = inOrder.findLast(message => message.direction === 'in' && spokenIn(message) !== null);
  const felt = inOrder.findLast(message => message.readings?.sentiment != null);
  const [first, last] = [inOrder[0]?.at ?? row.openedAt, inOrder.at(-1)?.at ?? row.lastMessageAt];
  return {
    ...row,
    heard: row.heard && !arriving.some(({ addressed }) => addressed),
    preview: newest === undefined ? row.preview : preview(newest.text),
    lang: spoken === undefined ? row.lang : spokenIn(spoken),
    sentiment: felt?.readings?.sentiment ?? row.sentiment,
    messageCount: row.messageCount + arriving.length,
    openedAt: new Date(Math.min(first.getTime(), row.openedAt.getTime())),
    lastMessageAt: new Date(Math.max(last.getTime(), row.lastMessageAt.getTime())),
  };
}
