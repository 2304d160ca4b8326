import type { ConversationChange, MessageChange } from '../core/event.ts';
import type { Slot } from '../core/view.ts';
import type { Tx } from '../store/db.ts';
import type { Settled } from './settle.ts';

/** What a transaction did, by ids; the rows are read back as they stand at its end. */
export type Change =
  | { kind: 'message.added'; conversationId: string; messageId: string }
  | { kind: 'message.changed'; conversationId: string; messageId: string; change: MessageChange }
  | { kind: 'message.removed'; conversationId: string; messageId: string }
  | { kind: 'conversation.changed'; conversationId: string; change: ConversationChange; reason: string | null }
  | { kind: 'conversation.removed'; conversationId: string; inboxId: string; was: Slot | null; into: string | null };

export type Announcement = {
  brandId: number;
  /** The colleague who did it; null for the network and for the passing of time. */
  actorId: string | null;
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
export async function announce(_tx: Tx, _announcement: Announcement): Promise<number | null> {
  throw new Error('announce is being built');
}
