/** My own list of what I should know, and what I have seen of it. */
import { isUuid } from '../core/id.ts';
import type { NotificationView } from '../core/notification.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import { sendAsides } from '../store/asides.ts';
import * as store from '../store/notifications.ts';
import type { Desk } from './desk.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';

/** A higher number says nothing more. */
export const UNSEEN_LIMIT = 100;

export async function listNotifications(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: NotificationView[]; next: string | null; unseen: number }> {
  permit(who, 'read');
  const before = after === undefined ? null : readCursor(after, ['notification'] as const);
  const mine = { brandId: who.brandId, agentId: who.agentId, scope: inboxScope(who) };
  const found = await store.listNotifications(db, { ...mine, before, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last !== undefined
      ? writeCursor({ stretch: 'notification', at: last.at, id: last.id })
      : null;
  return { rows, next, unseen: await store.countUnseen(db, mine, UNSEEN_LIMIT) };
}

/** Mine only: another's does not exist here. */
export async function seeNotification({ db, now }: Pick<Desk, 'db' | 'now'>, who: Who, id: string): Promise<void> {
  permit(who, 'read');
  if (!isUuid(id) || !(await store.hasNotification(db, who, id))) throw notFound('notification');
  if ((await store.markSeen(db, who, now(), { id })) > 0) await tellMe(db, who);
}

/** All of them as I had them before me, or those about one conversation. @param until those that came later stay unseen */
export async function seeNotifications(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  which: { until?: Date | undefined; conversationId?: string | undefined },
): Promise<number> {
  permit(who, 'read');
  const { conversationId, until = now() } = which;
  const seen = await store.markSeen(db, who, now(), conversationId === undefined ? { until } : { conversationId });
  if (seen > 0) await tellMe(db, who);
  return seen;
}

/** The other pages of the same person show the same number. */
async function tellMe(db: Desk['db'], { brandId, agentId }: Who): Promise<void> {
  await sendAsides(db, [{ brandId, inboxId: null, agentId, data: { kind: 'notified', id: null } }]);
}
