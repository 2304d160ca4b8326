/** `Context.socket`: a guarded WebSocket, frame by frame at the reader's pace. The sender waits when we are slow; memory does not grow. */
import type { IncomingMessage } from 'node:http';
import WebSocket, { type RawData } from 'ws';
import { NetworkFailure, type SocketOptions } from '../connector.ts';
import { guardedLookup, resolveBySystem } from './address.ts';
import { failureOfError, failureOfStatus } from './failure.ts';
import { SILENCE_LIMIT_MS } from './lines.ts';
import { CONNECT_LIMIT_MS, type Guard, isNamed, judge } from './request.ts';

export const FRAME_LIMIT_BYTES = 4 * 1024 * 1024;
/** How much is read of an answer that says no. */
const REFUSAL_LIMIT_CHARACTERS = 64 * 1024;
/** Frames held while the reader is busy; at the upper mark the connection is paused, at the lower it goes on. */
const FRAMES_HELD_LIMIT = 256;
const FRAMES_HELD_LOW = 64;
/** How often a quiet server is asked within the silence it is allowed. */
const PINGS_PER_SILENCE = 3;

type Frame = string | Uint8Array;

export function guardedSocket(guard: Guard, channel: AbortSignal, now: () => Date) {
  return async function* socket(url: string, options: SocketOptions = {}): AsyncGenerator<Frame, void, undefined> {
    const signal = options.signal ? AbortSignal.any([channel, options.signal]) : channel;
    if (signal.aborted) return;
    const target = judge(url, null, guard, ['ws:', 'wss:']);
    const named = isNamed(guard, target);
    const ws = new WebSocket(target, {
      headers: { 'user-agent': guard.userAgent, ...options.headers },
      maxPayload: options.maxFrameBytes ?? FRAME_LIMIT_BYTES,
      handshakeTimeout: CONNECT_LIMIT_MS,
      followRedirects: false,
      perMessageDeflate: false,
      ...(named ? {} : { lookup: guardedLookup(guard.resolve ?? resolveBySystem) }),
    });
    if (options.opened) ws.once('open', options.opened);
    const frames = framesOf(ws, signal, now, options.silenceMs ?? SILENCE_LIMIT_MS, options.pings ?? false);
    try {
      yield* frames.read();
    } finally {
      frames.close();
    }
  };
}

function framesOf(ws: WebSocket, signal: AbortSignal, now: () => Date, silenceMs: number, pings: boolean) {
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
    held.push(frameOf(bytes, isBinary));
    if (held.length >= FRAMES_HELD_LIMIT) ws.pause();
    wake();
  });
  ws.on('close', code => end(new NetworkFailure('retry', `It closed the stream (${code}).`)));
  ws.on('error', error => end(failureOfError(error, 'written', false)));
  ws.on('unexpected-response', (request, response) => {
    refusedHandshake(response, now)
      .then(end)
      .finally(() => request.destroy());
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

function frameOf(bytes: RawData, isBinary: boolean): Frame {
  const whole = Array.isArray(bytes) ? Buffer.concat(bytes) : Buffer.from(bytes as Buffer);
  return isBinary ? new Uint8Array(whole) : whole.toString('utf8');
}

/** The server answered as a web server does instead of becoming a socket; its words are read as far as they come. */
async function refusedHandshake(response: IncomingMessage, now: () => Date): Promise<NetworkFailure> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) if (value) headers.set(name, String(value));
  let text = '';
  try {
    for await (const piece of response.setEncoding('utf8')) {
      text += piece;
      if (text.length > REFUSAL_LIMIT_CHARACTERS) break;
    }
  } catch {
    // Cut short: the status says enough.
  }
  return failureOfStatus({ status: response.statusCode ?? 0, headers, text, isWrite: false, now: now() });
}
