/** People who wrote to us and are known by an id alone: who waits to be looked up, each once. */
import type { Arrival } from '../connectors/connector.ts';
import type { Person } from '../core/post.ts';

export const NAME_EVERY_MS = 2_000;
/** How many may wait to be named; in a crowd the oldest stay nameless until they write again. */
export const WAITING_LIMIT = 1_000;
/** Whom we asked for lately is not asked for again. */
export const ASKED_LIMIT = 20_000;

export type Strangers = {
  add(remoteId: string): void;
  /** The latest first: whoever writes now is looked at now. */
  take(most: number): string[];
  /** The network could not be asked; it will be. */
  putBack(remoteIds: readonly string[]): void;
};

export function makeStrangers(): Strangers {
  const waiting = new Set<string>();
  const asked = new Set<string>();
  const add = (remoteId: string) => {
    if (asked.has(remoteId)) return;
    waiting.add(remoteId);
    dropOldest(waiting, WAITING_LIMIT);
  };
  return {
    add,
    take(most) {
      const some = [...waiting].slice(-most).reverse();
      for (const remoteId of some) {
        waiting.delete(remoteId);
        asked.add(remoteId);
      }
      dropOldest(asked, ASKED_LIMIT);
      return some;
    },
    putBack(remoteIds) {
      for (const remoteId of remoteIds) {
        asked.delete(remoteId);
        add(remoteId);
      }
    },
  };
}

function dropOldest(set: Set<string>, most: number): void {
  for (const one of set) {
    if (set.size <= most) return;
    set.delete(one);
  }
}

/** Names as if the network had told them by itself. */
export function introduction(people: readonly Person[], at: Date): Arrival {
  const items = people.map(person => ({ kind: 'person', person, at, standing: 'active' }) as const);
  return { kind: 'arrival', items, raw: JSON.stringify(people), cursor: null, lane: 'people' };
}
