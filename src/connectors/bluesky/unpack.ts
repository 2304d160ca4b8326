/** Frames of Jetstream version 1, which come packed. */
import { readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';

/** Largest event taken; posts are far smaller. */
export const EVENT_LIMIT_BYTES = 1024 * 1024;

/** The dictionary Jetstream version 1 packs with. It is its own, MIT or Apache 2.0, and does not change. */
const dictionary = readFileSync(new URL('./jetstream.zdict', import.meta.url));

/** What cannot be unpacked is handed on as it came, to be counted as unreadable. */
export function unpacked(bytes: Uint8Array): string {
  try {
    return zstdDecompressSync(bytes, { dictionary, maxOutputLength: EVENT_LIMIT_BYTES * 2 }).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}
