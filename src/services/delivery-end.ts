/** What became of an attempt, written in one transaction: sent, again later, failed, or honestly unsure. */
import { NetworkFailure, type Sent } from '../connectors/connector.ts';
import { type AfterFailure, afterFailure, type Failed, LOOK_AGAIN, whenUnsure } from '../core/attempt.ts';
import { backoffMs } from '../core/backoff.ts';
import type { Idempotency } from '../core/delivery.ts';
import { breakChannel, findChannel } from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/deliveries.ts';
import { changedDelivery, inAnswer, type Job } from './answer-lock.ts';
import { confirmSent } from './confirm.ts';
import type { Delivering } from './delivering.ts';
import { deedOf } from './draft.ts';
import { clipped } from './outside-words.ts';
import { planDelivery } from './plan-delivery.ts';
import { resolveAfterSent } from './resolve-after-sent.ts';
import { tellChanged } from './tell-changed.ts';

/** It stands on the network: the clock is met at the network's time. Nothing more happens if the stream said so first. */
export async function finalise(needs: Delivering, job: Job, sent: Sent, foundByLookup: boolean): Promise<void> {
  await inAnswer(needs, job, async (tx, _row, outgoing, now) => {
    await store.endAttempt(tx, job.brandId, job.messageId, foundByLookup ? 'found' : 'sent', null);
    if (outgoing.delivery !== 'sent') {
      const { makeId, readers } = needs;
      const { remoteId, at, url, room = null } = sent;
      await confirmSent(tx, { ...job, remoteId, at, url, room, foundByLookup, now, makeId, readers });
    }
    await needs.passing?.('finalising');
  });
  await needs.passing?.('finalised');
  await resolveAfterSent(needs, job);
}

/** Looked for and certainly not there: it leaves again at once, as a new attempt under the same key. */
export async function isNotThere(needs: Delivering, job: Job): Promise<void> {
  await inAnswer(needs, job, async (tx, row, outgoing, at) => {
    if (outgoing.delivery !== 'unsure') return;
    await store.endAttempt(tx, job.brandId, job.messageId, 'not_there', outgoing.said);
    await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'queued', said: null, sendAt: at });
    await planDelivery(tx, job, at);
    await changedDelivery(tx, job, row, at);
  });
}

/** @param doing while sending or while looking  @param stopping aborted when the program is being stopped */
export async function fail(
  needs: Delivering,
  job: Job,
  error: unknown,
  doing: 'send' | 'find',
  stopping: AbortSignal,
): Promise<void> {
  const failed = failedOf(error);
  await inAnswer(needs, job, async (tx, row, outgoing, at) => {
    // The stream has shown it on the network meanwhile: whatever our request came to, it stands there.
    if (outgoing.delivery !== 'sending' && outgoing.delivery !== 'unsure') return;
    const wasUnsure = doing === 'find' || (await store.wasUnsureBefore(tx, job.brandId, job.messageId));
    // Once its fate is unknown, "later" or "no" to our question does not mean "not sent".
    const next = wasUnsure ? 'unsure' : failed.next;
    if (doing === 'send') await store.endAttempt(tx, job.brandId, job.messageId, next, failed.said);
    const tries = await store.triesInARow(tx, job.brandId, job.messageId);
    const after = afterFailure({ ...failed, next }, tries, needs.random());
    await write(needs, tx, job, outgoing, after, tries, stopping.aborted, at);
    await changedDelivery(tx, job, row, at);
    if (after.kind === 'again' && after.breaksChannel) await breakIt(tx, outgoing, after.said, at);
  });
}

async function write(
  needs: Delivering,
  tx: Tx,
  job: Job,
  outgoing: store.Outgoing,
  after: AfterFailure,
  tries: number,
  isStopping: boolean,
  at: Date,
): Promise<void> {
  const { said } = after;
  if (after.kind === 'failed') return store.writeDelivery(tx, job.brandId, job.messageId, { state: 'failed', said });
  if (after.kind === 'again') {
    const sendAt = new Date(at.getTime() + (isStopping ? 0 : after.inMs));
    await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'queued', said, sendAt });
    return planDelivery(tx, job, sendAt);
  }
  const leaseUntil = await nextLook(needs, tx, outgoing, tries, isStopping, at);
  await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'unsure', said, leaseUntil });
  if (leaseUntil !== null) await planDelivery(tx, job, leaseUntil);
}

/** When an unsure answer is looked at again; null: only a person can decide. */
async function nextLook(
  needs: Delivering,
  tx: Tx,
  outgoing: store.Outgoing,
  tries: number,
  isStopping: boolean,
  at: Date,
): Promise<Date | null> {
  const idempotency = await idempotencyOf(needs, tx, outgoing);
  const first = await store.firstAttemptAt(tx, outgoing.brandId, outgoing.id);
  if (whenUnsure(idempotency, first ?? at, at) === 'ask') return null;
  return isStopping ? at : new Date(at.getTime() + backoffMs(LOOK_AGAIN, tries - 1, needs.random()));
}

async function idempotencyOf(needs: Delivering, tx: Tx, outgoing: store.Outgoing): Promise<Idempotency> {
  const channel = await findChannel(tx, outgoing.brandId, outgoing.channelId);
  const connector = channel === null ? undefined : needs.connectors.get(channel.network);
  return (connector === undefined ? null : deedOf(connector, outgoing))?.idempotency ?? 'none';
}

async function breakIt(tx: Tx, { brandId, channelId }: store.Outgoing, said: string, at: Date): Promise<void> {
  const channel = await findChannel(tx, brandId, channelId);
  if (channel === null || !(await breakChannel(tx, brandId, channelId, said))) return;
  await tellChanged(tx, at, { brandId, id: channelId, inboxId: channel.inboxId, actorId: null, state: 'broken', said });
}

/** The network's own words where it said any. What is no failure of the network is a bug, and its outcome unknown. */
function failedOf(error: unknown): Failed {
  if (error instanceof NetworkFailure) {
    const { next, afterSeconds, said, message } = error;
    return { next, afterSeconds, said: clipped(said ?? message) };
  }
  return { next: 'unsure', afterSeconds: null, said: 'Heed stopped in the middle of sending it.' };
}
