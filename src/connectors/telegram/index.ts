/** Telegram, by a bot: chats with it, groups, comments under channels, and chats of business accounts that let it in. */
import { defineConnector, type Here, type Kept } from '../connector.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { SCHEME } from './files.ts';
import { guide } from './guide.ts';
import { limits } from './limits.ts';
import { fetchMedia } from './media.ts';
import { block, like, unblock, unlike } from './moderate.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { remove, send } from './send.ts';
import { trial } from './trial.ts';
import { heardAt, readBody, usOf } from './update.ts';
import { hook } from './webhook.ts';

const unsure = { idempotency: 'none', send } as const;

const NO_HIDING = 'Telegram cannot hide a message: it can only be deleted, for everybody.';

export const telegram = defineConnector<Credentials>({
  id: 'telegram',
  name: 'Telegram',
  credentials: credentialsSchema,
  connect: {
    check,
    test: trial,
    life: () => ({ kind: 'lasting' }),
    revoke: async () => 'The token stays valid. To end it, send /revoke to @BotFather.',
    guide,
    prefers: 'token',
    wayOf: () => 'token',
  },
  limits,
  cannotHear: [
    'Deleted messages: Telegram tells bots of none, but for chats of a business account.',
    'In groups whatever does not name, answer or command the bot, while its privacy mode is on and it is no admin.',
    'What was written before the bot was there, or waited for more than 24 hours while Heed was switched off: Telegram keeps no past for bots.',
    'Groups and channels the bot is not in: there is no search for bots.',
    'Secret chats, calls, stories, and reactions of people who stay unnamed.',
    'What other bots write in groups.',
  ],
  inbound: {
    poll: { everySeconds: POLL_SECONDS, page: pollPage },
    hook,
    reread,
    media: { scheme: SCHEME, fetch: fetchMedia },
  },
  outbound: {
    reply: unsure,
    direct: unsure,
    privateReply: unsure,
    remove,
    like,
    unlike,
    block,
    unblock,
    cannot: {
      hide: NO_HIDING,
      unhide: NO_HIDING,
      report: 'Telegram takes no reports from bots. Report it in the app.',
    },
  },
});

function reread({ body, receivedAt }: Kept, here: Here<Credentials>) {
  return readBody(body, usOf(here)).map(heard => heardAt(heard, receivedAt));
}
