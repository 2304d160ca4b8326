/** What a channel of one Instagram account needs to know, and what `check` found out about it. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { GRAPH_URL, GRAPH_VERSION, type GraphAt } from '../kit/meta/graph.ts';

/** Where Instagram's own API lives; accounts that are reached through a Facebook page have theirs at `GRAPH_URL`. */
export const INSTAGRAM_URL = 'https://graph.instagram.com';
/** Tokens of Facebook's begin like this, Instagram's own do not. */
const FACEBOOK_TOKEN = /^EAA/;

const secret = z.string().trim().max(2_000);

export const credentialsSchema = z.object({
  appId: z
    .string()
    .trim()
    .regex(/^\d{0,40}$/, 'It is a number.')
    .optional()
    .meta({
      title: 'Instagram app ID',
      help: 'On the app’s page at Meta: Instagram → API setup with Instagram login. For a token of Facebook’s: the app’s own ID.',
      needed: true,
    }),
  appSecret: secret.optional().meta({
    title: 'Instagram app secret',
    help: 'It stands beside the ID. With it Heed knows that what comes in comes from Instagram.',
    secret: true,
    needed: true,
    ways: ['signIn', 'token'],
  }),
  accessToken: secret.optional().meta({
    title: 'Access token',
    help: 'Made under Generate access tokens, or a token of a Facebook page that the account is linked to.',
    secret: true,
    ways: ['token'],
  }),
  username: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({
      title: 'Instagram account',
      help: 'Its name, where a token of Facebook’s may speak for several.',
      more: true,
      ways: ['token'],
    }),
  metaAppId: z
    .string()
    .trim()
    .regex(/^\d{0,40}$/, 'It is a number.')
    .optional()
    .meta({
      title: 'Meta app ID',
      help: 'From App settings → Basic. With it and the secret below, Heed tells Meta by itself where to call.',
      more: true,
    }),
  metaAppSecret: secret.optional().meta({
    title: 'Meta app secret',
    help: 'It stands beside the Meta app ID.',
    secret: true,
    more: true,
    ways: ['signIn', 'token'],
  }),
  hashtags: z
    .string()
    .trim()
    .max(2_000)
    .optional()
    .meta({
      title: 'Hashtags to listen to',
      help: 'Only with a token of Facebook’s, and thirty in seven days: kestrel, kestrelcoffee. What your searches find in them is heard; Instagram never tells who wrote it.',
      more: true,
      ways: ['token'],
    }),
  graph: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional()
    .meta({ title: 'Address of the API', help: 'Leave it empty unless a proxy stands in its place.', more: true }),
  /** Filled in by `check` and `finish`. */
  login: z.enum(['instagram', 'facebook']).optional().meta({ hidden: true }),
  signedIn: z.boolean().optional().meta({ hidden: true }),
  /** All ids the account has: the professional account's, and the app's own for it. */
  ids: z.array(z.string().max(300)).max(10).optional().meta({ hidden: true }),
  page: z
    .object({ id: z.string().max(300), token: secret })
    .optional()
    .meta({ hidden: true, secret: true }),
  /** Of the person whose pages these are: hashtags are shown to people alone. */
  personToken: secret.optional().meta({ hidden: true, secret: true }),
  endsAt: z.iso.datetime().optional().meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type InstagramContext = Context<Credentials>;
/** What is there before there is a channel. */
export type InstagramCheck = Omit<InstagramContext, 'account' | 'channelId'>;

/** Through Instagram itself, or through the Facebook page the account is linked to. */
export function loginOf({ login, accessToken = '', graph }: Credentials): 'instagram' | 'facebook' {
  if (login !== undefined) return login;
  return FACEBOOK_TOKEN.test(accessToken) || graph?.includes('graph.facebook.') ? 'facebook' : 'instagram';
}

/** For comments, media and the account itself. */
export function graphAt(credentials: Credentials): GraphAt {
  const isFacebook = loginOf(credentials) === 'facebook';
  return {
    base: credentials.graph ?? (isFacebook ? GRAPH_URL : INSTAGRAM_URL),
    version: GRAPH_VERSION,
    token: credentials.accessToken ?? null,
    // Where the documents put it; it stands in the header as well.
    isTokenInAddress: true,
    // Only Facebook's API documents the proof.
    appSecret: isFacebook ? (credentials.appSecret ?? null) : null,
  };
}

/** For messages: through a page it is the page that writes and reads them. */
export function messagesAt(credentials: Credentials): GraphAt {
  const at = graphAt(credentials);
  return credentials.page === undefined ? at : { ...at, token: credentials.page.token };
}

/** For hashtags. */
export function personAt(credentials: Credentials): GraphAt {
  const at = graphAt(credentials);
  return credentials.personToken === undefined ? at : { ...at, token: credentials.personToken };
}

/** Whose messages they are, as it stands in paths. */
export function mailboxOf({ account, credentials }: Pick<InstagramContext, 'account' | 'credentials'>): string {
  return credentials.page?.id ?? account.remoteId;
}

/** Without the sign, each once. */
export function hashtagsOf({ hashtags = '' }: Pick<Credentials, 'hashtags'>): string[] {
  const tags = hashtags.split(/[\s,;]+/).map(tag => tag.replace(/^[#＃]+/, '').toLowerCase());
  return [...new Set(tags.filter(tag => tag !== ''))];
}
