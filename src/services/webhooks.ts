/** Where we tell other programs: the list leads keep, what each was told, and trying it out. */

import { Refusal } from '../core/refusal.ts';
import { DELIVERIES_SHOWN, WEBHOOKS_PER_BRAND } from '../core/webhook.ts';
import type { Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { listPolicies } from '../store/policies.ts';
import * as deliveries from '../store/webhook-deliveries.ts';
import * as store from '../store/webhooks.ts';
import { tellSettings } from './brands.ts';
import { notFound, permit, type Who } from './permit.ts';
import { WEBHOOK_TASK } from './queue-webhook.ts';
import { type Came, post, sealedFor, type WebhookNeeds } from './send-webhook.ts';
import { makeWebhookSecret } from './sign-webhook.ts';

export type WebhookChange = {
  name?: string | undefined;
  url?: string | undefined;
  isOn?: boolean | undefined;
  /** The version it was changed from; another is refused. */
  version?: number | undefined;
};

export type Webhooks = {
  list(who: Who): Promise<store.WebhookRow[]>;
  /** The secret is told here and never again. */
  add(who: Who, wish: { name: string; url: string }): Promise<{ id: string; secret: string }>;
  change(who: Who, id: string, change: WebhookChange): Promise<void>;
  remove(who: Who, id: string): Promise<void>;
  /** Sends a word to try it out, at once and once. */
  test(who: Who, id: string, signal: AbortSignal): Promise<Came>;
  deliveries(who: Who, id: string): Promise<deliveries.DeliveryRow[]>;
  /** What has failed, or waits for its next attempt, is sent at once and begins its day anew. */
  retry(who: Who, deliveryId: string): Promise<void>;
};

export function makeWebhooks(needs: WebhookNeeds): Webhooks {
  const { db, now } = needs;
  return {
    async list(who) {
      permit(who, 'lead');
      return store.listWebhooks(db, who.brandId);
    },
    add: (who, wish) => add(needs, who, wish),
    change: (who, id, change) =>
      changing(needs, who, id, async (tx, row) => {
        if (change.version !== undefined && change.version !== row.version) {
          throw new Refusal('changed_since', 'Somebody else has changed this webhook. Look at theirs first.');
        }
        const state = change.isOn === undefined ? row.state : change.isOn ? 'on' : 'off';
        const url = change.url === undefined ? row.url : webAddress(change.url);
        await store.updateWebhook(tx, who.brandId, { id: row.id, name: change.name ?? row.name, url, state });
      }),
    remove: (who, id) =>
      changing(needs, who, id, async (tx, row) => {
        const policies = await listPolicies(tx, who.brandId);
        const user = policies.find(({ steps }) =>
          steps.some(({ what }) => what.kind === 'webhook' && what.webhookId === row.id),
        );
        if (user !== undefined) {
          throw new Refusal('not_valid', `The promise “${user.name}” tells it. Take the step out there first.`);
        }
        await store.deleteWebhook(tx, who.brandId, row.id);
      }),
    test: (who, id, signal) => tryOut(needs, who, id, signal),
    async deliveries(who, id) {
      permit(who, 'lead');
      if (!(await store.hasWebhook(db, who.brandId, id))) throw notFound('webhook');
      return deliveries.listDeliveries(db, who.brandId, id, DELIVERIES_SHOWN);
    },
    async retry(who, deliveryId) {
      permit(who, 'lead');
      const found = await deliveries.findDelivery(db, who.brandId, deliveryId);
      if (found === null) throw notFound('delivery');
      if (found.state === 'sent') throw new Refusal('too_late', 'It has arrived already.');
      if (found.kind === 'webhook.test') throw new Refusal('not_valid', 'Press “Test” to try it out again.');
      const at = now();
      const payload = { brandId: who.brandId, deliveryId };
      await db.transaction().execute(async tx => {
        await deliveries.reviveDelivery(tx, who.brandId, deliveryId, at);
        await addJob(tx, { task: WEBHOOK_TASK, payload, key: `webhook ${deliveryId}`, runAt: at });
      });
    },
  };
}

async function add(
  { db, seal, makeId, now }: WebhookNeeds,
  who: Who,
  { name, url }: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  permit(who, 'lead');
  const id = makeId();
  const secret = makeWebhookSecret();
  const sealed = seal.seal(secret, sealedFor(who.brandId, id));
  const at = now();
  await db.transaction().execute(async tx => {
    if ((await store.listWebhooks(tx, who.brandId)).length >= WEBHOOKS_PER_BRAND) {
      throw new Refusal('too_many', `A brand has room for ${WEBHOOKS_PER_BRAND} webhooks. Remove one first.`);
    }
    const one = { id, name, url: webAddress(url), secret: sealed, at, by: who.agentId };
    await store.insertWebhook(tx, who.brandId, one);
    await tellSettings(tx, who, 'webhooks', at);
  });
  return { id, secret };
}

async function changing(
  { db, now }: WebhookNeeds,
  who: Who,
  id: string,
  work: (tx: Tx, row: store.WebhookRow) => Promise<void>,
): Promise<void> {
  permit(who, 'lead');
  await db.transaction().execute(async tx => {
    const row = await store.lockWebhook(tx, who.brandId, id);
    if (row === null) throw notFound('webhook');
    await work(tx, row);
    await tellSettings(tx, who, 'webhooks', now());
  });
}

async function tryOut(needs: WebhookNeeds, who: Who, id: string, signal: AbortSignal): Promise<Came> {
  permit(who, 'lead');
  const { db, makeId, now } = needs;
  const { brandId } = who;
  const webhook = await store.findWebhook(db, brandId, id);
  if (webhook === null) throw notFound('webhook');
  const at = now();
  const kind = 'webhook.test';
  const letter = { id: makeId(), body: JSON.stringify({ type: kind, timestamp: at.toISOString(), data: { brandId } }) };
  const came = await post(needs, brandId, webhook, letter, signal);
  const { ok, status, said, tookMs } = came;
  await db.transaction().execute(async tx => {
    await deliveries.insertDelivery(tx, brandId, { ...letter, webhookId: id, kind, at });
    const ended = { state: ok ? 'sent' : 'failed', nextAt: null, doneAt: now(), status, said, tookMs } as const;
    await deliveries.writeAttempt(tx, brandId, letter.id, ended);
  });
  return came;
}

function webAddress(text: string): string {
  const url = URL.parse(text.trim());
  const isFine = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (!isFine)
    throw new Refusal('not_valid', 'Give the whole address, beginning with https://, without a password in it.');
  return url.href;
}
