/** One telling of another program: signed, through the guarded fetch, tried again for a day, then failed where people see it. */
import { type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { WEBHOOK_OFF_AFTER_DAYS, WEBHOOK_RETRY_SECONDS } from '../core/webhook.ts';
import type { Db } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { listMembers } from '../store/members.ts';
import * as store from '../store/webhook-deliveries.ts';
import { findWebhook, type SealedWebhook } from '../store/webhooks.ts';
import { notify } from './notify.ts';
import { WEBHOOK_TASK } from './queue-webhook.ts';
import type { Seal } from './seal.ts';
import { signWebhook } from './sign-webhook.ts';

export type WebhookNeeds = {
  db: Db;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
};
export type WebhookJob = { brandId: number; deliveryId: string };

const TIMEOUT_MS = 15_000;
const ANSWER_BYTES = 65_536;
const SAID_LIMIT = 300;
const GONE = 410;
const DAY_MS = 86_400_000;

/** What came back. `status` null: nothing did, and `said` is why. */
export type Came = { ok: boolean; status: number | null; said: string | null; tookMs: number };

/** The job of one delivery. A delivery that is done is not sent again. */
export async function sendWebhook(needs: WebhookNeeds, job: WebhookJob, signal: AbortSignal): Promise<void> {
  const { db, now } = needs;
  const { brandId, deliveryId } = job;
  const delivery = await store.findDelivery(db, brandId, deliveryId);
  if (delivery === null || delivery.state !== 'waiting') return;
  const webhook = await findWebhook(db, brandId, delivery.webhookId);
  if (webhook === null) return;
  if (webhook.state !== 'on') {
    const ended = { state: 'failed', nextAt: null, doneAt: now(), status: null, tookMs: null } as const;
    return store.writeAttempt(db, brandId, deliveryId, { ...ended, said: 'The webhook is switched off.' });
  }
  const came = await post(needs, brandId, webhook, delivery, signal);
  // Ended from our side: the queue begins it again.
  if (signal.aborted && !came.ok) throw new Error('Stopped while a webhook was being told');
  await settle(needs, brandId, webhook, delivery, came);
}

/** Once, and nobody tries again. Its record says what came of it. */
export async function post(
  { seal, now, fetchFor }: WebhookNeeds,
  brandId: number,
  { id, url, secret }: SealedWebhook,
  letter: Pick<store.StoredDelivery, 'id' | 'body'>,
  signal: AbortSignal,
): Promise<Came> {
  const key = String(seal.unseal(secret, sealedFor(brandId, id)));
  const begunAt = now();
  const headers = { 'content-type': 'application/json', ...signWebhook(key, letter.id, begunAt, letter.body) };
  const tookMs = () => now().getTime() - begunAt.getTime();
  try {
    const options = {
      method: 'POST',
      headers,
      body: letter.body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_BYTES,
    } as const;
    const answer = await fetchFor(signal)(url, { ...options, accept: () => true });
    const ok = answer.status >= 200 && answer.status < 300;
    const said = ok ? null : answer.text().replace(/\s+/g, ' ').trim().slice(0, SAID_LIMIT) || null;
    return { ok, status: answer.status, said, tookMs: tookMs() };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    return { ok: false, status: null, said: error.said ?? error.message, tookMs: tookMs() };
  }
}

export function sealedFor(brandId: number, webhookId: string) {
  return { brandId, channelId: `webhook ${webhookId}` };
}

async function settle(
  needs: WebhookNeeds,
  brandId: number,
  webhook: SealedWebhook,
  delivery: store.StoredDelivery,
  came: Came,
): Promise<void> {
  const { db, now } = needs;
  const at = now();
  const { ok, status, said, tookMs } = came;
  const since = await store.noteArrival(db, brandId, webhook.id, at, ok);
  if (ok) return store.writeAttempt(db, brandId, delivery.id, { ...done(at), state: 'sent', status, said, tookMs });
  const isTooLong = at.getTime() - since.getTime() >= WEBHOOK_OFF_AFTER_DAYS * DAY_MS;
  if (status === GONE || isTooLong) await switchOff(needs, brandId, webhook, since);
  const wait = WEBHOOK_RETRY_SECONDS[delivery.attempts];
  if (status === GONE || wait === undefined) {
    return store.writeAttempt(db, brandId, delivery.id, { ...done(at), state: 'failed', status, said, tookMs });
  }
  const nextAt = new Date(at.getTime() + wait * 1000);
  await db.transaction().execute(async tx => {
    await store.writeAttempt(tx, brandId, delivery.id, {
      state: 'waiting',
      nextAt,
      doneAt: null,
      status,
      said,
      tookMs,
    });
    const payload: WebhookJob = { brandId, deliveryId: delivery.id };
    await addJob(tx, { task: WEBHOOK_TASK, payload, key: `webhook ${delivery.id}`, runAt: nextAt });
  });
}

function done(at: Date): { nextAt: null; doneAt: Date } {
  return { nextAt: null, doneAt: at };
}

/** Leads are told once of each such end. */
async function switchOff(
  { db, makeId, now }: WebhookNeeds,
  brandId: number,
  { id, name }: SealedWebhook,
  since: Date,
): Promise<void> {
  await db.transaction().execute(async tx => {
    if (!(await store.switchOffFailing(tx, brandId, id))) return;
    const leads = (await listMembers(tx, brandId)).filter(({ role }) => role === 'lead' || role === 'owner');
    const cause = `webhook ${id} ${since.toISOString()}`;
    const about = { kind: 'webhook_off', cause, conversationId: null, fromId: null, parts: { words: name } } as const;
    const told = leads.map(lead => ({ ...about, agentId: lead.id }));
    await notify(tx, { brandId, at: now(), makeId }, told);
  });
}
