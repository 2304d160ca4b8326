import type { Life } from '../connector.ts';
import { type Credentials, loginOf } from './credentials.ts';

/** Instagram's own tokens last sixty days and are renewed while they live; a page's token lasts until it is taken back. */
export function life(credentials: Credentials): Life {
  const endsAt = credentials.endsAt === undefined ? null : new Date(credentials.endsAt);
  if (loginOf(credentials) === 'instagram') return { kind: 'renewing', endsAt };
  return endsAt === null ? { kind: 'lasting' } : { kind: 'ending', endsAt };
}
