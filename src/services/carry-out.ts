/**
 * One deed to a post is done on its network. As with answers: one transaction marks it under a lease, the network is asked,
 * a second writes what came of it. What is safe to do twice is simply done again; a report whose fate is unknown is left to a person.
 */
import { type Context, NetworkFailure, type Outbound, type TheirPost } from '../connectors/connector.ts';
import { afterFailure, mayWaitForSignIn, SIGN_IN_LOOK_MS } from '../core/attempt.ts';
import type { Conversation } from '../core/conversation.ts';
import { isOnceAnyway } from '../core/moderation.ts';
import { breakChannel, findChannel } from '../store/channels.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { deleteMessages } from '../store/messages.ts';
import * as store from '../store/moderation.ts';
import { writeReopened } from '../store/status.ts';
import type { Change } from './announce.ts';
import { changed, tell } from './change.ts';
import type { Delivering } from './delivering.ts';
import type { Desk } from './desk.ts';
import { type ModerateJob, planModeration } from './moderate.ts';
import { clipped } from './outside-words.ts';
import { renewing } from './renew.ts';
import { refreshSummary } from './reply.ts';
import { settle } from './settle.ts';
import { contextFor, type OpenedChannel, openChannel } from './speaking.ts';
import { tellChanged } from './tell-changed.ts';

/** A network that takes longer than this is hung up on. */
export const MODERATE_TIMEOUT_MS = 30_000;
/** Outlives the time-out, so that nobody else begins while it is being done. */
export const MODERATE_LEASE_SECONDS = 45;
/** A deed this long past its time has lost its job, or the process that did it died. */
const OVERDUE_SECONDS = 10;
const REVIVED_AT_ONCE = 200;
const WAITS_PAUSED = 'It waits: the channel is paused.';
const WAITS_SIGNED_OUT = 'It waits until somebody signs the channel in again, under Channels.';
const NOBODY_KNOWS = 'Heed was stopped while it was on its way; nobody knows whether it arrived.';

type Begun = { moderation: store.Moderation; post: store.ModeratedPost; opened: OpenedChannel };

/** Safe to call at any time, by any number of processes. */
export async function carryOut(needs: Delivering, job: ModerateJob, signal: AbortSignal): Promise<void> {
  const begun = await begin(needs, job);
  if (begun === null) return;
  await needs.passing?.('marked');
  const { opened } = begun;
  const hangUp = AbortSignal.any([signal, AbortSignal.timeout(MODERATE_TIMEOUT_MS)]);
  try {
    const context = contextFor(needs, opened, hangUp);
    const outbound = opened.connector.outbound ?? {};
    await renewing(needs, opened.channel, opened.connector, context, () => act(outbound, context, begun));
  } catch (error) {
    const failed = failedOf(error, begun);
    if (failed !== null) {
      await fail(needs, job, failed, signal.aborted);
      if (!(error instanceof NetworkFailure) && !hangUp.aborted) throw error;
      return;
    }
  }
  await needs.passing?.('accepted');
  await finish(needs, job);
}

/** Finds deeds that nobody is moving and gives them a job. @returns how many were found */
export async function reviveModerations(desk: Desk): Promise<number> {
  const now = desk.now();
  const overdueBefore = new Date(now.getTime() - OVERDUE_SECONDS * 1000);
  const stranded = await store.strandedModerations(desk.db, now, overdueBefore, REVIVED_AT_ONCE);
  for (const { brandId, id } of stranded) await planModeration(desk.db, { brandId, moderationId: id }, now);
  return stranded.length;
}

