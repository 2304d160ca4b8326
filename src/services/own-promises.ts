/** "I'll be back tomorrow": kept beside the answer, reminded of, and told when it is broken. */
import { isUuid } from '../core/id.ts';
import type { OwnPromiseView } from '../core/own-promise-view.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { lockConversationRows } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/own-promises.ts';
import { changed, tell } from './change.ts';
import type { Desk } from './desk.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';

/** As the composer read it in the words, on the clock of whoever wrote them. */
export type PromiseInput = { phrase: string; remindAt: Date; dueAt: Date };

export const PROMISE_LIMIT_DAYS = 366;
const DAY_MS = 86_400_000;

/** Saved with the answer that makes it, in its transaction. */
export async function makeOwnPromise(
  tx: Tx,
  { makeId }: Pick<Desk, 'makeId'>,
  who: Who,
  messageId: string,
  { phrase, remindAt, dueAt }: PromiseInput,
  at: Date,
): Promise<void> {
  if (dueAt <= at) throw new Refusal('not_valid', 'What you promise has to be still to come.');
  if (dueAt.getTime() - at.getTime() > PROMISE_LIMIT_DAYS * DAY_MS) {
    throw new Refusal('not_valid', 'Choose a time within the next year.');
  }
  if (remindAt > dueAt) throw new Refusal('not_valid', 'Be reminded before it is due.');
  const promise = { id: makeId(), messageId, agentId: who.agentId, phrase: phrase.trim(), madeAt: at, remindAt, dueAt };
  await store.insertOwnPromise(tx, who.brandId, promise);
}

export type PromisesAsked = {
  state?: 'open' | 'kept' | 'broken' | undefined;
  conversationId?: string | undefined;
  mine?: boolean | undefined;
};

export const PROMISES_SHOWN = 200;
/** The figures beside the list are of so many days. */
export const PROMISES_COUNTED_DAYS = 30;

export async function listOwnPromises(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { state, conversationId, mine = false }: PromisesAsked,
): Promise<{ rows: OwnPromiseView[]; counts: store.PromiseFigure[] }> {
  permit(who, 'read');
  const scope = inboxScope(who);
  const { brandId } = who;
  const rows = await store.listOwnPromises(db, {
    brandId,
    scope,
    state: state ?? null,
    conversationId: conversationId ?? null,
    agentId: mine ? who.agentId : null,
    limit: PROMISES_SHOWN,
  });
  const since = new Date(now().getTime() - PROMISES_COUNTED_DAYS * DAY_MS);
  return { rows, counts: await store.countOwnPromises(db, { brandId, scope, since }) };
}

/** Kept in another way (by phone, by parcel), or nothing that was promised: a person says so. */
export async function endOwnPromise(desk: Desk, who: Who, id: string, outcome: 'kept' | 'dropped'): Promise<void> {
  permit(who, 'answer');
  await desk.db.transaction().execute(async tx => {
    const promise = isUuid(id) ? await store.findOwnPromise(tx, who.brandId, id) : null;
    const row =
      promise === null
        ? undefined
        : (await lockConversationRows(tx, who.brandId, [promise.conversationId])).get(promise.conversationId);
    if (promise === null || row === undefined) throw notFound('promise');
    permitInbox(who, row.inboxId, 'promise');
    if (promise.agentId !== who.agentId && !mayDo(who.reach.role, 'lead')) {
      throw new Refusal('not_allowed', 'This is a colleague’s promise. Only they or a lead can end it.');
    }
    const at = desk.now();
    if (!(await store.endOwnPromise(tx, who.brandId, id, { outcome, at, keptBy: null }))) {
      throw new Refusal('too_late', 'It has ended already.');
    }
    const change = outcome === 'kept' ? 'own_promise_kept' : 'own_promise_dropped';
    await tell(tx, who, row, at, { changes: [changed(row.id, change)] });
  });
}
