/** Signing in at Threads' own page, and keeping the sign-in alive. */
import { z } from 'zod';
import { NetworkFailure, type Proved, type Reach } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { codeForTokenByForm, codeIn, dialogUrl, longToken, renewedToken } from '../kit/meta/oauth.ts';
import { check } from './check.ts';
import { appOf, at, type Credentials, credentialsSchema, endOf, type ThreadsContext } from './credentials.ts';

/** What Heed does there, and no more. The search is asked for only where words are named. */
export const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_manage_mentions',
  'threads_delete',
];
export const SEARCH_SCOPE = 'threads_keyword_search';

const keptSchema = z.object({ redirectUrl: z.string(), state: z.string(), form: z.record(z.string(), z.string()) });

export async function begin(redirectUrl: string, state: string, form: Record<string, string>, _reach: Reach) {
  const credentials = filledIn(form);
  const { clientId, dialog, words } = credentials;
  const scopes = words ? [...SCOPES, SEARCH_SCOPE] : SCOPES;
  const keep: z.infer<typeof keptSchema> = { redirectUrl, state, form };
  return { url: dialogUrl(dialog, { clientId, redirectUrl, state, scopes }), keep };
}

/** A code for a token of an hour, and that for one of sixty days. */
export async function finish(answer: URLSearchParams, keep: unknown, reach: Reach): Promise<Proved<Credentials>> {
  const { redirectUrl, state, form } = expect(keep, keptSchema, false);
  const code = codeIn(answer, state);
  const credentials = filledIn(form);
  const [graph, app] = [{ ...at(credentials), version: null }, appOf(credentials)];
  const short = await codeForTokenByForm(reach, graph, app, code, redirectUrl);
  const long = await longToken(reach, graph, 'th_exchange_token', app, short.token);
  const signedIn = { ...credentials, ...endOf(long.endsAt), accessToken: long.token, signedIn: true };
  return check({ ...reach, credentials: signedIn });
}

/** Only a token that is a day old and has not ended is renewed. */
export async function refresh({ credentials, ...reach }: ThreadsContext): Promise<Credentials> {
  const fresh = await renewedToken(reach, at(credentials), 'th_refresh_token', credentials.accessToken ?? '');
  return { ...credentials, ...endOf(fresh.endsAt), accessToken: fresh.token };
}

/** Threads sends nobody back to an address without encryption; only a stand-in on this very machine does. */
export function hindrance(redirectUrl: string): string | null {
  const { protocol, hostname } = new URL(redirectUrl);
  if (protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost') return null;
  return 'Threads signs in only to an address that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an access token.';
}

function filledIn(form: Record<string, string>): Credentials {
  const read = credentialsSchema.safeParse(form);
  if (!read.success) throw new NetworkFailure('refuse', 'What was filled in cannot be used. Begin again.');
  for (const field of ['clientId', 'clientSecret'] as const)
    if (read.data[field] === '')
      throw new NetworkFailure('refuse', 'Fill in the Threads app ID and its secret.', { field });
  return read.data;
}
