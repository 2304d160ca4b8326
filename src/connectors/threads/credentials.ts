/** What a Threads channel needs to know, what it keeps, and what follows from it. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import type { GraphAt } from '../kit/meta/graph.ts';

const secret = z.string().trim().max(20_000);

export const GRAPH_URL = 'https://graph.threads.net';
/** The only one there is, and the one of all examples in the documents. */
export const API_VERSION = 'v1.0';
export const DIALOG_URL = 'https://threads.com/oauth/authorize';

/** Each word is asked for apart; more of them are asked for more seldom. */
export const WORDS_LIMIT = 20;

export const credentialsSchema = z.object({
  clientId: z
    .string()
    .trim()
    .max(100)
    .default('')
    .meta({
      title: 'Threads app ID',
      help: 'At developers.facebook.com: your app → App settings → Basic → Threads app ID. It is another one than the app’s own.',
      needed: true,
      ways: ['signIn', 'token'],
    }),
  clientSecret: secret.default('').meta({
    title: 'Threads app secret',
    help: 'Beside the Threads app ID. What Threads tells Heed is signed with it.',
    secret: true,
    needed: true,
    ways: ['signIn', 'token'],
  }),
  accessToken: secret.optional().meta({
    title: 'Access token',
    help: 'At developers.facebook.com: your app → Use cases → Access the Threads API → Settings → User token generator. It lasts 60 days and Heed renews it.',
    secret: true,
    ways: ['token'],
  }),
  words: z.string().trim().max(1_000).optional().meta({
    title: 'Words to search for',
    help: 'Up to 20 words or names, apart by commas, # before a topic: kestrel, kestrel coffee, #kestrel. Needs the permission threads_keyword_search; without it only your own posts are found.',
    more: true,
  }),
  approvals: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['', 'no', 'yes']))
    .optional()
    .meta({
      title: 'Replies that wait for approval',
      help: 'Write yes when you post with reply approvals: replies are heard before you approve them. Approving is done in Threads.',
      more: true,
    }),
  graph: z
    .url({ protocol: /^https?$/ })
    .default(GRAPH_URL)
    .meta({ title: 'Address of the API', help: 'Leave it as it is.', more: true }),
  dialog: z
    .url({ protocol: /^https?$/ })
    .default(DIALOG_URL)
    .meta({ title: 'Address of the sign-in', help: 'Leave it as it is.', more: true }),
  /** Of an API that stands in for Threads and has no versions in its paths. Filled in by `check`. */
  isUnversioned: z.boolean().optional().meta({ hidden: true }),
  /** When the token ends unless it is renewed; seconds since 1970. Filled in when signing in. */
  endsAtSeconds: z.number().optional().meta({ hidden: true }),
  /** The token came by a sign-in. */
  signedIn: z.boolean().optional().meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type ThreadsContext = Context<Credentials>;
/** What is there before there is a channel. */
export type ThreadsCheck = Omit<ThreadsContext, 'account' | 'channelId'>;

/** No proof of the secret goes along: Threads knows none. Its documents put the token into the address. */
export function at({ graph, accessToken, isUnversioned }: Credentials): GraphAt {
  const version = isUnversioned ? null : API_VERSION;
  return { base: graph, version, token: accessToken ?? '', appSecret: null, isTokenInAddress: true };
}

export function appOf({ clientId, clientSecret }: Credentials): { clientId: string; clientSecret: string } {
  return { clientId, clientSecret };
}

/** Each once, in the order written. */
export function wordsOf({ words = '' }: Pick<Credentials, 'words'>, most = WORDS_LIMIT): string[] {
  const all = words.split(/[,;\n]+/).map(word => word.trim().replace(/\s+/g, ' '));
  const seen = new Map(all.filter(word => word !== '').map(word => [word.toLowerCase(), word]));
  return [...seen.values()].slice(0, most);
}

/** The part of a moment kept in the credentials. */
export function endOf(endsAt: Date | null): Pick<Credentials, 'endsAtSeconds'> {
  return endsAt === null ? {} : { endsAtSeconds: Math.floor(endsAt.getTime() / 1000) };
}
