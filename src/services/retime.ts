/**
 * What is promised, or when a team works, has changed: every running clock of the brand is counted again, some at a time, each
 * batch whole with its events. How far it is stands in the database, so that a restart goes on where another left off; and the
 * whole is gone through twice, because what was being heard at that very moment may have gone by the old promise.
 */
import type { MakeId } from '../core/id.ts';
import type { Db } from '../store/db.ts';
import * as store from '../store/retimings.ts';
import { announce } from './announce.ts';
import { settle } from './settle.ts';

export type RetimeNeeds = { db: Db; makeId: MakeId; now: () => Date };

/** Clocks counted again in one transaction; the log is not held for longer than these take. */
export const RETIMED_AT_ONCE = 200;
/** Whoever asked waits for so many batches; the sweep does the rest. */
const BATCHES_WAITED_FOR = 50;
/** Longer than any batch that is being heard takes. */
const LOOK_AGAIN_SECONDS = 10;
const ROUNDS = 2;

/** After the change. @returns how many clocks came out differently; of very many, those of the first ten thousand */
export async function retime(needs: RetimeNeeds, brandId: number, actorId: string | null): Promise<number> {
  let retimed = 0;
  for (let batch = 0; batch < BATCHES_WAITED_FOR; batch++) {
    const step = await retimeSome(needs, brandId, actorId);
    retimed += step?.retimed ?? 0;
    if (step === null || step.rounds > 0) break;
  }
  return retimed;
}

/** For the sweep: goes on with a brand whose time has come. @returns how many clocks it looked at; null: nothing is to be done */
export async function retimeNext(needs: RetimeNeeds): Promise<number | null> {
  return (await retimeSome(needs, null, null))?.looked ?? null;
}

/**
 * For the sweep: what a person is tagged with has changed, by hand, by an import, or because they became one with another, and
 * with it perhaps what all that waits of theirs goes by. @returns how many clocks it looked at; null: nothing is to be done
 */
export async function retimePerson({ db, makeId, now }: RetimeNeeds): Promise<number | null> {
  return db.transaction().execute(async tx => {
    const at = now();
    const asked = await store.lockPersonRetiming(tx);
    if (asked === null) return null;
    const { brandId } = asked;
    const ids = await store.personClocksAfter(tx, asked, RETIMED_AT_ONCE);
    const afterId = ids.length < RETIMED_AT_ONCE ? null : (ids.at(-1) ?? null);
    const settled = await settle(tx, brandId, ids, at, { makeId, since: at });
    await store.writePersonRetiming(tx, asked.id, afterId);
    const was = new Map(settled.map(one => [one.conversationId, one.was]));
    await announce(tx, { brandId, actorId: null, at, was, changes: [], settled });
    return ids.length;
  });
}

type Step = { looked: number; retimed: number; rounds: number };

function retimeSome(
  { db, makeId, now }: RetimeNeeds,
  brandId: number | null,
  actorId: string | null,
): Promise<Step | null> {
  return db.transaction().execute(async tx => {
    const at = now();
    const asked = await store.lockRetiming(tx, at, brandId);
    if (asked === null) return null;
    const ids = await store.clocksAfter(tx, asked.brandId, asked.afterId, RETIMED_AT_ONCE);
    const isRound = ids.length < RETIMED_AT_ONCE;
    const rounds = asked.rounds + (isRound ? 1 : 0);
    const settled = await settle(tx, asked.brandId, ids, at, { makeId, since: at });
    if (isRound && rounds === ROUNDS) await store.endRetiming(tx, asked.brandId);
    else {
      const progress = { brandId: asked.brandId, rounds, afterId: isRound ? null : (ids.at(-1) ?? null) };
      await store.writeRetiming(tx, progress, brandId === null && !isRound ? at : lookAgainAt(at));
    }
    const was = new Map(settled.map(one => [one.conversationId, one.was]));
    await announce(tx, { brandId: asked.brandId, actorId, at, was, changes: [], settled });
    return { looked: ids.length, retimed: settled.filter(one => one.changed).length, rounds };
  });
}

function lookAgainAt(now: Date): Date {
  return new Date(now.getTime() + LOOK_AGAIN_SECONDS * 1000);
}
