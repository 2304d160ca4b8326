/** How much of what is said about us is heard, on which network, how soon, and what no network lets us hear. */
import type { Connector } from '../../connectors/connector.ts';
import { listChannels } from '../../store/channels.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import type { Unheard, UnheardFigure, UnheardFigures } from '../unheard.ts';
import { delaysOf } from './delays-of.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

/** Null: nothing came in. */
export type HearingDelay = { turns: number; halfSeconds: number; nineOfTenSeconds: number };
export type HeardNetwork = {
  network: string;
  name: string;
  channels: number;
  /** Null: no complaint about us was heard there. */
  figure: UnheardFigure | null;
  delay: HearingDelay | null;
  /** In the words of the connector, as docs/networks.md has them. */
  cannotHear: string[];
};
export type HeardReport = Range & {
  /** The Mondays of the first and the last week of the unheard rate, which goes by weeks and not by the slice. */
  fromWeek: string;
  toWeek: string;
  whole: UnheardFigure;
  networks: HeardNetwork[];
  queries: UnheardFigures['queries'];
  weeks: UnheardFigures['weeks'];
  delay: HearingDelay | null;
};

export type HeardNeeds = Pick<Desk, 'db' | 'now'> & {
  connectors: ReadonlyMap<string, Connector>;
  unheard: Pick<Unheard, 'figures'>;
};

export async function readHeard(needs: HeardNeeds, who: Who, query: SliceQuery): Promise<HeardReport> {
  permit(who, 'read_channels');
  const slice = await sliceOf(needs, who, query);
  const [figures, counts, channels] = await Promise.all([
    needs.unheard.figures(who),
    delaysOf(needs.db, slice, 'network'),
    listChannels(needs.db, who.brandId),
  ]);
  const hearing = counts.filter(({ part }) => part === 'hearing');
  const active = channels.filter(({ state }) => state !== 'left');
  const names = new Set([...active.map(({ network }) => network), ...figures.networks.map(({ network }) => network)]);
  return {
    ...rangeOf(slice),
    fromWeek: figures.fromWeek,
    toWeek: figures.toWeek,
    whole: figures.whole,
    networks: [...names].map(network => ({
      network,
      name: needs.connectors.get(network)?.name ?? network,
      channels: active.filter(one => one.network === network).length,
      figure: figures.networks.find(one => one.network === network) ?? null,
      delay: delayOf(hearing.filter(({ key }) => key === network)),
      cannotHear: needs.connectors.get(network)?.cannotHear ?? [],
    })),
    queries: figures.queries,
    weeks: figures.weeks,
    delay: delayOf(hearing),
  };
}

function delayOf(counts: readonly { seconds: number; count: number }[]): HearingDelay | null {
  const turns = counts.reduce((sum, { count }) => sum + count, 0);
  if (turns === 0) return null;
  const sorted = counts.toSorted((a, b) => a.seconds - b.seconds);
  const within = (share: number) => {
    let below = 0;
    for (const { seconds, count } of sorted) {
      below += count;
      if (below >= share * turns) return seconds;
    }
    return sorted.at(-1)?.seconds ?? 0;
  };
  return { turns, halfSeconds: within(0.5), nineOfTenSeconds: within(0.9) };
}
