/** A raw TCP server that answers exactly the bytes a test wants, when it wants: for stalls, cuts and lies no HTTP library would send. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type WildServer = {
  origin: string;
  port: number;
  /** What came in, one text a request head (with its body as far as it arrived with it). */
  requests: string[];
  /** Connections that are open now. */
  openCount(): number;
  [Symbol.asyncDispose](): Promise<void>;
};

/** @param answer writes what it likes to the socket, once per request head */
export async function wildServer(answer: (socket: Socket, request: string) => void): Promise<WildServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let held = '';
    socket.on('data', bytes => {
      held += bytes.toString('latin1');
      if (!held.includes('\r\n\r\n')) return;
      requests.push(held);
      const request = held;
      held = '';
      answer(socket, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    openCount: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A whole answer as bytes; headers that are given win over the usual ones. */
export function answerBytes(status: string, headers: Record<string, string>, body: string | Uint8Array = ''): Buffer {
  const bytes = Buffer.from(body);
  const all = { 'content-length': String(bytes.length), 'content-type': 'application/json', ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n`), bytes]);
}
