/** What the figures are made of. */

import { isUuid } from '../core/id.ts';
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import type { TurnOutcome } from '../core/view.ts';
import type { Attempt } from '../store/deliveries.ts';
import * as deliveries from '../store/deliveries.ts';
import { inboxOfMessage } from '../store/own-messages.ts';
import { inSnapshot } from '../store/snapshot.ts';
import * as store from '../store/turn-rows.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';

export type TurnsQuery = {
  since?: Date | undefined;
  until?: Date | undefined;
  outcome?: TurnOutcome | 'open' | undefined;
  after?: string | undefined;
  limit: number;
};

/** Every turn within reach, oldest first. */
export function listTurns(desk: Pick<Desk, 'db'>, who: Who, query: TurnsQuery): Promise<Page<store.TurnRow>> {
  permit(who, 'read');
  const after = query.after === undefined ? null : readCursor(query.after, ['turn'] as const);
  return inSnapshot(desk.db, async (tx, seq) => {
    const found = await store.listTurns(tx, {
      brandId: who.brandId,
      scope: inboxScope(who),
      since: query.since ?? null,
      until: query.until ?? null,
      outcome: query.outcome ?? null,
      after,
      limit: query.limit + 1,
    });
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const more = found.length > query.limit && last !== undefined;
    return { rows, next: more ? writeCursor({ stretch: 'turn', at: last.openedAt, id: last.id }) : null, seq };
  });
}

/** Of the promises that came due since midnight UTC: how many were kept; and how many people wait now, how many too long. */
export function promiseToday(desk: Pick<Desk, 'db' | 'now'>, who: Who): Promise<store.Today> {
  permit(who, 'read');
  const now = desk.now();
  const midnight = new Date(now);
  midnight.setUTCHours(0, 0, 0, 0);
  return store.readToday(desk.db, { brandId: who.brandId, scope: inboxScope(who), now, midnight });
}

const TAGS_SHOWN = 500;

export async function listTags(desk: Pick<Desk, 'db'>, who: Who): Promise<{ rows: { tag: string; n: number }[] }> {
  permit(who, 'read');
  return { rows: await store.listTagsInUse(desk.db, who.brandId, inboxScope(who), TAGS_SHOWN) };
}

/** Each attempt to send an answer, with the network's words. */
export async function listAttempts(
  desk: Pick<Desk, 'db'>,
  who: Who,
  messageId: string,
): Promise<{ rows: (Omit<Attempt, 'at'> & { at: string })[] }> {
  permit(who, 'read');
  const inboxId = isUuid(messageId) ? await inboxOfMessage(desk.db, who.brandId, messageId) : null;
  if (inboxId === null) throw notFound('message');
  permitInbox(who, inboxId, 'message');
  const attempts = await deliveries.listAttempts(desk.db, who.brandId, messageId);
  return { rows: attempts.map(attempt => ({ ...attempt, at: attempt.at.toISOString() })) };
}
