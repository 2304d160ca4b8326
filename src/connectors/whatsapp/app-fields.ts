/**
 * What of its accounts an app is told at all. It is set once for the app, with an address of the app's own; the accounts' own addresses go
 * before that. So an address of somebody else's is left as it is, as long as messages are told.
 */
import { z } from 'zod';
import { type CallPlace, NetworkFailure } from '../connector.ts';
import { does, type GraphAt, idInPath, listPages } from '../kit/meta/graph.ts';
import { appToken } from '../kit/meta/oauth.ts';
import { OBJECT } from './change.ts';
import { graphOf, type WhatsAppContext } from './credentials.ts';

const NEEDED = ['messages'];
/** Where the version of the API and the kind of the account know them. */
const WISHED = ['smb_message_echoes', 'history', 'user_preferences', 'message_template_status_update'];
const PAGES_LIMIT = 5;

const fieldSchema = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const standingSchema = z.object({
  object: z.string(),
  active: z.union([z.boolean(), z.stringbool()]).nullish().catch(null),
  fields: z.array(fieldSchema).nullish().catch(null),
});

/** @returns why it had to be set anew; null where it stands, or where nobody knows the app */
export async function keepFields(context: WhatsAppContext, place: CallPlace): Promise<string | null> {
  const { appId, appSecret } = context.credentials;
  if (appId === undefined) return null;
  const at = {
    ...graphOf(context.credentials),
    token: appToken({ clientId: appId, clientSecret: appSecret }),
    appSecret: null,
  };
  const path = `/${idInPath(appId)}/subscriptions`;
  const told = await fieldsTold(context, at, path);
  if (NEEDED.every(field => told.includes(field))) return null;
  const ask = (fields: readonly string[]) => {
    const form = {
      object: OBJECT,
      callback_url: place.url,
      verify_token: place.secret,
      fields: [...new Set([...told, ...fields])].join(','),
      include_values: 'true',
    };
    return does(context, at, { path, method: 'POST', form, bucket: 'management', harmless: true });
  };
  await ask([...NEEDED, ...WISHED]).catch(error => {
    if (error instanceof NetworkFailure && error.next === 'refuse') return ask(NEEDED);
    throw error;
  });
  return 'The app was told of no messages.';
}

async function fieldsTold(context: WhatsAppContext, at: GraphAt, path: string): Promise<string[]> {
  for await (const { entries } of listPages(context, at, { path, bucket: 'management' }, PAGES_LIMIT))
    for (const entry of entries) {
      const read = standingSchema.safeParse(entry);
      if (read.success && read.data.object === OBJECT && read.data.active !== false) return read.data.fields ?? [];
    }
  return [];
}
