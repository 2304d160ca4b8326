/** How a channel's line fares while this process listens: its trouble in words, lines that broke, and for how long it listened. */
import * as store from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { noteListened } from '../store/heard.ts';
import { countReconnect, noteBreak, noteMended } from '../store/lines.ts';
import type { Source } from './ingest.ts';
import { tellChanged } from './tell-changed.ts';

export type Health = {
  /** After a commit, or when a source answers although it brought nothing: its trouble is over. */
  clear(source: Source): void;
  /** @param nextTryAt when it is tried again */
  trouble(source: Source, said: string, nextTryAt: Date): Promise<void>;
  reconnected(): Promise<void>;
  /** Adds the time since the last call to what was listened to. */
  write(): Promise<void>;
};

/** How often it is written for how long we have listened. */
export const HEALTH_EVERY_MS = 30_000;
/** A machine that slept for longer did not listen meanwhile. */
const LONGEST_STEP_MS = 2 * HEALTH_EVERY_MS;

/** @param needs.isCalled the network calls us: then we hear, whatever trouble there is on our own lines */
export function makeHealth(needs: {
  db: Db;
  channel: store.ChannelRow;
  now: () => Date;
  isCalled: () => boolean;
}): Health {
  const { db, channel, now, isCalled } = needs;
  const { brandId, id } = channel;
  const troubles = new Map<Source, string>();
  let shown = channel.said;
  let countedMs = now().getTime();
  let writing: Promise<void> = Promise.resolve();

  const queue = (write: () => Promise<void>) => {
    // Health is a courtesy: a database that is away must not end the listening; ingest will say so.
    writing = writing.then(write).catch(() => {});
    return writing;
  };
  const show = () => {
    const said = [...troubles.values()][0] ?? null;
    if (said === shown) return writing;
    shown = said;
    return queue(() => say(db, channel, now(), said));
  };
  const listened = () => {
    const at = now();
    const seconds = Math.floor(Math.min(at.getTime() - countedMs, LONGEST_STEP_MS) / 1000);
    if (seconds <= 0) return writing;
    countedMs = at.getTime();
    const isDeaf = troubles.size > 0 && !isCalled();
    const spent = { listened: isDeaf ? 0 : seconds, troubled: isDeaf ? seconds : 0 };
    return queue(() => noteListened(db, brandId, id, at, spent));
  };
  return {
    clear(source) {
      if (troubles.size > 0) void listened();
      const isOver = troubles.delete(source);
      if (!isOver && (troubles.size > 0 || shown === null)) return;
      void show();
      if (troubles.size === 0) void queue(() => noteMended(db, brandId, id));
    },
    async trouble(source, said, nextTryAt) {
      if (troubles.size === 0) void listened();
      troubles.set(source, said);
      void queue(() => noteBreak(db, brandId, id, { at: now(), said, nextTryAt }));
      await show();
    },
    reconnected: () => queue(() => countReconnect(db, brandId, id, now())),
    write: listened,
  };
}

async function say(db: Db, channel: store.ChannelRow, at: Date, said: string | null): Promise<void> {
  await db.transaction().execute(async tx => {
    if (!(await store.noteTrouble(tx, channel.brandId, channel.id, said))) return;
    await tellChanged(tx, at, { ...channel, actorId: null, state: 'active', said });
  });
}
