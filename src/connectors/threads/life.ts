import type { Life } from '../connector.ts';
import type { Credentials } from './credentials.ts';

/** Sixty days, renewed for sixty more as long as they have not ended. */
export function life({ endsAtSeconds }: Credentials): Life {
  return { kind: 'renewing', endsAt: endsAtSeconds === undefined ? null : new Date(endsAtSeconds * 1000) };
}
