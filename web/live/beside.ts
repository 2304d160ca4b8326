import { useEffect, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { ask } from '../api.ts';
import { usePerson } from '../session.ts';
import { nowMs } from '../ui/tick.ts';
import { asRefusal } from '../use-asked.ts';
import { onAside } from './asides.ts';
import { useLine } from './connection.ts';

export type Beside = OutputOf<'listBeside'>['rows'][number];

const NOBODY: readonly Beside[] = [];
/** How often those who are not heard of any more are left out. */
const SWEEP_MS = 5_000;

let myId = '';
let all: ReadonlyMap<string, readonly Beside[]> = new Map();
const listeners = new Set<() => void>();

/** The colleagues who have a conversation open beside me. */
export function useBeside(conversationId: string): readonly Beside[] {
  return useSyncExternalStore(subscribe, () => all.get(conversationId) ?? NOBODY);
}

/** The conversation in which a colleague is writing; null: in none. */
export function useWritingIn(agentId: string): string | null {
  return useSyncExternalStore(subscribe, () => {
    for (const rows of all.values()) {
      const there = rows.find(row => row.agentId === agentId && row.doing === 'writing');
      if (there) return there.conversationId;
    }
    return null;
  });
}

/** Keeps the page in step with who stands where: read once for each line, then heard. */
export function useLiveBeside(): void {
  const { brand, me } = usePerson();
  const { kind } = useLine();
  useEffect(() => {
    myId = me.id;
    const stop = new AbortController();
    if (kind === 'up') {
      ask('listBeside', { brand: brand.id, signal: stop.signal }).then(
        ({ rows }) => hold(Map.groupBy(rows.filter(isOther), row => row.conversationId)),
        error => !stop.signal.aborted && asRefusal(error),
      );
    }
    return () => stop.abort();
  }, [brand.id, me.id, kind]);
  useEffect(() => {
    const timer = setInterval(sweep, SWEEP_MS);
    const forget = onAside(said => {
      if (said.kind !== 'beside' || !isOther(said)) return;
      const { conversationId, agentId, doing, until } = said;
      const others = (all.get(conversationId) ?? []).filter(one => one.agentId !== agentId);
      const now = doing === 'gone' ? others : [...others, { conversationId, agentId, doing, until }].sort(byAgent);
      hold(new Map(all).set(conversationId, now));
    });
    return () => {
      clearInterval(timer);
      forget();
    };
  }, []);
}

function isOther({ agentId }: { agentId: string }): boolean {
  return agentId !== myId;
}

function byAgent(a: Beside, b: Beside): number {
  return a.agentId < b.agentId ? -1 : 1;
}

function sweep(): void {
  const now = nowMs();
  const there = [...all].map(([id, rows]) => [id, rows.filter(row => Date.parse(row.until) > now)] as const);
  if (there.some(([id, rows]) => rows.length !== all.get(id)?.length)) hold(new Map(there));
}

function hold(next: ReadonlyMap<string, readonly Beside[]>): void {
  all = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
