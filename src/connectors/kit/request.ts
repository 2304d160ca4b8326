/** A guarded request: only http(s), only addresses anybody may reach, redirects followed by hand and judged again each time. */
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent } from 'undici';
import { NetworkFailure } from '../connector.ts';
import {
  addressInHost,
  guardedLookup,
  isPublicAddress,
  privateAddressError,
  type Resolve,
  resolveBySystem,
} from './address.ts';
import { exchange } from './exchange.ts';
import { failureOfError, type Phase } from './failure.ts';

export const CONNECT_LIMIT_MS = 10_000;
export const REDIRECT_LIMIT = 5;
const IDLE_CONNECTION_MS = 4_000;
const RESPONSE_HEADERS_LIMIT_BYTES = 32 * 1024;

/** What decides where a connector may go. `allowPrivate` holds exact origins (`http://10.0.0.7`), or an origin with the path that is open (`http://127.0.0.1:7373/rehearsal`). */
export type Guard = { allowPrivate: readonly string[]; resolve?: Resolve; userAgent: string };
export type GuardedRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  headersTimeoutMs: number;
  bodyTimeoutMs: number;
  signal: AbortSignal;
};
/** `body` is already unpacked. `movedTo`: where to ask from now on, when it was moved for good. */
export type OpenAnswer = {
  status: number;
  headers: Headers;
  body: Readable;
  url: URL;
  movedTo: URL | null;
  phase(): Phase;
};
export type Requests = { open(request: GuardedRequest): Promise<OpenAnswer>; close(): Promise<void> };

/** Holds the connections of one process; `close` ends them all. */
export function makeRequests(guard: Guard): Requests {
  const options = { keepAliveTimeout: IDLE_CONNECTION_MS, maxHeaderSize: RESPONSE_HEADERS_LIMIT_BYTES };
  const lookup = guardedLookup(guard.resolve ?? resolveBySystem);
  const open = new Agent({ ...options, connect: { timeout: CONNECT_LIMIT_MS, lookup } });
  const named = new Agent({ ...options, connect: { timeout: CONNECT_LIMIT_MS } });
  return {
    open: request => follow(request, url => (isNamed(guard, url) ? named : open), guard),
    close: async () => {
      await Promise.all([open.destroy(), named.destroy()]);
    },
  };
}

async function follow(request: GuardedRequest, agentFor: (url: URL) => Agent, guard: Guard): Promise<OpenAnswer> {
  const isWrite = isWriteMethod(request.method);
  const { method, body } = request;
  let headers = lowerCased(request.headers);
  let url = judge(request.url, null, guard);
  let movedTo: URL | null = null;
  let isForGood = true;
  for (let hops = 0; ; hops++) {
    let phase: Phase = 'not written';
    const answer = await exchange(
      agentFor(url),
      {
        method,
        url,
        headers: { 'user-agent': guard.userAgent, 'accept-encoding': 'gzip, deflate, br', ...headers },
        body,
        headersTimeoutMs: request.headersTimeoutMs,
        bodyTimeoutMs: request.bodyTimeoutMs,
        onPhase: reached => {
          phase = reached;
        },
      },
      request.signal,
    ).catch(error => {
      throw failureOfError(error, phase, isWrite);
    });
    const location = answer.headers.get('location');
    if (!isRedirect(answer.status) || location === null)
      return { ...answer, body: unpacked(answer.body, answer.headers), url, movedTo, phase: () => phase };
    answer.body.on('error', () => {}).destroy();
    if (hops >= REDIRECT_LIMIT) throw new NetworkFailure('refuse', 'It sent us around in a circle.');
    const next = judge(location, url, guard);
    const keepsMethod = answer.status === 307 || answer.status === 308 || !isWrite;
    if (isWrite && (!keepsMethod || next.origin !== url.origin))
      throw new NetworkFailure('refuse', `What we sent was not taken; it pointed to ${next.origin} instead.`);
    if (next.origin !== url.origin) headers = withoutCredentials(headers);
    isForGood &&= answer.status === 301 || answer.status === 308;
    if (isForGood) movedTo = next;
    url = next;
  }
}

/** Throws for anything but a plain http(s) URL to an address in the open (or one the owner named). */
export function judge(text: string, base: URL | null, guard: Guard, protocols = ['http:', 'https:']): URL {
  const url = URL.parse(text, base?.href);
  if (!url) throw new NetworkFailure('refuse', 'That is not a web address.');
  if (!protocols.includes(url.protocol))
    throw new NetworkFailure('refuse', `Heed does not open ${url.protocol} links.`);
  if (url.username !== '' || url.password !== '')
    throw new NetworkFailure('refuse', 'The address carries a name or password, which Heed does not send along.');
  const address = addressInHost(url.hostname);
  if (address !== null && !isPublicAddress(address) && !isNamed(guard, url))
    throw failureOfError(privateAddressError(url.hostname), 'not written', false);
  return url;
}

/** Whether the owner, or we ourselves, named this place. A socket's `ws:` counts as the `http:` it begins as. */
export function isNamed({ allowPrivate }: Guard, url: URL): boolean {
  const origin = `${url.protocol.replace(/^ws/, 'http')}//${url.host}`;
  return allowPrivate.some(place => {
    if (place === origin) return true;
    const here = origin + url.pathname;
    return place.startsWith(`${origin}/`) && (here === place || here.startsWith(`${place}/`));
  });
}

export function isWriteMethod(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What another host may still learn from us: nothing that could be a key, whatever its name. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'if-none-match', 'if-modified-since', 'user-agent']);

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.has(name)));
}

function unpacked(body: Readable, headers: Headers): Readable {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return body;
  const unpack =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : null;
  if (!unpack) {
    body.on('error', () => {}).destroy();
    throw new NetworkFailure('retry', 'Its answer is packed in a way Heed does not read.');
  }
  // The error reaches the reader through the unpacked stream.
  pipeline(body, unpack, () => {});
  return unpack;
}