async function act(
  outbound: Outbound<unknown>,
  context: Context<unknown>,
  { moderation: { deed, reason, ground }, post }: Begun,
): Promise<void> {
  const { remoteId, rootRemoteId, person } = post;
  const cannot = new NetworkFailure('refuse', 'This network has no way to do it.');
  if (remoteId === null) throw new NetworkFailure('gone', 'It does not stand on the network.');
  if (deed === 'delete') {
    if (outbound.remove === undefined) throw cannot;
    return outbound.remove(context, remoteId);
  }
  if (person === null) throw new NetworkFailure('refuse', 'Nobody knows who wrote it.');
  const theirs: TheirPost = { remoteId, rootRemoteId, person };
  if (deed === 'report') {
    if (outbound.report === undefined) throw cannot;
    return outbound.report(context, theirs, { ground: ground ?? 'other', words: reason ?? '' });
  }
  if (outbound[deed] === undefined) throw cannot;
  return outbound[deed](context, theirs);
}

type Held = { moderation: store.Moderation; post: store.ModeratedPost; row: Conversation; at: Date };

/** A transaction that holds a deed and the conversation of its post, in the order everybody takes them. */
function inModeration<T>(desk: Desk, { brandId, moderationId }: ModerateJob, work: (tx: Tx, held: Held) => Promise<T>) {
  return desk.db.transaction().execute(async tx => {
    for (;;) {
      const place = await store.placeOfModeration(tx, brandId, moderationId);
      if (place === null) return null;
      const row = (await lockConversationRows(tx, brandId, [place.conversationId])).get(place.conversationId);
      const moderation = await store.lockModeration(tx, brandId, moderationId);
      const post = await store.findModeratedPost(tx, brandId, place.messageId);
      // Between finding its place and holding it, the post may have moved.
      if (row === undefined || moderation === null || post?.conversationId !== row.id) continue;
      return work(tx, { moderation, post, row, at: desk.now() });
    }
  });
}

function begin(needs: Delivering, job: ModerateJob): Promise<Begun | null> {
  return inModeration(needs, job, async (tx, held) => {
    const { moderation, post, at } = held;
    const { state, runAt, leaseUntil } = moderation;
    const isAbandoned = state === 'doing' && leaseUntil !== null && leaseUntil <= at;
    if (state !== 'queued' && !isAbandoned) return null;
    if (state === 'queued' && runAt > at) {
      await planModeration(tx, job, runAt);
      return null;
    }
    if (isAbandoned && !isOnceAnyway(moderation.deed)) {
      await write(tx, job, held, { state: 'unsure', said: NOBODY_KNOWS, at });
      return null;
    }
    const opened = await openChannel(tx, needs, job.brandId, post.channelId);
    if (opened === null) {
      await write(tx, job, held, { state: 'failed', said: 'This channel was left.', at });
      return null;
    }
    const awaited = whatItWaitsFor(moderation, opened, at);
    if (awaited !== null) {
      await again(tx, job, held, awaited, SIGN_IN_LOOK_MS);
      return null;
    }
    if (opened.channel.state === 'broken') {
      const said = `${opened.channel.name} has lost its connection. Mend it under Channels, then try again.`;
      await write(tx, job, held, { state: 'failed', said, at });
      return null;
    }
    const leaseUntilNow = new Date(at.getTime() + MODERATE_LEASE_SECONDS * 1000);
    await write(tx, job, held, { state: 'doing', leaseUntil: leaseUntilNow });
    return { moderation, post, opened };
  });
}

function whatItWaitsFor({ at: askedAt }: store.Moderation, { channel }: OpenedChannel, now: Date): string | null {
  if (channel.state === 'paused') return WAITS_PAUSED;
  return channel.state === 'broken' && mayWaitForSignIn(askedAt, now) ? WAITS_SIGNED_OUT : null;
}

type Failed = { next: NetworkFailure['next']; afterSeconds: number | null; said: string };

/** Null: what was to go is gone. An unknown fate is one more try, where a second time does no harm. */
function failedOf(error: unknown, { moderation: { deed } }: Begun): Failed | null {
  if (!(error instanceof NetworkFailure))
    return { next: isOnceAnyway(deed) ? 'retry' : 'unsure', afterSeconds: null, said: NOBODY_KNOWS };
  const { next, afterSeconds, said, message } = error;
  if (next === 'gone' && deed === 'delete') return null;
  return {
    next: next === 'unsure' && isOnceAnyway(deed) ? 'retry' : next,
    afterSeconds,
    said: clipped(said ?? message),
  };
}

