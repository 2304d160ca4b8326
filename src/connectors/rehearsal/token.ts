/** A company's key to the square: who it is, under the installation's seal. No list of keys is kept anywhere. */
import { createHmac } from 'node:crypto';
import { isSameSecret } from '../kit/signature.ts';

export type Company = { handle: string; name: string };

/** @param secret the installation's key */
export function companyToken(secret: string, company: Company): string {
  const who = Buffer.from(JSON.stringify([company.handle, company.name])).toString('base64url');
  return `${who}.${seal(secret, who)}`;
}

/** Null for anything this installation did not seal. */
export function companyOfToken(secret: string, token: string): Company | null {
  const [who = '', sealed = ''] = token.split('.');
  if (!isSameSecret(sealed, seal(secret, who))) return null;
  const [handle, name] = JSON.parse(Buffer.from(who, 'base64url').toString('utf8')) as [string, string];
  return { handle, name };
}

/** A handle out of a name: `Kestrel Coffee` becomes `kestrel_coffee`. */
export function handleOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return plain.slice(0, 30);
}

function seal(secret: string, who: string): string {
  return createHmac('sha256', secret).update(`rehearsal ${who}`).digest('base64url');
}
