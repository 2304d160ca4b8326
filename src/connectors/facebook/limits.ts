/** What Facebook allows, as data. Sources are named in README.md. */
import type { Limits } from '../connector.ts';

export const MESSAGE_WINDOW_HOURS = 24;
/** For people who answer (the tag HUMAN_AGENT). */
export const HUMAN_WINDOW_HOURS = 7 * 24;
const MEGABYTE = 1024 * 1024;

export const limits: Limits = {
  text: { max: 8_000, unit: 'characters', linkWeighs: null },
  privateText: { max: 2_000, unit: 'characters' },
  media: {
    perPost: 1,
    maxBytes: 8 * MEGABYTE,
    types: ['image/jpeg', 'image/png', 'image/gif', 'video/mp4', 'audio/mpeg', 'audio/mp4', 'application/pdf'],
    maxBytesByType: {
      'video/mp4': 25 * MEGABYTE,
      'audio/mpeg': 25 * MEGABYTE,
      'audio/mp4': 25 * MEGABYTE,
      'application/pdf': 25 * MEGABYTE,
    },
  },
  privateWindowHours: HUMAN_WINDOW_HOURS,
  automaticWindowHours: MESSAGE_WINDOW_HOURS,
  privateRepliesPerPost: 1,
  privateReplyWindowHours: 7 * 24,
  // Facebook counts by how many people a page reaches and says how much is left; this is our own measure.
  rate: { requests: 600, perSeconds: 600 },
  buckets: {
    privateReplies: { requests: 750, perSeconds: 3_600 },
    /** The Send API takes three hundred texts and ten files a second; more than a few is a mistake of ours. */
    messages: { requests: 100, perSeconds: 10 },
    uploads: { requests: 60, perSeconds: 60 },
    /** Our own: reading the past must leave room for answering. */
    listening: { requests: 300, perSeconds: 600 },
  },
  priceUsd: null,
};
