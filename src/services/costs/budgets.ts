/** Where channels stand against their month's budget, for lists and for the composer. */
import type { Connector } from '../../connectors/connector.ts';
import { type BudgetState, budgetStateOf, dayOfUtc, MICRO_PER_USD, monthOf } from '../../core/costs.ts';
import type { ChannelRow } from '../../store/channels.ts';
import { standingsOf } from '../../store/costs.ts';
import type { Db } from '../../store/db.ts';
import { limitsOf } from '../composing.ts';
import { cheapestOf } from './costs.ts';

/** In US dollars; `beginsAnewAt` the first moment of next month, UTC. */
export type BudgetBrief = {
  state: BudgetState;
  monthlyUsd: number;
  reserveUsd: number;
  leftUsd: number;
  beginsAnewAt: string;
};

/** By channel id; channels without a budget are left out. */
export async function budgetsOf(
  { db, connectors }: { db: Db; connectors: ReadonlyMap<string, Connector> },
  channels: readonly Pick<ChannelRow, 'id' | 'network'>[],
  at: Date,
): Promise<Map<string, BudgetBrief>> {
  const priced = channels.flatMap(({ id, network }) => {
    const connector = connectors.get(network);
    const prices = connector === undefined ? undefined : limitsOf(connector, null).prices;
    return prices === undefined ? [] : [{ id, cheapest: cheapestOf(prices) }];
  });
  const { from, until } = monthOf(at);
  const ids = priced.map(({ id }) => id);
  const found = new Map<string, BudgetBrief>();
  for (const standing of await standingsOf(db, ids, dayOfUtc(from))) {
    const { channelId, monthlyMicroUsd, reserveMicroUsd, spentMicroUsd } = standing;
    if (monthlyMicroUsd === null) continue;
    const cheapest = priced.find(({ id }) => id === channelId)?.cheapest;
    found.set(channelId, {
      state: budgetStateOf(standing, spentMicroUsd, cheapest),
      monthlyUsd: monthlyMicroUsd / MICRO_PER_USD,
      reserveUsd: reserveMicroUsd / MICRO_PER_USD,
      leftUsd: Math.max(0, monthlyMicroUsd - spentMicroUsd) / MICRO_PER_USD,
      beginsAnewAt: until.toISOString(),
    });
  }
  return found;
}
