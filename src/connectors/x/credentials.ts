/** What a channel on X needs to know: whose app it is, whose account, and what is to be listened to. */
import { z } from 'zod';
import type { Context } from '../connector.ts';

/** X's own. An emulator or a proxy may stand in its place. */
export const API = 'https://api.x.com';

const secret = z.string().trim().max(4_000);

/** Letters a rule of the stream may have, as its page says; `-is:retweet` and two brackets are put to it. */
export const RULE_LIMIT = 1_000;
/** Letters a search may have for those who pay as they go. */
export const SEARCH_LIMIT = 490;
/** Each rule is a request whenever something was missed. */
export const RULES_LIMIT = 25;

const rules = z
  .string()
  .trim()
  .max(RULES_LIMIT * RULE_LIMIT)
  .refine(text => rulesIn(text).length <= RULES_LIMIT, `${RULES_LIMIT} rules are the most for one channel.`)
  .refine(text => rulesIn(text).every(rule => rule.length <= RULE_LIMIT), `A rule has ${RULE_LIMIT} letters at most.`);

export const credentialsSchema = z.object({
  clientId: secret.optional().meta({
    title: 'Client ID',
    help: 'In the X Developer Console: your app → Keys and tokens → OAuth 2.0.',
    ways: ['signIn', 'token'],
  }),
  clientSecret: secret.optional().meta({
    title: 'Client secret',
    help: 'It stands beside the client ID. Leave it empty for an app of the kind “native” or “single page”, which has none.',
    secret: true,
    needed: false,
    ways: ['signIn', 'token'],
  }),
  apiKey: secret.optional().meta({
    title: 'API key',
    help: 'Also called consumer key. With it and its secret X can call Heed, and words can be listened to.',
    ways: ['signIn', 'token', 'listen'],
  }),
  apiSecret: secret.optional().meta({
    title: 'API key secret',
    help: 'Also called consumer secret. With it Heed knows that a call comes from X.',
    secret: true,
    needed: false,
    ways: ['signIn', 'token', 'listen'],
  }),
  accessToken: secret.optional().meta({
    title: 'Access token',
    help: 'An OAuth 2.0 user token of the company’s account. By itself it lasts two hours.',
    secret: true,
    ways: ['token'],
  }),
  refreshToken: secret.optional().meta({
    title: 'Refresh token',
    help: 'It comes with the access token where offline.access was asked for. With it and the client ID, Heed renews the sign-in by itself.',
    secret: true,
    needed: false,
    ways: ['token'],
  }),
  listenFor: rules.optional().meta({
    title: 'Words to listen for',
    help: 'Rules as X’s search writes them, with a semicolon between them: kestrel coffee; "kestrel one" lang:de. Every post that comes is paid for; what a listening query asks for is kept.',
  }),
  plan: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['', 'self-serve', 'enterprise']))
    .optional()
    .meta({
      title: 'Plan of the app',
      help: 'Write enterprise where the company has such a contract. Every other app may answer only those who mention or quote it; the rest is answered on X’s own page.',
      more: true,
    }),
  bearerToken: secret.optional().meta({
    title: 'Bearer token of the app',
    help: 'Only where there is no API key: it stands beside it, and is for reading alone.',
    secret: true,
    more: true,
    ways: ['signIn', 'token', 'listen'],
  }),
  api: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional()
    .meta({ title: 'Address of the API', help: 'Leave it empty unless a proxy stands in its place.', more: true }),
  /** Filled in by `check` and `finish`. */
  appToken: secret.optional().meta({ hidden: true, secret: true }),
  scopes: z.string().max(2_000).optional().meta({ hidden: true }),
  endsAt: z.iso.datetime().optional().meta({ hidden: true }),
  signedIn: z.boolean().optional().meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type XContext = Context<Credentials>;
/** What is there before there is a channel. */
export type XCheck = Omit<XContext, 'account' | 'channelId'>;

/** As they were written, each once. */
export function rulesIn(text: string | undefined): string[] {
  const rules = (text ?? '').split(/[;\n]+/).map(rule => rule.trim());
  return [...new Set(rules.filter(rule => rule !== ''))];
}

/** Without an account only what is said in public is heard, and nothing is sent. */
export function listensOnly({ accessToken }: Pick<Credentials, 'accessToken'>): boolean {
  return !accessToken;
}

export function isEnterprise({ plan }: Pick<Credentials, 'plan'>): boolean {
  return plan === 'enterprise';
}

/** Whether something can be asked as the app itself. */
export function hasApp({ bearerToken, appToken, apiKey, apiSecret }: Credentials): boolean {
  return Boolean(bearerToken || appToken || (apiKey && apiSecret));
}

/** What X may sign with: either secret of the app, whichever it has. */
export function signingSecrets({ apiSecret, clientSecret }: Credentials): string[] {
  return [apiSecret, clientSecret].flatMap(one => (one ? [one] : []));
}

export function apiOf({ credentials }: { credentials: Pick<Credentials, 'api'> }): string {
  return (credentials.api ?? API).replace(/\/+$/, '');
}
