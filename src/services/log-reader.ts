/**
 * Those who react to what happened read the event log from where they stand, and do everything in the transaction that moves the
 * place: once and only once, whatever crashes. Any number of processes may read; a brand is read by one at a time.
 */
import type { Event, EventKind } from '../core/event.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents, lastSeq, type NewEvent, readEvents } from '../store/events.ts';

export type LogReader = {
  /** As the error log calls it: `rules`. */
  name: string;
  /** Others are passed over unread. */
  kinds: readonly EventKind[];
  /** Held to the end of the transaction; null while another process has it. */
  lockPlace(tx: Tx, brandId: number): Promise<number | null>;
  movePlace(tx: Tx, brandId: number, seq: number): Promise<void>;
  /** Events after this one are left for later: another reader comes first. Null: none are. */
  notBeyond?(tx: Tx, brandId: number): Promise<number | null>;
  /** @returns how much was done, and the events to write of it */
  act(tx: Tx, brandId: number, events: readonly Event[]): Promise<{ acted: number; told: NewEvent[] }>;
};

export type ReadingNeeds = {
  db: Db;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

/** Events looked at in one transaction: few, because the conversations they concern are held meanwhile. */
const EVENTS_PER_READ = 50;

export type WasRead = { acted: number; more: boolean };

/** The next events of one brand. `more`: there may be more than one reading takes. */
export async function readOn(needs: ReadingNeeds, reader: LogReader, brandId: number): Promise<WasRead> {
  try {
    return await read(needs.db, reader, brandId, EVENTS_PER_READ);
  } catch (error) {
    // One event that cannot be worked on must not stop the rest for ever: it is found by itself, told, and passed over.
    needs.log('error', `A run of the ${reader.name} failed; going on event by event`, { err: error, brandId });
    return readOneByOne(needs, reader, brandId);
  }
}

async function readOneByOne(needs: ReadingNeeds, reader: LogReader, brandId: number): Promise<WasRead> {
  let acted = 0;
  for (let n = 0; n < EVENTS_PER_READ; n++) {
    try {
      const once = await read(needs.db, reader, brandId, 1);
      acted += once.acted;
      if (!once.more) return { acted, more: false };
    } catch (error) {
      const seq = await passOver(needs.db, reader, brandId);
      needs.log('error', `The ${reader.name} could not act on an event and passed it over`, {
        err: error,
        brandId,
        seq,
      });
    }
  }
  return { acted, more: true };
}

/** @throws when the database is away: then nothing is passed over */
async function passOver(db: Db, { kinds, lockPlace, movePlace }: LogReader, brandId: number): Promise<number | null> {
  return db.transaction().execute(async tx => {
    const place = await lockPlace(tx, brandId);
    if (place === null) return null;
    const [event] = await readEvents(tx, place, { brandId, limit: 1, kinds });
    if (event === undefined) return null;
    await movePlace(tx, brandId, event.seq);
    return event.seq;
  });
}

async function read(db: Db, reader: LogReader, brandId: number, limit: number): Promise<WasRead> {
  return db.transaction().execute(async tx => {
    const place = await reader.lockPlace(tx, brandId);
    if (place === null) return { acted: 0, more: false };
    // Read before the events: up to here nothing can come in between any more.
    const end = Math.min(await lastSeq(tx), (await reader.notBeyond?.(tx, brandId)) ?? Number.POSITIVE_INFINITY);
    const found = await readEvents(tx, place, { brandId, limit, kinds: reader.kinds });
    const events = found.filter(({ seq }) => seq <= end);
    const more = events.length === limit;
    const last = events.at(-1)?.seq ?? place;
    const reached = more ? last : Math.max(last, end);
    if (reached <= place) return { acted: 0, more: false };
    const { acted, told } = events.length === 0 ? { acted: 0, told: [] } : await reader.act(tx, brandId, events);
    await reader.movePlace(tx, brandId, reached);
    await appendEvents(tx, told);
    return { acted, more };
  });
}
