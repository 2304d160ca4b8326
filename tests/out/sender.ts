// A program of its own that works off answers until it is ended, and kills itself where it is told to. Run by crash.test.ts and tests/crisis.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type Connector,
  type Context,
  type Draft,
  defineConnector,
  type Sent,
} from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { rehearsal } from '../../src/connectors/rehearsal/index.ts';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../src/core/id.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { keepSendingHoldings } from '../../src/services/crisis/send-holding.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { waitFor } from '../../src/services/wait.ts';
import { openDatabase } from '../../src/store/db.ts';

export type Orders = { url: string; origin: string; sealKey: string; crashAt: string | null };

/** A network that keeps no keys but can be asked: `POST /posts`, `GET /posts?key=`. */
const square = defineConnector<{ origin: string }>({
  id: 'square',
  name: 'Square',
  credentials: z.object({ origin: z.string() }),
  connect: { check: () => Promise.reject(new Error('not in these tests')) },
  limits: { ...rehearsal.limits },
  cannotHear: [],
  inbound: {},
  outbound: {
    reply: {
      idempotency: 'lookup',
      async send(context: Context<{ origin: string }>, { key, text }: Draft) {
        const body = JSON.stringify({ key, text });
        const answer = await context.fetch(`${context.credentials.origin}/posts`, { method: 'POST', body });
        return readSent(answer.json());
      },
      async find(context: Context<{ origin: string }>, { key }: Draft) {
        const answer = await context.fetch(`${context.credentials.origin}/posts?key=${key}`);
        const found = answer.json();
        return found === null ? null : readSent(found);
      },
    },
  },
});

function readSent(answer: unknown): Sent {
  const { id, at } = z.object({ id: z.string(), at: z.string() }).parse(answer);
  return { remoteId: id, at: new Date(at), url: null };
}

const { url, origin, sealKey, crashAt } = JSON.parse(process.argv[2] ?? '') as Orders;
const connectors: readonly Connector[] = [rehearsal, square];
const now = () => new Date();
const log = (level: string, message: string, facts: unknown) => console.error(level, message, facts);
const home = { url: origin, seal: (text: string) => text };
const contexts = makeContexts({ connectors, now, log, allowPrivate: [origin], home, userAgent: 'Heed/test' });
const database = openDatabase({ connectionString: url });
const delivering = {
  db: database.db,
  makeId: () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID)),
  now,
  connectors: new Map(connectors.map(connector => [connector.id, connector])),
  openContext: contexts.open,
  seal: makeSeal(sealKey),
  wait: waitFor,
  random: () => 0,
};
function dieAt(point: string): void {
  if (point === crashAt) process.kill(process.pid, 'SIGKILL');
}
const worker = await startWorker({
  pool: database.pool,
  delivering: { ...delivering, passing: dieAt },
  push: { send: async () => {} },
  webhooks: { send: async () => {} },
  mail: { send: async () => {} },
  media: { fetch: async () => {} },
  holidayFeeds: { again: async () => {} },
  rereading: { reread: async () => {} },
  readAgain: async () => {},
  wait: waitFor,
  log,
});
const stopping = new AbortController();
const holding = keepSendingHoldings(
  { ...delivering, log, passing: point => dieAt(`holding ${point}`) },
  stopping.signal,
);
process.on('SIGTERM', async () => {
  stopping.abort();
  await holding;
  await worker.stop();
  await contexts.close();
  await database.close();
  process.exit(0);
});
process.stdout.write('ready\n');
