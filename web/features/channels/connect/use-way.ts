import { useState } from 'react';
import { begunFor } from './kept.ts';
import type { Network, Way, WayName } from './network.ts';

type Chosen = { ways: readonly Way[]; way: Way | undefined; setWay: (way: WayName) => void };

/** The way in that is shown: the best one that works here, until the person chooses another. @param mends the channel that is signed in again, and the way it came by */
export function useWay(network: Network, mends: { id: string; way: WayName | null } | null): Chosen {
  const ways = mends === null ? network.ways : network.ways.filter(({ way }) => way !== 'listen');
  const wasSignIn = begunFor(network.id, mends?.id ?? null) !== null;
  const wanted = wasSignIn ? 'signIn' : mends?.way;
  const first = ways.find(({ way }) => way === wanted) ?? ways.find(({ hindrance }) => hindrance === null);
  const [chosen, setWay] = useState<WayName | undefined>(first?.way);
  return { ways, way: ways.find(({ way }) => way === chosen) ?? ways[0], setWay };
}
