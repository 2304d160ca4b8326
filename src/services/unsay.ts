/** Somebody said that an answer stands on the network, and it does not: it waits there again, and so does the customer. */
import { Refusal } from '../core/refusal.ts';
import { findTarget } from '../store/answers.ts';
import type { Tx } from '../store/db.ts';
import type { Outgoing } from '../store/deliveries.ts';
import { findHeldPosts } from '../store/messages.ts';
import { handBack } from '../store/own-messages.ts';
import { writeReopened } from '../store/status.ts';
import type { Change } from './announce.ts';
import { changed, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { pageFor } from './hand-off.ts';
import type { Who } from './permit.ts';
import { type Answered, readAnswered, refreshSummary } from './reply.ts';
import { settle } from './settle.ts';
import type { Speaking } from './speaking.ts';
import { withAnswer } from './take-back.ts';

/** Takes back `confirmHandOff`, at any time, while nothing but somebody's word stands for it. */
export function unconfirmHandOff(desk: Desk & Speaking, who: Who, messageId: string): Promise<Answered> {
  return withAnswer(desk, who, messageId, async (tx, row, outgoing, at) => {
    const { brandId } = who;
    const url = await pageAgain(tx, desk, who, row, outgoing);
    if (!(await handBack(tx, brandId, messageId, url))) {
      throw new Refusal('too_late', whyNot(outgoing), { state: outgoing.delivery });
    }
    const changes: Change[] = [{ kind: 'message.changed', conversationId: row.id, messageId, change: 'delivery' }];
    if (row.status === 'resolved') {
      // It was resolved because it was answered, or by somebody who believed so.
      await writeReopened(tx, brandId, row.id);
      changes.push(changed(row.id, 'reopened'));
    }
    const waiting = outgoing.alsoAnswersId === null ? [row.id] : [row.id, outgoing.alsoAnswersId];
    const settled = await settle(tx, brandId, waiting, at, { makeId: desk.makeId });
    await refreshSummary(tx, brandId, row.id);
    const answered = await readAnswered(tx, brandId, messageId, row.id);
    await tell(tx, who, row, at, { changes, settled });
    return answered;
  });
}

function whyNot({ delivery }: Outgoing): string {
  if (delivery === 'handed') return 'Nobody has said that it is there.';
  return 'The network has shown it, or it left from here. Delete it on the network if it must go.';
}

/** Where it is to be put up; null where that page cannot be named any more, which keeps nobody from taking their word back. */
async function pageAgain(
  tx: Tx,
  desk: Speaking,
  who: Who,
  row: Parameters<typeof pageFor>[3],
  { id, channelId, parentRemoteId, text }: Outgoing,
): Promise<string | null> {
  if (parentRemoteId === null) return null;
  const [parent] = await findHeldPosts(tx, who.brandId, channelId, [parentRemoteId], []);
  const target = parent === undefined ? null : await findTarget(tx, who.brandId, row.id, parent.id);
  try {
    return await pageFor(tx, desk, who, row, target, { key: id, text });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
