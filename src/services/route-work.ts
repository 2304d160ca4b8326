/**
 * Work finds its people. Some times a second: what colleagues who went quiet hold goes back with a trace before its promise is
 * at risk, and what waits for a team that hands out is given to whom routing chooses. Any number of processes may do so:
 * a brand is handed out by one at a time, and each conversation is held while it changes hands.
 */
import type { Because } from '../core/because.ts';
import type { MakeId } from '../core/id.ts';
import { type Given, type Hand, handOut } from '../core/routing.ts';
import type { Slot } from '../core/view.ts';
import { slotOfRow } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { writeGiven } from '../store/presence.ts';
import * as store from '../store/routing.ts';
import { writeAssignee } from '../store/status.ts';
import { announce, type Change } from './announce.ts';
import { loadHands, workOf } from './hands.ts';
import { tellPresence } from './presence.ts';
import { returnQuiet } from './return-quiet.ts';
import type { Wait } from './wait.ts';

export type RoutingNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

/** A post is given to somebody within half a second of its arrival. */
export const ROUTE_EVERY_MS = 400;
/** Looked at in one go, and how often in one tick: what is at the back of a long queue waits for the next. */
const WORK_PER_PAGE = 200;
const PAGES_PER_TICK = 5;

/** Routes until the signal aborts. */
export async function keepRouting(needs: RoutingNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await routeOnce(needs);
    } catch (error) {
      needs.log('error', 'Could not hand out work; trying again', { err: error });
    }
    await needs.wait(ROUTE_EVERY_MS, signal);
  }
}

/** One look: who is here, what goes back, what is given. */
export async function routeOnce(
  needs: Pick<RoutingNeeds, 'db' | 'now'>,
): Promise<{ told: number; returned: number; given: number }> {
  const told = await tellPresence(needs);
  let returned = 0;
  for (const brandId of await store.brandsWithHeldWork(needs.db)) returned += await returnQuiet(needs, brandId);
  let given = 0;
  for (const brandId of await store.brandsThatPush(needs.db)) given += await push(needs, brandId);
  return { told, returned, given };
}

/** @returns how many conversations were given to somebody */
async function push({ db, now }: Pick<RoutingNeeds, 'db' | 'now'>, brandId: number): Promise<number> {
  return db.transaction().execute(async tx => {
    if (!(await store.lockHandingOut(tx, brandId))) return 0;
    const at = now();
    const hands = await loadHands(tx, brandId, at);
    const taken: Taken = { was: new Map(), changes: [], agents: new Set() };
    let after: store.Asked['after'] = null;
    let noise = false;
    for (let page = 0; page < PAGES_PER_TICK && hasRoomSomewhere(hands); page++) {
      const rows: store.WorkRow[] = await store.listFree(tx, { ...ASK_PUSHED, brandId, now: at, noise, after });
      for (const one of handOut(rows.map(workOf), hands, at)) await give(tx, brandId, one, hands, at, taken);
      const last = rows.at(-1);
      const isEnd = last === undefined || rows.length < WORK_PER_PAGE;
      // Noise is handed out when all else that fits somebody has been.
      if (isEnd && noise) break;
      noise ||= isEnd;
      after = isEnd ? null : { at: last.standsAt, id: last.id };
    }
    if (taken.changes.length === 0) return 0;
    await writeGiven(tx, brandId, [...taken.agents], at);
    await announce(tx, { brandId, actorId: null, at, was: taken.was, changes: taken.changes });
    return taken.changes.length;
  });
}

const ASK_PUSHED = {
  agentId: null,
  scope: null,
  not: [],
  teams: null,
  pushed: true,
  languages: null,
  networks: null,
  limit: WORK_PER_PAGE,
} as const;

function hasRoomSomewhere(hands: readonly Hand[]): boolean {
  return hands.some(hand => hand.presence === 'on' && hand.inHours && hand.load < hand.capacity);
}

type Taken = { was: Map<string, Slot>; changes: Change[]; agents: Set<string> };

/** Nothing happens where somebody took it at this very moment. */
async function give(
  tx: Tx,
  brandId: number,
  one: Given,
  hands: readonly Hand[],
  at: Date,
  taken: Taken,
): Promise<void> {
  const row = await store.takeFree(tx, { brandId, agentId: null, now: at }, one.workId);
  if (row === null) return;
  await writeAssignee(tx, brandId, row.id, one.agentId);
  taken.was.set(row.id, slotOfRow(row));
  taken.changes.push(assigned(row.id, one.because));
  taken.agents.add(one.agentId);
  const hand = hands.find(({ agentId }) => agentId === one.agentId);
  if (hand !== undefined) hand.load += one.weight;
}

export function assigned(conversationId: string, because: Because[]): Change {
  return { kind: 'conversation.changed', conversationId, change: 'assigned', reason: null, because };
}
