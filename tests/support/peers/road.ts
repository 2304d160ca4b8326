/**
 * The road between servers that believe in names: a proxy that leads each name to the port where its server listens.
 * A server takes it by `http_proxy`; that way two of them find each other on one machine without a name service or certificates.
 */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Road = {
  url: string;
  /** From now on this name leads there. `asks` changes the way asked for, where the name on the road is not the server's own. */
  lead(host: string, port: number, asks?: (path: string) => string): void;
  close(): Promise<void>;
};

export async function openRoad(): Promise<Road> {
  const ends = new Map<string, { port: number; asks: (path: string) => string }>();
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '', 'http://nowhere.example');
    const end = ends.get(url.host);
    if (end === undefined) {
      answer.writeHead(502).end();
      return;
    }
    const path = end.asks(url.pathname + url.search);
    const onward = request({ host: '127.0.0.1', port: end.port, method: asked.method, path, headers: asked.headers });
    onward.on('response', got => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (host, port, asks = path => path) => ends.set(host, { port, asks }),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
