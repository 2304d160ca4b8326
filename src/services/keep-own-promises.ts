/** An answer that stands on the network keeps what was promised before it: at once, and also where it is heard only after the promise broke. */
import { slotOf } from '../core/view.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import type { NewEvent } from '../store/events.ts';
import { endOwnPromise, promisesKeptIn } from '../store/own-promises.ts';
import { eventsOf } from './announce.ts';
import { changed } from './change.ts';

/**
 * Call it in the transaction that confirmed or heard answers of ours in these conversations, once they are written. Whoever
 * sweeps at this moment may be first: each promise is told as kept once. @returns the events of it, to be appended behind the others
 */
export async function keepByAnswers(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
  at: Date,
): Promise<NewEvent[]> {
  if (conversationIds.length === 0) return [];
  const kept = [];
  for (const promise of await promisesKeptIn(tx, brandId, conversationIds)) {
    const { id, keptBy, keptAt } = promise;
    if (await endOwnPromise(tx, brandId, id, { outcome: 'kept', at: keptAt ?? at, keptBy })) kept.push(promise);
  }
  if (kept.length === 0) return [];
  const views = await loadConversationViews(tx, brandId, [...new Set(kept.map(one => one.conversationId))]);
  const was = new Map([...views].map(([id, view]) => [id, slotOf(view)]));
  const changes = kept.map(one => changed(one.conversationId, 'own_promise_kept', one.phrase));
  return eventsOf(tx, { brandId, actorId: null, at, was, changes });
}
