/** What a colleague can be told of. The words are made where they are read; here are only their parts. */

export const NOTIFICATION_KINDS = [
  /** Named in a note. */
  'mentioned',
  /** Given to me by somebody else. */
  'assigned',
  /** Given to me with a word along the way. */
  'handed_over',
  /** An answer of a colleague waits for my yes. */
  'approval_waiting',
  /** My answer was approved, or came back with a word. */
  'approval_given',
  'approval_returned',
  /** A promise of mine is at risk, or broken. */
  'warned',
  'breached',
  /** What I said I would do comes due. */
  'promise_due',
  /** A rule wants me to know. */
  'rule',
  /** A storm may be coming: bursts that belong together. `words` says what is spoken of. */
  'crisis',
  /** In a crisis more people are needed than are on: `n` of them. */
  'crisis_short',
  /** A holding reply to `n` people waits for a lead's yes. */
  'crisis_holding',
  /** A webhook was switched off by itself: nothing has arrived there for days. */
  'webhook_off',
  /** Most of a channel's budget for this month is spent; what is left is kept for answers; nothing is left. `words` is its name. */
  'budget_near',
  'budget_reading',
  'budget_used',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Small facts the words are made of: the customer's name, the first words of a note, a due time. */
export type NotificationParts = {
  person?: string | undefined;
  words?: string | undefined;
  dueAt?: string | undefined;
  /** How many, where one word is said about several. */
  n?: number | undefined;
};

export type NotificationView = {
  id: string;
  kind: NotificationKind;
  conversationId: string | null;
  /** The colleague it comes from. */
  fromId: string | null;
  parts: NotificationParts;
  at: string;
  seenAt: string | null;
};
