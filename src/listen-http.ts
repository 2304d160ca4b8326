import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { CannotStart } from './core/cannot-start.ts';

export type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export interface HttpDoor {
  port: number;
  /** Until then everybody is asked to come back in a moment. */
  open: (fetch: Fetch) => void;
  /** Takes nobody new, lets the requests at work finish, then ends what is left. */
  close: (patienceMs: number) => Promise<void>;
}

/** How long a client may take over its headers and its whole request: slow ones are not let to hold the door. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** Takes the port before anything else is begun, so that one already taken is said at once. */
export async function listenHttp(host: string, port: number): Promise<HttpDoor> {
  let fetch: Fetch = notReady;
  const server = createAdaptorServer({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
  }) as Server;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await bind(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    open: next => {
      fetch = next;
    },
    close: patienceMs => closeServer(server, patienceMs),
  };
}

function notReady(request: Request): Response {
  const isHealth = new URL(request.url).pathname === '/healthz';
  if (isHealth) return new Response('ok\n');
  return new Response('Heed is starting. Try again in a moment.\n', { status: 503, headers: { 'retry-after': '1' } });
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CannotStart(whyNot(error, host, port), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Start Heed on another one: HEED_PORT=${port + 1} npm start`;
  }
  if (error.code === 'EACCES')
    return `Port ${port} is not open to this user. Choose one above 1023: HEED_PORT=7373 npm start`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `This machine has no address ${host}. Set HEED_HOST to 127.0.0.1 (only here) or 0.0.0.0 (everywhere).`;
  }
  return `Heed cannot listen on ${host}:${port}: ${error.message}`;
}

function closeServer(server: Server, patienceMs: number): Promise<void> {
  return new Promise(resolve => {
    const end = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearTimeout(end);
      resolve();
    });
    server.closeIdleConnections();
  });
}
