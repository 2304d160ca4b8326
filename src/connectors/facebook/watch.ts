/** Keeps Facebook telling us: the app's subscription, and the page's own. */
import type { CallPlace, Hook } from '../connector.ts';
import { NetworkFailure } from '../connector.ts';
import { endSubscription, keepSubscribed, type Subscription } from '../kit/meta/subscription.ts';
import { asPage, type Credentials, type FacebookContext } from './credentials.ts';

export const WATCH_SECONDS = 300;

/** All that is asked for, in one place. */
const PUBLIC_FIELDS = ['feed', 'mention', 'ratings'];
const MESSENGER_FIELDS = [
  'messages',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'message_deliveries',
  'message_reads',
  'messaging_postbacks',
  'messaging_referrals',
];

type Watch = NonNullable<Hook<Credentials>['watch']>;

export const watch: Watch = { everySeconds: WATCH_SECONDS, keep, end, byHand };

async function keep(context: FacebookContext): ReturnType<Watch['keep']> {
  try {
    return await keepSubscribed(context, asPage(context.credentials), subscriptionOf(context));
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse') throw error;
    return { kind: 'byHand', why: error.said ?? error.message };
  }
}

async function end(context: FacebookContext): Promise<void> {
  await endSubscription(context, asPage(context.credentials), subscriptionOf(context));
}

function subscriptionOf({ credentials, account }: FacebookContext): Subscription {
  const { appId, appSecret } = credentials;
  const fields = fieldsFor(credentials);
  return {
    object: 'page',
    fields,
    app: { clientId: appId, clientSecret: appSecret },
    account: { id: account.remoteId, fields },
  };
}

/** Asking for messages without the right to them would get us nothing at all. */
export function fieldsFor({ known }: Credentials): string[] {
  const scopes = known?.scopes ?? null;
  const hasMessenger = scopes === null || scopes.includes('pages_messaging');
  return hasMessenger ? [...PUBLIC_FIELDS, ...MESSENGER_FIELDS] : PUBLIC_FIELDS;
}

function byHand({ url, secret }: CallPlace): ReturnType<NonNullable<Watch['byHand']>> {
  return [
    {
      text: 'Open your app, and there Webhooks. Choose Page, and press Subscribe to this object.',
      url: 'https://developers.facebook.com/apps/',
    },
    { text: 'Copy this into Callback URL.', copy: url },
    { text: 'Copy this into Verify token.', copy: secret },
    {
      text: 'Press Verify and save, then subscribe to these fields.',
      copy: [...PUBLIC_FIELDS, ...MESSENGER_FIELDS].join(', '),
    },
  ];
}
