import type { MakeId } from '../core/id.ts';
import type { WebhookLetter } from '../core/webhook.ts';
import type { Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { insertDelivery } from '../store/webhook-deliveries.ts';

/** Task name of `webhooks.send`; its payload is `{ brandId, deliveryId }`. */
export const WEBHOOK_TASK = 'webhook';

/** Within the transaction of what it tells of. @returns the delivery's id */
export async function queueWebhook(
  tx: Tx,
  { brandId, at, makeId }: { brandId: number; at: Date; makeId: MakeId },
  webhookId: string,
  { type, data }: WebhookLetter,
): Promise<string> {
  const id = makeId();
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  await insertDelivery(tx, brandId, { id, webhookId, kind: type, body, at });
  await addJob(tx, { task: WEBHOOK_TASK, payload: { brandId, deliveryId: id }, key: `webhook ${id}`, runAt: at });
  return id;
}

/** Jobs are written by us; anything else under this name is a bug. */
export function readWebhook(payload: unknown): { brandId: number; deliveryId: string } {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'deliveryId' in payload) {
    const { brandId, deliveryId } = payload;
    if (typeof brandId === 'number' && typeof deliveryId === 'string') return { brandId, deliveryId };
  }
  throw new TypeError(`this is no webhook: ${JSON.stringify(payload)}`);
}
