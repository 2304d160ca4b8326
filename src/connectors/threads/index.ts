/** Threads: replies, mentions and what is found by words, heard by its calls and by asking; answers as replies. */
import { defineConnector } from '../connector.ts';
import { readErasure } from '../kit/meta/signed-request.ts';
import { since } from './backfill.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { find } from './find.ts';
import { guide } from './guide.ts';
import { hook } from './hook.ts';
import { life } from './life.ts';
import { limits } from './limits.ts';
import { hide, unhide } from './moderate.ts';
import { begin, finish, hindrance, refresh } from './oauth.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { recheck } from './recheck.ts';
import { remove, send } from './reply.ts';
import { reread } from './reread.ts';
import { trial } from './trial.ts';

const NO_LIKING = 'Threads lets no program like a post.';
const NO_BLOCKING = 'Threads lets no program block anybody; do it in Threads itself.';

export const threads = defineConnector<Credentials>({
  id: 'threads',
  name: 'Threads',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish,
    refresh,
    hindrance,
    life,
    test: trial,
    guide,
    revoke: async () => 'Take the permission back as well: in Threads, Settings → Account → Website permissions.',
    wayOf: ({ signedIn }) => (signedIn ? 'signIn' : 'token'),
  },
  limits,
  cannotHear: [
    'What is written by private profiles, and what is written under their posts.',
    'Private messages: Threads gives programs none.',
    'Whoever quotes or shares your post without naming you: Threads tells of neither.',
    'Replies under your older posts, where Threads does not call Heed: the latest fifty posts are looked into, in turn.',
    'Everything said with a word: the search shows what Threads finds fit, 2,200 times a day, and before Meta’s approval only your own posts.',
    'Who somebody is beyond their name there: whoever takes another name is somebody new to Heed.',
    'At once that words were changed or taken back: Heed looks again after 6 minutes, 17 minutes, an hour, six hours, a day and three days.',
  ],
  inbound: {
    hook,
    poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true },
    backfill: { pages: since, hearsEverybody: true },
    reread,
    recheck,
  },
  outbound: {
    reply: { idempotency: 'lookup', send, find },
    remove,
    hide,
    unhide,
    hidesUnderOurs: true,
    cannot: {
      like: NO_LIKING,
      unlike: NO_LIKING,
      block: NO_BLOCKING,
      unblock: NO_BLOCKING,
      report: 'Threads takes reports only in Threads itself.',
    },
  },
  erasure: { read: (request, { clientSecret }) => readErasure(request, clientSecret) },
});
