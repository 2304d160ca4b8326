/** What is written on an answer that a lead is asked to look at. */
import type { Role } from './permission.ts';
import type { Sentiment, Urgency } from './triage/reading.ts';

/** What held an answer up, to be put in words: the condition and what met it. */
export type Reason =
  | { kind: 'everybody' }
  | { kind: 'role'; role: Role }
  | { kind: 'new'; days: number }
  | { kind: 'priority'; priority: string }
  | { kind: 'intent' | 'tag' | 'network' | 'lang' | 'inbox' | 'word'; word: string }
  | { kind: 'sentiment'; sentiment: Sentiment }
  | { kind: 'urgency'; urgency: Urgency }
  /** Of losing the customer, of 100. */
  | { kind: 'risk'; score: number }
  | { kind: 'reach'; followers: number };

export type Why = { ruleId: string; rule: string; reasons: Reason[] };

/** What is written on the message: who was asked to look, what became of it. */
export type Approval = {
  state: 'waiting' | 'approved' | 'returned';
  why: Why;
  askedAt: string;
  /** The lead who decided. */
  by: string | null;
  at: string | null;
  /** What the lead said when it went back. */
  word: string | null;
  /** What its author had written, where the lead changed it. */
  textBefore: string | null;
};
