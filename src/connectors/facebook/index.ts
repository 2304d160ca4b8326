/** Facebook: one page with its posts, comments and reviews, and its inbox in Messenger. */
import { defineConnector } from '../connector.ts';
import { accountsIn, verifyMeta } from '../kit/meta/hook.ts';
import { readErasure } from '../kit/meta/signed-request.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { direct, privateReply } from './direct.ts';
import { findDirect, findPrivateReply } from './find.ts';
import { guide } from './guide.ts';
import { life } from './life.ts';
import { limits } from './limits.ts';
import { block, hide, like, unblock, unhide, unlike } from './moderate.ts';
import { begin, finish, hindrance } from './oauth.ts';
import { readBody } from './parse.ts';
import { findPeople, PEOPLE_AT_ONCE } from './people.ts';
import { backfill, POLL_SECONDS, pollPage } from './poll.ts';
import { RECHECK_AGES_MINUTES, RECHECKED_AT_ONCE, recheck } from './recheck.ts';
import { findReply, remove, reply } from './reply.ts';
import { reread } from './reread.ts';
import { trial } from './trial.ts';
import { watch } from './watch.ts';

export const facebook = defineConnector<Credentials>({
  id: 'facebook',
  name: 'Facebook',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish,
    hindrance,
    life,
    test: trial,
    revoke: async () => 'Remove the app as well: Facebook → Settings → Business integrations.',
    guide,
    wayOf: ({ known }) => (known?.bySignIn === true ? 'signIn' : 'token'),
  },
  limits,
  cannotHear: [
    'What people write on their own profiles, in groups and on other pages, unless it mentions your page where Facebook tells of it.',
    'The names of people who keep them from apps: what they write is heard without a name.',
    'While Facebook does not call us: comments under posts older than your latest fifty.',
    'Which messages somebody has read: Facebook tells only up to when, not which.',
    'Stories, and what people say about them outside Messenger.',
  ],
  inbound: {
    poll: { everySeconds: POLL_SECONDS, page: pollPage },
    hook: {
      signed: 'body',
      verify: (request, { appSecret }, secret) => verifyMeta(request, appSecret, secret),
      parse: (body, _credentials, account) => readBody(body, account),
      accounts: accountsIn,
      watch,
    },
    backfill: { pages: backfill },
    reread,
    recheck: { most: RECHECKED_AT_ONCE, atAgesMinutes: RECHECK_AGES_MINUTES, look: recheck },
  },
  outbound: {
    reply: { idempotency: 'lookup', send: reply, find: findReply },
    direct: { idempotency: 'lookup', send: direct, find: findDirect },
    privateReply: { idempotency: 'lookup', send: privateReply, find: findPrivateReply },
    remove,
    like,
    unlike,
    hide,
    unhide,
    block,
    unblock,
    cannot: { report: 'Facebook takes reports on its own pages only.' },
  },
  people: { most: PEOPLE_AT_ONCE, find: findPeople },
  erasure: { read: (request, { appSecret }) => readErasure(request, appSecret) },
});
