/** Record keys that carry a time: 53 bits of microseconds and 10 bits that tell writers apart, in a base 32 that sorts (AT Protocol, "TID"). */
import { createHash } from 'node:crypto';
import { isUuid } from '../../core/id.ts';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const CLOCK_BITS = 10n;

/**
 * The record key of one message of ours: the same message, the same key, so that sending it twice writes one record.
 * A message id of ours holds its time, which keeps our records in the order they were written; other keys hold none
 * and are given one out of the past.
 */
export function tidOfKey(key: string): string {
  const hash = createHash('sha256').update(key).digest();
  const atMs = timeInKey(key) ?? hash.readUInt32BE(4) * 300;
  return tidOf(BigInt(atMs) * 1000n + BigInt(hash.readUInt16BE(0) % 1000), hash.readUInt16BE(2) % 1024);
}

/** Keys hold at most this many milliseconds: 53 bits of microseconds. */
const LAST_MS = Math.floor(2 ** 53 / 1000) - 1;

function timeInKey(key: string): number | null {
  if (!isUuid(key) || key[14] !== '7') return null;
  const atMs = Number.parseInt(key.slice(0, 8) + key.slice(9, 13), 16);
  return atMs <= LAST_MS ? atMs : null;
}

export function tidOf(microseconds: bigint, clock: number): string {
  let value = (microseconds << CLOCK_BITS) | BigInt(clock);
  let text = '';
  for (let i = 0; i < 13; i++) {
    text = (ALPHABET[Number(value & 31n)] ?? '') + text;
    value >>= 5n;
  }
  return text;
}

/** Microseconds since 1970; null for what is not such a key. Safe as a number until the year 2255. */
export function microsecondsOfTid(tid: string): number | null {
  if (!TID.test(tid)) return null;
  let value = 0n;
  for (const letter of tid) value = (value << 5n) | BigInt(ALPHABET.indexOf(letter));
  return Number(value >> CLOCK_BITS);
}
