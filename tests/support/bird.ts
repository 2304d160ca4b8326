/** A tiny network for tests: what it does when it is opened, asked or called is up to the test. */
import { z } from 'zod';
import { type Connector, defineConnector, type Heard, type OpenContext } from '../../src/connectors/connector.ts';
import type { Person, Post } from '../../src/core/post.ts';

export const birdAccount: Person = {
  remoteId: 'kestrel',
  handle: 'kestrel',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: null,
};

const credentials = z.object({
  server: z.string().min(3).meta({ label: 'Server', help: 'Such as birds.example' }),
  token: z.string().min(5).meta({ label: 'Access token', secret: true }),
  room: z.string().optional(),
});

export function bird(more: Partial<Connector> = {}): Connector {
  return defineConnector({
    id: 'bird',
    name: 'Birdsong',
    credentials,
    connect: { check: async context => ({ account: birdAccount, credentials: context.credentials }) },
    limits: {
      text: { max: 300, unit: 'graphemes', linkWeighs: 23 },
      privateText: null,
      media: null,
      privateWindowHours: null,
      privateRepliesPerPost: null,
      rate: { requests: 100, perSeconds: 60 },
      priceUsd: null,
    },
    cannotHear: ['Birds that sing elsewhere.'],
    inbound: {},
    ...more,
  }) as Connector;
}

/** A context without a way out: these networks live in the test. */
export const openBirdContext: OpenContext = ({ channelId, credentials: own, account, signal }) => ({
  channelId,
  credentials: own,
  account,
  signal,
  callAt: null,
  charge: () => {},
  fetch: unreachable,
  lines: unreachable,
  socket: unreachable,
  home: { url: '', seal: () => '' },
  now: () => new Date(0),
  wait: async () => {},
  log: () => {},
});

function unreachable(): never {
  throw new Error('this network has no outside');
}

export function birdPost(remoteId: string, more: Partial<Post> = {}): Post {
  return {
    remoteId,
    at: new Date('2026-11-22T08:59:58Z'),
    author: { remoteId: 'maria', handle: 'maria', name: 'Maria', avatarUrl: null, profileUrl: null },
    own: false,
    key: null,
    visibility: 'public',
    parentRemoteId: null,
    rootRemoteId: null,
    room: null,
    roomWith: null,
    text: 'My grinder hums and does not grind.',
    lang: 'en',
    attachments: [],
    url: null,
    addressed: true,
    warning: null,
    ...more,
  };
}

export function song(remoteId: string, cursor: string | null, more: Partial<Post> = {}): Heard {
  return {
    kind: 'arrival',
    items: [{ kind: 'post', post: birdPost(remoteId, more) }],
    raw: `{"id":"${remoteId}"}`,
    cursor,
    lane: 'a',
  };
}
