/**
 * Watches what the queries hear, complaints sent to us, and turns that open on the desk, for bursts. One process does so at a time, by a lease that is held to
 * the end of each transaction; what is new, what the watches then know and what they tell are written together, so that
 * a restart or a take-over counts nothing twice and misses nothing.
 */

import { HEARD, TOPIC_SERIES } from '../core/crisis/series.ts';
import type { MakeId } from '../core/id.ts';
import { type BurstWatch, makeBurstWatch } from '../core/listening/burst.ts';
import type { BurstChange } from '../core/listening/burst-alarm.ts';
import type { SavedBurst } from '../core/listening/burst-window.ts';
import * as store from '../store/bursts.ts';
import { takeUnwatchedTurns } from '../store/crisis/unwatched-turns.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents, type NewEvent } from '../store/events.ts';
import { giveBackLeases, takeLeases } from '../store/leases.ts';
import { gatherBursts, type ToldBurst } from './crisis/gather-bursts.ts';
import { ARCHIVE } from './replay-place.ts';
import type { Wait } from './wait.ts';

export type WatchNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
  /** Names this process among those that may watch; another one after each start. */
  holder: string;
};

/** What the watches know is written with every look that brought something, so that looks must not come too often. */
export const WATCH_EVERY_MS = 15_000;
export const WATCH_LEASE = 'bursts';
export const WATCH_LEASE_SECONDS = 60;
/** How often the watches look at the clock while nothing is heard. */
const ADVANCE_EVERY_MS = 60_000;
/** A watch that heard nothing is written down this often; well within the time after which it would think it had slept. */
const SAVE_EVERY_MS = 10 * 60_000;
/** Posts taken in by one transaction. */
const POSTS_AT_ONCE = 2_000;

type Kept = store.WatchName & { watch: BurstWatch; savedAtMs: number };

export type BurstWatcher = {
  /** One look. @returns false when another process watches */
  look(): Promise<boolean>;
  stop(): Promise<void>;
};

/** Watches until the signal aborts. Any number of processes may try; one does. */
export async function watchBursts(needs: WatchNeeds, signal: AbortSignal): Promise<void> {
  const watcher = makeBurstWatcher(needs);
  while (!signal.aborted) {
    try {
      await watcher.look();
    } catch (error) {
      needs.log('error', 'Could not look for bursts; trying again', { err: error });
    }
    await needs.wait(WATCH_EVERY_MS, signal);
  }
  await watcher.stop();
}

export function makeBurstWatcher(needs: WatchNeeds): BurstWatcher {
  /** Null: to be read from the database, because another may have watched meanwhile or a transaction failed. */
  let kept: Map<string, Kept> | null = null;
  let advancedAtMs = 0;
  return {
    async look() {
      const mine = await takeLeases(needs.db, [WATCH_LEASE], needs.holder, WATCH_LEASE_SECONDS);
      if (!mine.has(WATCH_LEASE)) {
        kept = null;
        return false;
      }
      const watches = kept ?? (await load(needs.db));
      // Until the transaction is through, what is in memory is ahead of what is written.
      kept = null;
      const isTime = needs.now().getTime() - advancedAtMs >= ADVANCE_EVERY_MS;
      if (isTime) {
        await takeUpQueries(needs.db, watches);
        deafen(watches, await store.deafBrands(needs.db), needs.now());
      }
      while (true) {
        const heard = await needs.db.transaction().execute(tx => lookOnce(needs, tx, watches, isTime));
        if (heard === null) return false;
        if (heard < POSTS_AT_ONCE) break;
      }
      if (isTime) advancedAtMs = needs.now().getTime();
      kept = watches;
      return true;
    },
    stop: () => giveBackLeases(needs.db, [WATCH_LEASE], needs.holder).catch(() => {}),
  };
}

async function load(db: Db): Promise<Map<string, Kept>> {
  const rows = await store.loadWatches(db);
  return new Map(
    rows.map(({ state, ...name }) => {
      const kept = { ...name, watch: makeWatch(name, state), savedAtMs: 0 };
      return [nameOf(kept), kept];
    }),
  );
}

async function takeUpQueries(db: Db, watches: Map<string, Kept>): Promise<void> {
  const wanted = new Map((await store.watchesWanted(db)).map(name => [nameOf(name), name]));
  for (const [name, { series }] of watches) {
    // Of a topic nobody knows beforehand; it is watched once somebody speaks of it.
    if (!wanted.has(name) && !series.startsWith(TOPIC_SERIES)) watches.delete(name);
  }
  for (const name of wanted.values()) watchOf(watches, name);
}

