/** Web Push (RFC 8030): a person's own browsers are told that there is something. What it is, they read at the desk. */
import webPush from 'web-push';
import { type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { type Quiet, quietUntil } from '../core/quiet-hours.ts';
import { Refusal } from '../core/refusal.ts';
import type { Db } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import * as store from '../store/push.ts';
import { PUSH_TASK } from './notify.ts';
import type { Self } from './permit.ts';
import type { Seal } from './seal.ts';

export type Push = {
  about(self: Self): Promise<{ publicKey: string; devices: number; quiet: Quiet | null }>;
  subscribe(self: Self, browser: Browser): Promise<void>;
  unsubscribe(self: Self, endpoint: string): Promise<void>;
  setQuiet(self: Self, quiet: Quiet | null): Promise<void>;
  /** One notification to each browser of its person. Seen meanwhile, it is not sent; in quiet hours, later. */
  send(job: PushJob, signal: AbortSignal): Promise<void>;
};

export type Browser = { endpoint: string; keys: { p256dh: string; auth: string }; label: string };
/** `subscriptionId`: again to this browser only, for the `attempt`th time. */
export type PushJob = { brandId: number; notificationId: string; subscriptionId?: string; attempt?: number };

export type PushNeeds = {
  db: Db;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
  /** Who sends, for the browsers' own push service: where people reach this desk. */
  publicUrl: string;
};

export const BROWSERS_PER_PERSON = 20;
const ATTEMPTS = 5;
const RETRY_FIRST_SECONDS = 30;
/** What nobody took by then is old: the list has it all the same. */
const KEPT_SECONDS = 12 * 60 * 60;
const TIMEOUT_MS = 10_000;
const SEALED_FOR = { brandId: 0, channelId: 'push' };

export function makePush(needs: PushNeeds): Push {
  const { db, now } = needs;
  return {
    async about({ agentId }) {
      const { publicKey } = await keysOf(needs);
      const devices = (await store.listSubscriptions(db, agentId)).length;
      return { publicKey, devices, quiet: await store.readQuiet(db, agentId) };
    },
    async subscribe({ agentId }, { endpoint, keys, label }) {
      if (URL.parse(endpoint)?.protocol !== 'https:')
        throw new Refusal('not_valid', 'A browser is told over https only.');
      refuseUnusable(keys);
      const held = await store.listSubscriptions(db, agentId);
      if (held.length >= BROWSERS_PER_PERSON && !held.some(one => one.endpoint === endpoint)) {
        throw new Refusal('too_many', `You have ${BROWSERS_PER_PERSON} devices already. Switch one off first.`);
      }
      await store.writeSubscription(db, { id: needs.makeId(), agentId, endpoint, ...keys, label, at: now() });
    },
    unsubscribe: ({ agentId }, endpoint) => store.forgetSubscription(db, agentId, endpoint),
    async setQuiet({ agentId }, quiet) {
      if (quiet !== null && !isZone(quiet.zone)) throw new Refusal('not_valid', 'There is no such time zone.');
      await store.writeQuiet(db, agentId, quiet);
    },
    send: (job, signal) => send(needs, job, signal),
  };
}

async function send(needs: PushNeeds, job: PushJob, signal: AbortSignal): Promise<void> {
  const { db, now } = needs;
  const { brandId, notificationId, subscriptionId } = job;
  const told = await store.findPushed(db, brandId, notificationId);
  if (told === null || told.seenAt !== null) return;
  const quiet = await store.readQuiet(db, told.agentId);
  const wakes = quiet && quietUntil(quiet, now());
  if (wakes !== null) {
    // The newest takes the place of those before: one word in the morning, not thirty.
    const later = { task: PUSH_TASK, payload: { brandId, notificationId }, key: `push after quiet ${told.agentId}` };
    return addJob(db, { ...later, runAt: wakes });
  }
  const again = subscriptionId === undefined ? null : await store.findSubscription(db, subscriptionId);
  const browsers =
    subscriptionId === undefined ? await store.listSubscriptions(db, told.agentId) : again ? [again] : [];
  const payload = JSON.stringify({ kind: told.kind, conversationId: told.conversationId, brandId });
  for (const browser of browsers) await tellBrowser(needs, browser, payload, job, signal);
}

/** No customer's words are in it, only what kind of thing it is and where it leads. */
async function tellBrowser(
  needs: PushNeeds,
  browser: store.Subscription,
  payload: string,
  job: PushJob,
  signal: AbortSignal,
): Promise<void> {
  const { db, now, fetchFor, publicUrl } = needs;
  const { endpoint, p256dh, auth } = browser;
  const vapidDetails = { subject: subjectOf(publicUrl), ...(await keysOf(needs)) };
  const letter = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    TTL: KEPT_SECONDS,
    vapidDetails,
    contentEncoding: 'aes128gcm',
  });
  const headers = Object.fromEntries(Object.entries(letter.headers).map(([name, value]) => [name, String(value)]));
  try {
    const answer = await fetchFor(signal)(endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(letter.body ?? []),
      timeoutMs: TIMEOUT_MS,
      accept: status => status < 300 || status === 404 || status === 410,
    });
    if (answer.status >= 300) await store.removeSubscription(db, browser.id);
    else await store.noteDelivered(db, browser.id, now());
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    await tryLater(needs, browser.id, job, error);
  }
}

async function tryLater(
  { db, now }: PushNeeds,
  subscriptionId: string,
  job: PushJob,
  why: NetworkFailure,
): Promise<void> {
  const attempt = (job.attempt ?? 1) + 1;
  // A push service that refuses for good will refuse again.
  if (attempt > ATTEMPTS || why.next === 'refuse' || why.next === 'gone') return;
  const seconds = why.afterSeconds ?? RETRY_FIRST_SECONDS * 2 ** (attempt - 2);
  const { brandId, notificationId } = job;
  await addJob(db, {
    task: PUSH_TASK,
    payload: { brandId, notificationId, subscriptionId, attempt },
    key: `push ${notificationId} ${subscriptionId}`,
    runAt: new Date(now().getTime() + seconds * 1000),
  });
}

/** Made once for the installation and sealed. Browsers know us by the public half: with others, all would have to begin anew. */
async function keysOf({ db, seal }: PushNeeds): Promise<{ publicKey: string; privateKey: string }> {
  const held = await store.readKeys(db);
  const sealed =
    held ?? (await store.keepKeys(db, seal.seal(webPush.generateVAPIDKeys(), SEALED_FOR).toString('base64')));
  return seal.unseal(Buffer.from(sealed, 'base64'), SEALED_FOR) as { publicKey: string; privateKey: string };
}

/** A push service wants to know whom to ask; a desk on one machine has no address the world knows. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : 'mailto:nobody@localhost.example';
}

const KEY_BYTES = 65;
const AUTH_BYTES = 16;

function refuseUnusable({ p256dh, auth }: Browser['keys']): void {
  const isFine =
    Buffer.from(p256dh, 'base64url').length === KEY_BYTES && Buffer.from(auth, 'base64url').length === AUTH_BYTES;
  if (!isFine) throw new Refusal('not_valid', 'These are not the keys of a browser.');
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
