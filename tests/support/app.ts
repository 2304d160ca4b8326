/** A whole Heed to speak HTTP to: its own database, its own port, time that stands still unless told. */
import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { connectorById } from '../../src/connectors/index.ts';
import { uuidV7 } from '../../src/core/id.ts';
import { type AppNeeds, makeApp } from '../../src/http/app.ts';
import { makeMetrics } from '../../src/http/metrics.ts';
import type { Services } from '../../src/http/services.ts';
import { listenHttp } from '../../src/listen-http.ts';
import { makeLog, silentLog } from '../../src/log.ts';
import { makeServices, type ServicesNeeds } from '../../src/make-services.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { atEnd } from './at-end.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

export type TestHeed = {
  url: string;
  services: Services;
  database: FreshDatabase;
  /** Moves the clock the services read. */
  clock: { now: Date };
  /** One request to the API. `token` is sent as a bearer; a body is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
};
export type CallOptions = { token?: string | undefined; body?: unknown; headers?: Record<string, string> };
/** `body` is parsed where it is JSON, text otherwise. */
export type Reply = { status: number; headers: Headers; body: unknown };

export type TestHeedOptions = Partial<AppNeeds> &
  Pick<Partial<ServicesNeeds>, 'recheckMs' | 'receive' | 'open' | 'openCheck' | 'connectors'>;

export const SECRET_KEY = 'a key for tests that is long enough to be one';

export async function openTestHeed(test: Pick<TestContext, 'after'>, options: TestHeedOptions = {}): Promise<TestHeed> {
  const database = await freshDatabase();
  atEnd(test, () => database.drop());
  const clock = { now: new Date('2026-11-22T12:00:00Z') };
  const now = () => clock.now;
  const door = await listenHttp('127.0.0.1', 0);
  const url = `http://127.0.0.1:${door.port}`;
  const services = await makeServices({
    database,
    log: silentLog(),
    secretKey: SECRET_KEY,
    publicUrl: url,
    makeId: () => uuidV7(clock.now.getTime(), randomBytes(10)),
    now,
    connectors: options.connectors ?? connectorById,
    seal: makeSeal(SECRET_KEY),
    open: options.open ?? unreachable,
    openCheck: options.openCheck ?? unreachable,
    fetchFor: unreachable,
    receive: options.receive ?? { receive: unreachable, catchUp: unreachable },
    ...(options.recheckMs === undefined ? {} : { recheckMs: options.recheckMs }),
  });
  const app = makeApp({
    services,
    // A fault nobody expected is printed, or the test would only say 500.
    log: makeLog({ level: 'error', sink: { write: line => process.stderr.write(line) } }),
    publicUrl: url,
    hosts: null,
    metrics: makeMetrics(),
    pool: () => ({ total: 1, idle: 1, waiting: 0 }),
    health: { checks: [] },
    mounts: [],
    deskFolder: null,
    version: '0.0.0-test',
    ...options,
  });
  door.open((request, bindings) => app.fetch(request, bindings));
  atEnd(test, async () => {
    await services.live.stop();
    await door.close(100);
  });
  return { url, services, database, clock, call: (method, path, more = {}) => call(url, method, path, more) };
}

async function call(url: string, method: string, path: string, { token, body, headers }: CallOptions): Promise<Reply> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // Lines of JSON (x-ndjson) are left as they came.
  const isJson = /^application\/([a-z.]+\+)?json\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function unreachable(): never {
  throw new Error('this test has no world outside');
}
