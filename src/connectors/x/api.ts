/** Talking to X: as the account or as the app, what it costs, and what its answers mean. */
import type { z } from 'zod';
import type { FetchOptions, GuardedResponse } from '../connector.ts';
import { NetworkFailure } from '../connector.ts';
import { failureOfNonsense } from '../kit/failure.ts';
import { expect } from '../kit/json.ts';
import { appToken } from './app-token.ts';
import { apiOf, type Credentials, type XCheck } from './credentials.ts';
import type { Price } from './limits.ts';
import { failureOf } from './problem.ts';
import { type Fields, inOldWords, isAboutFields } from './spelling.ts';

export type Call = {
  path: string;
  method?: FetchOptions['method'];
  /** As whom. `either`: as the account where there is one. */
  as: 'account' | 'app' | 'either';
  query?: Record<string, string | number | boolean | null>;
  /** What is wanted beside the bare post; asked for in X's new words, and in the old ones where it does not know those. */
  fields?: Fields;
  json?: unknown;
  form?: FormData;
  bucket?: string;
  /** What one of what is asked for costs, and how many there are at most. */
  price?: Price;
  most?: number;
  /** Doing it twice is doing it once. */
  harmless?: true;
};

/** Throws the classed failure of whatever is not a success. */
export async function call<T>(context: XCheck, what: Call, schema: z.ZodType<T>): Promise<T> {
  return (await answered(context, what, schema)).value;
}

export async function answered<T>(
  context: XCheck,
  what: Call,
  schema: z.ZodType<T>,
): Promise<{ value: T; answer: GuardedResponse }> {
  const answer = await ask(context, what);
  if (!isFine(answer)) throw failureOf(answer, isWrite(what), context.now(), what.harmless);
  return { value: expect(jsonOf(answer, what), schema, isWrite(what) && !what.harmless), answer };
}

/** The answer whatever it is, once X was there. */
export async function ask(context: XCheck, what: Call): Promise<GuardedResponse> {
  const first = await once(context, what, what.fields ?? {});
  if (first.status !== 400 || what.fields === undefined || !isAboutFields(first.text())) return first;
  return once(context, what, inOldWords(what.fields));
}

async function once(context: XCheck, what: Call, fields: Fields): Promise<GuardedResponse> {
  const url = new URL(apiOf(context) + what.path);
  for (const [name, value] of Object.entries({ ...what.query, ...fields }))
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  const token = await tokenFor(context, what.as);
  const body = what.form ?? (what.json === undefined ? undefined : JSON.stringify(what.json));
  try {
    return await context.fetch(url.href, {
      method: what.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(what.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      ...(what.bucket === undefined ? {} : { bucket: what.bucket }),
      ...(what.price === undefined ? {} : { price: what.price, priceUnits: what.most ?? 1 }),
      accept: () => true,
    });
  } catch (error) {
    throw what.harmless && error instanceof NetworkFailure && error.next === 'unsure'
      ? new NetworkFailure('retry', error.message, { said: error.said, cause: error })
      : error;
  }
}

function jsonOf(answer: GuardedResponse, what: Call): unknown {
  if (answer.status === 204 || answer.bytes.length === 0) return {};
  try {
    return answer.json();
  } catch (error) {
    if (!what.harmless || !(error instanceof NetworkFailure)) throw error;
    throw failureOfNonsense(error.message, false, { cause: error });
  }
}

async function tokenFor(context: XCheck, as: Call['as']): Promise<string> {
  const { accessToken } = context.credentials;
  if (as !== 'app' && accessToken) return accessToken;
  if (as === 'account') throw new NetworkFailure('refuse', 'This channel has no account on X: it only listens.');
  return appToken(context);
}

export function isFine({ status }: GuardedResponse): boolean {
  return status >= 200 && status < 300;
}

function isWrite({ method = 'GET' }: Call): boolean {
  return method !== 'GET';
}

/** For a token that is nobody's yet. */
export function withCredentials(context: XCheck, credentials: Credentials): XCheck {
  return { ...context, credentials };
}
