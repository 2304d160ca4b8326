/** The app's own token, for what no account is asked about: streams, rules, hooks. It lasts until the keys are changed. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { apiOf, type Credentials, type XCheck } from './credentials.ts';
import { failureOf } from './problem.ts';

const tokenSchema = z.object({ access_token: z.string().min(1), token_type: z.string().optional() });

export async function appToken(context: XCheck): Promise<string> {
  const { bearerToken, appToken: kept } = context.credentials;
  if (bearerToken) return bearerToken;
  if (kept) return kept;
  const fetched = await fetchAppToken(context);
  if (fetched === null)
    throw new NetworkFailure('refuse', 'The API key and its secret are needed for this.', { field: 'apiKey' });
  return fetched;
}

/** Null where there are no keys to get one with. */
export async function fetchAppToken(context: XCheck): Promise<string | null> {
  const { apiKey, apiSecret } = context.credentials;
  if (!apiKey || !apiSecret) return null;
  const answer = await context.fetch(`${apiOf(context)}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basicOf(apiKey, apiSecret)}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: 'grant_type=client_credentials',
    accept: () => true,
  });
  if (answer.status !== 200) throw failureOf(answer, false, context.now());
  return expect(answer.json(), tokenSchema, false).access_token;
}

/** The credentials with the app's token in them, where there are keys for one. */
export async function withAppToken(context: XCheck): Promise<Credentials> {
  const { credentials } = context;
  if (credentials.bearerToken) return credentials;
  const token = await fetchAppToken(context);
  return token === null ? credentials : { ...credentials, appToken: token };
}

/** As RFC 6749 writes them: each part percent-encoded before they are joined. */
export function basicOf(name: string, secret: string): string {
  return Buffer.from(`${encodeURIComponent(name)}:${encodeURIComponent(secret)}`).toString('base64');
}
