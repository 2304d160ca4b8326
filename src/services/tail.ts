/** One reader of the event log per process: woken by `notify`, with a slow poll as a net under it. */
import type pg from 'pg';
import { ASIDE_CHANNEL } from '../store/asides.ts';
import type { Db } from '../store/db.ts';
import { type EventLine, LINES_PER_READ, readEventLines } from '../store/event-lines.ts';
import { EVENT_CHANNEL, lastSeq } from '../store/events.ts';

export type Tail = {
  /** The newest event read. */
  head(): number;
  /** Lines after `after`, if all of them are still in memory; else null. */
  recent(after: number): EventLine[] | null;
  /** Reads whatever has been committed by now. */
  pull(): Promise<void>;
  stop(): Promise<void>;
};

export type TailNeeds = {
  db: Db;
  pool: pg.Pool;
  /** While nobody watches, nothing is read: the next `pull` begins at the newest event. */
  isWatched: () => boolean;
  onLines: (lines: EventLine[]) => void;
  /** What is said beside the log, as written; what was said while the line was broken is lost. */
  onAside?: (payload: string) => void;
  onTrouble: (error: unknown) => void;
  pollMs?: number;
};

/** Lines kept in memory, so that people who lost their line for a moment need no database. */
export const RECENT_LINES = 2_000;
const POLL_MS = 1_000;
const RELISTEN_MS = 1_000;

/** `recent` holds every line after `floor`. */
type Reading = { head: number; floor: number; recent: EventLine[]; isFresh: boolean; isStopped: boolean };

export async function startTail(needs: TailNeeds): Promise<Tail> {
  const { db, onTrouble } = needs;
  const head = await lastSeq(db);
  const reading: Reading = { head, floor: head, recent: [], isFresh: true, isStopped: false };
  let running: Promise<void> | null = null;
  let again = false;

  async function readOn(): Promise<void> {
    do {
      again = false;
      await readAll(needs, reading);
    } while (again && !reading.isStopped);
  }

  function pull(): Promise<void> {
    if (running !== null) again = true;
    running ??= readOn().finally(() => {
      running = null;
    });
    return running;
  }

  function wake(): void {
    if (needs.isWatched()) pull().catch(onTrouble);
    else reading.isFresh = false;
  }

  const ear = listen(needs.pool, wake, needs.onAside ?? (() => {}), onTrouble);
  const poll = setInterval(wake, needs.pollMs ?? POLL_MS);
  return {
    head: () => reading.head,
    recent: after =>
      !reading.isFresh || after < reading.floor ? null : reading.recent.filter(({ seq }) => seq > after),
    pull,
    async stop() {
      reading.isStopped = true;
      clearInterval(poll);
      ear.stop();
      await running?.catch(() => {});
    },
  };
}

async function readAll(needs: TailNeeds, reading: Reading): Promise<void> {
  if (!reading.isFresh) {
    const head = await lastSeq(needs.db);
    Object.assign(reading, { head, floor: head, recent: [], isFresh: true });
  }
  let lines: EventLine[];
  do {
    lines = await readEventLines(needs.db, reading.head);
    if (reading.isStopped) return;
    keep(reading, lines);
    if (lines.length > 0) needs.onLines(lines);
  } while (lines.length === LINES_PER_READ);
}

function keep(reading: Reading, lines: EventLine[]): void {
  reading.head = lines.at(-1)?.seq ?? reading.head;
  reading.recent.push(...lines);
  const surplus = reading.recent.length - RECENT_LINES;
  if (surplus <= 0) return;
  reading.floor = reading.recent[surplus - 1]?.seq ?? reading.floor;
  reading.recent = reading.recent.slice(surplus);
}

/** Holds one connection of the pool open for `listen`, and opens another when it breaks. */
function listen(
  pool: pg.Pool,
  wake: () => void,
  onAside: (payload: string) => void,
  onTrouble: (error: unknown) => void,
): { stop(): void } {
  let client: pg.PoolClient | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  function hear({ channel, payload }: pg.Notification): void {
    if (channel === ASIDE_CHANNEL) onAside(payload ?? '');
    else wake();
  }

  async function open(): Promise<void> {
    try {
      const fresh = await pool.connect();
      if (isStopped) return fresh.release(true);
      client = fresh;
      fresh.on('notification', hear);
      fresh.once('error', again);
      await fresh.query(`listen ${EVENT_CHANNEL}; listen ${ASIDE_CHANNEL}`);
      wake();
    } catch (error) {
      again(error);
    }
  }

  function again(error: unknown): void {
    if (isStopped) return;
    onTrouble(error);
    drop();
    clearTimeout(timer);
    timer = setTimeout(open, RELISTEN_MS);
    timer.unref();
  }

  function drop(): void {
    client?.removeListener('notification', hear);
    client?.removeListener('error', again);
    client?.release(true);
    client = null;
  }

  void open();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      drop();
    },
  };
}
