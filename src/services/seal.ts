/** Credentials at rest: AES-256-GCM under the installation's key, bound to the channel they belong to. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a sealed value belongs to. A seal moved to another channel or brand does not open. */
export type SealedFor = { brandId: number; channelId: string };

export type Seal = {
  seal(value: unknown, belongsTo: SealedFor): Buffer;
  /** @throws CannotUnseal when the key is another one or the bytes were changed */
  unseal(sealed: Uint8Array, belongsTo: SealedFor): unknown;
};

export class CannotUnseal extends Error {
  constructor(cause: unknown) {
    super('The credentials cannot be read with this HEED_SECRET_KEY. Connect the channel again.', { cause });
    this.name = 'CannotUnseal';
  }
}

const FORMAT = 1;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const HEADER_BYTES = 1 + SALT_BYTES + NONCE_BYTES + TAG_BYTES;
const PURPOSE = 'heed channel credentials';

/** @param secretKey HEED_SECRET_KEY  @param random for tests; bytes from the system otherwise */
export function makeSeal(secretKey: string, random: (bytes: number) => Uint8Array = randomBytes): Seal {
  return {
    seal(value, belongsTo) {
      const salt = random(SALT_BYTES);
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey, salt), nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(boundTo(belongsTo));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([FORMAT]), salt, nonce, cipher.getAuthTag(), body]);
    },
    unseal(sealed, belongsTo) {
      try {
        return open(secretKey, Buffer.from(sealed), belongsTo);
      } catch (error) {
        throw new CannotUnseal(error);
      }
    },
  };
}

function open(secretKey: string, sealed: Buffer, belongsTo: SealedFor): unknown {
  if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT) throw new Error('not one of our seals');
  const salt = sealed.subarray(1, 1 + SALT_BYTES);
  const nonce = sealed.subarray(1 + SALT_BYTES, 1 + SALT_BYTES + NONCE_BYTES);
  const tag = sealed.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secretKey, salt), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(belongsTo));
  decipher.setAuthTag(tag);
  const body = Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
  return JSON.parse(body.toString('utf8'));
}

/** A key of its own for every seal (HKDF, RFC 5869), so that no nonce can meet the same key twice. */
function keyFor(secretKey: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey, salt, PURPOSE, KEY_BYTES));
}

function boundTo({ brandId, channelId }: SealedFor): Buffer {
  return Buffer.from(`${PURPOSE}:${brandId}:${channelId}`, 'utf8');
}
