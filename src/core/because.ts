/** Why a conversation went where it went, as data: the log keeps it, the desk says it in the reader's language. */
import type { EscalationDid, EscalationMark } from './escalation.ts';
import type { Press } from './urgency.ts';

export type Because =
  /**
   * Nobody else who may have it had less time left, weighed by what waiting would do. Negative minutes: late by so many. Null: no
   * promise. `score`: the risk of losing them, where that is what weighed.
   */
  | { kind: 'urgent'; leftMinutes: number | null; risk: Press | null; score?: number | undefined }
  | { kind: 'continuity'; agentId: string }
  | { kind: 'language'; language: string; others: number }
  | { kind: 'network'; network: string; others: number }
  | { kind: 'topic'; topic: string }
  | { kind: 'room'; load: number; capacity: number }
  /** A hard case, and they had the fewest of late. */
  | { kind: 'fair'; hardCases: number }
  /** Nobody of the team who is on has it in their skills, and waiting longer would break the promise. */
  | { kind: 'nobodyFits'; language: string | null; network: string | null }
  /** Not of their team, but it would have been late. */
  | { kind: 'helpsOut'; teamId: string }
  | { kind: 'onlyOne' }
  /** Taken from somebody who went quiet. */
  | { kind: 'quiet'; agentId: string; why: 'off' | 'away' | 'claim'; leftMinutes: number | null }
  /** A step of its promise: which policy, at which moment, and what became of it. */
  | {
      kind: 'escalated';
      policy: { id: string; name: string };
      thing: 'turn' | 'resolution';
      mark: EscalationMark;
      did: EscalationDid;
      /** Who loses it; they do not get it back at once. */
      agentId: string | null;
    };
