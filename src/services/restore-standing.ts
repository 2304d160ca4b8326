import { type BulkDeed, type BulkStep, standingOfRow, standsAsLeft } from '../core/bulk.ts';
import type { ConversationChange } from '../core/event.ts';
import { Refusal } from '../core/refusal.ts';
import { writeStatusAsBefore } from '../store/bulk-deeds.ts';
import type { Tx } from '../store/db.ts';
import { removeClosings, writeAssignee, writeTags } from '../store/status.ts';
import { writePriority, writeTeam } from '../store/work.ts';
import { changed, type Done, type Work } from './change.ts';
import type { Desk } from './desk.ts';
import type { Who } from './permit.ts';
import { settle } from './settle.ts';

/** Puts back what a deed changed, if it still stands as the deed left it. */
export function restoring(desk: Desk, who: Who, kind: BulkDeed['kind'], step: BulkStep): Work {
  return async (tx, row, at) => {
    if (!standsAsLeft(kind, standingOfRow(row), step)) {
      throw new Refusal('changed_since', 'Somebody changed this one since, so it was left as it is.');
    }
    return restore(tx, desk, who, kind, step, at);
  };
}

async function restore(
  tx: Tx,
  { makeId }: Desk,
  { brandId }: Who,
  kind: BulkDeed['kind'],
  { id, before, after }: BulkStep,
  at: Date,
): Promise<Done> {
  const changes = [changed(id, CHANGES[kind])];
  if (kind === 'assign') await writeAssignee(tx, brandId, id, before.assigneeId);
  if (kind === 'tag') await writeTags(tx, brandId, id, before.tags);
  if (kind === 'team') await writeTeam(tx, brandId, id, before.teamId);
  if (kind === 'priority') await writePriority(tx, brandId, id, before.priority);
  if (kind === 'assign') return { changes };
  if (kind === 'resolve' && after.resolvedAt !== null)
    await removeClosings(tx, brandId, id, new Date(after.resolvedAt));
  if (kind === 'resolve' || kind === 'snooze') await writeStatusAsBefore(tx, brandId, id, before);
  const settled = await settle(tx, brandId, [id], at, { makeId });
  // A turn that waits again would count as a new one and wake what was put away before.
  if (kind === 'resolve' && before.status === 'snoozed') await writeStatusAsBefore(tx, brandId, id, before);
  return { changes, settled };
}

const CHANGES: Record<BulkDeed['kind'], ConversationChange> = {
  assign: 'assigned',
  team: 'team',
  priority: 'prioritised',
  tag: 'tagged',
  snooze: 'woken',
  resolve: 'reopened',
};
