import type { Because } from '../core/because.ts';
import type { ConversationChange, EventData, MessageChange, RuleName } from '../core/event.ts';
import { type ConversationView, type MessageView, type Slot, slotOf, type TurnView } from '../core/view.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { appendEvents, type NewEvent } from '../store/events.ts';
import { loadMessageViews } from '../store/messages.ts';
import type { Settled } from './settle.ts';

/** What a transaction did, by ids; the rows are read back as they stand at its end. */
export type Change =
  | { kind: 'message.added'; conversationId: string; messageId: string }
  | { kind: 'message.changed'; conversationId: string; messageId: string; change: MessageChange }
  | { kind: 'message.removed'; conversationId: string; messageId: string }
  | {
      kind: 'conversation.changed';
      conversationId: string;
      change: ConversationChange;
      reason: string | null;
      because?: Because[];
    }
  | { kind: 'conversation.removed'; conversationId: string; inboxId: string; was: Slot | null; into: string | null };

export type Announcement = {
  brandId: number;
  /** The colleague who did it; null for the network and for the passing of time. */
  actorId: string | null;
  /** The rule that did it, last, and those that set it off. */
  rules?: readonly RuleName[];
  at: Date;
  /** Slots before the transaction, from `lockConversations`; a conversation missing here is new. */
  was: ReadonlyMap<string, Slot>;
  changes: readonly Change[];
  settled?: readonly Settled[];
};

/**
 * Writes the events of a transaction. Call it last: it takes the lock of the event log, which is held until the commit.
 * Turns in `settled` ride on the first event of their conversation; one that nothing else speaks of becomes `retimed`.
 * @returns the sequence number of the last event written, or null when there was nothing to say
 */
export async function announce(tx: Tx, announcement: Announcement): Promise<number | null> {
  return appendEvents(tx, await eventsOf(tx, announcement));
}

/** The events of a transaction, not yet written: for those who have more to say in the same breath. */
export async function eventsOf(tx: Tx, announcement: Announcement): Promise<NewEvent[]> {
  const { brandId, settled = [] } = announcement;
  const changes = [...announcement.changes, ...untold(announcement.changes, settled)];
  const conversations = await loadConversationViews(tx, brandId, [
    ...new Set([...changes, ...settled].map(one => one.conversationId)),
  ]);
  const messages = await loadMessageViews(tx, brandId, changes.flatMap(messageIdOf));
  const told = makeTelling(announcement);
  const events: NewEvent[] = [];
  for (const change of changes) {
    const data = dataOf(change, conversations, messages, told);
    if (data === null) continue;
    const inboxId =
      change.kind === 'conversation.removed' ? change.inboxId : conversations.get(change.conversationId)?.inboxId;
    events.push(eventOf(announcement, change.conversationId, inboxId ?? null, data));
  }
  for (const { conversationId, breached, warned, resolution = null } of settled) {
    const conversation = conversations.get(conversationId);
    if (conversation === undefined) continue;
    for (const turn of warned) {
      const data: EventData = { kind: 'turn.warned', turn, share: turn.warned, ...told.about(conversation) };
      events.push(eventOf(announcement, conversationId, conversation.inboxId, data));
    }
    if (resolution !== null) {
      const about = told.about(conversation);
      const data: EventData =
        resolution.kind === 'breached'
          ? { kind: 'resolution.breached', ...about }
          : { kind: 'resolution.warned', share: resolution.share, ...about };
      events.push(eventOf(announcement, conversationId, conversation.inboxId, data));
    }
    for (const turn of breached) {
      const data: EventData = { kind: 'turn.breached', turn, ...told.about(conversation) };
      events.push(eventOf(announcement, conversationId, conversation.inboxId, data));
    }
  }
  return events;
}

function eventOf(
  { brandId, at, actorId }: Announcement,
  conversationId: string,
  inboxId: string | null,
  data: EventData,
): NewEvent {
  return { brandId, at, inboxId, conversationId, actorId, data };
}

/** Conversations whose clocks changed while nothing else happened to them. */
function untold(changes: readonly Change[], settled: readonly Settled[]): Change[] {
  const spokenOf = new Set(changes.map(change => change.conversationId));
  return settled
    .filter(one => one.changed || one.turns.length > 0 || one.goneTurns.length > 0)
    .filter(one => !spokenOf.has(one.conversationId) && one.breached.length + one.warned.length === 0)
    .map(({ conversationId }) => ({ kind: 'conversation.changed', conversationId, change: 'retimed', reason: null }));
}

function messageIdOf(change: Change): string[] {
  return change.kind === 'message.added' || change.kind === 'message.changed' ? [change.messageId] : [];
}

/** What every event about a conversation carries: the slot it was counted in before, and each turn in one event only. */
type Telling = {
  about(conversation: ConversationView): {
    conversation: ConversationView;
    was: Slot | null;
    turns: TurnView[];
    goneTurns?: string[];
    rules?: RuleName[];
  };
};

function makeTelling({ was, settled = [], rules = [] }: Announcement): Telling {
  const slots = new Map<string, Slot>(was);
  const untold = new Map(settled.map(one => [one.conversationId, one]));
  return {
    about(conversation) {
      const { id } = conversation;
      const slot = slots.get(id) ?? null;
      slots.set(id, slotOf(conversation));
      const { turns = [], goneTurns = [] } = untold.get(id) ?? {};
      untold.delete(id);
      const gone = goneTurns.length > 0 ? { goneTurns } : {};
      return { conversation, was: slot, turns, ...gone, ...(rules.length > 0 ? { rules: [...rules] } : {}) };
    },
  };
}

function dataOf(
  change: Change,
  conversations: ReadonlyMap<string, ConversationView>,
  messages: ReadonlyMap<string, MessageView>,
  told: Telling,
): EventData | null {
  const { kind, conversationId } = change;
  if (kind === 'conversation.removed') return { kind, was: change.was, into: change.into };
  const conversation = conversations.get(conversationId);
  if (conversation === undefined)
    throw new Error(`${kind} speaks of conversation ${conversationId}, which is not there`);
  const about = told.about(conversation);
  if (kind === 'conversation.changed') {
    const because = change.because === undefined ? {} : { because: change.because };
    return { kind, change: change.change, reason: change.reason, ...because, ...about };
  }
  if (kind === 'message.removed') return { kind, messageId: change.messageId, ...about };
  const message = messages.get(change.messageId);
  if (message === undefined) throw new Error(`${kind} speaks of message ${change.messageId}, which is not there`);
  return kind === 'message.added' ? { kind, message, ...about } : { kind, message, change: change.change, ...about };
}
