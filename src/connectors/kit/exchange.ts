/** One request and the beginning of one answer, with the moment known after which a write may have happened. */
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Phase } from './failure.ts';

export type Exchange = {
  method: Dispatcher.HttpMethod;
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** Longest wait for the headers, and for each next piece of the body. */
  headersTimeoutMs: number;
  bodyTimeoutMs: number;
  /** Told as soon as bytes may have left. */
  onPhase: (phase: Phase) => void;
};
export type Answer = { status: number; headers: Headers; body: Readable; abort(error: Error): void };

/** Resolves with the headers; the body follows at the reader's pace. Rejects with the bare error, to be classed by the caller. */
export function exchange(dispatcher: Dispatcher, what: Exchange, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let stop: (error: Error) => void = reject;
    let body: Readable | null = null;
    const onAbort = () => stop(reasonOf(signal));
    const settle = () => signal.removeEventListener('abort', onAbort);
    if (signal.aborted) return reject(reasonOf(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(
      {
        origin: what.url.origin,
        path: what.url.pathname + what.url.search,
        method: what.method,
        headers: what.headers,
        body: what.body,
        headersTimeout: what.headersTimeoutMs,
        bodyTimeout: what.bodyTimeoutMs,
      },
      {
        onRequestStart(controller) {
          what.onPhase('written');
          stop = error => controller.abort(error);
          if (signal.aborted) controller.abort(reasonOf(signal));
        },
        onResponseStart(controller, status, headers) {
          if (status < 200) return;
          body = new Readable({
            read: () => controller.resume(),
            destroy: (error, done) => {
              settle();
              controller.abort(error ?? new Error('No longer wanted.'));
              done(error);
            },
          });
          resolve({ status, headers: headersFrom(headers), body, abort: error => controller.abort(error) });
        },
        onResponseData(controller, chunk) {
          if (body && !body.push(chunk)) controller.pause();
        },
        onResponseEnd() {
          settle();
          body?.push(null);
        },
        onResponseError(_controller, error) {
          settle();
          reject(error);
          body?.destroy(error);
        },
      },
    );
  });
}

function headersFrom(raw: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Stopped.');
}
