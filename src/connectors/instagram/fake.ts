/** Instagram on a port of its own, reached through its own API or through a Facebook page; told to misbehave where a test wants it. */
import type { Person } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import type { Contract, Fake } from '../kit/fake.ts';
import { type FakeGraph, openGraph } from '../kit/meta/fake-graph.ts';
import { verified } from '../kit/signature.ts';
import type { Credentials } from './credentials.ts';
import { answerInstagram, type Habits, type World } from './fake/answers.ts';
import { ACCOUNT_ID, makeTown, PAGE_ID, SCOPED_ID, type Somebody, type Town } from './fake/town.ts';
import { SCOPES } from './oauth.ts';
import { parseBody } from './parse.ts';
import { type Place, placeOf } from './place.ts';
import { heardComment, heardMessage, heardOwnMedia, heardTheirMedia } from './reread.ts';

export type InstagramFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'hookRequest'>> & {
    town: Town;
    world: World;
    graph: FakeGraph;
    credentials: Credentials;
    token: string;
    /** Of somebody who may speak for the page. */
    personToken: string;
    appSecret: string;
    app: { id: string; secret: string };
  };

const TOKEN = 'tokenOfKestrelOnInstagramInTests';
const PAGE_TOKEN = 'pageTokenOfKestrelInTests';
const PERSON_TOKEN = 'personTokenOfInesInTests';
const APP = { id: '700000000000001', secret: 'secretOfTheInstagramAppInTests' };
const HABITS: Habits = {
  scopes: [],
  pages: 1,
  login: 'instagram',
  onePrivateReply: false,
  namesMessagesOnly: false,
  namesMentions: true,
  windowHours: null,
};

export async function openFake(
  habits: Partial<Habits> = {},
  now: () => Date = () => new Date(),
): Promise<InstagramFake> {
  const town = makeTown(now);
  const world: World = {
    town,
    telling: { twice: false, shuffled: false, damagedToo: false },
    habits: { ...HABITS, ...habits },
    now,
  };
  const isFacebook = world.habits.login === 'facebook';
  const graph = await openGraph({
    app: APP,
    answer: (request, { origin }) => answerInstagram(world, request, origin),
    grantor: { subject: ACCOUNT_ID, scopes: SCOPES },
    now,
    asksProof: isFacebook,
  });
  const token = isFacebook ? PAGE_TOKEN : TOKEN;
  graph.tokens.set(token, { subject: isFacebook ? PAGE_ID : ACCOUNT_ID, scopes: SCOPES, endsAt: null });
  graph.tokens.set(PERSON_TOKEN, { subject: 'the person', scopes: SCOPES, endsAt: null });
  const { origin } = graph;
  return {
    ...graph,
    graph,
    personToken: PERSON_TOKEN,
    town,
    world,
    token,
    app: APP,
    appSecret: APP.secret,
    credentials: {
      graph: origin,
      appId: APP.id,
      appSecret: APP.secret,
      accessToken: token,
      login: world.habits.login,
      ids: [ACCOUNT_ID, SCOPED_ID],
      ...(isFacebook ? { page: { id: PAGE_ID, token } } : {}),
    },
    account: personOf(town.us),
    ...deeds(town),
    moderated: () => [...town.state.notes.values()].filter(({ isHidden }) => isHidden).map(({ id }) => `hide ${id}`),
    tell: how => void Object.assign(world.telling, how),
    hookRequest: (texts, at) => graph.hookRequest(commentsBody(town, texts, at), at),
    writesAt: { direct: '/messages', 'private reply': '/messages' },
    secrets: [token, APP.secret],
  };
}

function personOf({ id, username, name }: Somebody): Person {
  const profileUrl = `https://www.instagram.com/${username}/`;
  return { remoteId: id, handle: username, name, avatarUrl: null, profileUrl };
}

type Deeds = Required<
  Pick<Fake, 'customerWrites' | 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>
>;

/** What people do there with the network's own app. */
function deeds(town: Town): Deeds {
  const { thea, us, state } = town;
  return {
    async customerWrites({ text, parent, privately }) {
      if (privately) return town.say({ with: thea, isOurs: false, text }).mid;
      return town.comment({ by: thea, text, under: parent ?? town.standing.id }).id;
    },
    async customerEdits(remoteId, text) {
      const note = state.notes.get(remoteId);
      if (note) note.text = text;
    },
    customerDeletes: async remoteId => void (state.notes.delete(remoteId) || state.words.delete(remoteId)),
    async weWriteElsewhere({ text, parent }) {
      return parent === undefined ? town.post({ caption: text }).id : town.comment({ by: us, text, under: parent }).id;
    },
    ourPosts: () => [
      ...[...state.media.values()].flatMap(({ id, caption, by }) =>
        by === us ? [{ remoteId: id, text: caption }] : [],
      ),
      ...[...state.notes.values()].flatMap(({ id, text, by }) => (by === us ? [{ remoteId: id, text }] : [])),
      ...[...state.words.values()].flatMap(({ mid, text, isOurs }) => (isOurs ? [{ remoteId: mid, text }] : [])),
    ],
    async somebody() {
      const note = town.comment({ by: thea, text: 'The milk frother of my machine hisses.', under: town.standing.id });
      const person = personOf(thea);
      return { person, remoteId: note.id, rootRemoteId: note.mediaId, room: thea.id };
    },
  };
}

/** Each comment of a batch a change of its own. */
export function commentsBody({ thea, standing, nextId }: Town, texts: readonly string[], at: Date) {
  const changes = texts.map(text => ({
    field: 'comments',
    value: {
      id: nextId(),
      text,
      from: { id: thea.id, username: thea.username },
      media: { id: standing.id, media_product_type: 'FEED' },
    },
  }));
  return { object: 'instagram', entry: [{ id: ACCOUNT_ID, time: Math.floor(at.getTime() / 1000), changes }] };
}

const SOMEWHERE: Place = placeOf({
  account: {
    remoteId: ACCOUNT_ID,
    handle: 'kestrel.coffee',
    name: 'Kestrel',
    avatarUrl: null,
    profileUrl: 'https://www.instagram.com/kestrel.coffee/',
  },
  credentials: { ids: [ACCOUNT_ID, SCOPED_ID] },
});
const ROOT = '17900000000000001';

/** How each kind of fixture comes off the wire. */
export const contract: Contract = {
  openFake: () => openFake(),
  read(raw, file): Heard[] {
    if (file.startsWith('hooks')) return parseBody(verified(new TextEncoder().encode(raw)), SOMEWHERE);
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      return [{ kind: 'dropped', reason: 'not JSON', raw, cursor: null }];
    }
    if (file.startsWith('comments'))
      return [heardComment(value, ROOT, 'https://www.instagram.com/p/Cexample/', SOMEWHERE)];
    if (file.startsWith('media')) return [heardOwnMedia(value, SOMEWHERE)];
    if (file.startsWith('naming')) return [heardTheirMedia(value, SOMEWHERE)];
    return [heardMessage(value, SOMEWHERE)];
  },
};
