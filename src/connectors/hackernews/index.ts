/** Hacker News: every story and every comment, without an account. There is no way to answer but its own page. */
import { z } from 'zod';
import {
  type CheckContext,
  type Draft,
  defineConnector,
  type Heard,
  type Here,
  type Kept,
  type Limits,
  NetworkFailure,
} from '../connector.ts';
import { readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { pastSince } from './backfill.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { pageOfItem, personOf, readHit, readItem } from './parse.ts';
import { highestItem, POLL_SECONDS, pollPage } from './poll.ts';

const limits: Limits = {
  // None is stated; this is what its own page took without complaint.
  text: { max: 20_000, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // None is stated either: enough to catch up with a day in a quarter of an hour.
  rate: { requests: 3_000, perSeconds: 60 },
  buckets: {
    items: { requests: 1_200, perSeconds: 60 },
    // 10,000 requests an hour for one address.
    search: { requests: 2_000, perSeconds: 3_600 },
  },
  priceUsd: null,
};

export const hackernews = defineConnector<Credentials>({
  id: 'hackernews',
  name: 'Hacker News',
  credentials: credentialsSchema,
  connect: {
    check,
    guide: {
      listen: [{ text: 'Nothing to set up there: Hacker News is open to everybody. Press Connect.' }],
    },
  },
  limits,
  listensOnly: () => true,
  withoutAccount: words => [{ words: words.join(', ') }],
  cannotHear: [
    'Edits made more than about two hours after the post, when authors can no longer make them but moderators can.',
    'Edits and deletions made while Heed was switched off, of what was then older than about two hours.',
    'Posts that its moderators or filters took down before anybody could see them, and who voted for what.',
    'From before the channel was connected: only what was said with your words, up to 30 days back.',
  ],
  inbound: {
    poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true },
    backfill: { pages: pastSince, hearsEverybody: true },
    reread,
  },
  outbound: { handOff },
});

/** Hits of the search call their number otherwise than items do. */
function reread({ body, receivedAt }: Kept, { credentials }: Here<Credentials>): Heard[] {
  const names = ownNames(credentials.names);
  const hit = readJson(body, z.object({ objectID: z.unknown() }).loose());
  return [hit.ok ? readHit(hit.value, names) : readItem(body, names, receivedAt)];
}

async function check(context: CheckContext<Credentials>) {
  await highestItem(context);
  const { credentials, brandName } = context;
  const [name] = ownNames(credentials.names).all;
  const profileUrl = name === undefined ? 'https://news.ycombinator.com' : personOf(name).profileUrl;
  const account = {
    remoteId: 'news.ycombinator.com',
    handle: name ?? null,
    name: 'Hacker News',
    avatarUrl: null,
    profileUrl,
  };
  return { account, credentials: { ...credentials, words: credentials.words || brandName || undefined } };
}

function handOff({ to }: Draft): string {
  if (!/^\d{1,15}$/.test(to.remoteId ?? '')) throw new NetworkFailure('refuse', 'There is no post to answer.');
  return pageOfItem(to.remoteId ?? '');
}
