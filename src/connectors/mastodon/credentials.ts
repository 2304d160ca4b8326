/** What a channel on a server of the Mastodon API needs to know, and what it keeps of what the server told. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { originOf } from './address.ts';

const secret = z.string().trim().max(20_000);

/** What the server says of itself (`instance.ts`). Where it says nothing, the documents' own figures stand. */
export const aboutSchema = z.object({
  /** The part after the second @ of its people's names; may differ from where its API lives. */
  domain: z.string().max(300),
  /** Where it streams; null: it does not. */
  streaming: z.string().max(2_000).nullable(),
  text: z.object({ max: z.int().min(1), linkWeighs: z.int().min(0).nullable() }),
  media: z.object({
    perPost: z.int().min(0),
    types: z.array(z.string().max(100)).max(200),
    imageBytes: z.int().min(0),
    videoBytes: z.int().min(0),
  }),
  /** Timelines it says it shows to nobody. */
  hides: z.array(z.enum(['hashtags', 'local', 'federated'])),
});

/** A sign-in at the server's own page. */
export const oauthSchema = z.object({
  clientId: z.string().max(2_000),
  clientSecret: secret,
  refreshToken: secret.nullable(),
});

export const credentialsSchema = z.object({
  server: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .refine(text => originOf(text) !== null, 'Write the server’s name, such as mastodon.social.')
    .meta({
      title: 'Server',
      help: 'Where the account lives: mastodon.social, or the account’s whole name (@kestrel@mastodon.social).',
    }),
  accessToken: secret.optional().meta({
    title: 'Access token',
    help: 'On the server: Preferences → Development → New application → Your access token.',
    secret: true,
  }),
  hashtags: z.string().trim().max(1_000).optional().meta({
    title: 'Hashtags to listen to',
    help: 'Words with spaces or commas between them: kestrel, kestrelcoffee. What is said under them is heard, whoever is named.',
    more: true,
  }),
  public: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['', 'none', 'local', 'federated']))
    .optional()
    .meta({
      title: 'Public timeline',
      help: 'Write local to hear everything public on this server, federated to hear all that reaches it, none for neither.',
      more: true,
    }),
  /** Filled in by `check`. */
  base: z.string().max(2_000).optional().meta({ hidden: true }),
  about: aboutSchema.optional().meta({ hidden: true }),
  oauth: oauthSchema.optional().meta({ hidden: true, secret: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type About = z.infer<typeof aboutSchema>;
export type MastodonContext = Context<Credentials>;
/** What is there before there is a channel. */
export type MastodonCheck = Omit<MastodonContext, 'account' | 'channelId'>;

/** Each hashtag is a request in every round, and a connection where the server streams. */
export const HASHTAGS_LIMIT = 12;

/** Without the sign, each once. */
export function hashtagsOf({ hashtags = '' }: Pick<Credentials, 'hashtags'>, most = HASHTAGS_LIMIT): string[] {
  const tags = hashtags.split(/[\s,;]+/).map(tag => tag.replace(/^[#＃]+/, '').toLowerCase());
  return [...new Set(tags.filter(tag => tag !== ''))].slice(0, most);
}

/** A channel without an account hears what the server shows everybody, and says nothing. */
export function listensOnly({ accessToken }: Pick<Credentials, 'accessToken'>): boolean {
  return !accessToken;
}
