import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { ask } from '../api.ts';

export type Team = OutputOf<'listTeams'>['rows'][number];

let teams: ReadonlyMap<string, Team> = new Map();
const listeners = new Set<() => void>();

/** Reads the brand's teams; asked once, and again when the settings change. */
export async function readTeams(brand: number): Promise<void> {
  const { rows } = await ask('listTeams', { brand });
  teams = new Map(rows.map(team => [team.id, team]));
  for (const listener of listeners) listener();
}

export function useTeams(): ReadonlyMap<string, Team> {
  return useSyncExternalStore(subscribe, () => teams);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
