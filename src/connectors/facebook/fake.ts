/** Facebook in miniature on a port of its own: one page, its visitors and its inbox; told to misbehave where a test wants it. */
import type { Person } from '../../core/post.ts';
import type { HookRequest } from '../connector.ts';
import type { Contract, Fake } from '../kit/fake.ts';
import { type FakeGraph, openGraph } from '../kit/meta/fake-graph.ts';
import { verified } from '../kit/signature.ts';
import { type Credentials, SCOPES } from './credentials.ts';
import { answerGraph, type Server } from './fake/server.ts';
import { makeTown, type Node, PAGE_ID } from './fake/town.ts';
import { changeEntry, messageEntry } from './fake/views.ts';
import { readBody } from './parse.ts';
import { readKept } from './read.ts';

const TOKEN = 'tokenOfKestrelsPageInTestsOnly';
const APP = { id: '320000000000007', secret: 'secretOfKestrelsAppInTestsOnly' };
const PERSON = '100000000000042';
const us: Person = {
  remoteId: PAGE_ID,
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: `https://www.facebook.com/${PAGE_ID}`,
};

export type FacebookFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    graph: FakeGraph;
    server: Server;
    credentials: Credentials;
    customer: Person;
    /** A body of these entries, signed as Facebook signs it. */
    push(entries: readonly unknown[], at: Date): HookRequest;
  };

export async function openFake(
  habits: { now?: () => Date; isStrict?: boolean; scopes?: readonly string[] } = {},
): Promise<FacebookFake> {
  const now = habits.now ?? (() => new Date());
  const town = makeTown(now);
  const server: Server = {
    town,
    appId: APP.id,
    pages: new Map([[PAGE_ID, { name: 'Kestrel', token: TOKEN }]]),
    scopes: habits.scopes ?? SCOPES,
    isBusiness: false,
    telling: { twice: false, shuffled: false, damagedToo: false },
    marks: new Set(),
    isStrict: habits.isStrict ?? false,
    now,
  };
  const graph = await openGraph({
    app: APP,
    now,
    grantor: { subject: PERSON, scopes: SCOPES },
    answer: (request, place) => answerGraph(server, request, place),
  });
  graph.tokens.set(TOKEN, { subject: PAGE_ID, scopes: SCOPES, endsAt: null });
  const push = (entry: readonly unknown[], at: Date) => graph.hookRequest({ object: 'page', entry }, at);
  const customer = town.join('Thea Lindqvist');
  const known = { pageId: PAGE_ID, endsAt: null, dataEndsAt: null, scopes: [...server.scopes], bySignIn: false };
  return {
    ...graph,
    graph,
    server,
    customer,
    push,
    credentials: {
      appId: APP.id,
      appSecret: APP.secret,
      accessToken: TOKEN,
      graph: graph.origin,
      dialog: graph.origin,
      known,
    },
    account: us,
    ...deeds(server, customer),
    hookRequest: (texts, at) => push(entriesOf(server, texts, at, customer), at),
    tell: how => void Object.assign(server.telling, how),
    moderated: () => [...server.marks],
    secrets: [TOKEN, APP.secret],
  };
}

function deeds({ town }: Server, customer: Person) {
  return {
    async customerWrites({ text, parent, privately }: { text: string; parent?: string; privately?: boolean }) {
      if (privately) return town.message(customer.remoteId, customer.remoteId, text).mid;
      if (parent === undefined) return town.post(customer.remoteId, text).id;
      return town.comment(customer.remoteId, parent, text)?.id ?? '';
    },
    async weWriteElsewhere({ text, parent }: { text: string; parent?: string }) {
      return (parent === undefined ? town.post(PAGE_ID, text) : town.comment(PAGE_ID, parent, text))?.id ?? '';
    },
    async customerEdits(remoteId: string, text: string) {
      const node = town.node(remoteId);
      if (node) node.text = text;
    },
    async customerDeletes(remoteId: string) {
      town.remove(remoteId);
    },
    ourPosts: () => [
      ...town.nodes.filter(({ from }) => from.id === PAGE_ID).map(({ id, text }) => ({ remoteId: id, text })),
      ...town.messages.filter(({ from }) => from === PAGE_ID).map(({ mid, text }) => ({ remoteId: mid, text })),
    ],
    /** Somebody who comments under a post of ours, and has written to us in Messenger as well. */
    async somebody() {
      const person = town.join('Ilse Marek');
      const root =
        town.nodes.find(({ id, from, root: of }) => id === of && from.id === PAGE_ID) ?? town.post(PAGE_ID, 'New in.');
      town.message(person.remoteId, person.remoteId, 'May I ask something?');
      const comment = town.comment(person.remoteId, root.id, 'The lid does not close') as Node;
      return { person, remoteId: comment.id, rootRemoteId: root.id, room: person.remoteId };
    },
  };
}

/** By turns a visitor's post, a comment and a message; they stand there, too, so that they can be answered. */
function entriesOf({ town }: Server, texts: string[], at: Date, { remoteId: id }: Person): unknown[] {
  return texts.map((text, i) => {
    if (i % 3 === 2) return messageEntry(Object.assign(town.message(id, id, text), { at }));
    const under = i % 3 === 1 ? town.post(PAGE_ID, 'New in.') : null;
    const node = under === null ? town.post(id, text) : (town.comment(id, under.id, text) as Node);
    return changeEntry(Object.assign(node, { at }));
  });
}

export const contract: Contract = {
  openFake: () => openFake(),
  read: (raw, file) =>
    file.startsWith('read') ? [readKept(raw, us)] : readBody(verified(new TextEncoder().encode(raw)), us),
};
