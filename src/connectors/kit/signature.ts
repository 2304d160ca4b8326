/** Signatures over the bytes as they came. The one place that may call a body verified. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Verified } from '../connector.ts';

/** How far a signed time may lie from ours before it is taken for a replay. */
export const SIGNATURE_WINDOW_SECONDS = 5 * 60;

export type SignatureCheck = {
  secret: string;
  /** What was signed: the raw body, or the body with a time before it as the network does. */
  signed: Uint8Array;
  given: string | null;
  encoding: 'hex' | 'base64';
  /** Written before the signature in its header, `sha256=`. */
  prefix?: string;
  algorithm?: 'sha256' | 'sha1';
};

/** Compares in constant time; anything missing, misspelt or of another length is false. */
export function isSigned(check: SignatureCheck): boolean {
  const { prefix = '', given } = check;
  if (check.secret === '' || given === null || !given.startsWith(prefix)) return false;
  const claimed = Buffer.from(given.slice(prefix.length), check.encoding);
  const right = createHmac(check.algorithm ?? 'sha256', check.secret)
    .update(check.signed)
    .digest();
  // Decoding passes over stray characters, so the text must also be what the bytes spell.
  const spelt = given.slice(prefix.length).replace(/=+$/, '');
  const spells = check.encoding === 'hex' ? spelt.toLowerCase() : spelt;
  if (claimed.toString(check.encoding).replace(/=+$/, '') !== spells) return false;
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}

/** Constant-time equality of two texts of any length, for shared secrets in headers. */
export function isSameSecret(given: string | null, right: string): boolean {
  if (given === null || right === '') return false;
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

/** Our own mark under a text, for what leaves the installation and comes back. @param secret the installation's key */
export function sealText(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`heed ${text}`).digest('base64url');
}

/** @param atSeconds the signed time in seconds since 1970 */
export function isFresh(atSeconds: number, now: Date, windowSeconds = SIGNATURE_WINDOW_SECONDS): boolean {
  return Number.isFinite(atSeconds) && Math.abs(now.getTime() / 1000 - atSeconds) <= windowSeconds;
}

/** Call only after `isSigned`. */
export function verified(bytes: Uint8Array): Verified {
  return { bytes } as Verified;
}