async function fail(needs: Delivering, job: ModerateJob, failed: Failed, isStopping: boolean): Promise<void> {
  await inModeration(needs, job, async (tx, held) => {
    const { moderation, post, at } = held;
    if (moderation.state !== 'doing') return;
    const after = afterFailure(failed, Math.max(1, moderation.attempts), needs.random());
    if (after.kind !== 'again') return write(tx, job, held, { state: after.kind, said: after.said, at });
    await again(tx, job, held, after.said, isStopping ? 0 : after.inMs);
    if (after.breaksChannel) await breakIt(tx, job.brandId, post.channelId, after.said, at);
  });
}

async function again(tx: Tx, job: ModerateJob, held: Held, said: string, inMs: number): Promise<void> {
  const runAt = new Date(held.at.getTime() + inMs);
  await planModeration(tx, job, runAt);
  await write(tx, job, held, { state: 'queued', said, runAt });
}

async function breakIt(tx: Tx, brandId: number, channelId: string, said: string, at: Date): Promise<void> {
  const channel = await findChannel(tx, brandId, channelId);
  if (channel === null || !(await breakChannel(tx, brandId, channelId, said))) return;
  await tellChanged(tx, at, { brandId, id: channelId, inboxId: channel.inboxId, actorId: null, state: 'broken', said });
}

async function finish(needs: Delivering, job: ModerateJob): Promise<void> {
  await inModeration(needs, job, async (tx, held) => {
    const { moderation, at } = held;
    if (moderation.state !== 'doing') return;
    await store.writeModeration(tx, job.brandId, job.moderationId, { state: 'done', said: null, at });
    if (moderation.deed === 'delete') await deleteOurs(needs, tx, job.brandId, held);
    else await tellModerated(tx, job.brandId, held);
    await needs.passing?.('finalising');
  });
  await needs.passing?.('finalised');
}

/** It stands there no more: whoever it answered waits again, from when they wrote. */
async function deleteOurs(needs: Delivering, tx: Tx, brandId: number, held: Held): Promise<void> {
  const { moderation, post, row, at } = held;
  await deleteMessages(tx, brandId, [{ id: moderation.messageId, at, by: 'us' }]);
  const ids = post.alsoAnswersId === null ? [row.id] : [row.id, post.alsoAnswersId];
  const settled = await settle(tx, brandId, ids, at, { makeId: needs.makeId, since: post.at });
  const more: Change[] = [];
  const waitsAgain = settled.some(
    one => one.conversationId === row.id && one.turns.some(turn => turn.closedAt === null),
  );
  if (waitsAgain && row.status === 'resolved') {
    await writeReopened(tx, brandId, row.id);
    more.push(changed(row.id, 'reopened'));
  }
  await refreshSummary(tx, brandId, row.id);
  const gone = { kind: 'message.changed', conversationId: row.id, messageId: moderation.messageId } as const;
  const who = { brandId, agentId: moderation.agentId };
  await tell(tx, who, row, at, { changes: [{ ...gone, change: 'deleted' }, ...more], settled });
}

async function write(tx: Tx, job: ModerateJob, held: Held, next: store.NextModeration): Promise<void> {
  await store.writeModeration(tx, job.brandId, job.moderationId, next);
  await tellModerated(tx, job.brandId, held);
}

async function tellModerated(tx: Tx, brandId: number, { moderation, row, at }: Held): Promise<void> {
  const about = { kind: 'message.changed', conversationId: row.id, messageId: moderation.messageId } as const;
  const who = { brandId, agentId: moderation.agentId };
  await tell(tx, who, row, at, { changes: [{ ...about, change: 'moderated' }] });
}
