/** The server of `bench live`, in a process of its own, so that its processor time and memory are its own. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { startTail } from '../src/services/tail.ts';
import type { Connection } from '../src/store/db.ts';
import { openTestHeed, type TestHeed } from '../tests/support/app.ts';

export type Wire = 'sse' | 'websocket';
export type Place = { url: string; token: string; connection: Connection };
export type Spent = { cpuSeconds: number; rssKb: number };

const endings: (() => unknown)[] = [];
process.on('message', (question: { wire: Wire } | 'spent') => {
  const answer = question === 'spent' ? Promise.resolve(spent()) : open(question.wire);
  answer.then(value => process.send?.(value));
});
process.on('disconnect', async () => {
  for (const end of endings) await end();
  process.exit(0);
});

async function open(wire: Wire): Promise<Place> {
  const heed = await openTestHeed({ after: end => endings.push(end as () => unknown) });
  const owner = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
  const { token } = await heed.services.welcome.setUp(owner);
  const { connection } = heed.database;
  return { token, connection, url: wire === 'sse' ? heed.url : await openSockets(heed) };
}

/** The alternative: every event to every desk as a message of its own, the moment it is read. */
async function openSockets({ database }: TestHeed): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const tail = await startTail({
    db: database.db,
    pool: database.pool,
    isWatched: () => true,
    onLines(lines) {
      for (const line of lines) for (const client of server.clients) client.send(line.json);
    },
    onTrouble: error => console.error(error),
  });
  endings.unshift(() => tail.stop());
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function spent(): Spent {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, rssKb: process.memoryUsage().rss / 1024 };
}
