/** Feeds: RSS, Atom and JSON Feed of pages, blogs, forums, shops and their comments. Answers are given on the page itself. */
import { type CheckContext, type Draft, defineConnector, type Limits, NetworkFailure } from '../connector.ts';
import { webAddress } from '../kit/html-text.ts';
import { type Credentials, credentialsSchema } from './credentials.ts';
import { discover } from './discover.ts';
import { scopeOf } from './parse.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { reread } from './reread.ts';

const limits: Limits = {
  // Every page has its own; this only keeps a draft within reason.
  text: { max: 20_000, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // Ours: twenty feeds with their older pages.
  rate: { requests: 300, perSeconds: 60 },
  priceUsd: null,
};

export const feeds = defineConnector<Credentials>({
  id: 'feeds',
  name: 'Feeds',
  credentials: credentialsSchema,
  connect: {
    check,
    guide: {
      listen: [
        { text: 'Open the page whose posts, reviews or comments you want to hear, and copy its address.' },
        { text: 'Paste it below. Heed looks for the feeds of the page, those of its comments too.' },
      ],
    },
  },
  limits,
  listensOnly: () => true,
  cannotHear: [
    'Anything the site leaves out of its feed: often older entries, sometimes the second half of each.',
    'What is written between two looks, mostly ten minutes apart; and entries that came and went in between where the feed has no older pages.',
    'That an entry was taken down, unless the feed itself says so: entries leave every feed in time.',
    'Comments of pages that have no feed for them.',
  ],
  inbound: { poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true }, reread },
  outbound: { handOff },
});

async function check(context: CheckContext<Credentials>) {
  const found = await discover(context, context.credentials.url);
  const list = found.feeds.map(({ url, title }) => ({ url, title }));
  const more = list.length > 1 ? ` (${list.length} feeds)` : '';
  const account = {
    remoteId: scopeOf(list.length === 1 ? (list[0]?.url ?? found.home) : found.home),
    handle: null,
    name: `${found.title}${more}`,
    avatarUrl: null,
    profileUrl: found.home,
  };
  return { account, credentials: { ...context.credentials, feeds: list } };
}

/** The entry's page; an id that is an address is one, too. */
function handOff({ to }: Draft): string {
  const page = webAddress(to.url) ?? webAddress(to.remoteId);
  if (page === null) throw new NetworkFailure('refuse', 'The feed names no page for this entry.');
  return page;
}
