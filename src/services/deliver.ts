/**
 * One answer leaves. Two short transactions with the network between them: the first marks it `sending` under a lease and
 * begins an attempt, the second writes what became of it. Whoever dies in between leaves a lease that runs out, and
 * `reconcile.ts` finds out what happened before anything is sent again.
 */
import { type Context, type Deed, type Draft, NetworkFailure } from '../connectors/connector.ts';
import { mayWaitForSignIn, SIGN_IN_LOOK_MS } from '../core/attempt.ts';
import { answersByOthers } from '../store/answers.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/deliveries.ts';
import { changedDelivery, inAnswer, type Job } from './answer-lock.ts';
import { type Begun, type Delivering, leaseEnd, markSending, RENEW_EVERY_MS } from './delivering.ts';
import { fail, finalise, isNotThere } from './delivery-end.ts';
import { deedOf, draftOf } from './draft.ts';
import { planDelivery } from './plan-delivery.ts';
import { beginAgain } from './reconcile.ts';
import { renewing } from './renew.ts';
import { resolveAfterSent } from './resolve-after-sent.ts';
import { onlyByHand, whyPostClosed, whyRoomClosed } from './route.ts';
import { contextFor, type OpenedChannel, openChannel } from './speaking.ts';

/** A network that takes longer than this is hung up on; what it did then is looked up. */
export const SEND_TIMEOUT_MS = 60_000;
export const COLLEAGUE_FIRST = 'A colleague answered first.';
const PAUSED = 'It waits: the channel is paused.';
const SIGNED_OUT = 'It waits until somebody signs the channel in again, under Channels.';

/** Safe to call at any time, by any number of processes: what is not due or not ours stays as it is. */
export async function deliver(needs: Delivering, job: Job, signal: AbortSignal): Promise<void> {
  const begun = await begin(needs, job);
  if (begun.kind === 'nothing') return resolveAfterSent(needs, job);
  await needs.passing?.('marked');
  const { outgoing, opened } = begun;
  const hangUp = AbortSignal.any([signal, AbortSignal.timeout(SEND_TIMEOUT_MS)]);
  const done = new AbortController();
  const holding = holdLease(needs, job, AbortSignal.any([done.signal, signal]));
  try {
    const deed = deedOf(opened.connector, outgoing);
    if (deed === null) throw new NetworkFailure('refuse', `${opened.connector.name} does not take such answers.`);
    const draft = await draftOf(needs.db, outgoing);
    const context = contextFor(needs, opened, hangUp);
    await renewing(needs, opened.channel, opened.connector, context, () =>
      begun.kind === 'find'
        ? look(needs, job, deed, context, draft, begun.since)
        : send(needs, job, deed, context, draft),
    );
  } catch (error) {
    await fail(needs, job, error, begun.kind, signal);
    // A bug: the answer is honestly unsure, and the bug is not swallowed.
    if (!(error instanceof NetworkFailure) && !hangUp.aborted) throw error;
  } finally {
    done.abort();
    await holding;
  }
}

async function send(needs: Delivering, job: Job, deed: Deed<unknown>, context: Context<unknown>, draft: Draft) {
  const sent = await deed.send(context, draft);
  await needs.passing?.('accepted');
  await finalise(needs, job, sent, false);
}

async function look(
  needs: Delivering,
  job: Job,
  deed: Deed<unknown>,
  context: Context<unknown>,
  draft: Draft,
  since: Date,
): Promise<void> {
  if (deed.idempotency !== 'lookup') throw new Error('looked for an answer on a network that cannot be asked');
  const found = await deed.find(context, draft, since);
  if (found !== null) await finalise(needs, job, found, true);
  else await isNotThere(needs, job);
}

async function begin(needs: Delivering, job: Job): Promise<Begun> {
  const begun = await inAnswer(needs, job, async (tx, row, outgoing, at): Promise<Begun> => {
    const { delivery, sendAt } = outgoing;
    if (delivery === 'sending' || delivery === 'unsure') return beginAgain(needs, tx, job, row, outgoing, at);
    if (delivery !== 'queued') return { kind: 'nothing' };
    if (sendAt !== null && sendAt > at) {
      await planDelivery(tx, job, sendAt);
      return { kind: 'nothing' };
    }
    const opened = await openChannel(tx, needs, job.brandId, outgoing.channelId);
    const awaited = whatItWaitsFor(outgoing, opened, at);
    if (awaited !== null) {
      const again = new Date(at.getTime() + SIGN_IN_LOOK_MS);
      await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'queued', said: awaited, sendAt: again });
      await planDelivery(tx, job, again);
      if (outgoing.said !== awaited) await changedDelivery(tx, job, row, at);
      return { kind: 'nothing' };
    }
    const hindrance = await hindranceTo(tx, outgoing, opened, at);
    if (hindrance === null && opened !== null) return markSending(tx, job, row, outgoing, opened, at);
    const said = hindrance ?? 'This channel was left, so nothing can be sent on it.';
    await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'failed', said });
    await changedDelivery(tx, job, row, at);
    return { kind: 'nothing' };
  });
  return begun ?? { kind: 'nothing' };
}

/** What is put right without touching the answer; null where it may go, or must not. */
function whatItWaitsFor({ writtenAt }: store.Outgoing, opened: OpenedChannel | null, now: Date): string | null {
  if (opened?.channel.state === 'paused') return PAUSED;
  return opened?.channel.state === 'broken' && mayWaitForSignIn(writtenAt, now) ? SIGNED_OUT : null;
}

/** Why it must not leave now. A colleague's answer stops it up to the last moment. */
async function hindranceTo(
  tx: Tx,
  outgoing: store.Outgoing,
  opened: OpenedChannel | null,
  at: Date,
): Promise<string | null> {
  if (opened?.channel.state === 'broken') {
    return `${opened.channel.name} has lost its connection. Mend it under Channels, then try again.`;
  }
  const forbidden = opened === null ? null : forbiddenNow(outgoing, opened, at);
  if (forbidden !== null) return forbidden;
  if (outgoing.anyway) return null;
  const { brandId, agentId, answersKnown } = outgoing;
  for (const conversationId of [outgoing.conversationId, outgoing.alsoAnswersId]) {
    if (conversationId === null) continue;
    const asked = { brandId, conversationId, agentId, unseenSince: null, onlySent: true };
    const others = await answersByOthers(tx, asked);
    if (others.some(other => other.id !== outgoing.id && !answersKnown.includes(other.id))) return COLLEAGUE_FIRST;
  }
  return null;
}

/** What the network allows may have changed while it waited: its window has closed, or this post is not for programs to answer. */
function forbiddenNow(outgoing: store.Outgoing, opened: OpenedChannel, at: Date): string | null {
  const {
    visibility,
    parentRemoteId: remoteId,
    rootRemoteId,
    parentAddressed: addressed,
    parentAt,
    room,
    lastHeardAt,
  } = outgoing;
  if (visibility === 'public') return onlyByHand(opened, { addressed, remoteId, rootRemoteId });
  if (outgoing.template !== null) return null;
  if (room === null) return parentAt === null ? null : whyPostClosed(opened, parentAt, at);
  return whyRoomClosed(opened, lastHeardAt, at, !outgoing.automatic);
}

/** Renews the lease while the network takes its time. */
async function holdLease(needs: Delivering, { brandId, messageId }: Job, signal: AbortSignal): Promise<void> {
  await needs.wait(RENEW_EVERY_MS, signal);
  while (!signal.aborted) {
    await store.renewLease(needs.db, brandId, messageId, leaseEnd(needs.now()));
    await needs.wait(RENEW_EVERY_MS, signal);
  }
}
