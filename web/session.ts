import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../src/contract/api.ts';
import { mayDo, type Permission } from '../src/core/permission.ts';
import { ApiRefusal, ask } from './api.ts';

export type Me = OutputOf<'me'>;
export type Brand = Me['brands'][number];

export type Session =
  | { kind: 'unknown' }
  | { kind: 'nobody'; needsOwner: boolean }
  | { kind: 'unreachable' }
  | { kind: 'person'; me: Me; brand: Brand };

const BRAND_STORED_AS = 'heed.brand';
const listeners = new Set<() => void>();
let current: Session = { kind: 'unknown' };

/** Asks the server who is signed in. */
export async function refreshSession(): Promise<Session> {
  try {
    const me = await ask('me');
    const kept = Number(localStorage.getItem(BRAND_STORED_AS));
    const brand = me.brands.find(candidate => candidate.id === kept) ?? me.brands[0];
    if (!brand) throw new ApiRefusal(403, 'not_allowed', '');
    set({ kind: 'person', me, brand });
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    if (error.status === 401 || error.status === 403) {
      const { needsOwner } = await ask('welcome');
      set({ kind: 'nobody', needsOwner });
    } else set({ kind: 'unreachable' });
  }
  return current;
}

/** Turns the desk to another brand; the page begins anew, so nothing of the other brand stays on it. */
export function chooseBrand(id: number, path = '/'): void {
  localStorage.setItem(BRAND_STORED_AS, String(id));
  location.assign(path);
}

export function forgetSession(): void {
  set({ kind: 'nobody', needsOwner: false });
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => current);
}

/** The signed-in person and the brand in front of them. Only for screens behind the sign-in. */
export function usePerson(): { me: Me; brand: Brand; may: (permission: Permission) => boolean } {
  const session = useSession();
  if (session.kind !== 'person') throw new Error('this screen needs a signed-in person');
  const { me, brand } = session;
  return { me, brand, may: permission => brand.role !== null && mayDo(brand.role, permission) };
}

function set(session: Session): void {
  current = session;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Signs in; afterwards the session is known. Throws `ApiRefusal` when the address or password is wrong. */
export async function enter(email: string, password: string): Promise<void> {
  await ask('signIn', { body: { email, password } });
  await refreshSession();
}

export async function leave(): Promise<void> {
  await ask('signOut');
  // A page begun anew holds nothing of the person who left.
  location.assign('/sign-in');
}
