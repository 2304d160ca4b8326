/** Bought again, and spent: customers whose complaint was answered beside comparable ones whose complaint was not. */
import { COMPARED_FROM, type Compared, comparePeople } from '../../core/insight/compared.ts';
import { minorDigits } from '../../core/insight/order-lines.ts';
import { sumOrders } from '../../store/orders.ts';
import { type Complainer, readComplainers } from '../../store/reports/bought.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type BoughtQuery = SliceQuery & { days: number; currency?: string | undefined };

export type BoughtAgain = Range &
  Compared & {
    days: number;
    currency: string;
    /** Of the currency: 2 for EUR, 0 for JPY. */
    minorDigits: number;
    /** Fewer in either group are not compared. */
    comparedFrom: number;
    orders: { orders: number; matched: number; people: number; firstAt: string | null; lastAt: string | null };
    currencies: { currency: string; orders: number; amountMinor: number }[];
  };

/** By these two customers count as comparable: network, language, reach, what they had bought before, and the month they complained in. */
export function stratumOf(one: Pick<Complainer, 'network' | 'lang' | 'reach' | 'ordersBefore' | 'month'>): string {
  const before = one.ordersBefore === 0 ? '0' : one.ordersBefore === 1 ? '1' : one.ordersBefore < 5 ? '2–4' : '5+';
  return [one.network, one.lang ?? '', one.reach, before, one.month].join(' ');
}

export async function readBoughtAgain(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: BoughtQuery,
): Promise<BoughtAgain> {
  const { people, sums, currency, slice } = await complainersOf(desk, who, query);
  const { currencies, firstAt, lastAt, ...orders } = sums;
  const compared = comparePeople(
    people.map(one => ({
      isAnswered: one.isAnswered,
      stratum: stratumOf(one),
      hasBought: one.ordersAfter > 0,
      spentMinor: one.spentMinor,
    })),
  );
  return {
    ...rangeOf(slice),
    ...compared,
    days: query.days,
    currency,
    minorDigits: minorDigits(currency) ?? 2,
    comparedFrom: COMPARED_FROM,
    orders: { ...orders, firstAt: firstAt?.toISOString() ?? null, lastAt: lastAt?.toISOString() ?? null },
    currencies,
  };
}

async function complainersOf(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: BoughtQuery) {
  permit(who, 'lead');
  const { days, currency: asked, ...rest } = query;
  const slice = await sliceOf(desk, who, rest);
  const sums = await sumOrders(desk.db, who.brandId);
  const currency = asked ?? sums.currencies[0]?.currency ?? 'EUR';
  return { people: await readComplainers(desk.db, slice, { currency, days }), sums, currency, slice };
}

export type BoughtRowsQuery = BoughtQuery & {
  answered?: boolean | undefined;
  after?: number | undefined;
  limit: number;
};
export type BoughtRow = Omit<Complainer, 'openedAt'> & { openedAt: string; stratum: string };

/** Everybody who was compared, the newest complaint first. `next`: give it back as `after`. */
export async function listBoughtRows(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  query: BoughtRowsQuery,
): Promise<Range & { rows: BoughtRow[]; next: number | null }> {
  const { answered, after = 0, limit, ...rest } = query;
  const { people, slice } = await complainersOf(desk, who, rest);
  const wanted = people.filter(one => answered === undefined || one.isAnswered === answered);
  const rows = wanted
    .slice(after, after + limit)
    .map(one => ({ ...one, openedAt: one.openedAt.toISOString(), stratum: stratumOf(one) }));
  return { ...rangeOf(slice), rows, next: after + limit < wanted.length ? after + limit : null };
}
