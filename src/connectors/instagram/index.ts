/** Instagram: comments, mentions and direct messages of one professional account. */
import { defineConnector } from '../connector.ts';
import { since } from './backfill.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { findMessage, findReply } from './find.ts';
import { guide } from './guide.ts';
import { hook, readErasureOf } from './hook.ts';
import { life } from './life.ts';
import { limits } from './limits.ts';
import { hide, remove, unhide } from './moderate.ts';
import { begin, finish, refresh, revoke } from './oauth.ts';
import { PEOPLE_AT_ONCE, people } from './people.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { AGES_MINUTES, RECHECKED_AT_ONCE, recheck } from './recheck.ts';
import { reread } from './reread.ts';
import { direct, handOff, privateReply, reply } from './send.ts';
import { trial } from './trial.ts';

const NO_LIKING = 'Instagram lets no program like comments.';
const NO_BLOCKING = 'Instagram lets no program block people. Block them in the app.';

export const instagram = defineConnector<Credentials>({
  id: 'instagram',
  name: 'Instagram',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish: (answer, keep, reach) => finish(answer, keep, reach, credentials => check({ ...reach, credentials })),
    hindrance: redirectUrl =>
      /^https:/.test(redirectUrl) || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(redirectUrl)
        ? null
        : 'Instagram sends people back only to addresses that begin with https. Give Heed such an address (HEED_PUBLIC_URL), or use an access token.',
    refresh,
    life,
    test: trial,
    revoke,
    guide,
    wayOf: ({ signedIn }) => (signedIn === true ? 'signIn' : 'token'),
  },
  limits,
  cannotHear: [
    'Who talks about you without naming your account: Instagram lets nobody search captions and comments. Hashtags can be listened to with a token of Facebook’s, for a day back, and without being told who wrote.',
    'Mentions by private accounts, and in stories of people who do not let others see them.',
    'An edited or deleted comment at once: Instagram does not tell, so comments are looked at again after ten minutes, two hours, and one, three, seven and thirty days.',
    'Who wrote a post that tags you, beyond their name: writing to them privately is possible once they have written to you.',
    'Comments under a live video once it is over, and anything sent to be seen once.',
    'Messages older than the latest twenty of each conversation, and requests nobody has touched for thirty days.',
    'Comments by people the account has restricted, until they are approved in the app.',
  ],
  inbound: {
    poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: 'named' },
    hook,
    backfill: { pages: since },
    reread,
    recheck: { most: RECHECKED_AT_ONCE, atAgesMinutes: AGES_MINUTES, look: recheck },
  },
  outbound: {
    reply: { idempotency: 'lookup', send: reply, find: findReply },
    direct: { idempotency: 'lookup', send: direct, find: findMessage },
    privateReply: { idempotency: 'lookup', send: privateReply, find: findMessage },
    handOff,
    // What a hashtag brought: everything else is written to us.
    onlyByHand: ({ addressed }) => addressed === false,
    remove,
    hide,
    unhide,
    cannot: {
      like: NO_LIKING,
      unlike: NO_LIKING,
      block: NO_BLOCKING,
      unblock: NO_BLOCKING,
      report: 'Instagram takes reports only in its own app.',
    },
  },
  people: { most: PEOPLE_AT_ONCE, find: people },
  erasure: { read: readErasureOf },
});
