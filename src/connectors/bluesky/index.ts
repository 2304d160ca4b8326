/** Bluesky, and every other server of the AT Protocol. */
import { defineConnector } from '../connector.ts';
import { since } from './backfill.ts';
import { findPrivately, sendPrivately } from './chat-send.ts';
import { type Credentials, credentialsSchema, listensOnly } from './credentials.ts';
import { guide } from './guide.ts';
import { lately } from './lately.ts';
import { life } from './life.ts';
import { limits } from './limits.ts';
import { block, hide, like, report, unblock, unhide, unlike } from './moderate.ts';
import { begin, clientDocument, finish, hindrance } from './oauth.ts';
import { findPeople, PEOPLE_LIMIT } from './people.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { remove, reply } from './reply.ts';
import { reread } from './reread.ts';
import { check, refresh } from './session.ts';
import { openStream } from './stream.ts';
import { revoke, trial } from './trial.ts';

const privately = { idempotency: 'lookup', send: sendPrivately, find: findPrivately } as const;

export const bluesky = defineConnector<Credentials>({
  id: 'bluesky',
  name: 'Bluesky',
  credentials: credentialsSchema,
  connect: {
    check,
    begin,
    finish: (answer, keep, reach) => finish(answer, keep, reach, credentials => check({ ...reach, credentials })),
    refresh,
    life,
    clientDocument,
    hindrance,
    test: trial,
    revoke,
    guide,
    prefers: 'token',
    wayOf: ({ oauth }) => (oauth === undefined ? 'token' : 'signIn'),
  },
  limits,
  listensOnly,
  withoutAccount: () => [{ identifier: '' }],
  cannotHear: [
    'Posts older than the stream reaches back (about a day and a half), unless they were written to you: Bluesky asks not to be searched by programs.',
    'Direct messages, where the app password has no access to them, and rooms of more than two.',
    'Who only liked or shared a post: those are counted by Bluesky, not told as words.',
    'Posts of people who have blocked you are heard in the stream, but you cannot answer them.',
  ],
  inbound: {
    stream: { open: openStream, hearsEverybody: true },
    poll: { everySeconds: POLL_SECONDS, page: pollPage },
    backfill: {
      pages: (context, date, after) =>
        listensOnly(context.credentials) ? lately(context, date, after) : since(context, date, after),
    },
    reread,
  },
  people: { most: PEOPLE_LIMIT, find: findPeople },
  outbound: {
    reply: { idempotency: 'native', send: reply },
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
    report,
  },
});
