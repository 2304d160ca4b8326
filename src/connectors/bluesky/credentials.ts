/** What a Bluesky channel needs to know, what it keeps, and what follows from it. */
import { z } from 'zod';
import type { Context } from '../connector.ts';

const jwt = z.string().max(20_000);

/** A session of an app password: one short-lived token for work, one for the next pair. */
export const sessionSchema = z.object({ accessJwt: jwt, refreshJwt: jwt });

/** A session by OAuth; `key` is the private half that proves the tokens are ours. */
export const oauthSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  accessToken: jwt,
  refreshToken: jwt.nullable(),
  key: z.record(z.string(), z.unknown()),
});

export const credentialsSchema = z.object({
  identifier: z
    .string()
    .trim()
    .max(300)
    .default('')
    .meta({
      title: 'Handle or e-mail',
      help: 'As you sign in at Bluesky: kestrel.bsky.social, or your own domain.',
      ways: ['signIn', 'token'],
      needed: true,
    }),
  appPassword: z.string().trim().max(300).optional().meta({
    title: 'App password',
    help: 'Bluesky → Settings → Privacy and security → App passwords → Add. Tick “Allow access to your direct messages” to answer privately.',
    secret: true,
  }),
  service: z
    .url({ protocol: /^https?$/ })
    .optional()
    .or(z.literal('').transform(() => undefined))
    .meta({
      title: 'Server (PDS)',
      help: 'Only for a server of your own that the handle does not lead to. Left empty, it is looked up.',
      more: true,
      ways: ['signIn', 'token'],
    }),
  stream: z
    .url({ protocol: /^(wss?|https?)$/ })
    .optional()
    .or(z.enum(['', 'jetstream', 'pds']).transform(word => (word === '' ? undefined : word)))
    .meta({
      title: 'Stream',
      help: 'Left empty: the whole network through Jetstream. Write pds to hear your own server only, or the address of a stream.',
      more: true,
    }),
  did: z.string().max(2_000).optional().meta({ hidden: true }),
  pds: z.string().max(2_000).optional().meta({ hidden: true }),
  /** False where the server has no AppView behind it: no notifications, no threads, no search of people. */
  hasAppView: z.boolean().optional().meta({ hidden: true }),
  session: sessionSchema.optional().meta({ hidden: true, secret: true }),
  oauth: oauthSchema.optional().meta({ hidden: true, secret: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type OauthSession = z.infer<typeof oauthSchema>;
export type BlueskyContext = Context<Credentials>;
/** What is there before there is a channel. */
export type BlueskyCheck = Omit<BlueskyContext, 'account' | 'channelId'>;

/** A channel without an account hears the whole public stream, and says nothing. */
export function listensOnly({ identifier, oauth }: Pick<Credentials, 'identifier' | 'oauth'>): boolean {
  return identifier === '' && oauth === undefined;
}

/** Four doors to the same stream; the next is tried when one does not open. */
const JETSTREAMS = [
  'wss://jetstream2.us-east.bsky.network/subscribe',
  'wss://jetstream2.us-west.bsky.network/subscribe',
  'wss://jetstream1.us-east.bsky.network/subscribe',
  'wss://jetstream1.us-west.bsky.network/subscribe',
];

export type StreamSource = { kind: 'jetstream' | 'events' | 'repos'; urls: string[]; isOwnServer: boolean };

/** Which stream a channel listens to. The path of an address says which protocol is spoken there. */
export function streamOf(credentials: Credentials): StreamSource {
  const { stream, pds } = credentials;
  if (stream === undefined || stream === 'jetstream')
    return { kind: 'jetstream', urls: JETSTREAMS, isOwnServer: false };
  if (stream === 'pds') return { kind: 'repos', urls: [socketAddress(pds ?? '', REPOS_PATH)], isOwnServer: true };
  const { pathname, host } = new URL(stream);
  const isOwnServer = host === URL.parse(pds ?? '')?.host;
  if (pathname.endsWith('/network.bsky.jetstream.subscribeEvents'))
    return { kind: 'events', urls: [socketAddress(stream)], isOwnServer };
  if (pathname.endsWith('/com.atproto.sync.subscribeRepos'))
    return { kind: 'repos', urls: [socketAddress(stream)], isOwnServer };
  const bare = pathname === '' || pathname === '/';
  return { kind: 'jetstream', urls: [socketAddress(stream, bare ? '/subscribe' : undefined)], isOwnServer };
}

const REPOS_PATH = '/xrpc/com.atproto.sync.subscribeRepos';

function socketAddress(address: string, path?: string): string {
  const url = new URL(address.replace(/^http/, 'ws'));
  if (path !== undefined) url.pathname = path;
  url.search = '';
  return url.href;
}
