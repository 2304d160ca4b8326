/** A way to a server on which an answer can be lost, and one can count what was asked. What was asked arrives all the same. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Lossy = {
  origin: string;
  /** The answer to the next request like this never comes back. */
  loseNext(method: string, path: string): void;
  /** What came by, as `GET /api/v1/…` without the query, in order. */
  seen: string[];
  close(): Promise<void>;
};

export async function openLossy(to: string): Promise<Lossy> {
  const end = new URL(to);
  const seen: string[] = [];
  let lost: string | null = null;
  const server = createServer((asked, answer) => {
    const name = `${asked.method} ${new URL(asked.url ?? '', end).pathname}`;
    seen.push(name);
    const isLost = name === lost;
    if (isLost) lost = null;
    const { hostname: host, port } = end;
    const onward = request({ host, port, method: asked.method, path: asked.url, headers: asked.headers });
    onward.on('response', got => {
      if (isLost) {
        got.resume().on('end', () => answer.destroy());
        return;
      }
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    seen,
    loseNext(method, path) {
      lost = `${method} ${path}`;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
