/** An answer whose fate is unknown: its sender died, or the network went silent. Nothing is said twice to find out. */
import { whenUnsure } from '../core/attempt.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/deliveries.ts';
import { changedDelivery, type Job } from './answer-lock.ts';
import { type Begun, type Delivering, leaseEnd, markSending } from './delivering.ts';
import { deedOf } from './draft.ts';
import { openChannel } from './speaking.ts';

const INTERRUPTED = 'Heed was interrupted while sending it.';

/**
 * Takes over an answer that is `sending` under a dead lease, or `unsure` and due for a look. By the network's own protection:
 * the same key again, a look for it, or a person's decision.
 */
export async function beginAgain(
  needs: Delivering,
  tx: Tx,
  job: Job,
  row: Conversation,
  outgoing: store.Outgoing,
  at: Date,
): Promise<Begun> {
  const { brandId, messageId } = job;
  const { leaseUntil, delivery } = outgoing;
  if (leaseUntil === null ? delivery === 'unsure' : leaseUntil > at) return { kind: 'nothing' };
  if (delivery === 'sending') await store.endAttempt(tx, brandId, messageId, 'unsure', INTERRUPTED);
  const opened = await openChannel(tx, needs, brandId, outgoing.channelId);
  const deed = opened === null ? null : deedOf(opened.connector, outgoing);
  const since = (await store.firstAttemptAt(tx, brandId, messageId)) ?? at;
  const next = deed === null ? 'ask' : whenUnsure(deed.idempotency, since, at);
  if (opened !== null && next === 'send') return markSending(tx, job, row, outgoing, opened, at);
  const said = outgoing.said ?? INTERRUPTED;
  const lookUntil = next === 'find' ? leaseEnd(at) : null;
  await store.writeDelivery(tx, brandId, messageId, { state: 'unsure', said, leaseUntil: lookUntil });
  await changedDelivery(tx, job, row, at);
  return opened !== null && next === 'find' ? { kind: 'find', outgoing, opened, since } : { kind: 'nothing' };
}
