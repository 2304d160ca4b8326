/** A Redis of one's own, where the program is installed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Null where there is no `redis-server` on this machine. */
export async function startRedis(): Promise<{ host: string; close(): Promise<void> } | null> {
  const port = await freePort();
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<null>(resolve => child.on('error', () => resolve(null)).on('close', () => resolve(null)));
  const ready = new Promise<true>(resolve => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      said += text;
      if (said.includes('Ready to accept connections')) resolve(true);
    });
  });
  if ((await Promise.race([ready, ended])) === null) return null;
  return {
    host: `127.0.0.1:${port}`,
    async close() {
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
