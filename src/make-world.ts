import { randomBytes } from 'node:crypto';
import type { Connector } from './connectors/connector.ts';
import { connectorById, connectors } from './connectors/index.ts';
import { makeCallPlaces } from './connectors/kit/call-place.ts';
import { type Contexts, makeContexts } from './connectors/kit/context.ts';
import { sealText } from './connectors/kit/signature.ts';
import { REHEARSAL_PATH } from './connectors/rehearsal/token.ts';
import { type MakeId, RANDOM_BYTES_PER_ID, uuidV7 } from './core/id.ts';
import type { Shipped } from './core/triage/read.ts';
import type { Log } from './log.ts';
import { makeAboutUs } from './services/about-us.ts';
import { taughtHeads } from './services/brand-heads.ts';
import type { MatchingThreads } from './services/busy-ears.ts';
import { type Meter, makeMeter } from './services/costs/meter.ts';
import { type Ears, makeEars } from './services/ears.ts';
import { makeFloods } from './services/floods.ts';
import { type Ingest, type IngestAll, makeIngest, makeIngestAll } from './services/ingest.ts';
import { makeReaders, type Readers } from './services/readers.ts';
import { makeReceive, type Receive } from './services/receive.ts';
import { makeSeal, type Seal } from './services/seal.ts';
import { makeTeaching, type Teaching } from './services/teaching.ts';
import { wantingMedia, wantingMediaAll } from './services/want-media.ts';
import { shippedOnce } from './shipped.ts';
import type { Database } from './store/db.ts';

/** What server and command line alike work with: one database, one key, one clock, one way out to the networks. */
export interface World {
  database: Database;
  secretKey: string;
  log: Log;
  /** In the order services write it: level, words, facts. */
  tell: (level: 'debug' | 'info' | 'warn' | 'error', message: string, facts?: Record<string, unknown>) => void;
  connectors: ReadonlyMap<string, Connector>;
  contexts: Contexts;
  /** What channels pay. */
  meter: Meter;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
  ears: Ears;
  readers: Readers;
  /** Learns from corrections, in a thread of its own. */
  teaching: Teaching;
  ingest: Ingest;
  ingestAll: IngestAll;
  receive: Receive;
}

export interface WorldNeeds {
  database: Database;
  secretKey: string;
  log: Log;
  version: string;
  /** Addresses of this Heed itself, where the rehearsal is; every other private address is out of bounds. */
  ownOrigins: readonly string[];
  /** Further private addresses the owner lets channels go to. */
  privateOrigins: readonly string[];
  /** Where networks call this Heed; `trusted`: named for this alone. */
  hooksAt: { root: string; trusted: boolean };
  /** On how many threads listening queries are heard besides; `auto` where it is left out. */
  matchingThreads?: MatchingThreads;
  /** The weights that came with this Heed; read from its folder when first needed where it is left out. */
  shipped?: () => Shipped;
}

export function makeWorld(needs: WorldNeeds): World {
  const { database, secretKey, log, version, ownOrigins, privateOrigins } = needs;
  const { db } = database;
  const now = () => new Date();
  const makeId = () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID));
  const tell: World['tell'] = (level, message, facts = {}) => log[level](facts, message);
  const seal = makeSeal(secretKey);
  const aboutUs = makeAboutUs({ db, clockMs: () => performance.now(), log: tell });
  const { shipped = shippedOnce() } = needs;
  const readers = makeReaders({ shipped, taught: taughtHeads, aboutUs });
  const teaching = makeTeaching({ shipped: () => shipped().heads });
  const floods = makeFloods();
  const ears = makeEars({ db, readers, threads: needs.matchingThreads ?? 'auto' });
  const ingest = wantingMedia(makeIngest({ database, makeId, now, readers, floods }), { db, now });
  const ingestAll = wantingMediaAll(makeIngestAll({ database, makeId, now, readers, floods }), { db, now });
  const callPlaces = makeCallPlaces({ ...needs.hooksAt, secretKey });
  const meter = makeMeter({ db, now });
  const contexts = makeContexts({
    connectors,
    meter,
    now,
    log: tell,
    // Our own address is open to the rehearsal alone: a picture in a stranger's post must not knock at our API.
    allowPrivate: [...ownOrigins.map(origin => `${origin}${REHEARSAL_PATH}`), ...privateOrigins],
    callAt: callPlaces.of,
    home: { url: ownOrigins[0] ?? '', seal: text => sealText(secretKey, text) },
    userAgent: `Heed/${version}`,
  });
  const receive = makeReceive({
    db,
    connectors: connectorById,
    openContext: contexts.open,
    seal,
    ingest,
    ears,
    hookSecret: callPlaces.secretOf,
    now,
    log: tell,
  });
  return {
    database,
    secretKey,
    log,
    tell,
    connectors: connectorById,
    contexts,
    meter,
    seal,
    makeId,
    now,
    ears,
    readers,
    teaching,
    ingest,
    ingestAll,
    receive,
  };
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const THIS_MACHINE = ['127.0.0.1', 'localhost', '::1'];

/** The addresses under which this machine reaches a Heed that listens there; the first one surely. */
export function originsOf(host: string, port: number): string[] {
  const hosts = new Set(EVERYWHERE.has(host) ? THIS_MACHINE : [host, ...THIS_MACHINE]);
  return [...hosts].map(one => `http://${one.includes(':') ? `[${one}]` : one}:${port}`);
}
