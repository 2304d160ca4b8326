/** Writes down what leaves by undici and what comes back, whoever asks: nothing is changed on the way. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export type Exchange = {
  method: string;
  origin: string;
  /** With its query. */
  path: string;
  type: string;
  body: Buffer;
  status: number | null;
  answer: string;
};
type Request = { method: string; origin: string | URL; path: string; headers: unknown; body: unknown };
type Underway = Exchange & { pieces: Buffer[] };

export type Recorder = { exchanges: Exchange[]; stop(): void };

export function startRecorder(): Recorder {
  const exchanges: Exchange[] = [];
  const underway = new WeakMap<object, Underway>();
  const listeners: [string, (message: unknown) => void][] = [
    [
      'undici:request:create',
      message => {
        const { request } = message as { request: Request };
        // Whoever else asks in a test goes by another name.
        if (!headerIn(request.headers, 'user-agent').startsWith('Heed')) return;
        const exchange = { ...begun(request), pieces: [] };
        underway.set(request, exchange);
        exchanges.push(exchange);
      },
    ],
    [
      'undici:request:headers',
      message => {
        const { request, response } = message as { request: object; response: { statusCode: number } };
        const exchange = underway.get(request);
        if (exchange) exchange.status = response.statusCode;
      },
    ],
    [
      'undici:request:bodyChunkReceived',
      message => {
        const { request, chunk } = message as { request: object; chunk: Uint8Array };
        underway.get(request)?.pieces.push(Buffer.from(chunk));
      },
    ],
    [
      'undici:request:trailers',
      message => {
        const exchange = underway.get((message as { request: object }).request);
        if (exchange) exchange.answer = Buffer.concat(exchange.pieces).toString('utf8');
      },
    ],
  ];
  for (const [name, listener] of listeners) subscribe(name, listener);
  return {
    exchanges,
    stop() {
      for (const [name, listener] of listeners) unsubscribe(name, listener);
    },
  };
}

function begun({ method, origin, path, headers, body }: Request): Exchange {
  const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(typeof body === 'string' ? body : '');
  return {
    method,
    origin: String(origin),
    path,
    type: headerIn(headers, 'content-type'),
    body: bytes,
    status: null,
    answer: '',
  };
}

/** undici keeps them as names and values in turn. */
function headerIn(headers: unknown, wanted: string): string {
  if (!Array.isArray(headers)) return '';
  const at = headers.findIndex((one, i) => i % 2 === 0 && String(one).toLowerCase() === wanted);
  return at < 0 ? '' : String(headers[at + 1]);
}
