/** What Bluesky allows, as data. Sources are named in README.md; correct a figure here and nowhere else. */
import type { Limits } from '../connector.ts';

export const limits: Limits = {
  // Lexicon app.bsky.feed.post: 300 graphemes and 3,000 bytes.
  text: { max: 300, unit: 'graphemes', linkWeighs: null, maxBytes: 3_000 },
  // Lexicon chat.bsky.convo.defs#messageInput.
  privateText: { max: 1_000, unit: 'graphemes', maxBytes: 10_000 },
  // Lexicon app.bsky.embed.images: four, a million bytes each.
  media: {
    perPost: 4,
    maxBytes: 1_000_000,
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  },
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // 3,000 requests in 5 minutes for one address.
  rate: { requests: 3_000, perSeconds: 300 },
  buckets: {
    // 5,000 points an hour and 35,000 a day. One bucket that keeps both: 3,700 + 0.36 × 3,600 = 4,996 in any hour,
    // 3,700 + 0.36 × 86,400 = 34,804 in any day.
    writes: { requests: 3_700, perSeconds: 10_277 },
    // createSession: 30 in 5 minutes and 300 a day; 20 + 0.003 × 86,400 = 279.
    sessions: { requests: 20, perSeconds: 6_667 },
  },
  priceUsd: null,
};

/** Points of one write (README, "Limits"). */
export const WRITE_POINTS = { create: 3, put: 2, remove: 1 } as const;
