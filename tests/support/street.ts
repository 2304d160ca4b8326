/** A small network in memory for tests of answering: it keeps posts by key, and misbehaves where a test says so. */
import { z } from 'zod';
import {
  type Connector,
  type Deed,
  type Draft,
  defineConnector,
  type Limits,
  NetworkFailure,
  type Sent,
  type TheirPost,
} from '../../src/connectors/connector.ts';
import type { Idempotency } from '../../src/core/delivery.ts';

export type Street = {
  connector: Connector;
  /** What stands on the network, in order. */
  posts: (Sent & Pick<Draft, 'key' | 'text' | 'visibility' | 'to' | 'attachments'>)[];
  /** Every request to send, also those that failed. */
  asked: string[];
  /** What happens to the next requests, first to last; past the end they are taken. */
  next: ((take: () => Sent) => Sent | Promise<Sent>)[];
  /** What was done to posts besides answering. */
  moderated: string[];
  /** What happens to the next look. */
  nextFind: (() => void | Promise<void>)[];
};

export type StreetOptions = {
  idempotency?: Idempotency;
  now: () => Date;
  limits?: Partial<Limits>;
  direct?: boolean;
  privateReply?: boolean;
  /** It has pages of its own on which people can answer; `only`: its API takes no answers. */
  handsOff?: 'only' | 'too';
  /** Its API takes answers only to what was written to us. */
  onlyWhatWasAddressed?: boolean;
};

const LIMITS: Limits = {
  text: { max: 40, unit: 'graphemes', linkWeighs: 10, maxBytes: 200 },
  privateText: { max: 60, unit: 'bytes' },
  media: null,
  privateWindowHours: 24,
  privateRepliesPerPost: 1,
  privateReplyWindowHours: 168,
  rate: { requests: 1000, perSeconds: 1 },
  priceUsd: null,
};

export function openStreet(options: StreetOptions): Street {
  const { idempotency = 'native', now } = options;
  const street: Omit<Street, 'connector'> = { posts: [], asked: [], next: [], nextFind: [], moderated: [] };
  const take = (draft: Draft): Sent => {
    const known = idempotency === 'native' ? street.posts.find(post => post.key === draft.key) : undefined;
    if (known !== undefined) return known;
    const isPrivate = draft.visibility === 'private';
    const room = isPrivate ? (draft.to.room ?? `room of ${draft.to.person.remoteId}`) : null;
    const sent: Sent = { remoteId: `post ${street.posts.length + 1}`, at: now(), url: null, room };
    const { key, text, visibility, to, attachments } = draft;
    street.posts.push({ ...sent, key, text, visibility, to, attachments });
    return sent;
  };
  const send = async (_context: unknown, draft: Draft): Promise<Sent> => {
    street.asked.push(draft.text);
    const behave = street.next.shift() ?? (taken => taken());
    return behave(() => take(draft));
  };
  const find = async (_context: unknown, draft: Draft): Promise<Sent | null> => {
    await street.nextFind.shift()?.();
    return street.posts.find(post => post.key === draft.key) ?? null;
  };
  const moderating =
    (name: string) =>
    async (_context: unknown, post: TheirPost): Promise<void> =>
      void street.moderated.push(`${name} ${post.remoteId}`);
  const deed: Deed<unknown> = idempotency === 'lookup' ? { idempotency, send, find } : { idempotency, send };
  const connector = defineConnector<unknown>({
    id: 'square',
    name: 'Square',
    credentials: z.unknown(),
    connect: { check: () => Promise.reject(new Error('not in these tests')) },
    limits: { ...LIMITS, ...options.limits },
    cannotHear: [],
    inbound: {},
    outbound: {
      ...(options.handsOff === 'only' ? {} : { reply: deed }),
      ...(options.handsOff === undefined ? {} : { handOff: ({ to }) => `https://square.example/${to.remoteId}` }),
      ...(options.onlyWhatWasAddressed ? { onlyByHand: ({ addressed }) => addressed !== true } : {}),
      remove: async (_context, remoteId) => void street.moderated.push(`delete ${remoteId}`),
      hide: moderating('hide'),
      unhide: moderating('unhide'),
      like: moderating('like'),
      unlike: moderating('unlike'),
      block: moderating('block'),
      unblock: moderating('unblock'),
      report: moderating('report'),
      ...(options.direct === false ? {} : { direct: deed }),
      ...(options.privateReply === false ? {} : { privateReply: deed }),
    },
  });
  return Object.assign(street, { connector });
}

/** The network turns the request away; nothing stands there. */
export function failing(next: NetworkFailure['next'], said: string, afterSeconds: number | null = null) {
  return (): never => {
    throw new NetworkFailure(next, said, { said, afterSeconds });
  };
}

/** The network takes it, and the connection breaks before it says so. */
export function cutAfter(take: () => Sent): never {
  take();
  throw new NetworkFailure('unsure', 'The connection broke after the request was written.');
}
