/** The clock of our own promises: reminds whoever gave one, and ends it as kept or broken, once, whoever sweeps. */
import { lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/own-promises.ts';
import { announce, type Change } from './announce.ts';
import { changed } from './change.ts';
import type { ClockNeeds } from './clock.ts';
import { personIn } from './note.ts';
import { notify, type Told } from './notify.ts';

export const PROMISE_SWEEP_EVERY_MS = 500;
export const PROMISES_PER_SWEEP = 200;

/** Sweeps until the signal aborts. Any number of processes may do so at once. */
export async function keepOwnPromises(needs: ClockNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      while (!signal.aborted && (await sweepOwnPromises(needs)).more);
    } catch (error) {
      needs.log('error', 'The clock of our own promises could not sweep; trying again', { err: error });
    }
    await needs.wait(PROMISE_SWEEP_EVERY_MS, signal);
  }
}

export type Swept = { reminded: number; kept: number; broken: number; dropped: number; more: boolean };

export async function sweepOwnPromises(needs: Pick<ClockNeeds, 'db' | 'now' | 'makeId'>): Promise<Swept> {
  const at = needs.now();
  const ripe = await store.ripePromises(needs.db, at, PROMISES_PER_SWEEP);
  const swept: Swept = { reminded: 0, kept: 0, broken: 0, dropped: 0, more: ripe.length === PROMISES_PER_SWEEP };
  for (const [brandId, some] of Map.groupBy(ripe, one => one.brandId)) {
    await needs.db.transaction().execute(tx => sweepBrand(tx, needs, brandId, some, at, swept));
  }
  return swept;
}

async function sweepBrand(
  tx: Tx,
  { makeId }: Pick<ClockNeeds, 'makeId'>,
  brandId: number,
  ripe: readonly { id: string; conversationId: string }[],
  at: Date,
  swept: Swept,
): Promise<void> {
  const rows = await lockConversationRows(tx, brandId, [...new Set(ripe.map(one => one.conversationId))]);
  const changes: Change[] = [];
  const told: Told[] = [];
  const ids = ripe.map(one => one.id);
  for (const promise of await store.loadRipe(tx, brandId, ids)) {
    const row = rows.get(promise.conversationId);
    // Its answer has just moved to another conversation: the next sweep finds it there.
    const word = row === undefined ? null : await decide(tx, promise, at, swept);
    if (row === undefined || word === null) continue;
    const { agentId, conversationId, phrase, dueAt } = promise;
    changes.push(changed(conversationId, word, phrase));
    if (word === 'own_promise_kept') continue;
    const parts = { ...(await personIn(tx, brandId, row)), words: phrase, dueAt: dueAt.toISOString() };
    const cause = `${word} ${promise.id}`;
    told.push({ agentId, kind: 'promise_due', cause, conversationId, fromId: null, parts });
  }
  await notify(tx, { brandId, at, makeId }, together(told));
  const was = new Map([...rows].map(([id, row]) => [id, slotOfRow(row)]));
  if (changes.length > 0) await announce(tx, { brandId, actorId: null, at, was, changes });
}

/** More than so many at once, such as those of a holding reply, are one word about all of them. */
const ONE_BY_ONE_MOST = 5;

function together(told: readonly Told[]): Told[] {
  const groups = Map.groupBy(told, ({ agentId, cause }) => `${agentId} ${cause.split(' ')[0]}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined || group.length <= ONE_BY_ONE_MOST) return group;
    const { words, dueAt } = first.parts ?? {};
    return [{ ...first, conversationId: null, parts: { words, dueAt, n: group.length } }];
  });
}

/** What becomes of one promise now. Null: nothing that anybody has to be told. */
async function decide(
  tx: Tx,
  promise: store.DuePromise,
  at: Date,
  swept: Swept,
): Promise<'own_promise_due' | 'own_promise_kept' | 'own_promise_broken' | null> {
  const { brandId, id, dueAt, keptBy, keptAt } = promise;
  const isDue = dueAt <= at;
  if (!promise.isSaid) {
    // Never sent, or taken down: nobody was promised anything.
    if (isDue && (await store.endOwnPromise(tx, brandId, id, { outcome: 'dropped', at, keptBy: null })))
      swept.dropped += 1;
    if (!isDue) await store.markReminded(tx, brandId, id, at);
    return null;
  }
  if (keptBy !== null) {
    if (!(await store.endOwnPromise(tx, brandId, id, { outcome: 'kept', at: keptAt ?? at, keptBy }))) return null;
    swept.kept += 1;
    return 'own_promise_kept';
  }
  if (isDue) {
    if (!(await store.endOwnPromise(tx, brandId, id, { outcome: 'broken', at: dueAt, keptBy: null }))) return null;
    swept.broken += 1;
    return 'own_promise_broken';
  }
  if (!(await store.markReminded(tx, brandId, id, at))) return null;
  swept.reminded += 1;
  return 'own_promise_due';
}
