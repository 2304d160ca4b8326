/** What a channel of one Facebook page needs to know: the company's own app, and the page's token. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { GRAPH_URL, GRAPH_VERSION, type GraphAt } from '../kit/meta/graph.ts';
import { DIALOG_URL } from '../kit/meta/oauth.ts';

const id = z
  .string()
  .trim()
  .regex(/^\d{1,30}$/, 'An id of Meta’s is a number.');
const secret = z.string().trim().min(1).max(2_000);
const address = z.url({ protocol: /^https?$/ }).max(300);

export const credentialsSchema = z.object({
  appId: id.meta({
    title: 'App id',
    help: 'At developers.facebook.com: your app → App settings → Basic.',
  }),
  appSecret: secret.meta({
    title: 'App secret',
    help: 'On the same page, behind “Show”. It proves that what comes in is from Facebook.',
    secret: true,
    ways: ['signIn', 'token'],
  }),
  page: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({
      title: 'Page',
      help: 'Which of your pages, by its name or id. Leave it empty where there is one.',
      ways: ['signIn'],
    }),
  accessToken: secret.optional().meta({
    title: 'Page access token',
    help: 'A token of the page itself, not of a person. It must not end after an hour.',
    secret: true,
    ways: ['token'],
  }),
  configId: id
    .or(z.literal(''))
    .optional()
    .meta({
      title: 'Configuration id',
      help: 'Only for apps with Facebook Login for Business: the configuration that asks for the rights.',
      more: true,
      ways: ['signIn'],
    }),
  graph: address.default(GRAPH_URL).meta({
    title: 'Address of the API',
    help: 'Leave it as it is.',
    more: true,
  }),
  dialog: address.default(DIALOG_URL).meta({
    title: 'Address of the sign-in page',
    help: 'Leave it as it is.',
    more: true,
    ways: ['signIn'],
  }),
  /** Filled in by `check`. Null: no end. */
  known: z
    .object({
      pageId: id,
      endsAt: z.string().nullable(),
      dataEndsAt: z.string().nullable(),
      scopes: z.array(z.string().max(100)).max(200).nullable(),
      bySignIn: z.boolean(),
    })
    .optional()
    .meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type FacebookContext = Context<Credentials>;
/** What is there before there is a channel. */
export type FacebookCheck = Omit<FacebookContext, 'account' | 'channelId'>;

/** Calls as the page. */
export function asPage({ graph, accessToken, appSecret }: Credentials): GraphAt {
  return { base: graph, version: GRAPH_VERSION, token: accessToken ?? '', appSecret, isTokenInAddress: true };
}

/** Where another server stands in for the API, people sign in there as well. */
export function dialogOf({ graph, dialog }: Credentials): string {
  return dialog === DIALOG_URL && graph !== GRAPH_URL ? graph : dialog;
}

/** What Heed does there, and no more. */
export const SCOPES = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'pages_messaging',
] as const;
