import type { Life } from '../connector.ts';
import type { Credentials } from './credentials.ts';

/** Access tokens last until they are taken back, except on servers that give a second one to renew them with. */
export function life({ oauth }: Credentials): Life {
  return oauth?.refreshToken == null ? { kind: 'lasting' } : { kind: 'renewing', endsAt: null };
}
