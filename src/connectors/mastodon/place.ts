import { baseOf } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import type { Place } from './parse.ts';

/** Who we are and where, out of a channel. */
export function placeOf(context: Pick<MastodonContext, 'account' | 'credentials'>): Place {
  const base = baseOf(context);
  return { account: context.account, base, domain: context.credentials.about?.domain ?? new URL(base).host };
}
