/** The miniature's streams, over real WebSockets or as server-sent events. They remember nothing. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Server } from './server.ts';
import type { Happening } from './town.ts';
import { frameOf } from './views.ts';

export type Streams = {
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Server-sent events; null where the request is about something else. */
  events(request: Request): Response | null;
  /** Sends the beginning of a frame to everybody and cuts the line within it. */
  cutInFrame(): void;
  /** Sends something that is not of this protocol. */
  sendNonsense(frame: string): void;
  /** Ways that were opened: the stream, and how the token was shown. */
  opened: string[];
  openCount(): number;
  close(): void;
};

export function makeStreams(server: Server): Streams {
  const sockets = new WebSocketServer({ noServer: true });
  const raw = new Map<WebSocket, Duplex>();
  const opened: string[] = [];
  let open = 0;
  const follow = (stream: string, send: (happening: Happening) => void) => {
    const listener = (happening: Happening) => {
      if (happening.stream === stream) for (let i = server.telling.twice ? 2 : 1; i > 0; i--) send(happening);
    };
    server.town.state.listeners.add(listener);
    open += 1;
    return () => {
      if (server.town.state.listeners.delete(listener)) open -= 1;
    };
  };
  return {
    opened,
    openCount: () => open,
    upgrade(incoming, socket, head) {
      const url = new URL(incoming.url ?? '/', 'http://fake.example');
      const status = doorFor(server, url, incoming.headers.authorization);
      if (status !== null) {
        socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
        return;
      }
      const stream = nameOf(url.searchParams);
      opened.push(`${stream} ${url.searchParams.has('access_token') ? 'address' : 'header'}`);
      sockets.handleUpgrade(incoming, socket, head, ws => {
        raw.set(ws, socket);
        const leave = follow(stream, happening =>
          ws.send(JSON.stringify(frameOf(happening, server.town, server.origin()))),
        );
        ws.on('close', () => {
          raw.delete(ws);
          leave();
        });
        ws.on('error', () => {});
      });
    },
    events(request) {
      const url = new URL(request.url);
      if (!url.pathname.startsWith('/api/v1/streaming') || server.town.habits.streams !== 'events') return null;
      if (!isTaken(server, request.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''))
        return Response.json({ error: 'Missing access token' }, { status: 401 });
      const stream = nameOf(
        new URLSearchParams({
          stream: url.pathname.slice(18).replace('/', ':'),
          tag: url.searchParams.get('tag') ?? '',
        }),
      );
      opened.push(`${stream} events`);
      return eventsOf(server, stream, follow);
    },
    cutInFrame() {
      for (const socket of raw.values()) {
        // A text frame that says it is 100 bytes long, and 9 of them.
        socket.write(Buffer.from([0x81, 100, ...Buffer.from('{"stream"')]));
        setImmediate(() => socket.destroy());
      }
    },
    sendNonsense(frame) {
      for (const ws of raw.keys()) ws.send(frame);
    },
    close: () => sockets.close(),
  };
}

function nameOf(query: URLSearchParams): string {
  const tag = query.get('tag');
  return tag ? `${query.get('stream')} ${tag}` : (query.get('stream') ?? '');
}

/** @returns the status that keeps the door shut */
function doorFor(server: Server, url: URL, authorization: string | undefined): number | null {
  const { streams } = server.town.habits;
  if (url.pathname !== '/api/v1/streaming' || streams === 'events' || streams === 'none') return 404;
  const inAddress = url.searchParams.get('access_token') ?? '';
  const token = streams === 'address' ? inAddress : (authorization?.replace(/^Bearer /, '') ?? inAddress);
  return isTaken(server, token) ? null : 401;
}

function isTaken({ tokens }: Server, token: string): boolean {
  return tokens.get(token)?.isOver === false;
}

function eventsOf(
  server: Server,
  stream: string,
  follow: (stream: string, send: (happening: Happening) => void) => () => void,
): Response {
  const encoder = new TextEncoder();
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      say(':)\n\n');
      leave = follow(stream, happening => {
        const { event, payload } = frameOf(happening, server.town, server.origin());
        say(`event: ${event}\ndata: ${payload}\n\n`);
      });
    },
    cancel: () => leave(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
