/** `Context.fetch`: a whole answer within time and bytes, or a classed failure. */
import { setTimeout as after } from 'node:timers';
import { type FetchOptions, type GuardedFetch, type GuardedResponse, NetworkFailure } from '../connector.ts';
import type { Budget } from './budget.ts';
import { failureOfError, failureOfNonsense, failureOfStatus } from './failure.ts';
import { isWriteMethod, type OpenAnswer, type Requests } from './request.ts';

export const FETCH_TIMEOUT_MS = 30_000;
export const FETCH_LIMIT_BYTES = 5 * 1024 * 1024;
const ERROR_LIMIT_BYTES = 64 * 1024;

/** @param budget what the network allows; null where nothing is counted  @param signal ends every request of the channel */
export function guardedFetch(
  requests: Requests,
  budget: Budget | null,
  signal: AbortSignal,
  now: () => Date,
  patienceMs = FETCH_TIMEOUT_MS,
): GuardedFetch {
  return async (url, options = {}) => {
    budget?.spend(options.cost ?? 1, options.bucket ?? null);
    const method = options.method ?? 'GET';
    const isWrite = isWriteMethod(method);
    const timeoutMs = options.timeoutMs ?? patienceMs;
    const bounds = boundedBy(signal, timeoutMs);
    let answer: OpenAnswer | null = null;
    try {
      const { body, headers } = await bodyOf(options);
      answer = await requests.open({
        method,
        url,
        headers,
        body,
        headersTimeoutMs: timeoutMs,
        bodyTimeoutMs: timeoutMs,
        signal: bounds.signal,
      });
      budget?.hear(answer.headers, options.bucket ?? null);
      const accepts = options.accept ?? isFine;
      const taken = accepts(answer.status);
      const limit = taken ? (options.maxBytes ?? FETCH_LIMIT_BYTES) : ERROR_LIMIT_BYTES;
      const bytes = await readWithin(answer, limit, isWrite, taken);
      if (taken) return responseOf(answer, bytes, isWrite);
      const text = new TextDecoder().decode(bytes);
      throw failureOfStatus({ status: answer.status, headers: answer.headers, text, isWrite, now: now() });
    } catch (error) {
      throw failureOfError(error, answer ? 'written' : 'not written', isWrite);
    } finally {
      bounds.release();
    }
  };
}

/** Reads until the end or the limit. What was announced must have come, or the answer is not believed. */
async function readWithin(answer: OpenAnswer, limit: number, isWrite: boolean, whole: boolean): Promise<Uint8Array> {
  const announced = Number(answer.headers.get('content-length') ?? Number.NaN);
  const tooLarge = () => {
    answer.body.on('error', () => {}).destroy();
    return new NetworkFailure(isWrite ? 'unsure' : 'refuse', `Its answer is larger than ${limit} bytes.`);
  };
  if (whole && announced > limit) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > limit) {
      if (whole) throw tooLarge();
      break;
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function responseOf(answer: OpenAnswer, bytes: Uint8Array, isWrite: boolean): GuardedResponse {
  const text = () => new TextDecoder().decode(bytes);
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    url: answer.url.href,
    movedTo: answer.movedTo?.href ?? null,
    text,
    json: () => {
      try {
        return JSON.parse(text());
      } catch (cause) {
        const isPage = /^\s*</.test(text().slice(0, 200));
        const message = isPage ? 'It answered with a web page instead of data.' : 'Its answer cannot be read.';
        throw failureOfNonsense(message, isWrite, { cause });
      }
    },
  };
}

async function bodyOf(options: FetchOptions): Promise<{ body: Uint8Array | null; headers: Record<string, string> }> {
  const headers = options.headers ?? {};
  if (options.body === undefined) return { body: null, headers };
  if (typeof options.body === 'string') return { body: new TextEncoder().encode(options.body), headers };
  if (options.body instanceof Uint8Array) return { body: options.body, headers };
  const form = new Response(options.body);
  return {
    body: new Uint8Array(await form.arrayBuffer()),
    headers: { ...headers, 'content-type': form.headers.get('content-type') ?? 'multipart/form-data' },
  };
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}

/** One signal for "the channel stops" and "this took too long", which leaves no listener behind. */
function boundedBy(signal: AbortSignal, timeoutMs: number): { signal: AbortSignal; release(): void } {
  const own = new AbortController();
  const onAbort = () => own.abort(new Error('Stopped.'));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = after(() => own.abort(Object.assign(new Error('Too slow.'), { code: 'ETIMEOUT' })), timeoutMs);
  return {
    signal: own.signal,
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
