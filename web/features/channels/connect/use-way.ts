import { useState } from 'react';
import { begunFor } from './kept.ts';
import type { Network, Way, WayName } from './network.ts';

type Chosen = { ways: readonly Way[]; way: Way | undefined; setWay: (way: WayName) => void };

/** The way in that is shown: the best one that works here, until the person chooses another. @param mends the channel that is signed in again */
export function useWay(network: Network, mends: string | null): Chosen {
  const ways = mends === null ? network.ways : network.ways.filter(({ way }) => way !== 'listen');
  const begun = begunFor(network.id, mends);
  const first = ways.find(({ hindrance }) => hindrance === null || begun !== null) ?? ways[0];
  const [chosen, setWay] = useState<WayName | undefined>(first?.way);
  return { ways, way: ways.find(({ way }) => way === chosen) ?? ways[0], setWay };
}
