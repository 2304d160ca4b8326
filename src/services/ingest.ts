import type { Heard } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import type { Database, Db } from '../store/db.ts';
import { preparing } from '../store/prepared.ts';
import type { ListenedPosts } from './ears.ts';
import type { Floods } from './floods.ts';
import { SomebodyWasFaster } from './mend-heard.ts';
import { plainReaders, type Readers } from './readers.ts';
import { type Again, type Load, takeIn } from './take-in.ts';

/** What ingest needs to know of the channel that heard; the inbox and its promise are read in the transaction. */
export type ListeningChannel = {
  id: string;
  network: string;
  account: Person;
  playsRecording: boolean;
  /** Its stream carries the whole network: what came before the post it belongs to is not held for later. */
  hearsEverybody?: true;
};

/**
 * `listening`: taken to the desk from what a query heard; it has been received and counted before.
 * `reread`: kept raw, and read once more.
 */
export type Source = 'stream' | 'poll' | 'backfill' | 'replay' | 'hook' | 'listening' | 'reread';

export type Batch = {
  brandId: number;
  channel: ListeningChannel;
  source: Source;
  heard: readonly Heard[];
  /** Where to go on after this batch; moves in the same transaction. Null leaves it (hooks have none). */
  cursor: string | null;
  receivedAt: Date;
  /** Recordings only: the recorded time played so far. Promises up to it come due. Default: the newest post's time. */
  playsUntil?: Date;
  /** Recordings only: by what our own company is named there. Then a post is told as sent to us beside rivals only where it names one of these. */
  ourHandles?: readonly string[];
  /** Recordings only: remote ids of posts in threads of others, which wait for nothing of ours. */
  others?: ReadonlySet<string>;
  /** Posts that listening queries matched. */
  listened?: ListenedPosts;
  /** For what was stored raw before it was read (hooks): the ids from `keepRaw`, one per `heard`. */
  rawIds?: readonly number[];
  /** For what was read before and is read once more. */
  again?: Again;
};

/** received = kept + ignored + failed, counted in items (a dropped frame is one). */
export type Ingested = {
  received: number;
  kept: number;
  ignored: number;
  failed: number;
  /** Messages that came with media to fetch. */
  withMedia: string[];
};

export type IngestDependencies = {
  database: Database;
  makeId: MakeId;
  now: () => Date;
  /** What reads each brand's posts; rules alone where it is left out. */
  readers?: Readers;
  /** Who says the same as whom; nobody is compared where it is left out. */
  floods?: Floods;
  /** For tests: told before each step that a crash might cut off; throwing there is the crash. */
  reached?: Reached;
};

/** The places at which a crash may cut a batch off, in order. The list is closed: tests walk all of it. */
export const CRASH_POINTS = [
  'begun',
  'read',
  'placed',
  'counted',
  'written',
  'settled',
  'announced',
  'committed',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
export type Reached = (point: CrashPoint) => void | Promise<void>;

export type Ingest = (batch: Batch) => Promise<Ingested>;

/**
 * One transaction for a batch: raw, identities, threads, conversations, messages, turns, ledger, events, cursor. All of it
 * or nothing; the same batch again changes nothing. Throws only when the database cannot be reached: bad items are counted.
 */
export function makeIngest(dependencies: IngestDependencies): Ingest {
  const ingestAll = makeIngestAll(dependencies);
  return async batch => {
    const [ingested] = await ingestAll([batch]);
    if (ingested === undefined) throw new Error('a batch came back without its counts');
    return ingested;
  };
}

/** Several batches of one channel and source in one transaction. */
export type IngestAll = (batches: readonly Batch[]) => Promise<Ingested[]>;

export function makeIngestAll(dependencies: IngestDependencies): IngestAll {
  const { database, makeId, now, reached = () => {}, readers = plainReaders, floods } = dependencies;
  const db = preparing(database.pool);
  const run = (load: Load) =>
    inTransaction(
      db,
      tx => takeIn(tx, load, { makeId, now: now(), reached, readers, ...(floods === undefined ? {} : { floods }) }),
      reached,
    );
  return async batches => {
    const [first] = batches;
    if (first === undefined) return [];
    const counts = batches.map(emptyCounts);
    const entries = batches.flatMap((batch, part) =>
      batch.heard.map((heard, i) => ({ heard, part, rawId: batch.rawIds?.[i] ?? null })),
    );
    const { brandId, channel, source, again } = first;
    const load = { brandId, channel, source, parts: batches, entries, counts };
    await runOrHalve(run, again === undefined ? load : { ...load, again });
    return counts;
  };
}

function emptyCounts(): Ingested {
  return { received: 0, kept: 0, ignored: 0, failed: 0, withMedia: [] };
}

/**
 * Something Postgres refuses that cleaning did not foresee must not stop the channel for ever: the batch is halved until the
 * one entry is found, and that one is counted as failed.
 */
async function runOrHalve(run: (load: Load) => Promise<void>, load: Load): Promise<void> {
  try {
    return await run(load);
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    const [entry] = load.entries;
    const half = middleOf(load);
    if (half === null) {
      if (entry === undefined) throw error;
      const { raw, cursor } = entry.heard;
      const heard: Heard = { kind: 'dropped', reason: 'the database refused it', raw, cursor };
      return run({ ...load, entries: [{ ...entry, heard }], isPart: true });
    }
    // The cursor moves with the last half only: a crash in between begins again before both.
    await runOrHalve(run, { ...load, entries: load.entries.slice(0, half), holdCursor: true, isPart: true });
    await runOrHalve(run, { ...load, entries: load.entries.slice(half), isPart: true });
  }
}

/** Null: there is nothing to cut. What is read once more is cut between raw events only, each of which is settled as a whole. */
function middleOf({ entries, again }: Load): number | null {
  if (again === undefined) return entries.length > 1 ? Math.ceil(entries.length / 2) : null;
  const seams = entries.flatMap((entry, at) => (at > 0 && entry.rawId !== entries[at - 1]?.rawId ? [at] : []));
  return seams[Math.floor(seams.length / 2)] ?? null;
}

const ATTEMPTS = 5;

/** Two transactions waited for each other; or both wrote the same post or person, and the second time it will be found. */
const TRY_AGAIN = new Set(['40001', '40P01', '23505']);

async function inTransaction(
  db: Db,
  work: Parameters<ReturnType<Db['transaction']>['execute']>[0],
  reached: Reached,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await db.transaction().execute(work);
      await reached('committed');
      return;
    } catch (error) {
      const mayPass = error instanceof SomebodyWasFaster || TRY_AGAIN.has(sqlState(error));
      if (attempt === ATTEMPTS || !mayPass) throw error;
    }
  }
}

/** Class 22: a value out of its range; 23: a rule of the tables; 54: past a limit of Postgres. */
function isRefusedValue(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error));
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
