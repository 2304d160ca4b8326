/** Stack Exchange: questions, answers and comments of a site, or of some tags and words of it. Answers are given on the site. */
import { type CheckContext, type Draft, defineConnector, type Limits, NetworkFailure } from '../connector.ts';
import { webAddress } from '../kit/html-text.ts';
import { ownNames } from '../kit/own-names.ts';
import { askApi } from './api.ts';
import { type Credentials, credentialsSchema, hostOf, listed, TAGS_LIMIT, WORDS_LIMIT } from './credentials.ts';
import { pageOf } from './parse.ts';
import { POLL_SECONDS, pollPage } from './poll.ts';
import { reread } from './reread.ts';

const limits: Limits = {
  // An answer; a comment has 600.
  text: { max: 30_000, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // 30 requests a second for one address is abuse there; the day's allowance is kept by the pauses (poll.ts).
  rate: { requests: 30, perSeconds: 15 },
  priceUsd: null,
};

export const stackexchange = defineConnector<Credentials>({
  id: 'stackexchange',
  name: 'Stack Exchange',
  credentials: credentialsSchema,
  connect: {
    check,
    prefers: 'listen',
    wayOf: ({ key }) => (key ? 'token' : 'listen'),
    guide: {
      listen: [{ text: 'Write the site, such as stackoverflow.com, and the tags or words that concern you.' }],
      token: [
        {
          text: 'Register Heed at Stack Apps and copy the key. It is free, and a round takes a minute instead of a quarter of an hour.',
          url: 'https://stackapps.com/apps/oauth/register',
        },
        { text: 'Write the site, such as stackoverflow.com, the tags or words that concern you, and the key.' },
      ],
    },
  },
  limits,
  listensOnly: () => true,
  withoutAccount: words => [{ site: 'stackoverflow.com', words: words.join(', ') }],
  cannotHear: [
    'Anything at once: without a key Stack Exchange allows 300 requests a day for one address, which makes a round about every quarter of an hour; with a key, every minute.',
    'Changes of comments, and deleted comments: they are not told. Deleted questions and answers are noticed within hours.',
    'With tags or words: comments and answers under questions that were quiet for long, once fifty others have been active since.',
    'What its search does not find: words are looked for as Stack Exchange understands them.',
    'Private teams, chat, and what moderators took down before it was read.',
  ],
  inbound: { poll: { everySeconds: POLL_SECONDS, page: pollPage, hearsEverybody: true }, reread },
  outbound: { handOff },
});

async function check(context: CheckContext<Credentials>) {
  const { credentials } = context;
  await askApi(context, '/questions', { pagesize: 1 });
  const host = hostOf(credentials);
  const tags = listed(credentials.tags, TAGS_LIMIT).map(tag => `[${tag}]`);
  const about = [...tags, ...listed(credentials.words, WORDS_LIMIT)].join(' ');
  const account = {
    remoteId: about === '' ? host : `${host} ${about}`,
    handle: ownNames(credentials.names).all[0] ?? null,
    name: about === '' ? host : `${host} ${about}`,
    avatarUrl: null,
    profileUrl: `https://${host}`,
  };
  return { account, credentials };
}

function handOff({ to }: Draft): string {
  const page = webAddress(to.url) ?? pageOf(to.remoteId ?? '');
  if (page === null) throw new NetworkFailure('refuse', 'There is no post to answer.');
  return page;
}
