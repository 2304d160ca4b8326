/** While a crisis goes on: whether those who are on can keep the promise, and when the last who waited has been answered. */

import { INBOX } from '../../core/crisis/series.ts';
import type { CrisisLoad } from '../../core/crisis/staffing-alarm.ts';
import { judgeStaffing } from '../../core/crisis/staffing-alarm.ts';
import type { MakeId } from '../../core/id.ts';
import { HANDLING_NEEDS } from '../../core/insight/handling.ts';
import { hourOfWeek, usualOf } from '../../core/listening/burst-baseline.ts';
import { presenceAt } from '../../core/presence.ts';
import { loadWatchesOf } from '../../store/bursts.ts';
import * as store from '../../store/crisis/crises.ts';
import { arrivalsNow, waitingRows } from '../../store/crisis/crisis-posts.ts';
import type { Db } from '../../store/db.ts';
import { appendEvents, type NewEvent } from '../../store/events.ts';
import { listBeats } from '../../store/presence.ts';
import { handlingOf } from '../reports/handling.ts';
import type { Wait } from '../wait.ts';
import { joinAlike } from './gather-bursts.ts';
import { postsOf } from './posts-of.ts';
import { stepEvent, tellLeads } from './tell.ts';

export type WatchCrisesNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export const LOOK_EVERY_MS = 30_000;
/** Arrivals are those of so long, so that one busy minute calls nobody in. */
const ARRIVALS_MINUTES = 30;
/** Until enough is measured, an answer is taken to take so long; the screen says that it is assumed. */
export const ASSUMED_HANDLING_SECONDS = 240;
/** Where nothing is promised to those who wait. */
export const ASSUMED_PROMISE_MINUTES = 15;
const MEASURED_DAYS = 28;
const DAY_MS = 86_400_000;

export async function keepWatchingCrises(needs: WatchCrisesNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await lookAtCrises(needs);
    } catch (error) {
      needs.log('error', 'Could not look at the crises that go on; trying again', { err: error });
    }
    await needs.wait(LOOK_EVERY_MS, signal);
  }
}

/** One look at each that goes on. Whoever looks holds it, and what is told is written with what is known: nothing is told twice. */
export async function lookAtCrises(needs: Pick<WatchCrisesNeeds, 'db' | 'now' | 'makeId'>): Promise<void> {
  const going = await store.goingCrises(needs.db);
  for (const [brandId, several] of Map.groupBy(going, one => one.brandId)) {
    if (several.length < 2) continue;
    await needs.db.transaction().execute(async tx => appendEvents(tx, await joinAlike(tx, brandId, needs.now())));
  }
  for (const { brandId, id } of await store.goingCrises(needs.db)) await lookAt(needs, brandId, id);
}

async function lookAt(
  { db, now, makeId }: Pick<WatchCrisesNeeds, 'db' | 'now' | 'makeId'>,
  brandId: number,
  id: string,
): Promise<void> {
  const at = now();
  // Read before it is held: the watch for bursts must not wait for this.
  const seen = await store.findCrisis(db, brandId, id);
  if (seen === null) return;
  const bursts = await store.burstsOfCrises(db, brandId, [id]);
  const { conversationIds } = await postsOf(db, seen, bursts, at);
  const waiting = (await waitingRows(db, brandId, conversationIds, at)).filter(row => row.isWaiting).length;
  const load = await loadOf(db, brandId, waiting, at);
  await db.transaction().execute(async tx => {
    const row = await store.lockCrisis(tx, brandId, id);
    if (row === null || (row.state !== 'watching' && row.state !== 'open')) return;
    // Another process has looked meanwhile, with what was true later.
    if (row.staffing !== null && row.staffing.atMs >= at.getTime()) return;
    const { standing, change } = judgeStaffing(load, row.staffing, at.getTime());
    const events: NewEvent[] = [];
    const { needed, on } = standing;
    if (change === 'short' || change === 'worse') {
      events.push(stepEvent(row, at, 'short', { needed, on, n: Math.round(load.arrivalsPerHour - load.usualPerHour) }));
      const cause = `crisis ${id} short ${needed} ${at.toISOString()}`;
      await tellLeads(tx, { brandId, at, makeId }, 'crisis_short', cause, { n: needed, words: row.name });
    }
    if (change === 'enough') events.push(stepEvent(row, at, 'enough', { needed, on }));
    if (row.hasWaiting && waiting === 0) events.push(stepEvent(row, at, 'answered'));
    await store.writeStanding(tx, { ...row, staffing: standing, hasWaiting: waiting > 0 });
    await appendEvents(tx, events);
  });
}

async function loadOf(db: Db, brandId: number, waiting: number, at: Date): Promise<CrisisLoad> {
  const since = new Date(at.getTime() - ARRIVALS_MINUTES * 60_000);
  const { opened, promiseMinutes } = await arrivalsNow(db, brandId, since, at);
  const on = (await listBeats(db, brandId)).filter(({ beats }) => presenceAt(beats, at).state === 'on').length;
  const [state] = await loadWatchesOf(db, brandId, [{ queryId: null, series: INBOX }]);
  const usualPerHour = state === undefined ? 0 : (usualOf(state.baseline).rates[hourOfWeek(at.getTime())] ?? 0);
  const slice = { since: new Date(at.getTime() - MEASURED_DAYS * DAY_MS), until: at };
  const rest = { brandId, scope: null, anchor: 'now', now: at, timeZone: 'UTC', filters: {} } as const;
  const { answers, meanSeconds } = await handlingOf(db, { ...slice, ...rest });
  const isMeasured = meanSeconds !== null && answers >= HANDLING_NEEDS;
  return {
    arrivalsPerHour: (opened * 60) / ARRIVALS_MINUTES,
    usualPerHour,
    waiting,
    on,
    promiseMinutes: promiseMinutes ?? ASSUMED_PROMISE_MINUTES,
    handlingSeconds: isMeasured ? meanSeconds : ASSUMED_HANDLING_SECONDS,
    measuredOf: isMeasured ? answers : null,
  };
}
