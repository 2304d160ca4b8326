/** Who we are in what Instagram tells: the account has an id of its own, another that is the app's, and a name. */
import type { Person } from '../../core/post.ts';
import type { Here } from '../connector.ts';
import type { Credentials } from './credentials.ts';
import type { From } from './schema.ts';

export type Place = { account: Person; ids: ReadonlySet<string> };

export function placeOf({ account, credentials }: Pick<Here<Credentials>, 'account' | 'credentials'>): Place {
  return { account, ids: new Set([account.remoteId, ...(credentials.ids ?? [])]) };
}

export function isUs({ account, ids }: Place, from: From): boolean {
  if (from == null) return false;
  const isOurId = (id: string | null | undefined) => id != null && ids.has(id);
  if (isOurId(from.id) || isOurId(from.self_ig_scoped_id)) return true;
  const isOurName = from.username !== null && from.username.toLowerCase() === account.handle?.toLowerCase();
  return isOurName && account.handle !== null;
}

/** Where only the name is told, the name is all there is to know somebody by; `what` names what they did where not even that is. */
export function personOf(place: Place, from: From, what: string): Person {
  if (isUs(place, from)) return place.account;
  const handle = from?.username ?? null;
  return {
    remoteId: from?.id ?? (handle === null ? `somebody of ${what}` : `@${handle}`),
    handle,
    name: from?.name ?? null,
    avatarUrl: null,
    profileUrl: pageOfPerson(handle),
  };
}

export function pageOfPerson(handle: string | null): string | null {
  return handle === null || !/^[\w.]{1,30}$/.test(handle) ? null : `https://www.instagram.com/${handle}/`;
}
