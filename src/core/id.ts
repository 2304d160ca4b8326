/**
 * Ids are UUID version 7 (RFC 9562): the first 48 bits are the time, so rows made together lie together on disk
 * and sort by age. Time and randomness are passed in, which keeps the core pure and tests repeatable.
 */
export type Id<Kind extends string> = string & { readonly kind?: Kind };

export type BrandId = number & { readonly kind?: 'brand' };
export type InboxId = Id<'inbox'>;
export type ChannelId = Id<'channel'>;
export type ThreadId = Id<'thread'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
export type TurnId = Id<'turn'>;
export type ContactId = Id<'contact'>;
export type IdentityId = Id<'identity'>;
export type AgentId = Id<'agent'>;

/** Makes the next id of any kind. Services are handed one; tests hand in a counted one. */
export type MakeId = () => string;

export const RANDOM_BYTES_PER_ID = 10;

/** @param atMs milliseconds since 1970  @param random ten random bytes */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let time = atMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, RANDOM_BYTES_PER_ID), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += HEX[bytes[i] ?? 0];
  }
  return text;
}

/** Thousands of ids are made a second: each byte is looked up rather than converted. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
