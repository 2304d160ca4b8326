/** What a saved reply does besides: done in the transaction of the answer, and listed before it is sent. */
import type { BulkDeed, BulkStep } from './bulk.ts';
import type { Priority } from './view.ts';

export type MacroAction =
  | { kind: 'tag'; tags: string[] }
  | { kind: 'priority'; priority: Priority }
  /** `me`: whoever sends it. Null: nobody. */
  | { kind: 'assign'; agentId: string | 'me' | null }
  | { kind: 'team'; teamId: string | null }
  | { kind: 'snooze'; minutes: number }
  /** Once the answer stands on the network. */
  | { kind: 'resolve' }
  | { kind: 'note'; text: string };

/** What one of them did, kept so that it can be taken back with the answer. */
export type MacroStep =
  | ({ kind: Exclude<BulkDeed['kind'], 'resolve'> } & BulkStep)
  | { kind: 'note'; id: string; messageId: string };

/** One of each kind, except notes. */
export const MACRO_ACTIONS_LIMIT = 10;
