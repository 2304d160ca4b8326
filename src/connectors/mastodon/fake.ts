/** A server of the Mastodon API on a port of its own, with the habits a test gives it; told to misbehave where a test wants it. */
import { z } from 'zod';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped, readJson } from '../kit/json.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import { personIdOf, wholeHandle } from './address.ts';
import type { Credentials } from './credentials.ts';
import { answerApi, type Server } from './fake/server.ts';
import { makeStreams, type Streams } from './fake/streams.ts';
import { type Account, type Habits, MASTODON, makeTown, type Town } from './fake/town.ts';
import { readFrame } from './frame.ts';
import { itemsOfNotification } from './notification.ts';
import { heardOf, itemsOfStatus, type Place, roomWith } from './parse.ts';

export type MastodonFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    town: Town;
    server: Server;
    streams: Streams;
    customer: Account;
    credentials: Credentials;
    token: string;
  };

const TOKEN = 'tokenOfKestrelUsedInTestsOnly';
const DOMAIN = 'mastodon.example';

export async function openFake(
  habits: Partial<Habits> = {},
  now: () => Date = () => new Date(),
): Promise<MastodonFake> {
  const beganAt = now();
  const town = makeTown(now, { ...MASTODON, ...habits }, DOMAIN);
  const places = { origin: '' };
  const server: Server = {
    town,
    tokens: new Map([[TOKEN, { isOver: false, mayWrite: true }]]),
    apps: new Map(),
    codes: new Map(),
    keys: new Map(),
    uploads: new Map(),
    uploadLooks: 0,
    telling: { twice: false, shuffled: false, damagedToo: false },
    marks: new Set(),
    reports: [],
    now,
    origin: () => places.origin,
  };
  const streams = makeStreams(server);
  const http = await unrulyServer(
    async request => streams.events(request) ?? answerApi(server, request),
    streams.upgrade,
  );
  const { origin } = http;
  places.origin = origin;
  const customer = town.join('thea', 'thea@elsewhere.example', 'Thea Lindqvist');
  return {
    ...http,
    town,
    server,
    streams,
    customer,
    moderated: () => [...server.marks, ...server.reports.map(id => `report ${id}`)],
    token: TOKEN,
    credentials: {
      server: origin,
      accessToken: TOKEN,
      base: origin,
      about: {
        domain: DOMAIN,
        streaming: town.habits.streams === 'none' ? null : origin.replace(/^http/, 'ws'),
        text: { max: town.habits.maxCharacters, linkWeighs: 23 },
        media: { perPost: 4, types: ['image/png', 'video/mp4'], imageBytes: 1_000_000, videoBytes: 4_000_000 },
        hides: [],
      },
    },
    account: personOn(origin, town.us),
    ...deeds(town, customer, origin),
    tell: how => void Object.assign(server.telling, how),
    // Idle connections kept for the next request are nobody's stream.
    openCount: streams.openCount,
    beginning: `${new Date(beganAt.getTime() - 1).toISOString()} `,
    writesAt: {
      reply: 'POST /api/v1/statuses',
      direct: 'POST /api/v1/statuses',
      'private reply': 'POST /api/v1/statuses',
    },
    secrets: [TOKEN],
    async close() {
      streams.close();
      await http.close();
    },
  };
}

function personOn(origin: string, { id, acct, name }: Account) {
  return {
    remoteId: personIdOf(id, origin),
    handle: wholeHandle(acct, DOMAIN),
    name,
    avatarUrl: null,
    profileUrl: `${origin}/@${acct}`,
  };
}

type Deeds = Required<
  Pick<Fake, 'customerWrites' | 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>
>;

/** What people do there with the network's own apps. */
function deeds(town: Town, customer: Account, origin: string): Deeds {
  const { us } = town;
  const toUs = (text: string, more: { parent?: string | null; visibility?: string } = {}) =>
    town.write({ by: customer, text: `@${us.username} ${text}`, mentions: [us], ...more });
  return {
    async customerWrites({ text, parent = null, privately, mentionsUs }) {
      if (privately) return toUs(text, { parent, visibility: 'direct' }).id;
      return mentionsUs ? toUs(text, { parent }).id : town.write({ by: customer, text, parent }).id;
    },
    customerEdits: async (remoteId, text) => town.edit(remoteId, text),
    customerDeletes: async remoteId => town.erase(remoteId),
    weWriteElsewhere: async ({ text, parent = null }) => town.write({ by: us, text, parent }).id,
    ourPosts: () =>
      [...town.state.notes.values()]
        .filter(({ by }) => by === us)
        .map(({ id, text }) => ({ remoteId: id, text: text.replace(/^@\S+ /, '') })),
    async somebody() {
      const { id } = toUs('the milk frother of my machine hisses');
      const person = personOn(origin, customer);
      return { person, remoteId: id, rootRemoteId: id, room: roomWith(person.remoteId) };
    },
  };
}

const SOMEWHERE: Place = {
  account: {
    remoteId: '101@mastodon.example',
    handle: 'kestrel@mastodon.example',
    name: 'Kestrel',
    avatarUrl: null,
    profileUrl: 'https://mastodon.example/@kestrel',
  },
  base: 'https://mastodon.example',
  domain: 'mastodon.example',
};
const SEEN_AT = new Date('2026-03-02T00:00:00Z');

/** How each kind of fixture comes off the wire. */
export const contract: Contract = {
  openFake: () => openFake(),
  read(raw, file) {
    if (file.startsWith('frames')) {
      const frame = readFrame(raw, SOMEWHERE, SEEN_AT);
      return frame === null ? [] : [heardOf(frame.parsed, raw, null)];
    }
    const value = readJson(raw, z.unknown());
    if (!value.ok) return [dropped(value.reason, raw, null)];
    const read = file.startsWith('notifications') ? itemsOfNotification : itemsOfStatus;
    return [heardOf(read(value.value, SOMEWHERE, SEEN_AT), raw, null)];
  },
};
