import type { Life } from '../connector.ts';
import { expiryOf } from '../kit/jwt.ts';
import { type Credentials, listensOnly } from './credentials.ts';

/** With the app password kept, a new session can always be made; a session alone is renewed as long as somebody renews it. */
export function life(credentials: Credentials): Life {
  const { appPassword, session, oauth } = credentials;
  if (listensOnly(credentials) || (appPassword && oauth === undefined)) return { kind: 'lasting' };
  if (oauth) {
    const renewal = oauth.refreshToken;
    if (renewal === null) return { kind: 'ending', endsAt: expiryOf(oauth.accessToken) };
    return { kind: 'renewing', endsAt: expiryOf(renewal) };
  }
  return { kind: 'renewing', endsAt: session ? expiryOf(session.refreshJwt) : null };
}
