/** The promise clock: warns of what is about to come due and marks what did within a second of its time, once, and wakes what was put away. */
import type { MakeId } from '../core/id.ts';
import type { Slot } from '../core/view.ts';
import * as store from '../store/clock.ts';
import type { Db, Tx } from '../store/db.ts';
import { lockDueMatters } from '../store/resolutions.ts';
import { announce, type Change } from './announce.ts';
import { RETIMED_AT_ONCE, retimeNext, retimePerson } from './retime.ts';
import { type Settled, settle } from './settle.ts';
import type { Wait } from './wait.ts';

export type ClockNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
  /** Told of every breach, how long after its due time it was marked, in milliseconds; for the metrics. */
  onBreach?: (latenessMs: number) => void;
};

export const SWEEP_EVERY_MS = 200;
/** Turns marked in one transaction: enough to drain a storm quickly, few enough that ingest never waits long for the event log. */
export const TURNS_PER_SWEEP = 500;
export const SLEEPERS_PER_SWEEP = 200;

/** Sweeps until the signal aborts. Any number of processes may do so at once. */
export async function keepTime(needs: ClockNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      while (!signal.aborted && (await sweep(needs)).more);
    } catch (error) {
      needs.log('error', 'The clock could not sweep; trying again', { err: error });
    }
    await needs.wait(SWEEP_EVERY_MS, signal);
  }
}

export type Swept = { breached: number; warned: number; woken: number; more: boolean };

const NOTHING_DUE: Swept = { breached: 0, warned: 0, woken: 0, more: false };

/** One look at what is due now. `more`: there may be more than one look takes. */
export async function sweep(needs: ClockNeeds): Promise<Swept> {
  const now = needs.now();
  if (!(await store.isAnythingDue(needs.db, now))) return NOTHING_DUE;
  const due = await needs.db.transaction().execute(tx => breachDue(needs, tx, now));
  const matters = await needs.db.transaction().execute(tx => matterDue(needs, tx, now));
  const woken = await needs.db.transaction().execute(tx => wakeSleepers(tx, now));
  for (const turn of due.breached) needs.onBreach?.(now.getTime() - turn.dueAt.getTime());
  const retimed = await retimeNext(needs);
  const person = await retimePerson(needs);
  const acted = due.breached.length + due.warned + matters;
  const more =
    (due.looked === TURNS_PER_SWEEP && acted > 0) ||
    woken === SLEEPERS_PER_SWEEP ||
    retimed === RETIMED_AT_ONCE ||
    person !== null;
  return { breached: due.breached.length, warned: due.warned, woken, more };
}

async function breachDue(
  { makeId }: ClockNeeds,
  tx: Tx,
  now: Date,
): Promise<{ looked: number; warned: number; breached: store.DueTurn[] }> {
  const due = await store.lockDue(tx, now, TURNS_PER_SWEEP);
  const breached: store.DueTurn[] = [];
  let warned = 0;
  const told: (() => Promise<unknown>)[] = [];
  for (const [brandId, turns] of byBrand(due)) {
    const ids = turns.map(({ conversationId }) => conversationId);
    const settled = await settle(tx, brandId, ids, now, { makeId, since: now });
    const broken = new Set(settled.flatMap(one => one.breached.map(({ id }) => id)));
    warned += settled.reduce((sum, one) => sum + one.warned.length, 0);
    breached.push(...turns.filter(({ turnId }) => broken.has(turnId)));
    const was = new Map(settled.map(one => [one.conversationId, one.was]));
    told.push(() => announce(tx, { brandId, actorId: null, at: now, was, changes: [], settled }));
  }
  // The event log's lock is taken by the first of these and held to the end: nothing else may come after.
  for (const tell of told) await tell();
  return { looked: due.length, warned, breached };
}

/** Promises to resolve whose time, or whose share of it, has come. @returns how many were told of */
async function matterDue({ makeId }: ClockNeeds, tx: Tx, now: Date): Promise<number> {
  const due = await lockDueMatters(tx, now, TURNS_PER_SWEEP);
  const settledOf: { brandId: number; settled: Settled[] }[] = [];
  for (const [brandId, matters] of byBrand(due)) {
    const ids = matters.map(({ conversationId }) => conversationId);
    settledOf.push({ brandId, settled: await settle(tx, brandId, ids, now, { makeId, since: now }) });
  }
  for (const { brandId, settled } of settledOf) {
    const was = new Map(settled.map(one => [one.conversationId, one.was]));
    await announce(tx, { brandId, actorId: null, at: now, was, changes: [], settled });
  }
  return settledOf.reduce((sum, one) => sum + one.settled.filter(({ resolution }) => resolution != null).length, 0);
}

async function wakeSleepers(tx: Tx, now: Date): Promise<number> {
  const sleepers = await store.lockSleepers(tx, now, SLEEPERS_PER_SWEEP);
  const groups = byBrand(sleepers);
  for (const [brandId, group] of groups) {
    await store.wakeConversations(
      tx,
      brandId,
      group.map(({ conversationId }) => conversationId),
    );
  }
  for (const [brandId, group] of groups) {
    const was = new Map(group.map(one => [one.conversationId, slotOf(one)]));
    const changes = group.map(
      ({ conversationId }): Change => ({ kind: 'conversation.changed', conversationId, change: 'woken', reason: null }),
    );
    await announce(tx, { brandId, actorId: null, at: now, was, changes });
  }
  return sleepers.length;
}

function slotOf({ inboxId, assigneeId, status, waitingForUs }: store.Sleeper): Slot {
  return { inboxId, assigneeId, status, waitingForUs };
}

function byBrand<Row extends { brandId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, row => row.brandId);
}
