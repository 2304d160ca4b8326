import type { Heard } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import type { Database } from '../store/db.ts';

/** What ingest needs to know of the channel that heard; the inbox and its promise are read in the transaction. */
export type ListeningChannel = { id: string; network: string; account: Person; playsRecording: boolean };

export type Source = 'stream' | 'poll' | 'backfill' | 'replay' | 'hook';

export type Batch = {
  brandId: number;
  channel: ListeningChannel;
  source: Source;
  heard: readonly Heard[];
  /** Where to go on after this batch; moves in the same transaction. Null leaves it (hooks have none). */
  cursor: string | null;
  receivedAt: Date;
  /** Recordings only: the recorded time played so far. Promises up to it come due. */
  playsUntil?: Date;
  /** Remote ids of posts that a listening query matched. */
  heardByQuery?: ReadonlySet<string>;
  /** For what was stored raw before it was read (hooks): the ids from `keepRaw`, one per `heard`. */
  rawIds?: readonly number[];
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

export type IngestDependencies = { database: Database; makeId: MakeId; now: () => Date };

export type Ingest = (batch: Batch) => Promise<Ingested>;

/**
 * One transaction for a batch: raw, identities, threads, conversations, messages, turns, ledger, events, cursor. All of it
 * or nothing; the same batch again changes nothing. Throws only when the database cannot be reached: bad items are counted.
 */
export function makeIngest(_dependencies: IngestDependencies): Ingest {
  throw new Error('ingest is being built');
}

/** The same, for posts that come one by one: gathers them for some milliseconds into one transaction per channel. */
export type Gather = {
  /** Resolves when the arrival is committed. */
  add(batch: Omit<Batch, 'rawIds'>): Promise<Ingested>;
  /** Resolves when everything added so far is committed. */
  drain(): Promise<void>;
};

export const GATHER_MS = 5;
export const GATHER_MOST = 500;

export function makeGather(_ingest: Ingest): Gather {
  throw new Error('gather is being built');
}
