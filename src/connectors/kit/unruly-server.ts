/** An HTTP server for fakes: it answers as the handler says, unless it was told to misbehave. Never part of a running Heed. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One way to misbehave, for one request. `cut-after`: the work is done, the answer never comes. */
export type Unruly =
  | { kind: 'cut-after' }
  | { kind: 'stall' }
  | { kind: 'html' }
  | { kind: 'lie' }
  | { kind: 'damaged' }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string };

export type UnrulyServer = {
  origin: string;
  /** The next requests whose method and path (`POST /api/v1/statuses`) hold `about` misbehave like this, one each; then all is well again. */
  behave(unruly: Unruly, about?: string): void;
  /** Closes the door: nobody can connect until it is opened again. Connections that are open are cut. */
  shut(): Promise<void>;
  reopen(): Promise<void>;
  /** Cuts every open connection and stays open for new ones. */
  cut(): void;
  openCount(): number;
  /** Bodies of requests that arrived, to see what was on the wire. */
  received: string[];
  close(): Promise<void>;
};

type Handler = (request: Request, from: { address: string | null }) => Promise<Response>;
/** Takes over a connection that wants to become a WebSocket. */
type Upgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;

export async function unrulyServer(handler: Handler, upgrade?: Upgrade): Promise<UnrulyServer> {
  const sockets = new Set<Socket>();
  const plans: { unruly: Unruly; about: string }[] = [];
  const received: string[] = [];
  const planFor = (incoming: IncomingMessage) => {
    const line = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
    const at = plans.findIndex(({ about }) => line.includes(about));
    return at === -1 ? null : (plans.splice(at, 1)[0]?.unruly ?? null);
  };
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing, planFor(incoming), received).catch(() => outgoing.destroy());
  });
  if (upgrade)
    server.on('upgrade', (incoming, socket, head) => {
      const plan = planFor(incoming);
      if (plan === null) return upgrade(incoming, socket, head);
      if (plan.kind === 'stall') return;
      if (plan.kind === 'status') return void socket.end(headOf(plan) + (plan.body ?? '{}'));
      socket.destroy();
    });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const shut = async () => {
    const closed = once(server, 'close');
    server.close();
    cut();
    await closed;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    behave: (unruly, about = '') => void plans.push({ unruly, about }),
    shut,
    reopen: async () => void (await listen(port)),
    cut,
    openCount: () => sockets.size,
    received,
    close: async () => {
      if (server.listening) await shut();
    },
  };
}

function headOf({ status, headers, body = '{}' }: Unruly & { kind: 'status' }): string {
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries({ ...all, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} No\r\n${lines.join('')}\r\n`;
}

async function answer(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  unruly: Unruly | null,
  received: string[],
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const body = Buffer.concat(pieces);
  received.push(body.toString('utf8'));
  if (unruly?.kind === 'stall') return;
  if (unruly?.kind === 'status') {
    outgoing.writeHead(unruly.status, { 'content-type': 'application/json', ...unruly.headers });
    return void outgoing.end(unruly.body ?? '{}');
  }
  const response = await handler(requestOf(incoming, body), { address: incoming.socket.remoteAddress ?? null });
  if (unruly?.kind === 'cut-after') {
    await response.body?.cancel();
    return void incoming.socket.destroy();
  }
  if (unruly?.kind === 'html') {
    await response.body?.cancel();
    outgoing.writeHead(200, { 'content-type': 'text/html' });
    return void outgoing.end('<!doctype html><title>Sign in</title>');
  }
  if (unruly?.kind === 'damaged' || unruly?.kind === 'lie') {
    const whole = Buffer.from(await response.arrayBuffer());
    const half = whole.subarray(0, Math.ceil(whole.length / 2));
    const length = unruly.kind === 'lie' ? whole.length : half.length;
    outgoing.writeHead(response.status, { 'content-type': 'application/json', 'content-length': length });
    outgoing.write(half, () => (unruly.kind === 'lie' ? incoming.socket.destroy() : outgoing.end()));
    return;
  }
  await send(response, outgoing);
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) return void outgoing.end();
  const reader = response.body.getReader();
  outgoing.on('close', () => void reader.cancel().catch(() => {}));
  for (let next = await reader.read(); !next.done; next = await reader.read()) outgoing.write(next.value);
  outgoing.end();
}

function requestOf(incoming: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const method = incoming.method ?? 'GET';
  const init =
    method === 'GET' || method === 'HEAD' ? { method, headers } : { method, headers, body: new Uint8Array(body) };
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, init);
}
