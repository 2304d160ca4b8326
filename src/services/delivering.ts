import type { Conversation } from '../core/conversation.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/deliveries.ts';
import { changedDelivery, type Job } from './answer-lock.ts';
import type { Desk } from './desk.ts';
import type { OpenedChannel, Speaking } from './speaking.ts';
import type { Wait } from './wait.ts';

/** Where a process may die while an answer leaves; the fault tests kill it at each. */
export const CRASH_POINTS = ['marked', 'accepted', 'finalising', 'finalised'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** What sending uses. */
export type Delivering = Desk &
  Speaking & {
    wait: Wait;
    /** Between 0 and 1. */
    random: () => number;
    /** Does nothing but in the fault tests. */
    passing?: (point: CrashPoint) => void | Promise<void>;
  };

/** A lease outlives the longest silence of a living process by far, and a dead one's answer waits no longer than this. */
export const LEASE_SECONDS = 15;
export const RENEW_EVERY_MS = 5_000;

/** What the first transaction decided. */
export type Begun =
  | { kind: 'nothing' }
  | { kind: 'send'; outgoing: store.Outgoing; opened: OpenedChannel }
  | { kind: 'find'; outgoing: store.Outgoing; opened: OpenedChannel; since: Date };

export function leaseEnd(at: Date): Date {
  return new Date(at.getTime() + LEASE_SECONDS * 1000);
}

/** Takes the lease and begins an attempt. */
export async function markSending(
  tx: Tx,
  job: Job,
  row: Conversation,
  outgoing: store.Outgoing,
  opened: OpenedChannel,
  at: Date,
): Promise<Begun> {
  await store.beginAttempt(tx, job.brandId, job.messageId, at);
  await store.writeDelivery(tx, job.brandId, job.messageId, { state: 'sending', said: null, leaseUntil: leaseEnd(at) });
  await changedDelivery(tx, job, row, at);
  return { kind: 'send', outgoing, opened };
}
