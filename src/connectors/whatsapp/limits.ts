/** What WhatsApp allows, as data. Sources are named in README.md. */
import type { Limits } from '../connector.ts';

const MB = 1024 * 1024;

/** Words beside a picture, a film or a document. Longer ones follow as a message of their own would, so they are refused. */
export const CAPTION_LIMIT = 1_024;
/** One message to the same person in so many seconds; a few more at once are let through and counted against it. */
export const PAIR_SECONDS = 6;
export const WINDOW_HOURS = 24;

const documents = {
  'application/pdf': 100 * MB,
  'text/plain': 100 * MB,
  'application/msword': 100 * MB,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 100 * MB,
  'application/vnd.ms-excel': 100 * MB,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 100 * MB,
  'application/vnd.ms-powerpoint': 100 * MB,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 100 * MB,
};
const sounds = {
  'audio/aac': 16 * MB,
  'audio/amr': 16 * MB,
  'audio/mpeg': 16 * MB,
  'audio/mp4': 16 * MB,
  'audio/ogg': 16 * MB,
};
const films = { 'video/mp4': 16 * MB, 'video/3gpp': 16 * MB };
/** As stickers go: half a megabyte, when they move. */
const STICKER_BYTES = 500 * 1024;
const pictures = { 'image/jpeg': 5 * MB, 'image/png': 5 * MB, 'image/webp': STICKER_BYTES };

const bytesByType = { ...pictures, ...films, ...sounds, ...documents };

export const limits: Limits = {
  text: { max: 4_096, unit: 'characters', linkWeighs: null },
  privateText: { max: 4_096, unit: 'characters' },
  // One file is one message there.
  media: { perPost: 1, maxBytes: 5 * MB, types: Object.keys(bytesByType), maxBytesByType: bytesByType },
  privateWindowHours: WINDOW_HOURS,
  privateRepliesPerPost: null,
  // 80 messages a second are a new number's throughput.
  rate: { requests: 4_000, perSeconds: 60 },
  buckets: {
    // Reading and changing what is not messages, for an account with a number in use.
    management: { requests: 5_000, perSeconds: 3_600 },
  },
  // Answers within 24 hours are free; templates are charged by country and kind, which no API tells beforehand.
  priceUsd: null,
};
