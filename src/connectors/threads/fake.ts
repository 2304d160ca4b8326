/** Threads in miniature, told to misbehave where a test wants it. */
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped } from '../kit/json.ts';
import { openGraph } from '../kit/meta/fake-graph.ts';
import type { Credentials } from './credentials.ts';
import { answerThreads, type Server } from './fake/server.ts';
import { makeTown, type Note, type Town, type Writer } from './fake/town.ts';
import { replyTold, telling } from './fake/views.ts';
import { heardMedia, type Told } from './parse.ts';
import { accountOf, personIdOf } from './person.ts';
import { heardTelling, tellingsIn } from './telling.ts';

export type ThreadsFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'hookRequest'>> & {
    town: Town;
    server: Server;
    credentials: Credentials;
    tokens: Awaited<ReturnType<typeof openGraph>>['tokens'];
    /** One call of the network, signed now. */
    calls(body: unknown, at: Date): ReturnType<NonNullable<Fake['hookRequest']>>;
  };

const APP = { id: '1200000000000001', secret: 'secretOfTheKestrelAppUsedInTestsOnly' };
const TOKEN = 'longTokenOfKestrelUsedInTestsOnly';
const SCOPES = ['threads_basic', 'threads_content_publish', 'threads_read_replies', 'threads_manage_replies'];

export async function openThreadsFake(now: () => Date = () => new Date()): Promise<ThreadsFake> {
  const town = makeTown(now);
  const server: Server = {
    town,
    telling: { twice: false, shuffled: false, damagedToo: false },
    closed: new Set(),
    containerLooks: 0,
    endsAt: null,
    now,
  };
  const graph = await openGraph({
    app: APP,
    answer: request => answerThreads(server, request),
    grantor: { subject: town.us.id, scopes: SCOPES },
    now,
    asksProof: false,
  });
  graph.tokens.set(TOKEN, { subject: town.us.id, scopes: SCOPES, endsAt: null });
  return {
    ...graph,
    town,
    server,
    credentials: {
      clientId: APP.id,
      clientSecret: APP.secret,
      accessToken: TOKEN,
      graph: graph.origin,
      dialog: `${graph.origin}/oauth/authorize`,
      words: 'espresso',
    },
    account: accountOn(town.us),
    ...deeds(town),
    tell: how => void Object.assign(server.telling, how),
    calls: (body, at) => graph.hookRequest(body, at),
    hookRequest(texts, at) {
      const root = town.write({ by: town.us, text: 'The new grinder is here.' });
      const notes = texts.map(text => town.write({ by: town.customer, text, parent: root, at }));
      const all = notes.map(note => telling('moderate', 'replies', replyTold(note), town.us, at));
      return graph.hookRequest(all.length === 1 ? all[0] : all, at);
    },
    moderated: () => [...town.notes.values()].filter(({ isHidden }) => isHidden).map(({ id }) => `hide ${id}`),
    writesAt: { reply: 'threads_publish' },
    deedsAt: { hide: 'manage_reply', unhide: 'manage_reply' },
    secrets: [TOKEN, APP.secret],
  };
}

function accountOn({ id, username }: Writer) {
  return accountOf({ id, username, name: 'Kestrel', threads_profile_picture_url: '' });
}

type Deeds = Required<
  Pick<Fake, 'customerWrites' | 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>
>;

/** What people do there with the network's own app. */
function deeds(town: Town): Deeds {
  const { us, customer } = town;
  const noted = (id: string | undefined): Note | null => (id === undefined ? null : (town.notes.get(id) ?? null));
  return {
    async customerWrites({ text, parent, mentionsUs }) {
      return town.write({ by: customer, text: mentionsUs ? `@${us.username} ${text}` : text, parent: noted(parent) })
        .id;
    },
    async customerEdits(remoteId, text) {
      const note = noted(remoteId);
      if (note !== null) note.text = text;
    },
    customerDeletes: async remoteId => town.erase(remoteId),
    weWriteElsewhere: async ({ text, parent }) => town.write({ by: us, text, parent: noted(parent) }).id,
    ourPosts: () =>
      [...town.notes.values()].filter(({ by }) => by === us).map(({ id, text }) => ({ remoteId: id, text })),
    async somebody() {
      const note = town.write({ by: customer, text: `@${us.username} the milk frother of my machine hisses` });
      const person = {
        remoteId: personIdOf(customer.username),
        handle: customer.username,
        name: null,
        avatarUrl: null,
        profileUrl: `https://www.threads.com/@${customer.username}`,
      };
      return { person, remoteId: note.id, rootRemoteId: note.root.id, room: null };
    },
  };
}

const KESTREL = accountOf({
  id: '25100000000000001',
  username: 'kestrel.coffee',
  name: 'Kestrel',
  threads_profile_picture_url: '',
});
const LISTS: Record<string, Told> = { posts: 'by us', conversation: 'to us', found: 'by anybody' };

/** How each kind of fixture comes off the wire. */
export const contract: Contract = {
  openFake: () => openThreadsFake(),
  read(raw, file) {
    const told = LISTS[file.split('.')[0] ?? ''];
    if (told === undefined) return tellingsIn(raw).map(one => heardTelling(one, KESTREL));
    try {
      return [heardMedia(JSON.parse(raw), KESTREL, told, null)];
    } catch {
      return [dropped('not JSON', raw, null)];
    }
  },
};
