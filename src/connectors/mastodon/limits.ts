/** What servers allow, as data: the documents' figures, and each server's own where it tells them. Sources are named in README.md. */
import type { Limits } from '../connector.ts';
import type { About, Credentials } from './credentials.ts';

/** A mention of whoever is answered goes before the words; the longest name Mastodon gives has 30 letters. */
const MENTION_ROOM = 32;
/** Servers with room to spare may count the name's domain too. */
const LONG_MENTION_ROOM = 120;
const AMPLE = 1_000;

/** Where the server tells nothing: Mastodon's own figures. */
export const ABOUT_NOTHING: Omit<About, 'domain'> = {
  streaming: null,
  text: { max: 500, linkWeighs: null },
  media: {
    perPost: 4,
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
    imageBytes: 8 * 1024 * 1024,
    videoBytes: 40 * 1024 * 1024,
  },
  hides: [],
};

export const limits: Limits = limitsOf({ ...ABOUT_NOTHING, text: { max: 500, linkWeighs: 23 } });

export function limitsFor({ about }: Credentials): Limits {
  return about === undefined ? limits : limitsOf(about);
}

function limitsOf({ text, media }: Omit<About, 'domain'>): Limits {
  const byType = media.types.flatMap(type => (type.startsWith('image/') ? [] : [[type, media.videoBytes] as const]));
  return {
    text: { max: wordsLeft(text.max), unit: 'characters', linkWeighs: text.linkWeighs },
    // The same as in public.
    privateText: null,
    media:
      media.perPost === 0
        ? null
        : {
            perPost: media.perPost,
            maxBytes: media.imageBytes,
            types: media.types,
            maxBytesByType: Object.fromEntries(byType),
          },
    privateWindowHours: null,
    privateRepliesPerPost: null,
    // For one account, and again for one address.
    rate: { requests: 300, perSeconds: 300 },
    buckets: {
      media: { requests: 30, perSeconds: 1_800 },
      removals: { requests: 30, perSeconds: 1_800 },
      // Our own: reading timelines and the past must leave room for answering.
      listening: { requests: 180, perSeconds: 300 },
    },
    priceUsd: null,
  };
}

/** What is left for the words beside the mention. */
export function wordsLeft(max: number): number {
  return Math.max(1, max - (max < AMPLE ? MENTION_ROOM : LONG_MENTION_ROOM));
}
