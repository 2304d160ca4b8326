/** A promise in our own words as it travels; instants are ISO 8601 in UTC. */
export type OwnPromiseView = {
  id: string;
  conversationId: string;
  messageId: string;
  agentId: string;
  phrase: string;
  madeAt: string;
  remindAt: string;
  dueAt: string;
  /** Null: still open. `dropped`: withdrawn by a person, or the answer never left. */
  outcome: 'kept' | 'broken' | 'dropped' | null;
  endedAt: string | null;
};
