/** What a channel shows of itself: when it last heard something, how late, how often it had to reconnect, and its trouble in words. */
import * as store from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import type { Source } from './ingest.ts';
import { tellChanged } from './tell-changed.ts';

export type Health = {
  /** After a commit: clears the trouble of that source. */
  heard(source: Source, newestAt: Date | null, receivedAt: Date): void;
  /** A source that answers again although it brought nothing. */
  clear(source: Source): void;
  trouble(source: Source, said: string): Promise<void>;
  reconnected(): Promise<void>;
  /** Writes what is not written yet. */
  write(): Promise<void>;
};

/** A busy channel hears thousands a second; its row is written this often. */
export const HEALTH_EVERY_MS = 2_000;

export function makeHealth(needs: { db: Db; channel: store.ChannelRow; now: () => Date }): Health {
  const { db, channel, now } = needs;
  const troubles = new Map<Source, string>();
  let shown = channel.said;
  let latest: { at: Date; delayMs: number | null } | null = null;
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
  const write = () => {
    if (latest === null) return writing;
    const { at, delayMs } = latest;
    latest = null;
    return queue(() => store.noteHeard(db, channel.brandId, channel.id, at, delayMs));
  };
  return {
    heard(source, newestAt, receivedAt) {
      // Back-fill reads the past: its delay says nothing about how soon we hear.
      const delayMs =
        newestAt === null || source === 'backfill'
          ? (latest?.delayMs ?? null)
          : receivedAt.getTime() - newestAt.getTime();
      latest = { at: receivedAt, delayMs };
      if (troubles.delete(source)) show();
    },
    clear(source) {
      if (troubles.delete(source) || (troubles.size === 0 && shown !== null)) show();
    },
    async trouble(source, said) {
      troubles.set(source, said);
      await show();
    },
    reconnected: () => queue(() => store.countReconnect(db, channel.brandId, channel.id)),
    write,
  };
}

async function say(db: Db, channel: store.ChannelRow, at: Date, said: string | null): Promise<void> {
  await db.transaction().execute(async tx => {
    if (!(await store.noteTrouble(tx, channel.brandId, channel.id, said))) return;
    await tellChanged(tx, at, { ...channel, actorId: null, state: 'active', said });
  });
}
