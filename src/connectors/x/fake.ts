/** X in miniature on a port of its own: told to misbehave where a test wants it, and able to sign what it calls about. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import type { HookRequest } from '../connector.ts';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped, readJson } from '../kit/json.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import type { Credentials } from './credentials.ts';
import { itemsOfDm, roomOf } from './dm.ts';
import type { Habits, Server } from './fake/ask.ts';
import { streamsOf } from './fake/rules.ts';
import { answerApi } from './fake/server.ts';
import { type Account, idOf, makeTown, type Town } from './fake/town.ts';
import { tweetView, userView } from './fake/views.ts';
import { heardOfBody } from './hook.ts';
import { looseOf } from './legacy.ts';
import { heardOf, itemsOfPiece } from './parse.ts';
import { personOf } from './person.ts';
import { userSchema } from './schema.ts';
import { idAt } from './snowflake.ts';
import { withoutNamesFirst } from './text.ts';

const TOKEN = 'tokenOfKestrelUsedInTestsOnly';
const APP_TOKEN = 'tokenOfTheAppUsedInTestsOnly';
const REFRESH_TOKEN = 'renewalOfKestrelUsedInTestsOnly';
const KEYS = {
  apiKey: 'keyOfTheTestApp',
  apiSecret: 'consumerSecretOfTheTestApp',
  clientId: 'clientIdOfTheTestApp',
  clientSecret: 'clientSecretOfTheTestApp',
};
const SCOPES =
  'tweet.read tweet.write tweet.moderate.write users.read dm.read dm.write like.read like.write media.write offline.access';

const X: Habits = {
  words: 'new',
  perPage: 100,
  streams: 100,
  messages: true,
  onlySummoned: true,
  mediaLooks: 1,
  uploads: 'paths',
  blocks: true,
  hooks: 1,
  activity: true,
};

export type XFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'hookRequest'>> & {
    server: Server;
    town: Town;
    customer: Account;
    credentials: Credentials;
    /** Posts somebody's words in private. */
    customerSays(text: string): string;
  };

export async function openXFake(habits: Partial<Habits> = {}, now: () => Date = () => new Date()): Promise<XFake> {
  const beganAt = now();
  const town = makeTown(now);
  const places = { origin: '' };
  const server: Server = {
    town,
    habits: { ...X, ...habits },
    telling: { twice: false, shuffled: false, damagedToo: false },
    appToken: APP_TOKEN,
    keys: { ...KEYS },
    tokens: new Map([[TOKEN, { isOver: false, scopes: SCOPES }]]),
    refreshTokens: new Set([REFRESH_TOKEN]),
    codes: new Map(),
    rules: [],
    hooks: { all: [], subscriptions: [], older: new Set(), replays: [], asks: async url => (await fetch(url)).text() },
    uploads: new Map(),
    marks: new Set(),
    asked: [],
    now,
    origin: () => places.origin,
  };
  const http = await unrulyServer(request => answerApi(server, request));
  places.origin = http.origin;
  const customer = town.join('thea', 'Thea Lindqvist');
  return {
    ...http,
    server,
    town,
    customer,
    credentials: {
      ...KEYS,
      accessToken: TOKEN,
      refreshToken: REFRESH_TOKEN,
      appToken: APP_TOKEN,
      scopes: SCOPES,
      signedIn: true,
      listenFor: '@kestrel; from:kestrel',
      api: http.origin,
    },
    account: personIn(town.us),
    ...deeds(town, customer),
    tell: how => void Object.assign(server.telling, how),
    // Idle connections kept for the next request are nobody's stream.
    openCount: () => streamsOf(server).size,
    beginning: idAt(new Date(beganAt.getTime() - 1)),
    moderated: () => [...server.marks],
    writesAt: { reply: 'POST /2/tweets', direct: 'POST /2/dm_', 'private reply': 'POST /2/dm_' },
    hookRequest: (texts, at) => signed(bodyOf(town, customer, texts, at), at),
    secrets: [TOKEN, APP_TOKEN, REFRESH_TOKEN, KEYS.apiSecret, KEYS.clientSecret],
  };
}

function personIn(account: Account): Person {
  const { data } = userSchema.safeParse(userView(account));
  if (data === undefined) throw new Error('The miniature shows an account that cannot be read.');
  return personOf(data);
}

type Deeds = Required<
  Pick<Fake, 'customerWrites' | 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>
> &
  Pick<XFake, 'customerSays'>;

/** What people do there with X's own apps. */
function deeds(town: Town, customer: Account): Deeds {
  const { us } = town;
  const parentOf = (id: string | undefined) => (id === undefined ? null : (town.find(id) ?? null));
  const toUs = (text: string, parent: string | undefined) =>
    idOf(town.write({ by: customer, text: `@${us.username} ${text}`, parent: parentOf(parent) }));
  const say = (text: string) => `dm:${town.say({ by: customer, to: us, text }).id}`;
  return {
    async customerWrites({ text, parent, privately, mentionsUs }) {
      if (privately) return say(text);
      return mentionsUs ? toUs(text, parent) : idOf(town.write({ by: customer, text, parent: parentOf(parent) }));
    },
    customerSays: say,
    customerEdits: async (remoteId, text) => void town.edit(remoteId, text),
    customerDeletes: async remoteId => void town.erase(remoteId),
    weWriteElsewhere: async ({ text, parent }) => idOf(town.write({ by: us, text, parent: parentOf(parent) })),
    ourPosts: () => [
      ...town.posts
        .filter(({ by }) => by === us)
        .map(post => ({ remoteId: idOf(post), text: withoutNamesFirst(post.versions.at(-1)?.text ?? '') })),
      ...town.messages.filter(({ by }) => by === us).map(({ id, text }) => ({ remoteId: `dm:${id}`, text })),
    ],
    async somebody() {
      const id = toUs('the milk frother of my machine hisses', undefined);
      return { person: personIn(customer), remoteId: id, rootRemoteId: id, room: roomOf(us.id, customer.id) };
    },
  };
}

/** One body of the older shape, which may hold many. */
function bodyOf(town: Town, customer: Account, texts: readonly string[], at: Date): unknown {
  const posts = texts.map((text, i) => ({
    ...town.write({ by: customer, text }),
    at: new Date(at.getTime() + i),
    mentions: [town.us],
  }));
  return { for_user_id: town.us.id, tweet_create_events: posts.map(tweetView) };
}

/** As X would send it. */
export function signed(body: unknown, now: Date, secret = KEYS.apiSecret): HookRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const signature = createHmac('sha256', secret).update(bytes).digest('base64');
  const headers = new Headers({ 'x-twitter-webhooks-signature': `sha256=${signature}` });
  return { method: 'POST', url: new URL('https://desk.kestrel.example/hooks/1/x'), headers, bytes, now };
}

const US: Person = {
  remoteId: '1111111111111111111',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: 'https://x.com/kestrel',
};

/** How each kind of fixture comes off the wire. */
export const contract: Contract = {
  openFake: () => openXFake(),
  read(raw, file) {
    const place = { account: US };
    if (file.startsWith('hooks')) return heardOfBody(raw, place);
    const read = readJson(raw, z.unknown());
    if (!read.ok) return [dropped(read.reason, raw, null)];
    const isMessage = looseOf(read.value)?.['dm'] !== undefined;
    return [heardOf(isMessage ? itemsOfDm(read.value, place) : itemsOfPiece(read.value, place), raw, null)];
  },
};
