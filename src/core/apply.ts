/**
 * What an event does to what is held of the world. Events carry rows, so this only replaces rows and decides nothing;
 * the browser and the tests use the same function. Parts that did not change stay the same objects.
 */
import type { Event, EventData } from './event.ts';
import { type ConversationView, type MessageView, type Slot, slotOf, type TurnView } from './view.ts';

export type Opened = { messages: readonly MessageView[]; turns: readonly TurnView[] };

export type View = {
  /** The last event taken in. */
  seq: number;
  conversations: Readonly<Record<string, ConversationView>>;
  /** How many conversations stand in each slot, by `slotName`. */
  counts: Readonly<Record<string, number>>;
  /** Conversations whose messages are held too. */
  open: Readonly<Record<string, Opened>>;
};

/** Events taken in already are left alone, so the same stretch may be read twice. */
export function apply(view: View, event: Event): View {
  if (event.seq <= view.seq) return view;
  return {
    seq: event.seq,
    conversations: conversationsAfter(view.conversations, event),
    counts: countsAfter(view.counts, event),
    open: openAfter(view.open, event),
  };
}

export function slotName({ inboxId, assigneeId, status, waitingForUs }: Slot): string {
  return `${inboxId} ${assigneeId ?? ''} ${status} ${waitingForUs}`;
}

/** From which slot to which the event's conversation went; null where it was not, or is no more. */
export function slotMove({ data }: Event): { from: Slot | null; to: Slot | null } | null {
  if (data.kind === 'conversation.removed') return { from: data.was, to: null };
  return 'conversation' in data ? { from: data.was, to: slotOf(data.conversation) } : null;
}

function conversationsAfter(held: View['conversations'], { data, conversationId }: Event): View['conversations'] {
  if (data.kind === 'conversation.removed') {
    if (conversationId === null || held[conversationId] === undefined) return held;
    const { [conversationId]: _, ...others } = held;
    return others;
  }
  if (!('conversation' in data)) return held;
  const { conversation } = data;
  const before = held[conversation.id];
  const after = before === undefined ? conversation : newerRow(before, conversation);
  return after === before ? held : { ...held, [conversation.id]: after };
}

/** A row on its way while a later one was read must not bring back the past. */
export function newerRow(held: ConversationView, come: ConversationView): ConversationView {
  return come.version >= held.version ? come : held;
}

function countsAfter(counts: View['counts'], event: Event): View['counts'] {
  const move = slotMove(event);
  if (move === null) return counts;
  const [from, to] = [move.from && slotName(move.from), move.to && slotName(move.to)];
  if (from === to) return counts;
  const after = { ...counts };
  if (from !== null) after[from] = (after[from] ?? 0) - 1;
  if (to !== null) after[to] = (after[to] ?? 0) + 1;
  return after;
}

function openAfter(open: View['open'], { data, conversationId }: Event): View['open'] {
  if (data.kind === 'conversation.removed') {
    if (conversationId === null || open[conversationId] === undefined) return open;
    const { [conversationId]: _, ...others } = open;
    return others;
  }
  if (!('conversation' in data)) return open;
  const left = data.kind === 'message.changed' && data.change === 'moved' ? withoutMoved(open, data) : open;
  const { id } = data.conversation;
  const opened = left[id];
  if (opened === undefined) return left;
  const after = { messages: messagesAfter(opened.messages, data), turns: turnsAfter(opened.turns, data) };
  return after.messages === opened.messages && after.turns === opened.turns ? left : { ...left, [id]: after };
}

/** A message that found its right conversation leaves the one it stood in. */
function withoutMoved(open: View['open'], data: Extract<EventData, { kind: 'message.changed' }>): View['open'] {
  let after = open;
  for (const [id, opened] of Object.entries(open)) {
    if (id === data.conversation.id) continue;
    const messages = withoutMessage(opened.messages, data.message.id);
    if (messages !== opened.messages) after = { ...after, [id]: { ...opened, messages } };
  }
  return after;
}

/** The messages of the conversation an event is about, after it. */
export function messagesAfter(messages: readonly MessageView[], data: EventData): readonly MessageView[] {
  if (data.kind === 'message.removed') return withoutMessage(messages, data.messageId);
  return data.kind === 'message.added' || data.kind === 'message.changed'
    ? withMessage(messages, data.message)
    : messages;
}

/** The turns of the conversation an event is about, after it. */
export function turnsAfter(turns: readonly TurnView[], data: EventData): readonly TurnView[] {
  if (!('turns' in data)) return turns;
  const changed =
    data.kind === 'turn.breached' || data.kind === 'turn.warned' ? [...data.turns, data.turn] : data.turns;
  const gone = data.goneTurns ?? [];
  if (changed.length === 0 && gone.length === 0) return turns;
  const byId = new Map(turns.map(turn => [turn.id, turn]));
  for (const id of gone) byId.delete(id);
  for (const turn of changed) byId.set(turn.id, turn);
  return [...byId.values()].sort((a, b) => compare(a.openedAt, b.openedAt) || compare(a.id, b.id));
}

/** The message in its place by time; a known one is replaced. */
export function withMessage(messages: readonly MessageView[], message: MessageView): MessageView[] {
  const others = messages.filter(other => other.id !== message.id);
  const place = others.findLastIndex(other => (compare(other.at, message.at) || compare(other.id, message.id)) < 0) + 1;
  return others.toSpliced(place, 0, message);
}

function withoutMessage(messages: readonly MessageView[], id: string): readonly MessageView[] {
  return messages.some(message => message.id === id) ? messages.filter(message => message.id !== id) : messages;
}

/** Instants in UTC, as all of ours are written, sort as text. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
