/**
 * Notices when a channel that usually hears something does not. The baselines are learned anew every hour; what is quiet is
 * looked at every few seconds. Any number of processes may watch: a silence is named by what was heard last, so it is told once.
 */
import type { Connector } from '../connectors/connector.ts';
import { BASELINE_WEEKS, baselineOf, HOUR_MS } from '../core/baseline.ts';
import { LEAST_SILENCE_MS, type Stretch, silenceOf } from '../core/silence.ts';
import type { Db } from '../store/db.ts';
import { appendEvents, type NewEvent } from '../store/events.ts';
import {
  hoursToLearn,
  type ListenedHour,
  listenedSince,
  noteListened,
  saveBaseline,
  staleBaselines,
} from '../store/heard.ts';
import { giveBackLeases, takeLeases } from '../store/leases.ts';
import { activeChannels, beginSilence, endSilences, quietChannels, type Watched } from '../store/silences.ts';
import { needsListener } from './listen.ts';

export type WatchNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  /** Names this process among those that watch. */
  holder: string;
  now: () => Date;
};

export const WATCH_EVERY_MS = 15_000;
export const BASELINE_EVERY_MS = 60 * 60_000;
/** Learned in one look; the rest is learned in the next. */
const BASELINES_PER_LOOK = 200;
const QUIET_PER_STATEMENT = 200;
const LEASE = 'watch silences';
const LEASE_SECONDS = 60;
const WEEK_MS = 7 * 24 * HOUR_MS;

export type Look = { begun: number; ended: number; learned: number };

/** One look at every channel. Does nothing while another process watches. */
export async function watchSilences(needs: WatchNeeds): Promise<Look> {
  const held = await takeLeases(needs.db, [LEASE], needs.holder, LEASE_SECONDS);
  if (!held.has(LEASE)) return { begun: 0, ended: 0, learned: 0 };
  await countHooks(needs);
  const ended = await endOver(needs);
  const learned = await learn(needs);
  return { begun: await beginNew(needs), ended, learned };
}

/** So that another process need not wait. */
export function stopWatching({ db, holder }: Pick<WatchNeeds, 'db' | 'holder'>): Promise<void> {
  return giveBackLeases(db, [LEASE], holder);
}

/** Where the network calls us and nobody has to listen beside that, the door is open. Whoever listens counts for himself. */
async function countHooks({ db, connectors, now }: WatchNeeds): Promise<void> {
  const called = [...connectors.values()].filter(one => one.inbound.hook && !needsListener(one));
  if (called.length === 0) return;
  for (const { brandId, channelId } of await activeChannels(
    db,
    called.map(({ id }) => id),
  )) {
    await noteListened(db, brandId, channelId, now(), { listened: WATCH_EVERY_MS / 1000, troubled: 0 });
  }
}

async function learn({ db, now }: WatchNeeds): Promise<number> {
  const at = now();
  const stale = await staleBaselines(db, new Date(at.getTime() - BASELINE_EVERY_MS), BASELINES_PER_LOOK);
  // The hour that has begun is not over.
  const until = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  const since = new Date(until.getTime() - BASELINE_WEEKS * WEEK_MS);
  for (const { brandId, channelId } of stale) {
    const hours = await hoursToLearn(db, brandId, channelId, since, until);
    await saveBaseline(db, brandId, channelId, at, baselineOf(hours));
  }
  return stale.length;
}

async function endOver({ db, now }: WatchNeeds): Promise<number> {
  const at = now();
  return db.transaction().execute(async tx => {
    const over = await endSilences(tx, at);
    await appendEvents(
      tx,
      over.map(({ brandId, channelId, inboxId, since, by }): NewEvent => {
        const data = { kind: 'channel.heard', channelId, since: since.toISOString(), by } as const;
        return { brandId, at, inboxId, conversationId: null, actorId: null, data };
      }),
    );
    return over.length;
  });
}

async function beginNew({ db, now }: WatchNeeds): Promise<number> {
  const at = now();
  const quiet = await quietChannels(db, new Date(at.getTime() - LEAST_SILENCE_MS));
  let begun = 0;
  for (let i = 0; i < quiet.length; i += QUIET_PER_STATEMENT) {
    const some = quiet.slice(i, i + QUIET_PER_STATEMENT);
    const hours = Map.groupBy(await listenedSince(db, some), ({ brandId, channelId }) => `${brandId} ${channelId}`);
    for (const watched of some) {
      const own = hours.get(`${watched.brandId} ${watched.channelId}`) ?? [];
      if (await noticed(db, watched, own, at)) begun += 1;
    }
  }
  return begun;
}

async function noticed(db: Db, watched: Watched, hours: readonly ListenedHour[], at: Date): Promise<boolean> {
  const { brandId, channelId, inboxId, since, baseline } = watched;
  const silence = silenceOf(baseline, stretchesOf(hours, since, at), at.getTime() - since.getTime());
  if (silence.kind !== 'unusual') return false;
  const { expected } = silence;
  return db.transaction().execute(async tx => {
    if (!(await beginSilence(tx, watched, { at, expected }))) return false;
    const data = { kind: 'channel.silent', channelId, since: since.toISOString(), expected } as const;
    await appendEvents(tx, [{ brandId, at, inboxId, conversationId: null, actorId: null, data }]);
    return true;
  });
}

/** The parts of these hours in which we listened after `since`. What was listened to in the first hour is taken to be its end. */
export function stretchesOf(
  hours: readonly Pick<ListenedHour, 'atMs' | 'seconds'>[],
  since: Date,
  at: Date,
): Stretch[] {
  return hours.flatMap(({ atMs, seconds }) => {
    const [from, to] = [Math.max(atMs, since.getTime()), Math.min(atMs + HOUR_MS, at.getTime())];
    const spent = Math.min(seconds, (to - from) / 1000);
    return spent > 0 ? [{ atMs, seconds: spent }] : [];
  });
}
