/** `Context.lines`: an answer that never ends, line by line, at the reader's pace. */
import { type FetchOptions, NetworkFailure } from '../connector.ts';
import { failureOfError, failureOfStatus } from './failure.ts';
import { FETCH_TIMEOUT_MS } from './fetch.ts';
import type { Requests } from './request.ts';

/** A live stream says something, if only a comment, within this time; else it is taken for dead. */
export const SILENCE_LIMIT_MS = 60_000;
export const LINE_LIMIT_CHARACTERS = 4 * 1024 * 1024;
const ERROR_LIMIT_CHARACTERS = 64 * 1024;

/** Ends quietly when the signal aborts; throws a classed failure when the network ends or breaks it. */
export function guardedLines(requests: Requests, channel: AbortSignal, now: () => Date) {
  return async function* lines(
    url: string,
    options: FetchOptions & { silenceMs?: number; signal?: AbortSignal; opened?: () => void } = {},
  ): AsyncGenerator<string, void, undefined> {
    const signal = options.signal ? AbortSignal.any([channel, options.signal]) : channel;
    if (signal.aborted) return;
    const answer = await requests
      .open({
        method: options.method ?? 'GET',
        url,
        headers: options.headers ?? {},
        body: typeof options.body === 'string' ? new TextEncoder().encode(options.body) : null,
        headersTimeoutMs: options.timeoutMs ?? FETCH_TIMEOUT_MS,
        bodyTimeoutMs: options.silenceMs ?? SILENCE_LIMIT_MS,
        signal,
      })
      .catch(error => {
        if (signal.aborted) return null;
        throw failureOfError(error, 'written', false);
      });
    if (!answer) return;
    const pieces = answer.body as AsyncIterable<Uint8Array>;
    try {
      if (!(options.accept ?? (status => status === 200))(answer.status)) {
        const text = await beginningOf(pieces);
        throw failureOfStatus({ status: answer.status, headers: answer.headers, text, isWrite: false, now: now() });
      }
      options.opened?.();
      yield* splitLines(pieces);
    } catch (error) {
      if (signal.aborted) return;
      throw failureOfError(error, 'written', false);
    } finally {
      answer.body.on('error', () => {}).destroy();
    }
    if (!signal.aborted) throw new NetworkFailure('retry', 'It ended the stream.');
  };
}

/** Splits at LF, CR LF and CR, as server-sent events do. A line longer than the limit breaks the stream rather than the memory. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true });
    // A CR at the very end may be half of a CR LF; it waits for the next piece.
    const ends = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const whole = rest.slice(0, ends).split(/\r\n|\n|\r/);
    const last = whole.pop() ?? '';
    for (const line of whole) yield line;
    rest = last + rest.slice(ends);
    if (rest.length > LINE_LIMIT_CHARACTERS)
      throw new NetworkFailure('retry', `It sent a line longer than ${LINE_LIMIT_CHARACTERS} characters.`);
  }
}

async function beginningOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > ERROR_LIMIT_CHARACTERS) break;
  }
  return text;
}
