import type { MakeId } from '../core/id.ts';
import type { NotificationKind, NotificationParts } from '../core/notification.ts';
import { sendAsides } from '../store/asides.ts';
import type { Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { insertNotifications } from '../store/notifications.ts';

export type Told = {
  /** Who should know. */
  agentId: string;
  kind: NotificationKind;
  /** What it is told for, such as `note <id>`: the same cause tells the same person once, whatever tries again. */
  cause: string;
  conversationId: string | null;
  /** The colleague it comes from; they are never told of their own deeds. */
  fromId: string | null;
  parts?: NotificationParts;
};

/** Task name of `push.send`; its payload is `{ brandId, notificationId }`. */
export const PUSH_TASK = 'push';

/** The first words are enough to know what it is about. */
const WORDS_LIMIT = 200;

/**
 * Puts it on each one's list, within the transaction of the deed it tells of, and before its events are announced. Whoever cannot
 * see the conversation is not told. @returns who was told now
 */
export async function notify(
  tx: Tx,
  { brandId, at, makeId }: { brandId: number; at: Date; makeId: MakeId },
  told: readonly Told[],
): Promise<string[]> {
  const added = await insertNotifications(
    tx,
    brandId,
    at,
    told.map(({ parts = {}, ...one }) => ({ ...one, id: makeId(), parts: shortened(parts) })),
  );
  await sendAsides(
    tx,
    added.map(({ id, agentId }) => ({ brandId, inboxId: null, agentId, data: { kind: 'notified', id } })),
  );
  for (const { id, hasPush } of added) {
    if (!hasPush) continue;
    const payload = { brandId, notificationId: id };
    await addJob(tx, { task: PUSH_TASK, payload, key: `push ${id}`, runAt: at });
  }
  return added.map(one => one.agentId);
}

function shortened(parts: NotificationParts): NotificationParts {
  if (parts.words === undefined || parts.words.length <= WORDS_LIMIT) return parts;
  return { ...parts, words: `${parts.words.slice(0, WORDS_LIMIT).trimEnd()}…` };
}
