/** A company's key to the square: who it is, under the installation's seal. No list of keys is kept anywhere. */
import { isSameSecret } from '../kit/signature.ts';

/** How its scripted customers behave: `speed` 1 is a new one every 5 to 10 seconds, 0 is none at all. */
export type Pace = { speed: number; seed: number };
export type Company = { handle: string; name: string; pace: Pace };
/** The installation's own mark under a text. */
export type SealText = (text: string) => string;

export function companyToken(seal: SealText, { handle, name, pace }: Company): string {
  const who = Buffer.from(JSON.stringify([handle, name, pace.speed, pace.seed])).toString('base64url');
  return `${who}.${seal(`rehearsal ${who}`)}`;
}

/** Null for anything this installation did not seal. */
export function companyOfToken(seal: SealText, token: string): Company | null {
  const [who = '', sealed = ''] = token.split('.');
  if (!isSameSecret(sealed, seal(`rehearsal ${who}`))) return null;
  const told = JSON.parse(Buffer.from(who, 'base64url').toString('utf8')) as [string, string, number, number];
  const [handle, name, speed, seed] = told;
  return { handle, name, pace: { speed, seed } };
}

export const REHEARSAL_PATH = '/rehearsal';

/** A company's id on the square. */
export function companyId(handle: string): string {
  return `c-${handle}`;
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
