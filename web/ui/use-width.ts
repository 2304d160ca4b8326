import { useSyncExternalStore } from 'react';

/** Below this there is one column at a time. */
const PHONE = matchMedia('(max-width: 760px)');
/** Below this the person folds away. */
const NARROW = matchMedia('(max-width: 1100px)');

export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribeTo(PHONE), () => PHONE.matches);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribeTo(NARROW), () => NARROW.matches);
}

const subscribers = new WeakMap<MediaQueryList, (listener: () => void) => () => void>();

function subscribeTo(query: MediaQueryList): (listener: () => void) => () => void {
  let subscribe = subscribers.get(query);
  if (!subscribe) {
    subscribe = listener => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    };
    subscribers.set(query, subscribe);
  }
  return subscribe;
}
