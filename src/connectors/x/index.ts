/** X, by its API of 2026: paid by use, heard by its calls, by rounds and by a stream of the owner's words. */
import { defineConnector } from '../connector.ts';
import { pages } from './backfill.ts';
import { check } from './check.ts';
import { type Credentials, credentialsSchema, listensOnly } from './credentials.ts';
import { DM_MEDIA } from './dm.ts';
import { fetchDmMedia } from './dm-media.ts';
import { find, findPrivately } from './find.ts';
import { guide } from './guide.ts';
import { handOff, onlyByHand } from './hand-off.ts';
import { accounts, parse, verify } from './hook.ts';
import { leave } from './leave.ts';
import { life } from './life.ts';
import { limits, limitsFor } from './limits.ts';
import { openStream } from './listen.ts';
import { block, hide, like, unblock, unhide, unlike } from './moderate.ts';
import { begin, finish, hindrance, refresh } from './oauth.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { look, RECHECK_AGES_MINUTES, RECHECK_MOST } from './recheck.ts';
import { remove, send, sendPrivately } from './reply.ts';
import { reread } from './reread.ts';
import { trial } from './trial.ts';
import { end, keep, WATCH_SECONDS } from './watch.ts';

const privately = { idempotency: 'lookup', send: sendPrivately, find: findPrivately } as const;

export const x = defineConnector<Credentials>({
  id: 'x',
  name: 'X',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish: (answer, keep, reach) => finish(answer, keep, reach, credentials => check({ ...reach, credentials })),
    refresh,
    hindrance,
    life,
    test: trial,
    revoke: leave,
    guide,
    wayOf: ({ accessToken, signedIn }) => (!accessToken ? 'listen' : signedIn === true ? 'signIn' : 'token'),
  },
  limits,
  limitsFor,
  listensOnly,
  cannotHear: [
    'What is said about the company without naming it, unless words to listen for are filled in; every post those bring is paid for.',
    'Posts older than seven days that do not mention the account: X’s search reaches no further back.',
    'Posts of accounts that show them to their followers only.',
    'Encrypted messages of the new chat: X hands them to no program.',
    'That somebody edited or deleted a post, at once: posts are looked up again after half an hour, after six hours, and within a day.',
    'Who only liked or reposted a post, unless X calls Heed; those ask for no answer.',
  ],
  inbound: {
    stream: { open: openStream, hearsEverybody: true },
    poll: { everySeconds: POLL_SECONDS, page: pollPage },
    hook: { signed: 'body', verify, parse, accounts, watch: { everySeconds: WATCH_SECONDS, keep, end } },
    backfill: { pages, hearsEverybody: true },
    reread,
    recheck: { most: RECHECK_MOST, atAgesMinutes: RECHECK_AGES_MINUTES, look },
    media: { scheme: DM_MEDIA, fetch: fetchDmMedia },
  },
  outbound: {
    reply: { idempotency: 'lookup', send, find },
    direct: privately,
    privateReply: privately,
    remove,
    like,
    unlike,
    hide,
    unhide,
    hidesUnderOurs: true,
    block,
    unblock,
    cannot: { report: 'X takes no reports by program. Report it on X itself.' },
    handOff,
    onlyByHand,
  },
});
