/** `Context.socket`: a guarded WebSocket, frame by frame at the reader's pace. The sender waits when we are slow; memory does not grow. */
import WebSocket from 'ws';
import { NetworkFailure, type SocketOptions } from '../connector.ts';
import { guardedLookup, resolveBySystem } from './address.ts';
import { failureOfError, failureOfStatus } from './failure.ts';
import { SILENCE_LIMIT_MS } from './lines.ts';
import { CONNECT_LIMIT_MS, type Guard, judge, originOf } from './request.ts';

export const FRAME_LIMIT_BYTES = 4 * 1024 * 1024;
/** How much is read of an answer that says no. */
const REFUSAL_LIMIT_CHARACTERS = 64 * 1024;
/** Frames held while the reader is busy; at the upper mark the connection is paused, at the lower it goes on. */
const FRAMES_HELD_LIMIT = 256;
const FRAMES_HELD_LOW = 64;
/** How often a quiet server is asked within the silence it is allowed. */
const PINGS_PER_SILENCE = 3;

type Frame = string | Uint8Array;

export function guardedSocket(guard: Guard, signal: AbortSignal) {
  return async function* socket(url: string, options: SocketOptions = {}): AsyncGenerator<Frame, void, undefined> {
    if (signal.aborted) return;
    const target = judge(url, null, guard, ['ws:', 'wss:']);
    const isNamed = guard.allowPrivate.includes(originOf(target));
    const ws = new WebSocket(target, {
      headers: { 'user-agent': guard.userAgent, ...options.headers },
      maxPayload: options.maxFrameBytes ?? FRAME_LIMIT_BYTES,
      handshakeTimeout: CONNECT_LIMIT_MS,
      followRedirects: false,
      perMessageDeflate: false,
      ...(isNamed ? {} : { lookup: guardedLookup(guard.resolve ?? resolveBySystem) }),
    });
    const frames = framesOf(ws, signal, options.silenceMs ?? SILENCE_LIMIT_MS, options.pings ?? false);
    try {
      yield* frames.read();
    } finally {
      frames.close();
    }
  };
}

function framesOf(ws: WebSocket, signal: AbortSignal, silenceMs: number, pings: boolean) {
  const held: Frame[] = [];
  let ended: { failure: NetworkFailure | null } | null = null;
  let wake: () => void = () => {};
  const end = (failure: NetworkFailure | null) => {
    ended ??= { failure };
    clearTimeout(silence);
    wake();
  };
  const silence = setTimeout(() => {
    // Paused, it is we who do not listen.
    if (ws.isPaused) silence.refresh();
    else end(new NetworkFailure('retry', 'It fell silent.'));
  }, silenceMs);
  const beat = setInterval(
    () => {
      if (pings && ws.readyState === WebSocket.OPEN) ws.ping();
    },
    Math.ceil(silenceMs / PINGS_PER_SILENCE),
  );
  const onAbort = () => end(null);
  signal.addEventListener('abort', onAbort, { once: true });
  ws.on('ping', () => silence.refresh());
  ws.on('pong', () => silence.refresh());
  ws.on('open', () => silence.refresh());
  ws.on('message', (bytes, isBinary) => {
    silence.refresh();
    const whole = Array.isArray(bytes) ? Buffer.concat(bytes) : Buffer.from(bytes as Buffer);
    held.push(isBinary ? new Uint8Array(whole) : whole.toString('utf8'));
    if (held.length >= FRAMES_HELD_LIMIT) ws.pause();
    wake();
  });
  ws.on('close', code => end(new NetworkFailure('retry', `It closed the stream (${code}).`)));
  ws.on('error', error => end(failureOfError(error, 'written', false)));
  ws.on('unexpected-response', (request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(response.headers)) if (value) headers.set(name, String(value));
    const status = response.statusCode ?? 0;
    let text = '';
    const said = () => {
      end(failureOfStatus({ status, headers, text, isWrite: false, now: new Date() }));
      request.destroy();
    };
    response.setEncoding('utf8').on('data', piece => {
      text += piece;
      if (text.length > REFUSAL_LIMIT_CHARACTERS) said();
    });
    response.on('end', said).on('error', said);
  });
  return {
    async *read(): AsyncGenerator<Frame, void, undefined> {
      for (;;) {
        const frame = held.shift();
        if (frame !== undefined) {
          if (ws.isPaused && held.length <= FRAMES_HELD_LOW) ws.resume();
          if (signal.aborted) return;
          // A reader that takes its time is not the network's silence.
          yield frame;
          silence.refresh();
          continue;
        }
        if (ended) {
          if (ended.failure && !signal.aborted) throw ended.failure;
          return;
        }
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
    close() {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(silence);
      clearInterval(beat);
      ws.removeAllListeners();
      ws.on('error', () => {});
      ws.terminate();
    },
  };
}
