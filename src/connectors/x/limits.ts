/** What X allows and what it costs, as data. Sources are named in README.md. */
import type { Limits } from '../connector.ts';
import { type Credentials, isEnterprise } from './credentials.ts';

/** In US dollars, for those who pay as they go. What was bought once is free until the day (UTC) is over. */
export const prices = {
  'read.post': 0.005,
  'read.user': 0.01,
  'read.dm': 0.01,
  /** The account's own: who mentions it, and what it wrote. */
  'read.own': 0.001,
  post: 0.015,
  'post.link': 0.2,
  /** An answer to somebody who mentioned or quoted the account. */
  'reply.summoned': 0.01,
  dm: 0.015,
  delete: 0.01,
} as const;
export type Price = keyof typeof prices;

const QUARTER = 15 * 60;
const MIB = 1024 * 1024;

export const limits: Limits = {
  text: { max: 280, unit: 'weighted', linkWeighs: 23 },
  privateText: { max: 10_000, unit: 'characters' },
  media: {
    perPost: 4,
    maxBytes: 5 * MIB,
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4'],
    maxBytesByType: { 'image/gif': 15 * MIB, 'video/mp4': 512 * MIB },
  },
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // Our own: every endpoint is counted apart there, by the buckets below and by what its answers say.
  rate: { requests: 900, perSeconds: QUARTER },
  buckets: {
    mentions: { requests: 300, perSeconds: QUARTER },
    own: { requests: 900, perSeconds: QUARTER },
    search: { requests: 300, perSeconds: QUARTER },
    lookup: { requests: 450, perSeconds: QUARTER },
    rules: { requests: 25, perSeconds: QUARTER },
    dms: { requests: 15, perSeconds: QUARTER },
    'dms of one': { requests: 15, perSeconds: QUARTER },
    posting: { requests: 100, perSeconds: QUARTER },
    'posting dms': { requests: 15, perSeconds: QUARTER },
    deleting: { requests: 50, perSeconds: QUARTER },
    hiding: { requests: 50, perSeconds: QUARTER },
    blocking: { requests: 50, perSeconds: QUARTER },
    liking: { requests: 50, perSeconds: QUARTER },
    media: { requests: 500, perSeconds: QUARTER },
    hooks: { requests: 100, perSeconds: QUARTER },
  },
  priceUsd: { reply: prices['reply.summoned'], withLink: prices['post.link'], direct: prices.dm },
  prices,
};

/** Who has a contract may answer whom they like; an answer nobody asked for costs more. */
export function limitsFor(credentials: Credentials): Limits {
  if (!isEnterprise(credentials)) return limits;
  return { ...limits, priceUsd: { reply: prices.post, withLink: prices['post.link'], direct: prices.dm } };
}
