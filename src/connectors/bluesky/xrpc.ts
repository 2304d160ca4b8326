/** Calls to a server of the AT Protocol: signed in, within the allowances, failures classed by the protocol's own error names. */
import type { z } from 'zod';
import { type FetchOptions, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { expect, readValue } from '../kit/json.ts';
import { boundFetch } from './bound-fetch.ts';
import type { BlueskyCheck, Credentials } from './credentials.ts';
import { errorSchema } from './schema.ts';

export type Call = {
  /** The procedure or query, `com.atproto.repo.putRecord`. */
  name: string;
  query?: Record<string, string | string[]>;
  body?: unknown;
  /** Raw bytes instead of JSON, with their type. */
  upload?: { bytes: Uint8Array; type: string };
  /** Another service the account's server passes this on to. */
  proxy?: string;
  /** `none`: nobody's; `refresh`: the token that is only good for new ones. */
  token?: 'access' | 'refresh' | 'none';
  /** Another server than the account's own. */
  server?: string;
  bucket?: string;
  cost?: number;
  /** For writes that do no harm when done twice: an unknown outcome may simply be tried again. */
  harmless?: boolean;
};

/** A query or procedure that must answer; throws `NetworkFailure` for everything else. */
export async function call<T>(context: BlueskyCheck, what: Call, shape: z.ZodType<T>): Promise<T> {
  try {
    const { json } = await ask(context, what);
    return expect(json(), shape, isWrite(what));
  } catch (error) {
    if (what.harmless && error instanceof NetworkFailure && error.next === 'unsure') throw again(error);
    throw error;
  }
}

/** The same, with the answer's headers and error left to the caller. @returns also answers that say no */
export async function ask(context: BlueskyCheck, what: Call, mayRefuse = false): Promise<GuardedResponse> {
  const url = addressOf(what, context.credentials);
  const method = isWrite(what) ? 'POST' : 'GET';
  const options: FetchOptions = {
    method,
    headers: { accept: 'application/json', ...headersOf(what) },
    accept: () => true,
    ...(what.bucket === undefined ? {} : { bucket: what.bucket, cost: what.cost ?? 1 }),
  };
  if (what.upload) options.body = what.upload.bytes;
  else if (what.body !== undefined) options.body = JSON.stringify(what.body);
  const answer = await signed(context, what, url, options);
  if (isFine(answer) || mayRefuse) return answer;
  throw failureOf(answer, isWrite(what), context.now());
}

function headersOf(what: Call): Record<string, string> {
  const headers: Record<string, string> = {};
  if (what.upload) headers['content-type'] = what.upload.type;
  else if (what.body !== undefined) headers['content-type'] = 'application/json';
  if (what.proxy !== undefined) headers['atproto-proxy'] = what.proxy;
  return headers;
}

function signed(context: BlueskyCheck, what: Call, url: string, options: FetchOptions): Promise<GuardedResponse> {
  const { session, oauth } = context.credentials;
  const token = what.token ?? 'access';
  if (token === 'none') return context.fetch(url, options);
  if (oauth) return boundFetch(context, oauth, url, options);
  if (session === undefined) throw new NetworkFailure('reauthorise', 'This channel is not signed in.');
  const jwt = token === 'refresh' ? session.refreshJwt : session.accessJwt;
  return context.fetch(url, { ...options, headers: { ...options.headers, authorization: `Bearer ${jwt}` } });
}

function addressOf(what: Call, credentials: Credentials): string {
  const server = what.server ?? credentials.pds;
  if (server === undefined)
    throw new NetworkFailure('reauthorise', 'This channel has no server yet. Connect it again.');
  const url = new URL(`/xrpc/${what.name}`, server);
  for (const [name, value] of Object.entries(what.query ?? {}))
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, one);
  return url.href;
}

/** The protocol answers an old or foreign token with 400 and a name, where others say 401. */
const SIGN_IN_AGAIN = new Set([
  'ExpiredToken',
  'InvalidToken',
  'AuthMissing',
  'AuthenticationRequired',
  'AccountTakedown',
  'AccountDeactivated',
  'AccountSuspended',
  'AuthFactorTokenRequired',
]);
const GONE = new Set(['RecordNotFound', 'NotFound', 'RepoNotFound', 'AccountNotFound']);
/** A server in front of another that did not answer. */
const BEHIND = new Set(['UpstreamFailure', 'UpstreamTimeout']);

export function failureOf(answer: GuardedResponse, isWriting: boolean, now: Date): NetworkFailure {
  const name = errorNameOf(answer);
  const { status, headers } = answer;
  const classed = failureOfStatus({ status, headers, text: answer.text(), isWrite: isWriting, now });
  const said = saidBy(answer) ?? classed.said;
  const as = (next: NetworkFailure['next'], message: string) => new NetworkFailure(next, message, { said });
  if (status === 401 || SIGN_IN_AGAIN.has(name)) return as('reauthorise', 'It no longer accepts our sign-in.');
  if (BEHIND.has(name)) return as(isWriting ? 'unsure' : 'retry', 'The server behind it did not answer.');
  if (GONE.has(name)) return as('gone', 'It is no longer there.');
  // "Method not implemented" comes as 501 and will not change by asking again.
  if (status === 501 || name === 'MethodNotImplemented') return as('refuse', 'This server cannot do that.');
  // Every answer tells when the allowance is full again; only one that is about allowances, or names a wait, means it.
  const isHint = status === 429 || headers.has('retry-after');
  return new NetworkFailure(classed.next, classed.message, {
    said,
    afterSeconds: isHint ? classed.afterSeconds : null,
  });
}

/** The protocol's name of the error, `RecordNotFound`; empty where there is none. */
export function errorNameOf(answer: GuardedResponse): string {
  return errorIn(answer)?.error ?? '';
}

/** Sentences are for people; a bare name is the least that can be shown. */
function saidBy(answer: GuardedResponse): string | null {
  const error = errorIn(answer);
  return error?.message || error?.error || null;
}

function errorIn(answer: GuardedResponse) {
  try {
    const read = readValue(JSON.parse(answer.text()), errorSchema);
    return read.ok ? read.value : null;
  } catch {
    return null;
  }
}

function again(error: NetworkFailure): NetworkFailure {
  const { message, afterSeconds, said } = error;
  return new NetworkFailure('retry', message, { afterSeconds, said, cause: error });
}

function isWrite(what: Call): boolean {
  return what.body !== undefined || what.upload !== undefined || what.token === 'refresh';
}

export function isFine({ status }: GuardedResponse): boolean {
  return status >= 200 && status < 300;
}
