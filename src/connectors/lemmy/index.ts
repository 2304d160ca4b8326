/** Lemmy: posts and comments of a server or a community, without an account. Answers are given on the server's own pages. */
import { type CheckContext, type Draft, defineConnector, NetworkFailure } from '../connector.ts';
import { webAddress } from '../kit/html-text.ts';
import { ownNames } from '../kit/own-names.ts';
import { askList, askSite, HIDDEN } from './api.ts';
import { pastSince } from './backfill.ts';
import { type Credentials, credentialsSchema, limitsFor, serverOf } from './credentials.ts';
import { pageOf } from './parse.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { reread } from './reread.ts';

export const lemmy = defineConnector<Credentials>({
  id: 'lemmy',
  name: 'Lemmy',
  credentials: credentialsSchema,
  connect: {
    check,
    guide: {
      listen: [
        {
          text: 'Write the server’s address. A large server hears most: it knows the communities its members follow elsewhere.',
        },
      ],
    },
  },
  limits: limitsFor({ server: '' }),
  limitsFor,
  listensOnly: () => true,
  withoutAccount: words => [{ server: 'lemmy.world', words: words.join(', ') }],
  cannotHear: [
    'Communities of other servers that nobody on this server follows: they never reach it.',
    'Servers that show their posts to members only: those hide their timeline altogether.',
    'What reaches the server more than three hours after it was written, and edits and deletions later than that.',
    'From before the channel was connected: all of the last day, and what was said with your words up to 30 days back.',
    'Direct messages, votes, and communities closed to outsiders.',
  ],
  inbound: {
    poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true },
    backfill: { pages: pastSince, hearsEverybody: true },
    reread,
  },
  outbound: { handOff },
});

async function check(context: CheckContext<Credentials>) {
  const { credentials } = context;
  const server = serverOf(credentials);
  if (server === null) throw new NetworkFailure('refuse', 'That is not the address of a server.');
  const { version, site } = await askSite(context);
  const { site: about, local_site, local_site_rate_limit: rate } = site.site_view;
  if (local_site?.private_instance === true) throw new NetworkFailure('refuse', HIDDEN, { said: HIDDEN });
  const languages = Object.fromEntries((site.all_languages ?? []).map(({ id, code }) => [String(id), code]));
  const requests = rate?.message_max_requests ?? rate?.message;
  const perSeconds = rate?.message_interval_seconds ?? rate?.message_per_second;
  const known = requests && perSeconds ? { rate: { requests, perSeconds } } : {};
  const words = credentials.words || context.brandName || undefined;
  const told = { ...credentials, words, version, languages, ...known };
  await askList({ ...context, credentials: told }, 'posts', null);
  const community = credentials.community ? `!${credentials.community.replace(/^[!@]/, '')}` : null;
  const place = [server.host, community, credentials.scope === 'local' ? 'local' : null].filter(part => part !== null);
  const account = {
    remoteId: place.join(' '),
    handle: ownNames(credentials.names).all[0] ?? null,
    name: [about.name, ...place.slice(1)].join(' '),
    avatarUrl: webAddress(about.icon),
    profileUrl: server.origin,
  };
  return { account, credentials: told };
}

function handOff({ to }: Draft): string {
  const page = webAddress(to.url) ?? pageOf(to.remoteId ?? '');
  if (page === null) throw new NetworkFailure('refuse', 'There is no post to answer.');
  return page;
}
