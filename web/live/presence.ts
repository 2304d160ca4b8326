import { useEffect, useSyncExternalStore } from 'react';
import type { BodyOf, OutputOf } from '../../src/contract/api.ts';
import { BEAT_SECONDS } from '../../src/core/presence.ts';
import { ask } from '../api.ts';
import { usePerson } from '../session.ts';
import { asRefusal } from '../use-asked.ts';
import { onEvent } from './store.ts';

export type Here = OutputOf<'listPresence'>['rows'][number];
export type Away = NonNullable<Here['reason']>;

let everybody: ReadonlyMap<string, Here> = new Map();
const listeners = new Set<() => void>();

function hold(rows: readonly Here[]): void {
  everybody = new Map([...everybody, ...rows.map(row => [row.agentId, row] as const)]);
  for (const listener of listeners) listener();
}

/** Who is on, away or off; empty until it is known. */
export function usePresence(): ReadonlyMap<string, Here> {
  return useSyncExternalStore(subscribe, () => everybody);
}

/** Tells where I am; at once, and the others hear of it. */
export async function tellPresence(brand: number, body: BodyOf<'knock'>): Promise<void> {
  hold([(await ask('knock', { brand, body })).here]);
}

/**
 * An open desk knocks every half minute and says whether it was touched since. A page nobody looks at knocks as well: it is
 * open. What others do comes by the live line; all of it is read once more now and then, in case a line broke.
 */
export function useKnocking(): void {
  const { brand } = usePerson();
  useEffect(() => {
    let active = true;
    let beats = 0;
    const touch = () => {
      active = true;
    };
    function knock() {
      tellPresence(brand.id, { active }).catch(asRefusal);
      if (beats++ % READ_EVERY_BEATS === 0) readEverybody(brand.id).catch(asRefusal);
      active = false;
    }
    knock();
    const timer = setInterval(knock, BEAT_SECONDS * 1000);
    for (const kind of TOUCHES) addEventListener(kind, touch, { passive: true, capture: true });
    const forget = onEvent(({ data, at }) => {
      if (data.kind === 'presence.changed') {
        hold([{ agentId: data.agentId, state: data.state, reason: data.reason, since: at }]);
      }
    });
    return () => {
      clearInterval(timer);
      for (const kind of TOUCHES) removeEventListener(kind, touch, { capture: true });
      forget();
    };
  }, [brand.id]);
}

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const READ_EVERY_BEATS = 10;

async function readEverybody(brand: number): Promise<void> {
  hold((await ask('listPresence', { brand })).rows);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
