/** Bluesky on a port of its own: a server, its AppView, rooms and all three streams; told to misbehave where a test wants it. */
import { z } from 'zod';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped, readJson } from '../kit/json.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import { addressOf, BLOCK, LIKE, POST, pageOfPerson, THREADGATE } from './address.ts';
import { readLogEntry } from './chat-log.ts';
import type { Credentials } from './credentials.ts';
import { type Account, makeNetwork, type Network } from './fake/network.ts';
import { answerXrpc, openSession, type Server } from './fake/server.ts';
import { makeStreams, type Streams } from './fake/streams.ts';
import { type Frame, heardOf, readEvent, readJetstream, readRepoFrame } from './frame.ts';
import type { Place } from './parse.ts';
import { readView } from './views.ts';

export type BlueskyFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    network: Network;
    server: Server;
    streams: Streams;
    us: Account;
    customer: Account;
    credentials: Credentials;
    /** The address of one of the three streams, as a person would write it. */
    streamAddress(kind: 'jetstream' | 'events' | 'repos'): string;
  };

const APP_PASSWORD = 'aaaa-bbbb-cccc-dddd';

export async function openFake(now: () => Date = () => new Date()): Promise<BlueskyFake> {
  const network = makeNetwork(now);
  const telling = { twice: false, shuffled: false, damagedToo: false };
  const beganAt = now();
  const streams = makeStreams(network, telling);
  const doors = { passwords: new Map(), sessions: new Map(), requests: new Map(), codes: new Map() };
  const server: Server = { network, ...doors, count: 0, sessionsLeft: 30, now, hasAppView: true, telling, reports: [] };
  const http = await unrulyServer(request => answerXrpc(server, request), streams.upgrade);
  const us = network.join('kestrel.example', 'Kestrel');
  const customer = network.join('thea.example', 'Thea Lindqvist');
  server.passwords.set(us.did, APP_PASSWORD);
  const session = openSession(server, us);
  const { accessJwt, refreshJwt } = session;
  return {
    ...http,
    network,
    server,
    streams,
    us,
    customer,
    streamAddress: kind => `${http.origin}${PATHS[kind]}`,
    credentials: {
      identifier: us.handle,
      appPassword: APP_PASSWORD,
      service: http.origin,
      stream: `${http.origin}${PATHS.jetstream}`,
      did: us.did,
      pds: http.origin,
      session: { accessJwt, refreshJwt },
    },
    account: { remoteId: us.did, handle: us.handle, name: us.name, avatarUrl: null, profileUrl: pageOfPerson(us.did) },
    ...deeds(network, us, customer, now),
    tell: how => void Object.assign(telling, how),
    moderated: () => moderated(server, us),
    deedsAt: DEEDS_AT,
    beginning: `jetstream ${beganAt.getTime() * 1000 - 1} ${beganAt.toISOString()} ${new URL(http.origin).host}`,
    writesAt: { reply: 'putRecord', direct: 'sendMessage', 'private reply': 'sendMessage' },
    secrets: [APP_PASSWORD, accessJwt, refreshJwt],
    async close() {
      streams.close();
      await http.close();
    },
  };
}

type Deeds = Required<
  Pick<Fake, 'customerWrites' | 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>
>;

