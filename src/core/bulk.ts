/** One deed on many conversations, and whether it can still be taken back exactly. */
import type { Conversation } from './conversation.ts';
import type { Priority, Status } from './view.ts';

export type BulkDeed =
  | { kind: 'assign'; assigneeId: string | null }
  | { kind: 'team'; teamId: string | null }
  | { kind: 'priority'; priority: Priority }
  | { kind: 'tag'; add: string[]; remove: string[] }
  /** Null: until the customer writes. */
  | { kind: 'snooze'; until: string | null }
  | { kind: 'resolve'; openTurn?: 'unanswered' | 'not_needed' | undefined; reason?: string | undefined };

export const BULK_LIMIT = 500;

/** What of a row a deed can change, as it is kept until the deed is taken back; instants as ISO 8601. */
export type Standing = {
  assigneeId: string | null;
  teamId: string | null;
  priority: Priority;
  tags: string[];
  status: Status;
  snoozedUntil: string | null;
  resolvedAt: string | null;
};

/** One conversation the deed changed: as it stood, and as the deed left it. */
export type BulkStep = { id: string; before: Standing; after: Standing };

export function standingOfRow(row: Conversation): Standing {
  return {
    assigneeId: row.assigneeId,
    teamId: row.teamId,
    priority: row.priority,
    tags: row.tags,
    status: row.status,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}

const TOUCHES: Record<BulkDeed['kind'], readonly (keyof Standing)[]> = {
  assign: ['assigneeId'],
  team: ['teamId'],
  priority: ['priority'],
  tag: ['tags'],
  snooze: ['status', 'snoozedUntil', 'resolvedAt'],
  resolve: ['status', 'snoozedUntil', 'resolvedAt'],
};

/** Nobody has changed since what the deed changed; other things may have happened to it. */
export function standsAsLeft(kind: BulkDeed['kind'], now: Standing, { after }: BulkStep): boolean {
  return TOUCHES[kind].every(key => String(now[key]) === String(after[key]));
}
