/** What a watcher of this Heed wants to know at a glance, asked of the database when it is asked of us. */
import type { Db } from '../store/db.ts';
import {
  type ChannelFigure,
  type ClockFigure,
  channelFigures,
  channelStates,
  clockFigure,
  deliveryFigures,
  type StateFigure,
} from '../store/figures.ts';
import { listStandings } from '../store/members.ts';
import type { Self } from './permit.ts';

export type Figures = {
  /** Everything, for those on this machine. */
  all(): Promise<Reading>;
  /** Only what belongs to the brands this person leads. */
  for(self: Self): Promise<Reading>;
};
export type Reading = {
  channels: ChannelFigure[];
  states: StateFigure[];
  /** Answers on their way, or stopped on it. */
  deliveries: { brandId: number; state: string; n: number }[];
  clocks: ClockFigure[];
};

export function makeFigures({ db, now }: { db: Db; now: () => Date }): Figures {
  const read = async (brandIds: number[] | null): Promise<Reading> => {
    const [channels, states, deliveries, clocks] = await Promise.all([
      channelFigures(db, brandIds),
      channelStates(db, brandIds),
      deliveryFigures(db, brandIds),
      clockFigure(db, brandIds, now()),
    ]);
    return { channels, states, deliveries, clocks };
  };
  return {
    all: () => read(null),
    async for({ agentId }) {
      const standings = await listStandings(db, agentId);
      const led = standings.filter(({ reach }) => reach.role === 'owner' || reach.role === 'lead');
      return read(led.map(({ brand }) => brand.id));
    },
  };
}
