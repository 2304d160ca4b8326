/** How Instagram calls us: who signs, whom a call is about, and that it goes on calling. */
import { type CallPlace, type Hook, type HookRequest, NetworkFailure } from '../connector.ts';
import { does, GRAPH_URL, idInPath } from '../kit/meta/graph.ts';
import { accountsIn, verifyMeta } from '../kit/meta/hook.ts';
import { readErasure } from '../kit/meta/signed-request.ts';
import { endSubscription, keepAccount, keepSubscribed, type Subscription } from '../kit/meta/subscription.ts';
import { complete } from './complete.ts';
import { type Credentials, graphAt, type InstagramContext, loginOf, messagesAt } from './credentials.ts';
import { OBJECT, parseBody } from './parse.ts';
import { placeOf } from './place.ts';

const WATCH_SECONDS = 300;
/** Of the account. `mentions` and `live_comments` come with what the app is subscribed to. */
export const FIELDS = [
  'comments',
  'live_comments',
  'mentions',
  'messages',
  'message_edit',
  'message_reactions',
  'messaging_postbacks',
  'messaging_referral',
  'messaging_seen',
  'standby',
];
/** Which of them an account may be asked for has changed with the versions; the second of these have always been there. */
const EDITS_APART = FIELDS.filter(field => field !== 'message_edit');
const OLD_FIELDS = ['comments', 'messages', 'message_reactions', 'messaging_postbacks', 'messaging_seen'];
/** Of a page any field will do: it switches the linked account on. */
const PAGE_FIELDS = ['feed'];

export const hook: Hook<Credentials> = {
  signed: 'body',
  verify: (request, credentials, secret) => {
    const [first, ...others] = secretsOf(credentials);
    const answer = verifyMeta(request, first ?? '', secret);
    if (answer.kind !== 'refused' || request.method !== 'POST') return answer;
    // Meta signs with the secret of Instagram's part of the app, or with that of the app itself.
    for (const other of others) {
      const again = verifyMeta(request, other, secret);
      if (again.kind === 'verified') return again;
    }
    return answer;
  },
  parse: (body, credentials, account, receivedAt) =>
    parseBody(body, placeOf({ account, credentials }), receivedAt ?? null),
  complete,
  accounts: accountsIn,
  watch: { everySeconds: WATCH_SECONDS, keep, end, byHand },
};

export function readErasureOf(request: HookRequest, credentials: Credentials) {
  const answers = secretsOf(credentials).map(secret => readErasure(request, secret));
  return answers.find(({ kind }) => kind === 'asked') ?? answers[0] ?? readErasure(request, '');
}

function secretsOf({ appSecret, metaAppSecret }: Credentials): string[] {
  return [appSecret, metaAppSecret].filter(secret => secret !== undefined && secret !== '') as string[];
}

/** The app whose subscriptions can be set through the API; Instagram's part of it has no such path. */
function appOf(credentials: Credentials): Subscription['app'] | null {
  const isFacebook = loginOf(credentials) === 'facebook';
  const clientId = credentials.metaAppId || (isFacebook ? credentials.appId : undefined);
  const clientSecret = credentials.metaAppSecret || (isFacebook ? credentials.appSecret : undefined);
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

async function keep(context: InstagramContext): ReturnType<NonNullable<Hook<Credentials>['watch']>['keep']> {
  const { account, credentials, callAt } = context;
  if (callAt === null) return { kind: 'stands' };
  const isFacebook = loginOf(credentials) === 'facebook';
  const id = isFacebook ? (credentials.page?.id ?? account.remoteId) : account.remoteId;
  const why = await keepHalf(context, id, isFacebook ? [PAGE_FIELDS] : [FIELDS, EDITS_APART, OLD_FIELDS]);
  const app = appOf(credentials);
  if (app === null && why === null)
    return {
      kind: 'byHand',
      why: 'Only a person can tell Meta where to call: without the ID and the secret of the Meta app, Heed sees and sets the account’s half alone.',
    };
  if (app === null) return { kind: 'begun', why: why ?? '' };
  const kept = await keepSubscribed(context, appAt(credentials), {
    object: OBJECT,
    fields: FIELDS,
    app,
    account: null,
  });
  return why === null || kept.kind === 'begun' ? kept : { kind: 'begun', why };
}

/** @param tries fields, and fewer where Instagram does not know all of them */
async function keepHalf(context: InstagramContext, id: string, tries: readonly (readonly string[])[]) {
  const { credentials } = context;
  // Instagram's part of an app has an id of its own, and its tokens show that app alone.
  const appId = loginOf(credentials) === 'instagram' ? null : (appOf(credentials)?.clientId ?? null);
  const [fields = [], ...fewer] = tries;
  try {
    return await keepAccount(context, messagesAt(credentials), appId, { id, fields });
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse' || fewer.length === 0) throw error;
    return keepHalf(context, id, fewer);
  }
}

async function end(context: InstagramContext): Promise<void> {
  const { credentials } = context;
  const isFacebook = loginOf(credentials) === 'facebook';
  // A page may be another channel's too; only what is Instagram's own is ended.
  if (!isFacebook) {
    const path = `/${idInPath(context.account.remoteId)}/subscribed_apps`;
    await does(context, graphAt(credentials), { path, method: 'DELETE', harmless: true });
  }
  const app = appOf(credentials);
  if (app !== null)
    await endSubscription(context, appAt(credentials), { object: OBJECT, fields: FIELDS, app, account: null });
}

/** Subscriptions of apps are set at Facebook's address, whichever way the account is reached. */
function appAt(credentials: Credentials) {
  return { ...graphAt(credentials), base: credentials.graph ?? GRAPH_URL };
}

function byHand({ url, secret }: CallPlace) {
  const page = 'https://developers.facebook.com/apps/';
  return [
    { text: 'Open the app at Meta, then Instagram → API setup with Instagram login → Configure webhooks.', url: page },
    { text: 'Enter this as the callback URL.', copy: url },
    { text: 'Enter this as the verify token, and press Verify and save.', copy: secret },
    { text: `Subscribe to these fields: ${FIELDS.join(', ')}.` },
  ];
}