/** What people do there with the network's own app. */
function deeds(network: Network, us: Account, customer: Account, now: () => Date): Deeds {
  const post = (by: Account, text: string, more: Record<string, unknown> = {}) => {
    const createdAt = now().toISOString();
    const record = { $type: POST, text, createdAt, langs: ['en'], ...more };
    return network.write(by.did, POST, network.nextTid(), record).stored;
  };
  return {
    async customerWrites({ text, parent, privately, mentionsUs }) {
      if (privately) {
        const room = network.roomOf([us.did, customer.did]);
        return `chat:${room.id}/${network.say(room, customer.did, text).id}`;
      }
      if (!mentionsUs) return post(customer, text, answering(network, parent)).uri;
      const features = [{ $type: 'app.bsky.richtext.facet#mention', did: us.did }];
      const facets = [{ index: { byteStart: 0, byteEnd: us.handle.length + 1 }, features }];
      return post(customer, `@${us.handle} ${text}`, { ...answering(network, parent), facets }).uri;
    },
    async customerEdits(remoteId, text) {
      const { did = '', collection = '', key = '' } = addressOf(remoteId) ?? {};
      network.write(did, collection, key, { ...network.state.records.get(remoteId)?.value, text });
    },
    async customerDeletes(remoteId) {
      const { did = '', collection = '', key = '' } = addressOf(remoteId) ?? {};
      network.erase(did, collection, key);
    },
    weWriteElsewhere: async ({ text, parent }) => post(us, text, answering(network, parent)).uri,
    ourPosts: () => ourPosts(network, us),
    async somebody() {
      const { uri } = post(customer, 'the milk frother of my Kestrel hisses');
      const room = network.roomOf([us.did, customer.did]);
      const { did: remoteId, handle, name } = customer;
      const person = { remoteId, handle, name, avatarUrl: null, profileUrl: pageOfPerson(remoteId) };
      return { person, remoteId: uri, rootRemoteId: uri, room: room.id };
    },
  };
}

function answering(network: Network, uri: string | undefined) {
  const parent = network.state.records.get(uri ?? '');
  if (!parent) return {};
  const ref = { uri: parent.uri, cid: parent.cid };
  return { reply: { parent: ref, root: (parent.value['reply'] as { root?: object } | undefined)?.root ?? ref } };
}

const DEEDS_AT = {
  like: 'putRecord',
  unlike: 'deleteRecord',
  hide: 'putRecord',
  unhide: 'putRecord',
  block: 'putRecord',
  unblock: 'deleteRecord',
  report: 'createReport',
};

function moderated({ network, reports }: Server, us: Account): string[] {
  const own = [...network.state.records.values()].filter(({ uri }) => uri.startsWith(`at://${us.did}/`));
  return [
    ...own.flatMap(({ uri, value }) => {
      if (uri.includes(LIKE)) return [`like ${(value['subject'] as { uri: string }).uri}`];
      if (uri.includes(BLOCK)) return [`block ${value['subject']}`];
      return uri.includes(THREADGATE) ? (value['hiddenReplies'] as string[]).map(hidden => `hide ${hidden}`) : [];
    }),
    ...reports.map(uri => `report ${uri}`),
  ];
}

/** Public and private. */
function ourPosts(network: Network, us: Account): { remoteId: string; text: string }[] {
  const posts = network.postsBy(us.did).map(({ uri, value }) => ({ remoteId: uri, text: String(value['text']) }));
  const messages = [...network.state.rooms.values()].flatMap(room =>
    room.messages
      .filter(({ sender }) => sender.did === us.did)
      .map(({ id, text }) => ({ remoteId: `chat:${room.id}/${id}`, text })),
  );
  return [...posts, ...messages];
}

const SOMEBODY: Place = {
  account: {
    remoteId: 'did:plc:xe2xx7e235272cfe5e42xaxx',
    handle: 'kestrel.example',
    name: 'Kestrel',
    avatarUrl: null,
    profileUrl: pageOfPerson('did:plc:xe2xx7e235272cfe5e42xaxx'),
  },
  pictureUrl: (did, cid) => `https://pictures.example/${did}/${cid}`,
};

/** How each kind of fixture comes off the wire. */
export const contract: Contract = {
  openFake,
  read(raw, file) {
    const framed = (frame: Frame) => (frame.kind === 'told' ? [heardOf(frame, raw, null)] : []);
    if (file.startsWith('jetstream')) return framed(readJetstream(raw, SOMEBODY));
    if (file.startsWith('events')) return framed(readEvent(raw, SOMEBODY));
    if (file.startsWith('repos')) return framed(readRepoFrame(Buffer.from(raw, 'base64'), SOMEBODY));
    const value = readJson(raw, z.unknown());
    if (!value.ok) return [dropped(value.reason, raw, null)];
    if (file.startsWith('rooms')) return [readLogEntry(value.value, SOMEBODY.account, null)];
    return [readView(value.value, SOMEBODY)];
  },
};

const PATHS = {
  jetstream: '/subscribe',
  events: '/xrpc/network.bsky.jetstream.subscribeEvents',
  repos: '/xrpc/com.atproto.sync.subscribeRepos',
};
