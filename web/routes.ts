import { useSyncExternalStore } from 'react';

export type Route =
  | { screen: 'desk'; conversation: string | null }
  | { screen: 'team' }
  /** `search`: which turns, and whatever else the part keeps in the address, so that a view can be shared. */
  | { screen: 'insight'; part: string | null; search: string }
  | { screen: 'listening'; query: string | null }
  | { screen: 'people'; contact: string | null }
  /** `step`: beside `connect` the network, beside a channel what is done with it. */
  | { screen: 'channels'; channel: string | null; step?: string | null }
  /** A network sends the person back here after its sign-in; `answer` is what it says. */
  | { screen: 'came-back'; network: string; answer: string }
  | { screen: 'settings'; tab: string }
  /** What waits for a person here: approvals, and what we promised. */
  | { screen: 'waiting' }
  | { screen: 'sign-in' }
  | { screen: 'welcome'; token: string | null };

/** The page an address opens. Whatever is not known opens the desk. */
export function readRoute(path: string, search = '', hash = ''): Route {
  const [first = '', second, third] = path.split('/').filter(Boolean).map(decodeURIComponent);
  if (first === 'c' && second) return { screen: 'desk', conversation: second };
  if (first === 'listening') return { screen: 'listening', query: second ?? null };
  if (first === 'people') return { screen: 'people', contact: second ?? null };
  if (first === 'channels') return { screen: 'channels', channel: second ?? null, step: third ?? null };
  if (first === 'connect' && second && third === 'finish') {
    return { screen: 'came-back', network: second, answer: search.slice(1) };
  }
  if (first === 'team') return { screen: 'team' };
  if (first === 'insight') return { screen: 'insight', part: second ?? null, search: search.replace(/^\?/, '') };
  if (first === 'waiting') return { screen: 'waiting' };
  if (first === 'settings') return { screen: 'settings', tab: second ?? 'profile' };
  if (first === 'sign-in') return { screen: 'sign-in' };
  if (first === 'welcome') {
    const token = new URLSearchParams(search).get('token') ?? new URLSearchParams(hash.slice(1)).get('token');
    return { screen: 'welcome', token: token ?? second ?? null };
  }
  return { screen: 'desk', conversation: null };
}

/** The address of a page. */
export function pathOf(route: Route): string {
  if (route.screen === 'desk') return route.conversation ? `/c/${encodeURIComponent(route.conversation)}` : '/';
  if (route.screen === 'listening') return route.query ? `/listening/${encodeURIComponent(route.query)}` : '/listening';
  if (route.screen === 'people') return route.contact ? `/people/${encodeURIComponent(route.contact)}` : '/people';
  if (route.screen === 'channels') {
    const places = [route.channel, route.channel && route.step].filter(place => place);
    return ['/channels', ...places.map(place => encodeURIComponent(place ?? ''))].join('/');
  }
  if (route.screen === 'insight') {
    const place = route.part ? `/insight/${encodeURIComponent(route.part)}` : '/insight';
    return route.search ? `${place}?${route.search}` : place;
  }
  if (route.screen === 'came-back') return `/connect/${encodeURIComponent(route.network)}/finish`;
  if (route.screen === 'settings') return `/settings/${encodeURIComponent(route.tab)}`;
  return `/${route.screen}`;
}

const listeners = new Set<() => void>();
let here: Route | undefined;

export function currentRoute(): Route {
  here ??= readRoute(location.pathname, location.search, location.hash);
  return here;
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}

/** Opens a page. `replace` leaves no step to come back to. */
export function go(route: Route, { replace = false } = {}): void {
  const path = pathOf(route);
  if (path === location.pathname + location.search) {
    here = route;
    return;
  }
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  here = route;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener('popstate', onMove);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', onMove);
  };
}

function onMove(): void {
  here = undefined;
  for (const listener of listeners) listener();
}