/** Where no channel hears, silence is not taken for ordinary. */
function deafen(watches: ReadonlyMap<string, Kept>, deaf: ReadonlySet<number>, now: Date): void {
  for (const { brandId, watch } of watches.values()) {
    if (deaf.has(brandId)) watch.deaf(new Date(now.getTime() - ADVANCE_EVERY_MS), now);
  }
}

function watchOf(watches: Map<string, Kept>, { brandId, queryId, series }: store.WatchName): Kept {
  const name = nameOf({ brandId, queryId, series });
  const known = watches.get(name) ?? {
    brandId,
    queryId,
    series,
    watch: makeWatch({ series }, null),
    savedAtMs: 0,
  };
  watches.set(name, known);
  return known;
}

/** So many different people with the same word, on the first day of an inbox, are news whatever is usual. */
const FIRST_DAY_VOICES = 10;

function makeWatch({ series }: Pick<store.WatchName, 'series'>, state: SavedBurst | null): BurstWatch {
  return makeBurstWatch(state, series === HEARD ? {} : { firstDayVoices: FIRST_DAY_VOICES });
}

function nameOf({ brandId, queryId, series }: store.WatchName): string {
  return `${brandId} ${queryId ?? ''} ${series}`;
}

type Told = Kept & { change: BurstChange };

/** @returns how many posts were taken in; null when the lease was lost */
async function lookOnce(
  needs: WatchNeeds,
  tx: Tx,
  watches: Map<string, Kept>,
  isTime: boolean,
): Promise<number | null> {
  if (!(await store.holdLease(tx, WATCH_LEASE, needs.holder))) return null;
  const now = needs.now();
  const opened = await takeUnwatchedTurns(tx, POSTS_AT_ONCE);
  const heard = await store.takeUnwatched(tx, POSTS_AT_ONCE);
  const fresh = [...opened.posts, ...heard];
  const touched = new Set<Kept>();
  for (const { post, ...name } of fresh) {
    // What a recording says was said another time: it is neither usual now nor news.
    if (post.network === ARCHIVE) continue;
    const kept = watchOf(watches, name);
    kept.watch.hear(post, now);
    touched.add(kept);
  }
  const looked = isTime ? [...watches.values()] : [...touched];
  const told = looked.flatMap(kept => kept.watch.advance(now).map((change): Told => ({ ...kept, change })));
  for (const kept of looked) {
    if (touched.has(kept) || told.some(one => one.watch === kept.watch)) continue;
    if (now.getTime() - kept.savedAtMs >= SAVE_EVERY_MS) touched.add(kept);
  }
  const saved = [...touched].map(({ watch, ...name }) => ({ ...name, state: watch.save() }));
  for (const { watch, brandId, queryId, series } of told) {
    if (![...touched].some(one => one.watch === watch))
      saved.push({ brandId, queryId, series, savedAtMs: 0, state: watch.save() });
  }
  await store.saveWatches(tx, saved, now);
  for (const kept of touched) kept.savedAtMs = now.getTime();
  await keepStandings(needs, tx, looked, now);
  await appendEvents(tx, await tell(needs, tx, told, now));
  return Math.max(heard.length, opened.taken);
}

/** A burst that goes on is shown with its figures of now, without telling anybody again. */
async function keepStandings({ makeId }: WatchNeeds, tx: Tx, looked: readonly Kept[], now: Date): Promise<void> {
  for (const { brandId, queryId, series, watch } of looked) {
    const standing = watch.standing(now);
    if (standing.kind !== 'burst') continue;
    await store.putBurst(tx, { brandId, queryId, series, id: makeId(), alarm: standing.alarm });
  }
}

async function tell({ makeId }: WatchNeeds, tx: Tx, told: readonly Told[], now: Date): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const bursts: ToldBurst[] = [];
  for (const { brandId, queryId, series, change } of told) {
    const burstId = await store.putBurst(tx, { brandId, queryId, series, id: makeId(), alarm: change.alarm });
    if (burstId === null) continue;
    bursts.push({ brandId, burstId, queryId, series, change });
    // What opens in the inbox is told as a crisis alone: one storm shows in several of its series.
    if (series !== HEARD) continue;
    const { posts, times } = change.alarm;
    const kind = change.kind === 'ended' ? 'burst.ended' : change.kind === 'grew' ? 'burst.grew' : 'burst.began';
    const data = { kind, burstId, queryId, posts, times } as const;
    events.push({ brandId, at: now, inboxId: null, conversationId: null, actorId: null, data });
  }
  return [...events, ...(await gatherBursts(tx, makeId, bursts, now))];
}
