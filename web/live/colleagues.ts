import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { ask } from '../api.ts';

export type Colleague = OutputOf<'listColleagues'>['rows'][number];

let colleagues: ReadonlyMap<string, Colleague> = new Map();
const listeners = new Set<() => void>();

/** Reads the names of everybody in the brand; asked once, and again when the settings change. */
export async function readColleagues(brand: number): Promise<void> {
  const { rows } = await ask('listColleagues', { brand });
  colleagues = new Map(rows.map(colleague => [colleague.id, colleague]));
  for (const listener of listeners) listener();
}

export function useColleagues(): ReadonlyMap<string, Colleague> {
  return useSyncExternalStore(subscribe, () => colleagues);
}

export function useColleague(id: string | null): Colleague | undefined {
  return useSyncExternalStore(subscribe, () => (id ? colleagues.get(id) : undefined));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
