/** What a channel costs: this month, by day and by what was bought, what it comes to, and what it may cost. */
import type { Connector } from '../../connectors/connector.ts';
import {
  type BudgetState,
  budgetStateOf,
  dayOfUtc,
  forecastOf,
  MICRO_PER_USD,
  microUsd,
  monthOf,
  spentIn,
} from '../../core/costs.ts';
import { Refusal } from '../../core/refusal.ts';
import { type ChannelRow, findChannel } from '../../store/channels.ts';
import { firstSpendDay, listSpend, type SpendLine, standingsOf, writeBudget } from '../../store/costs.ts';
import type { Db } from '../../store/db.ts';
import { limitsOf } from '../composing.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { tellChanged } from '../tell-changed.ts';

export type CostNeeds = { db: Db; connectors: ReadonlyMap<string, Connector>; now: () => Date };

/** In US dollars. Null where the network charges nothing apart. */
export type CostView = {
  month: string;
  beginsAnewAt: string;
  spentUsd: number;
  todayUsd: number;
  monthlyUsd: number | null;
  reserveUsd: number;
  state: BudgetState;
  forecast: { paceUsd: number; monthUsd: number; usedUpAt: string | null };
  /** What can be bought, dearest part of this month first. */
  prices: { price: string; usdEach: number | null; units: number; usd: number }[];
};
export type SpendView = { day: string; price: string; units: number; usd: number };
export type BudgetInput = { monthlyUsd: number | null; reserveUsd?: number | undefined };

/** Days of spending that are listed where nobody names a first one. */
const DAYS_LISTED = 31;
const DAY_MS = 86_400_000;
const PACE_DAYS = 7;

export type Costs = {
  open(who: Who, channelId: string): Promise<CostView | null>;
  /** By day and price, newest first. */
  list(who: Who, channelId: string, span: { from?: string | undefined; to?: string | undefined }): Promise<SpendView[]>;
  setBudget(who: Who, channelId: string, budget: BudgetInput): Promise<CostView | null>;
};

export function makeCosts(needs: CostNeeds): Costs {
  return {
    open: (who, id) => open(needs, who, id),
    list: (who, id, span) => list(needs, who, id, span),
    setBudget: (who, id, budget) => setBudget(needs, who, id, budget),
  };
}

async function open(needs: CostNeeds, who: Who, id: string): Promise<CostView | null> {
  permit(who, 'read_channels');
  const channel = await findChannel(needs.db, who.brandId, id);
  if (channel === null) throw notFound('channel');
  return costOf(needs, channel);
}

async function costOf({ db, connectors, now }: CostNeeds, channel: ChannelRow): Promise<CostView | null> {
  const { brandId, id } = channel;
  const connector = connectors.get(channel.network);
  const prices = connector === undefined ? {} : (limitsOf(connector, null).prices ?? {});
  const at = now();
  const month = monthOf(at);
  const early = new Date(Math.min(month.from.getTime(), at.getTime() - PACE_DAYS * DAY_MS));
  const [lines, first, standings] = await Promise.all([
    listSpend(db, brandId, id, dayOfUtc(early), dayOfUtc(month.until)),
    firstSpendDay(db, brandId, id),
    standingsOf(db, [id], dayOfUtc(month.from)),
  ]);
  if (Object.keys(prices).length === 0 && first === null) return null;
  const { monthlyMicroUsd, reserveMicroUsd } = standings[0] ?? { monthlyMicroUsd: null, reserveMicroUsd: 0 };
  const budget = { monthlyMicroUsd, reserveMicroUsd };
  const spent = spentIn(lines, month);
  const { paceMicroUsd, monthMicroUsd, usedUpAt } = forecastOf(
    lines,
    budget,
    first === null ? at : new Date(first),
    at,
  );
  return {
    month: dayOfUtc(month.from).slice(0, 7),
    beginsAnewAt: month.until.toISOString(),
    spentUsd: usd(spent),
    todayUsd: usd(spentIn(lines, { from: at, until: new Date(at.getTime() + DAY_MS) })),
    monthlyUsd: monthlyMicroUsd === null ? null : usd(monthlyMicroUsd),
    reserveUsd: usd(reserveMicroUsd),
    state: budgetStateOf(budget, spent, cheapestOf(prices)),
    forecast: { paceUsd: usd(paceMicroUsd), monthUsd: usd(monthMicroUsd), usedUpAt: usedUpAt?.toISOString() ?? null },
    prices: byPrice(prices, lines, dayOfUtc(month.from)),
  };
}

/** Below the cheapest thing there is nothing left to spend. */
export function cheapestOf(prices: Readonly<Record<string, number>>): number {
  const all = Object.values(prices).filter(one => one > 0);
  return all.length === 0 ? 1 : microUsd(Math.min(...all));
}

function byPrice(prices: Readonly<Record<string, number>>, lines: readonly SpendLine[], since: string) {
  const names = new Set([...Object.keys(prices), ...lines.filter(({ day }) => day >= since).map(line => line.price)]);
  return [...names]
    .map(price => {
      const own = lines.filter(line => line.price === price && line.day >= since);
      const units = own.reduce((sum, line) => sum + line.units, 0);
      const micro = own.reduce((sum, line) => sum + line.microUsd, 0);
      return { price, usdEach: prices[price] ?? null, units, usd: usd(micro) };
    })
    .sort((one, other) => other.usd - one.usd);
}

async function list(
  { db, now }: CostNeeds,
  who: Who,
  id: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<SpendView[]> {
  permit(who, 'read_channels');
  const channel = await findChannel(db, who.brandId, id);
  if (channel === null) throw notFound('channel');
  const since = from ?? dayOfUtc(new Date(now().getTime() - (DAYS_LISTED - 1) * DAY_MS));
  const last = to === undefined ? now() : new Date(to);
  const lines = await listSpend(db, who.brandId, id, since, dayOfUtc(new Date(last.getTime() + DAY_MS)));
  return lines.toReversed().map(({ day, price, units, microUsd: micro }) => ({ day, price, units, usd: usd(micro) }));
}

async function setBudget(needs: CostNeeds, who: Who, id: string, input: BudgetInput): Promise<CostView | null> {
  permit(who, 'own');
  const monthly = input.monthlyUsd === null ? null : microUsd(input.monthlyUsd);
  const reserve = monthly === null ? 0 : microUsd(input.reserveUsd ?? 0);
  if (monthly !== null && reserve > monthly) {
    const says = 'More cannot be kept for answers than the whole budget.';
    throw new Refusal('not_valid', says, { fields: [{ path: 'reserveUsd', says }] });
  }
  const channel = await needs.db.transaction().execute(async tx => {
    const row = await findChannel(tx, who.brandId, id);
    if (row === null) throw notFound('channel');
    const setAt = needs.now();
    const budget = { monthlyMicroUsd: monthly, reserveMicroUsd: reserve, setAt, setBy: who.agentId };
    await writeBudget(tx, who.brandId, id, budget);
    await tellChanged(tx, setAt, { ...row, actorId: who.agentId });
    return row;
  });
  return costOf(needs, channel);
}

function usd(micro: number): number {
  return micro / MICRO_PER_USD;
}
