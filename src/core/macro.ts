/** What a saved reply does besides: done in the transaction of the answer, and listed before it is sent. */
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

/** One of each kind, except notes. */
export const MACRO_ACTIONS_LIMIT = 10;
