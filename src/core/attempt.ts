/** What follows from how an attempt to send ended. Pure: time and chance are passed in. */
import { type Backoff, backoffMs } from './backoff.ts';
import type { FailureNext, Idempotency } from './delivery.ts';

/** Waits between attempts that the network turned away for the moment. */
export const SEND_AGAIN: Backoff = { firstMs: 2_000, mostMs: 300_000 };
/** After so many in a row a person should know. With the waits above that is half an hour. */
export const SEND_AGAIN_LIMIT = 12;
/** An answer whose channel is not ready waits for it, and is looked at this often. */
export const SIGN_IN_LOOK_MS = 30_000;
/** Past this age an answer is not sent without a person having looked at it again. */
export const SIGN_IN_WAIT_HOURS = 24;
/** Waits between looks for an answer whose fate is unknown. */
export const LOOK_AGAIN: Backoff = { firstMs: 5_000, mostMs: 900_000 };
/** Past this age of the first attempt a network may have forgotten our key (the shortest known memory is an hour). */
export const KEY_REMEMBERED_MINUTES = 45;
/** Past this age looking has no point any more; a person decides. */
export const LOOK_FOR_HOURS = 24;

export type Failed = { next: FailureNext; afterSeconds: number | null; said: string };

export type AfterFailure =
  | { kind: 'again'; inMs: number; said: string; breaksChannel: boolean }
  | { kind: 'failed'; said: string }
  | { kind: 'unsure'; said: string };

/** @param failures how many attempts in a row have ended in `retry`, this one included  @param random between 0 and 1 */
export function afterFailure(failed: Failed, failures: number, random: number): AfterFailure {
  const { next, said } = failed;
  if (next === 'unsure') return { kind: 'unsure', said };
  // Certainly not sent, and not the answer's fault: it waits until a person has signed in again.
  if (next === 'reauthorise') return { kind: 'again', inMs: SIGN_IN_LOOK_MS, said, breaksChannel: true };
  if (next === 'retry' && failures < SEND_AGAIN_LIMIT) {
    const wait = backoffMs(SEND_AGAIN, failures - 1, random);
    return { kind: 'again', inMs: Math.max(wait, (failed.afterSeconds ?? 0) * 1000), said, breaksChannel: false };
  }
  return { kind: 'failed', said };
}

/** Whether an answer written then may still leave by itself once its channel is signed in again. */
export function mayWaitForSignIn(writtenAt: Date, now: Date): boolean {
  return now.getTime() - writtenAt.getTime() <= SIGN_IN_WAIT_HOURS * 3_600_000;
}

export type WhenUnsure = 'send' | 'find' | 'ask';

/** What may be done about an answer whose fate is unknown without the danger of saying it twice. */
export function whenUnsure(idempotency: Idempotency, firstAttemptAt: Date, now: Date): WhenUnsure {
  const minutes = (now.getTime() - firstAttemptAt.getTime()) / 60_000;
  if (idempotency === 'native') return minutes <= KEY_REMEMBERED_MINUTES ? 'send' : 'ask';
  return idempotency === 'lookup' && minutes <= LOOK_FOR_HOURS * 60 ? 'find' : 'ask';
}
