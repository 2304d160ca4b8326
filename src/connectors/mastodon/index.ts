/** Mastodon, and every other server of its API. */
import { defineConnector } from '../connector.ts';
import { since } from './backfill.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema, listensOnly } from './credentials.ts';
import { find } from './find.ts';
import { guide } from './guide.ts';
import { life } from './life.ts';
import { limits, limitsFor } from './limits.ts';
import { block, like, report, unblock, unlike } from './moderate.ts';
import { begin, finish, refresh, revoke } from './oauth.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { handOff, remove, send } from './reply.ts';
import { reread } from './reread.ts';
import { openStream } from './stream.ts';
import { trial } from './trial.ts';

const looked = { idempotency: 'lookup', send, find } as const;

const NO_HIDING = 'Mastodon cannot hide answers: everybody’s posts stand on their own servers.';

/** A name of several words is one hashtag. */
function tagOf(word: string): string {
  return word.replace(/[^\p{L}\p{M}\p{N}_]/gu, '');
}

export const mastodon = defineConnector<Credentials>({
  id: 'mastodon',
  name: 'Mastodon',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish: (answer, keep, reach) => finish(answer, keep, reach, credentials => check({ ...reach, credentials })),
    refresh,
    life,
    test: trial,
    revoke,
    guide,
    wayOf: ({ oauth }) => (oauth === undefined ? 'token' : 'signIn'),
  },
  limits,
  limitsFor,
  listensOnly,
  withoutAccount: words => [{ server: 'mastodon.social', hashtags: words.map(tagOf).join(' ') }],
  cannotHear: [
    'What the account’s server has not received: a post elsewhere that names nobody here, by somebody whom nobody here follows, stays there.',
    'Hashtags and public timelines on servers that keep them from those without an account: Heed says so instead of hearing silence.',
    'What people write for their followers only, unless it names you.',
    'Edits and deletions of older posts, where a server does not tell them: those of the latest eighty are looked for.',
    'Who only boosted or favourited a post: those are counted by the servers, not told as words.',
  ],
  inbound: {
    stream: { open: openStream, hearsEverybody: true },
    poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true },
    backfill: { pages: since, hearsEverybody: true },
    reread,
  },
  outbound: {
    reply: looked,
    direct: looked,
    privateReply: looked,
    remove,
    like,
    unlike,
    block,
    unblock,
    report,
    cannot: { hide: NO_HIDING, unhide: NO_HIDING },
    handOff,
  },
});
