/** Telegram calls us: a secret beside the body proves that it does, and whether it still does is looked at. */
import { z } from 'zod';
import type { CallPlace, Hook } from '../connector.ts';
import { isSameSecret, verified } from '../kit/signature.ts';
import { call } from './api.ts';
import type { Credentials, TelegramCheck, TelegramContext } from './credentials.ts';
import { webhookSchema } from './schema.ts';
import { heardAt, KINDS, readBody, usOf } from './update.ts';

export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const WATCH_SECONDS = 300;
/** An error longer ago is past, although Telegram goes on naming it. */
const TROUBLE_SECONDS = 3 * WATCH_SECONDS;

type Webhook = z.infer<typeof webhookSchema>;

export const hook: Hook<Credentials> = {
  signed: 'nothing',
  verify({ method, headers, bytes }, _credentials, secret) {
    if (method !== 'POST') return { kind: 'refused', why: 'Telegram sends what happened by POST.' };
    if (!isSameSecret(headers.get(SECRET_HEADER), secret))
      return { kind: 'refused', why: 'The secret beside it is not this channel’s.' };
    return { kind: 'verified', body: verified(bytes) };
  },
  parse({ bytes }, credentials, account, receivedAt) {
    const heard = readBody(new TextDecoder().decode(bytes), usOf({ account, credentials }));
    return receivedAt === undefined ? heard : heard.map(one => heardAt(one, receivedAt));
  },
  watch: {
    everySeconds: WATCH_SECONDS,
    async keep(context) {
      if (context.callAt === null) return { kind: 'stands' };
      const why = whyNot(await webhookNow(context), context.callAt, context.now());
      if (why === null) return { kind: 'stands' };
      await begin(context, context.callAt);
      return { kind: 'begun', why };
    },
    async end(context) {
      // Somebody else's is left alone.
      const { url } = await webhookNow(context);
      if (url !== '' && (context.callAt === null || url === context.callAt.url)) await stop(context);
    },
  },
};

export function webhookNow(context: TelegramCheck | TelegramContext): Promise<Webhook> {
  return call(context, { method: 'getWebhookInfo', does: 'reads' }, webhookSchema);
}

/** Null where all is well: it calls here, of everything, and nothing waits that could not be handed over. */
export function whyNot(webhook: Webhook, { url }: CallPlace, now: Date): string | null {
  if (webhook.url === '') return 'Telegram called nobody.';
  if (webhook.url !== url) return `Telegram called ${hostOf(webhook.url)} instead.`;
  const told = new Set(webhook.allowed_updates ?? []);
  if (KINDS.some(kind => !told.has(kind))) return 'Telegram did not tell of everything.';
  const waiting = webhook.pending_update_count ?? 0;
  const failedAgoSeconds = now.getTime() / 1000 - (webhook.last_error_date ?? 0);
  if (waiting > 0 && failedAgoSeconds < TROUBLE_SECONDS)
    return `Telegram could not hand over what happened (${waiting} waiting): “${webhook.last_error_message ?? ''}”`;
  return null;
}

/** The rest of somebody else's address may hold a secret. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'another address';
}

async function begin(context: TelegramContext, { url, secret }: CallPlace): Promise<void> {
  const params = { url, secret_token: secret, allowed_updates: KINDS, drop_pending_updates: false };
  await call(context, { method: 'setWebhook', params, does: 'harmless' }, z.unknown());
}

async function stop(context: TelegramContext): Promise<void> {
  await call(
    context,
    { method: 'deleteWebhook', params: { drop_pending_updates: false }, does: 'harmless' },
    z.unknown(),
  );
}
