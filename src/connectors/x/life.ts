import type { Life } from '../connector.ts';
import type { Credentials } from './credentials.ts';

/** Six months is how long X keeps a renewal that nobody uses. */
const RENEWAL_LASTS_MS = 182 * 86_400_000;

/** A sign-in lasts two hours, and its renewal half a year; the app's own token until its keys are changed. */
export function life({ accessToken, refreshToken, clientId, endsAt }: Credentials): Life {
  if (!accessToken) return { kind: 'lasting' };
  if (!refreshToken || !clientId) return { kind: 'ending', endsAt: endsAt === undefined ? null : new Date(endsAt) };
  return { kind: 'renewing', endsAt: endsAt === undefined ? null : new Date(Date.parse(endsAt) + RENEWAL_LASTS_MS) };
}
