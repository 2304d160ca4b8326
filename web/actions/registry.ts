import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { ACTIONS, type Action, type ActionId } from './action.ts';

type Handler = () => void;

/** Handlers by action, the newest first: the screen on top answers. */
const handlers = new Map<ActionId, Handler[]>();
const listeners = new Set<() => void>();
let available: readonly Action[] = [];

/** While mounted and `enabled`, the action does this. */
export function useAction(id: ActionId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const call = () => latest.current();
    handlers.set(id, [call, ...(handlers.get(id) ?? [])]);
    changed();
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter(other => other !== call),
      );
      changed();
    };
  }, [id, enabled]);
}

/** Does an action if something on the screen answers to it. */
export function perform(id: ActionId): boolean {
  const handler = handlers.get(id)?.[0];
  handler?.();
  return handler !== undefined;
}

/** The actions that would do something now. */
export function useAvailableActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => available);
}

export function availableActions(): readonly Action[] {
  return available;
}

function changed(): void {
  available = ACTIONS.filter(action => (handlers.get(action.id)?.length ?? 0) > 0);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
