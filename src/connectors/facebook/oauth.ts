/** Signing in at Facebook with the company's own app: a person agrees once, and each of their pages has a token that lasts. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure, type Reach } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { codeForToken, codeIn, dialogUrl, facebookDialog, longToken } from '../kit/meta/oauth.ts';
import { accountOf, factsOf, knownOf, onlyPage, pagesOf } from './check.ts';
import { asPage, type Credentials, credentialsSchema, dialogOf, SCOPES } from './credentials.ts';

/** So many pages are offered at once. */
const PAGES_OFFERED = 50;
const keptSchema = z.object({ redirectUrl: z.string(), state: z.string(), form: z.record(z.string(), z.string()) });
type Proved = { account: Person; credentials: Credentials };

/** @param form what the person wrote: the app, and perhaps which page */
export async function begin(redirectUrl: string, state: string, form: Record<string, string>) {
  const credentials = filledIn(form);
  const { appId: clientId, configId } = credentials;
  // Facebook Login for Business names the rights in a configuration of the app.
  const url = dialogUrl(facebookDialog(dialogOf(credentials)), {
    clientId,
    redirectUrl,
    state,
    scopes: configId ? [] : SCOPES,
    // Rights somebody once unticked are asked for again.
    more: { auth_type: 'rerequest', ...(configId ? { config_id: configId } : {}) },
  });
  const keep: z.infer<typeof keptSchema> = { redirectUrl, state, form };
  return { url, keep };
}

/** Ends with the page that was named, or all pages the person ticked. */
export async function finish(
  answer: URLSearchParams,
  keep: unknown,
  reach: Reach,
): Promise<Proved & { besides?: Proved[] }> {
  const { redirectUrl, state, form } = expect(keep, keptSchema, false);
  const code = codeIn(answer, state);
  const credentials = filledIn(form);
  const app = { clientId: credentials.appId, clientSecret: credentials.appSecret };
  const at = asPage(credentials);
  const short = await codeForToken(reach, at, app, code, redirectUrl);
  const long = await longToken(reach, at, 'fb_exchange_token', app, short.token);
  const granted = await pagesOf(reach, { ...credentials, accessToken: long.token });
  const pages = credentials.page ? [onlyPage(granted, credentials.page)] : granted.slice(0, PAGES_OFFERED);
  // What a person granted holds for all their pages alike.
  const [first] = pages;
  if (first === undefined) throw new NetworkFailure('refuse', 'Facebook gave no page along with this sign-in.');
  const facts = await factsOf(reach, credentials, first.token);
  const [one, ...besides] = pages.map(page => ({
    account: accountOf(page.more),
    credentials: { ...credentials, page: page.name, accessToken: page.token, known: knownOf(page.id, facts, true) },
  }));
  if (one === undefined) throw new NetworkFailure('refuse', 'Facebook gave no page along with this sign-in.');
  return besides.length === 0 ? one : { ...one, besides };
}

function filledIn(form: Record<string, string>): Credentials {
  const read = credentialsSchema.safeParse(form);
  if (read.success) return read.data;
  const field = String(read.error.issues[0]?.path[0] ?? 'appId');
  throw new NetworkFailure('refuse', 'To sign in, Facebook asks for the id and the secret of your app.', { field });
}

/** Facebook sends people back over https only; http is taken from this very machine while an app is being tried. */
export function hindrance(redirectUrl: string): string | null {
  const { protocol, hostname } = new URL(redirectUrl);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return null;
  return 'Facebook sends people back over https only. Give Heed an address that begins with https (HEED_PUBLIC_URL), or connect with a token.';
}
