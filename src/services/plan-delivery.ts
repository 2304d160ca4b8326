import type { Db, Tx } from '../store/db.ts';
import { addJob, removeJob } from '../store/jobs.ts';
import type { Job } from './answer-lock.ts';

/** The job stands under the answer's own id: planned again, it moves. */
export function planDelivery(tx: Db | Tx, { brandId, messageId }: Job, runAt: Date): Promise<void> {
  return addJob(tx, { task: 'deliver', payload: { brandId, messageId }, key: keyOf(messageId), runAt });
}

export function cancelDelivery(tx: Tx, messageId: string): Promise<void> {
  return removeJob(tx, keyOf(messageId));
}

function keyOf(messageId: string): string {
  return `deliver:${messageId}`;
}
