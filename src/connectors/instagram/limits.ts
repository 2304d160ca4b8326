/** What Instagram allows, as data. Sources are named in README.md. */
import type { Limits } from '../connector.ts';

const MEGABYTE = 1_024 * 1_024;
const IMAGE_BYTES = 8 * MEGABYTE;
const OTHER_BYTES = 25 * MEGABYTE;
const IMAGES = ['image/jpeg', 'image/png', 'image/gif'];
const OTHERS = [
  'video/mp4',
  'video/ogg',
  'video/x-msvideo',
  'video/quicktime',
  'video/webm',
  'audio/aac',
  'audio/mp4',
  'audio/x-m4a',
  'audio/wav',
  'application/pdf',
];
const DAY_HOURS = 24;
const HOUR_SECONDS = 3_600;

/** Different hashtags that may be looked for in seven days. */
export const TAGS_LIMIT = 30;
/** Counted in a comment or a caption; one more and it is refused, or stands there without any. */
export const HASHTAGS_LIMIT = 30;

export const limits: Limits = {
  // Not documented for comments; what the network itself takes, as for captions.
  text: { max: 2_200, unit: 'characters', linkWeighs: null },
  privateText: { max: 1_000, unit: 'bytes' },
  media: {
    perPost: 1,
    maxBytes: IMAGE_BYTES,
    types: [...IMAGES, ...OTHERS],
    maxBytesByType: Object.fromEntries(OTHERS.map(type => [type, OTHER_BYTES])),
  },
  // HUMAN_AGENT: a person may answer for seven days.
  privateWindowHours: 7 * DAY_HOURS,
  automaticWindowHours: DAY_HOURS,
  privateRepliesPerPost: 1,
  privateReplyWindowHours: 7 * DAY_HOURS,
  rate: { requests: 6_000, perSeconds: HOUR_SECONDS },
  buckets: {
    // Half of what an account has that hardly anybody sees: 4,800 times ten impressions a day.
    reading: { requests: 1_000, perSeconds: HOUR_SECONDS },
    again: { requests: 200, perSeconds: HOUR_SECONDS },
    // Another tag counts for seven days; one that was asked for before does not count again.
    hashtags: { requests: TAGS_LIMIT, perSeconds: 7 * DAY_HOURS * HOUR_SECONDS },
    rooms: { requests: 120, perSeconds: 60 },
    messages: { requests: 100, perSeconds: 1 },
    privateReplies: { requests: 750, perSeconds: HOUR_SECONDS },
  },
  priceUsd: null,
};
