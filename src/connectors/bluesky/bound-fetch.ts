/** Requests with a token that is bound to a key of ours (DPoP, RFC 9449). */
import {
  allowInsecureRequests,
  customFetch,
  DPoP,
  type DPoPHandle,
  isDPoPNonceError,
  protectedResourceRequest,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import type { FetchOptions, GuardedFetch, GuardedResponse } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import type { BlueskyCheck, OauthSession } from './credentials.ts';

/** Every answer is handed back, also those that say no; the server's number is signed too once it asks for it. */
export async function boundFetch(
  context: Pick<BlueskyCheck, 'fetch'>,
  session: OauthSession,
  url: string,
  options: FetchOptions,
): Promise<GuardedResponse> {
  const handle = await handleOf(context, session);
  let answer: GuardedResponse | null = null;
  const go = () => {
    const insecure = url.startsWith('http:') ? { [allowInsecureRequests]: true } : {};
    return protectedResourceRequest(
      session.accessToken,
      options.method ?? 'GET',
      new URL(url),
      new Headers(options.headers),
      null,
      {
        DPoP: handle,
        ...insecure,
        [customFetch]: async (target: string, { headers }: { headers: Record<string, string> }) => {
          answer = await context.fetch(target, { ...options, headers });
          return responseOf(answer);
        },
      },
    );
  };
  try {
    await go();
  } catch (error) {
    if (isDPoPNonceError(error)) await go().catch(ignoreChallenge);
    else ignoreChallenge(error);
  }
  if (answer === null) throw new Error('A request that was neither answered nor failed.');
  return answer;
}

/** A 401 is an answer like any other here; who asked reads it. */
function ignoreChallenge(error: unknown): void {
  if (!(error instanceof WWWAuthenticateChallengeError)) throw error;
}

/** Holds the server's last number for as long as the context lives; forgetting it costs one more request. */
const handles = new WeakMap<object, Map<string, Promise<DPoPHandle>>>();

function handleOf(context: object, session: OauthSession): Promise<DPoPHandle> {
  const known = handles.get(context) ?? new Map<string, Promise<DPoPHandle>>();
  handles.set(context, known);
  const name = session.accessToken;
  const handle = known.get(name) ?? proverOf(session.key);
  known.set(name, handle);
  return handle;
}

/** @param key the private half as a JWK */
export async function proverOf(key: Record<string, unknown>): Promise<DPoPHandle> {
  return DPoP({}, await keysOf(key));
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

async function keysOf(key: Record<string, unknown>): Promise<Parameters<typeof DPoP>[1]> {
  const { d: _secret, key_ops: _uses, ...open } = key;
  return {
    privateKey: await crypto.subtle.importKey('jwk', key, ALGORITHM, true, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', { ...open, key_ops: ['verify'] }, ALGORITHM, true, ['verify']),
  };
}

export function responseOf(answer: GuardedResponse): Response {
  const hasBody = answer.status !== 204 && answer.status !== 205 && answer.status !== 304;
  return new Response(hasBody ? new Uint8Array(answer.bytes) : null, {
    status: answer.status,
    headers: answer.headers,
  });
}

/** For the library: the guarded fetch as the plain one it expects. */
export function plainFetch({ fetch, now }: { fetch: GuardedFetch; now: () => Date }) {
  return async (url: string, init: { method?: string; headers?: Record<string, string>; body?: unknown }) => {
    const body = init.body === undefined || init.body === null ? undefined : String(init.body);
    const answer = await fetch(url, {
      method: init.method === 'POST' ? 'POST' : 'GET',
      headers: init.headers ?? {},
      accept: () => true,
      ...(body === undefined ? {} : { body }),
    });
    // The library reads refusals; a server in trouble, or one that asks for patience, refuses nothing.
    if (answer.status === 429 || answer.status >= 500) {
      const { status, headers } = answer;
      throw failureOfStatus({ status, headers, text: answer.text(), isWrite: false, now: now() });
    }
    return responseOf(answer);
  };
}
