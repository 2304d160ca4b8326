/** Calls to a server: signed in, within the allowances, failures classed by what the documents say and the server's own words. */
import type { z } from 'zod';
import { type FetchOptions, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { expect } from '../kit/json.ts';
import type { MastodonCheck } from './credentials.ts';

export type Call = {
  path: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Query;
  json?: unknown;
  form?: FormData | URLSearchParams;
  headers?: Record<string, string>;
  /** `none`: nobody's, also where there is a token. */
  token?: 'none';
  bucket?: string;
  timeoutMs?: number;
  /** For writes that do no harm when done twice: an unknown outcome may simply be tried again. */
  harmless?: boolean;
};
export type Query = Record<string, string | readonly string[]>;

/** A request that must be answered as agreed; throws `NetworkFailure` for everything else. */
export async function call<T>(context: MastodonCheck, what: Call, shape: z.ZodType<T>): Promise<T> {
  return settled(what, async () => expect((await ask(context, what)).json(), shape, isWrite(what)));
}

/** The same, with the answer left to the caller. @param mayRefuse also hands over answers that say no */
export async function ask(context: MastodonCheck, what: Call, mayRefuse = false): Promise<GuardedResponse> {
  return settled(what, async () => {
    const answer = await context.fetch(addressOf(context, what), optionsOf(context, what));
    if (isFine(answer) || mayRefuse) return answer;
    throw failureOf(answer, isWrite(what), context.now());
  });
}

/** A harmless write has no unknown outcome. */
async function settled<T>(what: Call, go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!what.harmless || !(error instanceof NetworkFailure) || error.next !== 'unsure') throw error;
    const { message, afterSeconds, said } = error;
    throw new NetworkFailure('retry', message, { afterSeconds, said, cause: error });
  }
}

export function baseOf({ credentials }: Pick<MastodonCheck, 'credentials'>): string {
  if (credentials.base === undefined)
    throw new NetworkFailure('reauthorise', 'This channel has no server yet. Connect it again.');
  return credentials.base;
}

function addressOf(context: MastodonCheck, { path, query = {} }: Call): string {
  const url = new URL(path, baseOf(context));
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one);
  return url.href;
}

function optionsOf({ credentials }: MastodonCheck, what: Call): FetchOptions {
  const headers: Record<string, string> = { accept: 'application/json', ...what.headers };
  if (credentials.accessToken && what.token !== 'none') headers['authorization'] = `Bearer ${credentials.accessToken}`;
  const options: FetchOptions = { method: what.method ?? 'GET', headers, accept: () => true };
  if (what.json !== undefined) {
    headers['content-type'] = 'application/json';
    options.body = JSON.stringify(what.json);
  } else if (what.form instanceof URLSearchParams) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    options.body = what.form.toString();
  } else if (what.form) options.body = what.form;
  if (what.bucket !== undefined) options.bucket = what.bucket;
  if (what.timeoutMs !== undefined) options.timeoutMs = what.timeoutMs;
  return options;
}

/**
 * Every answer speaks of allowances; only one that is about them, or names a wait, means it. A 422 holds what a person
 * must change; a 501 or 405 will not change by asking again.
 */
export function failureOf(answer: GuardedResponse, isWriting: boolean, now: Date): NetworkFailure {
  const { status, headers } = answer;
  const classed = failureOfStatus({ status, headers, text: answer.text(), isWrite: isWriting, now });
  const { said } = classed;
  if (status === 501) return new NetworkFailure('refuse', 'This server cannot do that.', { said });
  // Friendica and others say in a 200-free way that a token is broken: the OAuth error's own name.
  if ((status === 400 || status === 403) && oauthErrorOf(answer) === 'invalid_token')
    return new NetworkFailure('reauthorise', 'It no longer accepts our sign-in.', { said });
  const isHint = status === 429 || headers.has('retry-after');
  return new NetworkFailure(classed.next, classed.message, {
    said,
    afterSeconds: isHint ? classed.afterSeconds : null,
  });
}

/** The short name OAuth gives an error, where there is one. */
export function oauthErrorOf(answer: Pick<GuardedResponse, 'text'>): string {
  const error = (dataOf(answer) as { error?: unknown } | null)?.error;
  return typeof error === 'string' ? error : '';
}

/** What it holds; null where it is a page for people, or nothing that can be read. */
export function dataOf(answer: Pick<GuardedResponse, 'text'>): unknown {
  try {
    return JSON.parse(answer.text());
  } catch {
    return null;
  }
}

export function isFine({ status }: Pick<GuardedResponse, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** Whether a server does not have this at all, as against having it and saying no. */
export function isAbsent({ status }: Pick<GuardedResponse, 'status'>): boolean {
  return status === 404 || status === 405 || status === 410 || status === 501;
}

function isWrite({ method = 'GET' }: Call): boolean {
  return method !== 'GET';
}
