/** From what a network did to what it means. The one question behind every branch: could a write have happened? */
import { NetworkFailure } from '../connector.ts';
import { PRIVATE_ADDRESS } from './address.ts';

/** How far a request came before it went wrong. */
export type Phase = 'not written' | 'written';

/** What is longest worth showing of a network's own words, in characters. */
export const SAID_LIMIT = 300;
/** A hint further away than this is not believed. */
export const RETRY_AFTER_LIMIT_SECONDS = 24 * 60 * 60;

/** A status outside 200–299, classed. Connectors that know better (a 403 that means "closed thread") throw their own before or after. */
export function failureOfStatus(answer: {
  status: number;
  headers: Headers;
  text: string;
  isWrite: boolean;
  now: Date;
}): NetworkFailure {
  const { status } = answer;
  const said = wordsOf(answer.text, answer.headers.get('content-type'));
  const afterSeconds = retryAfterSeconds(answer.headers, answer.now);
  if (status === 429 || status === 503 || status === 408 || status === 425)
    return new NetworkFailure('retry', status === 429 ? 'It asks us to slow down.' : `It is busy (${status}).`, {
      said,
      afterSeconds,
    });
  if (status === 401) return new NetworkFailure('reauthorise', 'It no longer accepts our sign-in.', { said });
  if (status === 404 || status === 410) return new NetworkFailure('gone', 'It is no longer there.', { said });
  if (status >= 500) {
    // A gateway may give up on a server that did the work: after a write nobody knows.
    const next = answer.isWrite ? 'unsure' : 'retry';
    return new NetworkFailure(next, `It had trouble of its own (${status}).`, { said, afterSeconds });
  }
  if (status >= 300 && status < 400)
    return new NetworkFailure('refuse', `It sent us elsewhere in a way we do not follow (${status}).`, { said });
  return new NetworkFailure('refuse', status === 403 ? 'It does not allow this.' : `It said no (${status}).`, { said });
}

/** A connection that broke, timed out or spoke nonsense, classed. */
export function failureOfError(error: unknown, phase: Phase, isWrite: boolean): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  if (isBug(error)) throw error;
  const code = codeOf(error);
  if (code === PRIVATE_ADDRESS)
    return new NetworkFailure('refuse', 'The address leads into a private network, where Heed does not go.', {
      cause: error,
    });
  const how = IN_WORDS[code] ?? 'The connection broke.';
  return new NetworkFailure(phase === 'written' && isWrite ? 'unsure' : 'retry', how, { cause: error });
}

/** An answer that came whole but makes no sense: a page instead of data, half a document, a lie about its length. */
export function failureOfNonsense(
  message: string,
  isWrite: boolean,
  more: { said?: string | null; cause?: unknown } = {},
) {
  return new NetworkFailure(isWrite ? 'unsure' : 'retry', message, more);
}

/** Seconds to wait from `Retry-After` (seconds or a date) or the `…ratelimit-reset` headers; null where nothing usable is said. */
export function retryAfterSeconds(headers: Headers, now: Date): number | null {
  const plain = headers.get('retry-after')?.trim();
  if (plain) {
    if (/^\d+(\.\d+)?$/.test(plain)) return inBounds(Number(plain));
    const at = Date.parse(plain);
    if (!Number.isNaN(at)) return inBounds((at - now.getTime()) / 1000);
  }
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('x-rate-limit-reset') ?? headers.get('ratelimit-reset');
  if (!reset) return null;
  const atMs = /^\d+$/.test(reset) ? resetMs(Number(reset), now) : Date.parse(reset);
  return Number.isNaN(atMs) ? null : inBounds((atMs - now.getTime()) / 1000);
}

/** Some count the seconds left, some name the second. */
function resetMs(value: number, now: Date): number {
  const isMoment = value > 1_000_000_000;
  return isMoment ? value * 1000 : now.getTime() + value * 1000;
}

function inBounds(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 0), RETRY_AFTER_LIMIT_SECONDS);
}

/** The network's own words out of an error body: a JSON message or a short plain text; never markup. */
export function wordsOf(text: string, contentType: string | null): string | null {
  const words = wordsInJson(text) ?? (contentType?.startsWith('text/plain') ? text : null);
  const clean = words?.replace(/\s+/g, ' ').trim() ?? '';
  if (clean === '') return null;
  return clean.length > SAID_LIMIT ? `${clean.slice(0, SAID_LIMIT - 1)}…` : clean;
}

const WHERE_WORDS_STAND = ['error_description', 'message', 'detail', 'error', 'description', 'title', 'errors'];

function wordsInJson(text: string, depth = 0): string | null {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return null;
  try {
    return wordsInValue(JSON.parse(text), depth);
  } catch {
    return null;
  }
}

function wordsInValue(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (depth > 3 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return wordsInValue(value[0], depth + 1);
  for (const name of WHERE_WORDS_STAND) {
    const words = wordsInValue((value as Record<string, unknown>)[name], depth + 1);
    if (words) return words;
  }
  return null;
}

/** A mistake of ours must not pass for bad weather. */
function isBug(error: unknown): boolean {
  const isBare = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return (isBare && codeOf(error) === '') || codeOf(error) === 'UND_ERR_INVALID_ARG';
}

function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return '';
}

const IN_WORDS: Record<string, string> = {
  ENOTFOUND: 'Not reachable from here.',
  EAI_AGAIN: 'Not reachable from here just now.',
  ECONNREFUSED: 'Nobody answers there.',
  ECONNRESET: 'It hung up.',
  EPIPE: 'It hung up.',
  UND_ERR_SOCKET: 'It hung up.',
  UND_ERR_CONNECT_TIMEOUT: 'It did not pick up in time.',
  UND_ERR_HEADERS_TIMEOUT: 'It did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'It fell silent in the middle of its answer.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'It sent less or more than it announced.',
  UND_ERR_HEADERS_OVERFLOW: 'Its answer began with too many headers.',
  CERT_HAS_EXPIRED: 'Its certificate has run out.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is signed by nobody.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is signed by nobody we trust.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate belongs to somebody else.',
  Z_DATA_ERROR: 'Its compressed answer is damaged.',
  Z_BUF_ERROR: 'Its compressed answer ends too soon.',
  HPE_INVALID_CONSTANT: 'It does not speak HTTP.',
  ETIMEOUT: 'It took too long.',
};
