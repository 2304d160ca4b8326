/**
 * Whether WhatsApp calls this channel. An app is subscribed to an account, and may name another address for that account's calls than
 * its own: so channels of different apps, and of different Heeds, do not take each other's calls.
 */
import { z } from 'zod';
import type { CallPlace, Step } from '../connector.ts';
import type { Watch } from '../kit/hook.ts';
import { call, does, idInPath } from '../kit/meta/graph.ts';
import { keepFields } from './app-fields.ts';
import { type Credentials, graphOf, type WhatsAppContext } from './credentials.ts';

export const WATCH_SECONDS = 300;

const appsSchema = z.object({
  data: z.array(z.object({ override_callback_uri: z.string().nullish(), whatsapp_business_api_data: z.unknown() })),
});

export const watch: Watch<Credentials> = {
  everySeconds: WATCH_SECONDS,
  async keep(context) {
    const { callAt } = context;
    if (callAt === null) return { kind: 'stands' };
    const whys = [await keepFields(context, callAt), await keepAccount(context, callAt)].filter(why => why !== null);
    return whys.length === 0 ? { kind: 'stands' } : { kind: 'begun', why: whys.join(' ') };
  },
  async end(context) {
    const at = graphOf(context.credentials);
    const path = subscribedApps(context.credentials);
    const addresses = await addressesOf(context);
    // Another channel of this account hears by its own address: that must stay.
    if (context.callAt !== null && !addresses.includes(context.callAt.url)) return;
    await does(context, at, { path, method: 'DELETE', bucket: 'management', harmless: true });
  },
  byHand,
};

async function keepAccount(context: WhatsAppContext, callAt: CallPlace): Promise<string | null> {
  const before = await addressesOf(context);
  if (before.includes(callAt.url)) return null;
  if (before.some(url => url !== null && isBeside(url, callAt.url))) return null;
  await subscribe(context, callAt);
  return before.length === 0 ? 'WhatsApp told us nothing.' : 'WhatsApp called another address.';
}

/** Where the apps of this account are called; null: at the app's own address. */
async function addressesOf(context: WhatsAppContext): Promise<(string | null)[]> {
  const path = subscribedApps(context.credentials);
  const what = { path, bucket: 'management' };
  const { data } = await call(context, graphOf(context.credentials), what, appsSchema);
  return data.map(({ override_callback_uri }) => override_callback_uri ?? null);
}

async function subscribe(context: WhatsAppContext, { url, secret }: CallPlace): Promise<void> {
  const json = { override_callback_uri: url, verify_token: secret };
  const path = subscribedApps(context.credentials);
  await does(context, graphOf(context.credentials), {
    path,
    method: 'POST',
    json,
    bucket: 'management',
    harmless: true,
  });
}

function subscribedApps({ wabaId }: Credentials): string {
  return `/${idInPath(wabaId)}/subscribed_apps`;
}

/** One account with two numbers has two channels and one address: that of a channel beside this one is as good as our own. */
function isBeside(address: string, own: string): boolean {
  if (!URL.canParse(address)) return false;
  const [their, our] = [new URL(address), new URL(own)];
  const home = (url: URL) => url.pathname.split('/').slice(0, -2).join('/');
  return their.origin === our.origin && home(their) === home(our) && home(our) !== '';
}

function byHand({ url, secret }: CallPlace): (Step & { copy?: string })[] {
  return [
    {
      text: 'Open your app at Meta, and there WhatsApp → Configuration.',
      url: 'https://developers.facebook.com/apps/',
    },
    { text: 'Under Webhook press Edit, and paste this as the callback URL.', copy: url },
    { text: 'Paste this as the verify token, and press Verify and save.', copy: secret },
    { text: 'Subscribe to messages; and to smb_message_echoes, history and user_preferences where they are offered.' },
  ];
}
