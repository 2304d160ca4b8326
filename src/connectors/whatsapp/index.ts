/** WhatsApp, by Meta's Cloud API: one channel is one number of a company. */
import { defineConnector } from '../connector.ts';
import { verifyMeta } from '../kit/meta/hook.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { guide } from './guide.ts';
import { limits } from './limits.ts';
import { fetchFile, SCHEME } from './media.ts';
import { like, unlike } from './moderate.ts';
import { phoneIdsIn, readBody } from './parse.ts';
import { send } from './send.ts';
import { listTemplates } from './templates.ts';
import { trial } from './trial.ts';
import { watch } from './watch.ts';

const NO_HIDING = 'A talk between two has nobody to hide a message from.';

export const whatsapp = defineConnector<Credentials>({
  id: 'whatsapp',
  name: 'WhatsApp',
  credentials: credentialsSchema,
  connect: {
    check,
    life: ({ tokenEndsAt }) =>
      tokenEndsAt === undefined ? { kind: 'lasting' } : { kind: 'ending', endsAt: new Date(tokenEndsAt) },
    test: trial,
    guide,
    revoke: async () =>
      'The token still works. Take it back under Business Settings → System users, if nothing else uses it.',
  },
  limits,
  cannotHear: [
    'Anything written before the number was connected: WhatsApp keeps no past that could be asked for. A number that stays in the WhatsApp Business app may share its own once.',
    'What came while this installation could not be reached for more than seven days: until then WhatsApp calls again.',
    'Messages of kinds that WhatsApp does not hand on, such as polls: they are shown as such, and can be read on the phone.',
    'Groups, and calls.',
    'What people write about the company elsewhere: nothing on WhatsApp is public.',
  ],
  inbound: {
    hook: {
      signed: 'body',
      verify: (request, { appSecret }, secret) => verifyMeta(request, appSecret, secret),
      parse: (body, { phoneNumberId, wabaId }, account, receivedAt) =>
        readBody(body, { phoneId: phoneNumberId, wabaId, account, receivedAt: receivedAt ?? null }),
      accounts: phoneIdsIn,
      watch,
    },
    media: { scheme: SCHEME, fetch: fetchFile },
  },
  outbound: {
    // It takes no keys and shows no messages of ours. But our key comes back with what became of each, and settles a doubt.
    direct: { idempotency: 'none', send },
    like,
    unlike,
    cannot: {
      hide: NO_HIDING,
      unhide: NO_HIDING,
      block: 'Block them in WhatsApp Manager: the API does it only within a day of their last message.',
      report: 'People are reported on the phone.',
    },
    templates: { list: listTemplates },
  },
});
