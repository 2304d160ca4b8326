/** What Telegram allows, as data. Sources are named in README.md. */
import type { Limits } from '../connector.ts';

const MEGABYTE = 1_000_000;

/** Under a picture, film or file there is less room for words than in a message of its own. */
export const CAPTION_LIMIT_CHARACTERS = 1_024;
/** What a bot may fetch from Telegram's own servers. */
export const DOWNLOAD_LIMIT_BYTES = 20 * MEGABYTE;
/** For a business account a bot may write in chats whose customer wrote within this time. */
export const BUSINESS_WINDOW_HOURS = 24;

export const limits: Limits = {
  // Counted in characters of Unicode: 4,096 emoji of two UTF-16 units each are taken.
  text: { max: 4_096, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: {
    perPost: 10,
    maxBytes: 50 * MEGABYTE,
    types: [
      'image/jpeg',
      'image/png',
      'image/webp',
      'image/gif',
      'video/mp4',
      'audio/mpeg',
      'audio/mp4',
      'audio/ogg',
      'application/pdf',
      'application/zip',
      'text/plain',
    ],
    maxBytesByType: { 'image/jpeg': 10 * MEGABYTE, 'image/png': 10 * MEGABYTE, 'image/webp': 10 * MEGABYTE },
  },
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // Over all chats. One a second in a chat and twenty a minute in a group are told by the network itself (429, with the wait).
  rate: { requests: 30, perSeconds: 1 },
  priceUsd: null,
};
