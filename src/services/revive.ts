import * as store from '../store/deliveries.ts';
import type { Desk } from './desk.ts';
import { planDelivery } from './plan-delivery.ts';
import { resolveAfterSent } from './resolve-after-sent.ts';

/** An answer this long past its time has lost its job, or the process that held it died with it. */
export const OVERDUE_SECONDS = 10;
const REVIVED_AT_ONCE = 200;

/**
 * Finds answers nobody is moving and gives them a job: overdue in the queue, being sent by somebody who died, or unsure and
 * due for another look. Harmless while they do move: a delivery looks before it acts. @returns how many were found
 */
export async function reviveAnswers(desk: Desk): Promise<number> {
  const now = desk.now();
  const overdueBefore = new Date(now.getTime() - OVERDUE_SECONDS * 1000);
  const stranded = await store.strandedAnswers(desk.db, now, overdueBefore, REVIVED_AT_ONCE);
  for (const { brandId, id } of stranded) await planDelivery(desk.db, { brandId, messageId: id }, now);
  const sent = await store.unresolvedAnswers(desk.db, REVIVED_AT_ONCE);
  for (const { brandId, id } of sent) await resolveAfterSent(desk, { brandId, messageId: id });
  return stranded.length + sent.length;
}
