/** What a watcher of this Heed wants to know at a glance, asked of the database when it is asked of us. */
import { percentile } from '../core/hearing-delay.ts';
import type { Db } from '../store/db.ts';
import {
  type ChannelFigure,
  type ClockFigure,
  channelFigures,
  channelStates,
  clockFigure,
  delayFigures,
  deliveryFigures,
  type HealthFigure,
  healthFigures,
  type StateFigure,
} from '../store/figures.ts';
import { listStandings } from '../store/members.ts';
import type { Self } from './permit.ts';

const HOUR_MS = 3_600_000;

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
  health: HealthFigure[];
  /** Of the last hour, in milliseconds. */
  delays: { brandId: number; channelId: string; network: string; p50Ms: number; p95Ms: number }[];
};

export function makeFigures({ db, now }: { db: Db; now: () => Date }): Figures {
  const read = async (brandIds: number[] | null): Promise<Reading> => {
    const [channels, states, deliveries, clocks, health, buckets] = await Promise.all([
      channelFigures(db, brandIds),
      channelStates(db, brandIds),
      deliveryFigures(db, brandIds),
      clockFigure(db, brandIds, now()),
      healthFigures(db, brandIds),
      delayFigures(db, brandIds, new Date(now().getTime() - HOUR_MS)),
    ]);
    return { channels, states, deliveries, clocks, health, delays: delaysOf(buckets) };
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

function delaysOf(buckets: Awaited<ReturnType<typeof delayFigures>>): Reading['delays'] {
  const groups = Map.groupBy(buckets, ({ brandId, channelId }) => `${brandId} ${channelId}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    const counts = new Map(group.map(({ bucket, n }) => [bucket, n]));
    const [p50Ms, p95Ms] = [percentile(counts, 0.5), percentile(counts, 0.95)];
    if (first === undefined || p50Ms === null || p95Ms === null) return [];
    const { brandId, channelId, network } = first;
    return [{ brandId, channelId, network, p50Ms, p95Ms }];
  });
}
