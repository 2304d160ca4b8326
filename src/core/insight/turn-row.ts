/** The turns behind a figure: what they are asked by, and what is said of each. */
import type { TurnOutcome } from '../view.ts';
import type { Reach } from './slice.ts';

/**
 * `kept`, `broken`: by their promise, as *Promise kept* counts them. `silent`: closed unanswered, or later than promised, answered or not:
 * what *Cost of silence* counts. `late`: of those the ones that were answered, or wait still.
 */
export const TURN_STANDINGS = ['kept', 'broken', 'silent', 'late'] as const;
export type TurnStanding = (typeof TURN_STANDINGS)[number];
export const TURN_OUTCOMES = ['answered', 'unanswered', 'not_needed', 'withdrawn', 'open'] as const;

/** `all`: whoever waits. */
export const NOW_STANDINGS = ['all', 'late', 'risk', 'soon'] as const;
export type NowStanding = (typeof NOW_STANDINGS)[number];
export const DECISIONS = ['kept', 'broken'] as const;

export type TurnsWanted = {
  outcome?: TurnOutcome | 'open' | undefined;
  standing?: TurnStanding | undefined;
  /** Response time: longer than this … */
  fromSeconds?: number | undefined;
  /** … and no longer than this. */
  toSeconds?: number | undefined;
  /** Hour of the week in the slice's time zone; Monday 00:00 is 0. */
  slot?: number | undefined;
  /** Hour of the day, 0 to 23. */
  hour?: number | undefined;
  /** Heard when it was written, and not played from a recording. */
  live?: boolean | undefined;
  /** Of those who wait, at this moment: overdue, at risk, due within ten minutes, as the team's board counts them. */
  now?: NowStanding | undefined;
  /** Decided since midnight, by when the day of each team began. */
  today?: { decided: 'kept' | 'broken'; since: { teamId: string | null; at: Date }[] } | undefined;
  /** Whose answer closed it. */
  agent?: string | undefined;
};

export type TurnRow = {
  id: string;
  conversationId: string;
  openedAt: string;
  closedAt: string | null;
  dueAt: string | null;
  outcome: TurnOutcome | null;
  /** From opening to answer; null for what no answer closed. */
  responseSeconds: number | null;
  /** Of those who wait still: since when. */
  waitedSeconds: number | null;
  /** Null: not yet known, or never promised. */
  kept: boolean | null;
  kind: 'first' | 'next';
  network: string;
  inboxId: string;
  language: string | null;
  visibility: 'public' | 'private';
  heard: boolean;
  reach: Reach;
  complaint: boolean;
  teamId: string | null;
  agentId: string | null;
  name: string | null;
  handle: string | null;
  /** The first words of the post that opened it; empty where its author took it back. */
  words: string;
  wordsLanguage: string | null;
  /** Of losing the customer, 0 to 100; null: not weighed. */
  risk: number | null;
};
