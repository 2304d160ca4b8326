import { type EscalationMark, markName } from '../core/escalation.ts';
import type { EscalationFacts } from '../core/escalation-facts.ts';
import type { Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';

/** Task name of `mail.send`; its payload is a `MailJob`. */
export const MAIL_TASK = 'mail';

/** `attempt`: this is the so manyth, from 1. */
export type MailJob = { brandId: number; to: string; subjectId: string; facts: EscalationFacts; attempt: number };

/** A letter to each address, within the transaction of what it tells of; the same moment of the same turn once. */
export async function queueMail(
  tx: Tx,
  { brandId, at }: { brandId: number; at: Date },
  addresses: readonly string[],
  facts: EscalationFacts,
  subjectId: string,
): Promise<void> {
  for (const to of addresses) {
    const payload: MailJob = { brandId, to, subjectId, facts, attempt: 1 };
    await addJob(tx, { task: MAIL_TASK, payload, key: mailKey(subjectId, facts.moment, to), runAt: at });
  }
}

/** Names the letter: for the queue, and for mail readers that fold the same letter into one. */
export function mailKey(subjectId: string, moment: EscalationMark, to: string): string {
  return `mail ${subjectId} ${markName(moment)} ${to}`;
}

/** Jobs are written by us; anything else under this name is a bug. */
export function readMail(payload: unknown): MailJob {
  if (typeof payload === 'object' && payload !== null && 'facts' in payload && 'to' in payload) {
    const job = payload as MailJob;
    if (typeof job.to === 'string' && typeof job.attempt === 'number') return job;
  }
  throw new TypeError(`this is no letter: ${JSON.stringify(payload)}`);
}
