/** Everything that happens, as written to the one event log in the transaction that makes it happen. */
import type { Because } from './because.ts';
import type { CrisisStep, StepFacts } from './crisis/step.ts';
import type { AwayReason, PresenceState } from './presence.ts';
import type { ConversationView, MessageView, Slot, TurnView } from './view.ts';

/** What every event about a conversation carries: its row after the change and the slot it was counted in before (null: it is new). */
type AboutConversation = {
  conversation: ConversationView;
  was: Slot | null;
  /** The turns this changed, as they stand now. */
  turns: TurnView[];
  /** Turns that are no more: two became one when the answer between them was taken away. */
  goneTurns?: string[];
  /** The rule that did it, last, and those that set it off. */
  rules?: RuleName[];
};

export type RuleName = { id: string; name: string };

export type EventData =
  | ({ kind: 'message.added'; message: MessageView } & AboutConversation)
  | ({ kind: 'message.changed'; message: MessageView; change: MessageChange } & AboutConversation)
  /** An answer taken back before it left, or an echo folded into the answer it echoes. */
  | ({ kind: 'message.removed'; messageId: string } & AboutConversation)
  | ({
      kind: 'conversation.changed';
      change: ConversationChange;
      reason: string | null;
      /** Why routing gave it to whom it did, or took it away. */
      because?: Because[];
    } & AboutConversation)
  /** Emptied: its messages found their right conversation, `into`. */
  | { kind: 'conversation.removed'; was: Slot | null; into: string | null }
  /** So much of its promise has passed; told once, of a share that was jumped over nothing. */
  | ({ kind: 'turn.warned'; turn: TurnView; share: number } & AboutConversation)
  | ({ kind: 'turn.breached'; turn: TurnView } & AboutConversation)
  /** The same of the promise to resolve the matter. */
  | ({ kind: 'resolution.warned'; share: number } & AboutConversation)
  | ({ kind: 'resolution.breached' } & AboutConversation)
  | { kind: 'channel.changed'; channelId: string; state: string; said: string | null }
  /** More is said than usual of what a query hears (null: of what is sent to us); `grew`: it is twice as loud as when it was last told of. */
  | {
      kind: 'burst.began' | 'burst.grew' | 'burst.ended';
      burstId: string;
      queryId: string | null;
      posts: number;
      times: number;
    }
  /** A step of a crisis; its timeline is read from these. */
  | { kind: 'crisis.changed'; crisisId: string; step: CrisisStep; facts: StepFacts }
  /** So long a silence is news; `expected` is how much would usually have been heard since. */
  | { kind: 'channel.silent'; channelId: string; since: string; expected: number }
  /** The silence is over: heard again, called normal by a person, or nobody listens there any more. */
  | { kind: 'channel.heard'; channelId: string; since: string; by: 'heard' | 'normal' | 'stopped' }
  /** What was kept raw has been read once more. */
  | { kind: 'channel.reread'; channelId: string; rereadId: string }
  | { kind: 'presence.changed'; agentId: string; state: PresenceState; reason: AwayReason | null }
  | { kind: 'settings.changed'; what: string };

export type MessageChange =
  | 'edited'
  | 'deleted'
  | 'delivery'
  | 'media'
  | 'moved'
  | 'seen'
  | 'reacted'
  | 'moderated'
  | 'read';
export type ConversationChange =
  | 'assigned'
  | 'team'
  | 'claimed'
  | 'released'
  | 'resolved'
  | 'reopened'
  | 'snoozed'
  | 'woken'
  | 'tagged'
  | 'prioritised'
  | 'merged'
  | 'split'
  | 'linked'
  | 'retimed'
  | 'prioritised'
  /** A promise in our own words: to be kept soon, kept, broken, or withdrawn. `reason` holds the words. */
  | 'own_promise_due'
  | 'own_promise_kept'
  | 'own_promise_broken'
  | 'own_promise_dropped'
  /** A rule put a saved reply before whoever answers; `reason` holds its id. */
  | 'suggested'
  /** The risk of losing them came out differently; `reason` holds the score. */
  | 'weighed'
  /** What became of a risk: `reason` is saved, lost or unknown. */
  | 'judged'
  /** A rule said which policy applies. */
  | 'promised'
  /** A step of a promise that is at risk or broken; `because` says which. */
  | 'escalated'
  | 'person';

export type EventKind = EventData['kind'];

export type Event = {
  seq: number;
  at: string;
  brandId: number;
  inboxId: string | null;
  conversationId: string | null;
  /** The colleague who did it; null for the network and for the passing of time. */
  actorId: string | null;
  data: EventData;
};
