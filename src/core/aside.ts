/**
 * What is said beside the event log: true for a moment, worth nothing tomorrow. It travels on the same line, without a number;
 * whoever missed it reads anew what stands.
 */
export type Aside = {
  brandId: number;
  /** Only for those who see this inbox; null: for everybody in the brand. */
  inboxId: string | null;
  /** Only for this person. */
  agentId: string | null;
  data: AsideSaid;
};

export type AsideSaid =
  /** My list of notifications is another now. */
  | { kind: 'notified'; id: string | null }
  /** A colleague has it open until then, unless heard of again. */
  | { kind: 'beside'; conversationId: string; agentId: string; doing: Doing; until: string }
  /** A draft was saved or given up; its words are asked for by those who may read them. */
  | { kind: 'drafted'; conversationId: string; agentId: string; mode: DraftMode; version: number | null; page: string }
  /** The views everybody shares, or my own, are others now. */
  | { kind: 'views' };

export type Doing = 'viewing' | 'writing' | 'gone';
export type DraftMode = 'reply' | 'private' | 'note';
