/** Calls to Meta's Graph APIs: signed in, proven to come from the app's own server, failures classed by their codes. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Context, type FetchOptions, type GuardedResponse, NetworkFailure } from '../../connector.ts';
import { expect } from '../json.ts';
import { type Classing, failureOfGraph, graphErrorOf } from './failure.ts';

/** In one place for every network of Meta's Graph API; each version is kept for two years at least. */
export const GRAPH_VERSION = 'v24.0';
export const GRAPH_URL = 'https://graph.facebook.com';
export const PAGE_LIMIT = 100;

/**
 * Who calls where. `version`: null where the paths have none. `appSecret`: proves with every call that the token is used by its own
 * app (`appsecret_proof`); null where the app is not ours or the API knows no proof.
 */
export type GraphAt = {
  base: string;
  version: string | null;
  token: string | null;
  appSecret: string | null;
  /** Also as `access_token` in the address, where the documents of this API know no other place for it. */
  isTokenInAddress?: true;
};

export type GraphCall = {
  /** `/me/accounts`, behind the version. */
  path: string;
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** With files. */
  parts?: FormData;
  bucket?: string;
  cost?: number;
  price?: string;
  timeoutMs?: number;
  maxBytes?: number;
  /** For writes that do no harm when done twice: an unknown outcome may simply be tried again. */
  harmless?: boolean;
  /** What this call's codes mean, where it is not what they mean everywhere. */
  classing?: Classing;
};
type Reach = Pick<Context<unknown>, 'fetch' | 'now'>;

/** A request that must be answered as agreed; throws `NetworkFailure` for everything else. */
export async function call<T>(reach: Reach, at: GraphAt, what: GraphCall, shape: z.ZodType<T>): Promise<T> {
  return settled(what, async () => {
    const answer = await ask(reach, at, what);
    const value = answer.json();
    // It has been seen to say no with a 200.
    if (graphErrorOf(answer.text()) !== null)
      throw failureOfGraph({ ...answer, status: 400 }, isWrite(what), reach.now(), what.classing);
    return expect(value, shape, isWrite(what));
  });
}

/** The answer itself, once it is one. */
export async function ask(reach: Reach, at: GraphAt, what: GraphCall): Promise<GuardedResponse> {
  return settled(what, async () => {
    const answer = await reach.fetch(graphUrl(at, what), optionsOf(at, what));
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw failureOfGraph(answer, isWrite(what), reach.now(), what.classing);
  });
}

const doneSchema = z.union([z.literal(true), z.object({ success: z.union([z.literal(true), z.literal('true')]) })]);

/** A write whose answer is only yes; any other answer that is no error is not believed. */
export async function does(reach: Reach, at: GraphAt, what: GraphCall): Promise<void> {
  await call(reach, at, what, doneSchema);
}

/** Entries stay unread, so that a damaged one spoils only itself. */
const listSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      cursors: z.object({ after: z.string().optional() }).optional().catch(undefined),
      next: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type GraphPage = { entries: unknown[]; next: Record<string, string> | null };

/** One page of a list. @param more what `next` of the page before said; null for the first */
export async function listPage(
  reach: Reach,
  at: GraphAt,
  what: GraphCall,
  more: Record<string, string> | null = null,
): Promise<GraphPage> {
  const { data, paging } = await call(
    reach,
    at,
    { ...what, query: { limit: String(PAGE_LIMIT), ...what.query, ...more } },
    listSchema,
  );
  return { entries: data, next: nextOf(paging?.next, paging?.cursors?.after) };
}

/** All pages, one after the other, at most so many. */
export async function* listPages(
  reach: Reach,
  at: GraphAt,
  what: GraphCall,
  most: number,
  from: Record<string, string> | null = null,
): AsyncIterable<GraphPage> {
  for (let count = 0, more = from; count < most; count++) {
    const page = await listPage(reach, at, what, more);
    yield page;
    more = page.next;
    if (more === null) return;
  }
}

/** Where a list goes on. Its `next` is a whole address with our token in it: only where it stands is taken from it. */
const PLACES = ['after', 'until', 'offset', '__paging_token', 'since', 'before'];

function nextOf(next: string | undefined, after: string | undefined): Record<string, string> | null {
  if (next === undefined) return null;
  const told = URL.canParse(next) ? new URL(next).searchParams : new URLSearchParams();
  const place = PLACES.flatMap(name => (told.has(name) ? [[name, told.get(name) ?? ''] as const] : []));
  if (place.length > 0) return Object.fromEntries(place);
  return after === undefined ? null : { after };
}

export function graphUrl(at: GraphAt, { path, query = {} }: GraphCall): string {
  const { base, version, token, appSecret } = at;
  const url = new URL(`${base.replace(/\/+$/, '')}${version === null ? '' : `/${version}`}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (token !== null && at.isTokenInAddress) url.searchParams.set('access_token', token);
  if (token !== null && appSecret) url.searchParams.set('appsecret_proof', proofOf(token, appSecret));
  return url.href;
}

/** Shows that whoever holds the token also holds the secret of its app. */
export function proofOf(token: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}

/** A piece of a path made of an id of theirs, which must not lead elsewhere. Throws `gone`. */
export function idInPath(id: string | null): string {
  if (id === null || !/^[\w.:=-]{1,300}$/.test(id) || /^\.+$/.test(id))
    throw new NetworkFailure('gone', 'The network knows nothing by this name.');
  return id;
}

function optionsOf({ token }: GraphAt, what: GraphCall): FetchOptions {
  const { method = 'GET', json, form, parts, bucket, cost, price, timeoutMs, maxBytes } = what;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  const options: FetchOptions = { method, headers, accept: () => true };
  if (json !== undefined) {
    headers['content-type'] = 'application/json';
    options.body = JSON.stringify(json);
  } else if (form !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    options.body = new URLSearchParams(form).toString();
  } else if (parts !== undefined) options.body = parts;
  if (bucket !== undefined) options.bucket = bucket;
  if (cost !== undefined) options.cost = cost;
  if (price !== undefined) options.price = price;
  if (timeoutMs !== undefined) options.timeoutMs = timeoutMs;
  if (maxBytes !== undefined) options.maxBytes = maxBytes;
  return options;
}

async function settled<T>(what: GraphCall, go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!what.harmless || !(error instanceof NetworkFailure) || error.next !== 'unsure') throw error;
    const { message, afterSeconds, said } = error;
    throw new NetworkFailure('retry', message, { afterSeconds, said, cause: error });
  }
}

function isWrite({ method = 'GET' }: GraphCall): boolean {
  return method !== 'GET';
}
