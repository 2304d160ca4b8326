/** From hearing a post to its frame on a live client, through a whole Heed with its own door. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectorById } from '../src/connectors/index.ts';
import { uuidV7 } from '../src/core/id.ts';
import { makeApp } from '../src/http/app.ts';
import { makeMetrics } from '../src/http/metrics.ts';
import { listenHttp } from '../src/listen-http.ts';
import { silentLog } from '../src/log.ts';
import { makeServices } from '../src/make-services.ts';
import { makeGather } from '../src/services/gather.ts';
import { type ListeningChannel, makeIngestAll } from '../src/services/ingest.ts';
import type { Readers } from '../src/services/readers.ts';
import { makeSeal } from '../src/services/seal.ts';
import type { Database } from '../src/store/db.ts';
import { makeChance } from '../tests/support/chance.ts';
import { openStream } from '../tests/support/stream.ts';
import { makePosts } from './ingest-posts.ts';

const SECRET_KEY = 'a key for benchmarks that is long enough to be one';
const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
/** How long the last frames may take to arrive. */
const LAST_FRAME_MS = 5_000;

export type Delays = { p50: number; p99: number; missing: number };

/** @param makeChannel adds a channel to the brand and its inbox */
export async function measureScreen(
  database: Database,
  readers: Readers,
  makeChannel: (brandId: number, inboxId: string) => Promise<ListeningChannel>,
  perSecond: number,
  seconds: number,
): Promise<Delays> {
  const heed = await open(database);
  const { token, inbox } = await heed.services.welcome.setUp(OWNER);
  const channel = await makeChannel(1, inbox.id);
  const stream = await openStream(heed, { token });
  const heardMs = new Map<string, number>();
  const delays = new Map<string, number>();
  let seen = 0;
  const look = () => {
    const now = performance.now();
    for (; seen < stream.frames.length; seen++) noteArrivals(stream.frames[seen]?.data ?? '', now, heardMs, delays);
  };
  const looking = setInterval(look, 1);
  const makeId = () => uuidV7(Date.now(), randomBytes(10));
  const gather = makeGather(makeIngestAll({ database, makeId, now: () => new Date(), readers }));
  const next = makePosts(channel.account, makeChance(5));
  const beganMs = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueMs = beganMs + (n * 1000) / perSecond;
    if (dueMs > performance.now()) await sleep(dueMs - performance.now());
    const heard = next(new Date());
    if (heard.kind === 'arrival')
      for (const item of heard.items) if (item.kind === 'post') heardMs.set(item.post.remoteId, performance.now());
    void gather.add({
      brandId: 1,
      channel,
      source: 'stream',
      heard: [heard],
      cursor: heard.cursor,
      receivedAt: new Date(),
    });
  }
  await gather.drain();
  for (let waitedMs = 0; delays.size < heardMs.size && waitedMs < LAST_FRAME_MS; waitedMs += 10) await sleep(10);
  clearInterval(looking);
  stream.close();
  await heed.close();
  const sorted = [...delays.values()].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY;
  return { p50: at(0.5), p99: at(0.99), missing: heardMs.size - delays.size };
}

function noteArrivals(
  data: string,
  now: number,
  heardMs: ReadonlyMap<string, number>,
  delays: Map<string, number>,
): void {
  if (!data.startsWith('[')) return;
  for (const event of JSON.parse(data)) {
    const remoteId: unknown = event.data?.kind === 'message.added' ? event.data.message.remoteId : null;
    if (typeof remoteId !== 'string' || delays.has(remoteId)) continue;
    const began = heardMs.get(remoteId);
    if (began !== undefined) delays.set(remoteId, now - began);
  }
}

async function open(database: Database) {
  const door = await listenHttp('127.0.0.1', 0);
  const url = `http://127.0.0.1:${door.port}`;
  const services = await makeServices({
    database,
    log: silentLog(),
    secretKey: SECRET_KEY,
    publicUrl: url,
    makeId: () => uuidV7(Date.now(), randomBytes(10)),
    now: () => new Date(),
    connectors: connectorById,
    seal: makeSeal(SECRET_KEY),
    open: unreachable,
    openCheck: unreachable,
    fetchFor: unreachable,
    receive: { receive: unreachable, catchUp: unreachable },
  });
  const app = makeApp({
    services,
    log: silentLog(),
    publicUrl: url,
    hosts: null,
    metrics: makeMetrics(),
    pool: () => ({ total: 1, idle: 1, waiting: 0 }),
    health: { checks: [] },
    mounts: [],
    deskFolder: null,
    version: '0.0.0-bench',
  });
  door.open((request, bindings) => app.fetch(request, bindings));
  const close = async () => {
    await services.live.stop();
    await door.close(100);
  };
  return { url, services, close };
}

function unreachable(): never {
  throw new Error('this benchmark has no world outside');
}
