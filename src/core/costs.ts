/**
 * What a channel costs and may cost, by the month in UTC: networks count so. Money is in millionths of a dollar, because one post
 * read may cost a tenth of a cent and sums of fractions drift.
 */

/** What one day (UTC, `2026-11-22`) cost. */
export type SpentDay = { day: string; microUsd: number };
/** `monthlyMicroUsd` null: there is no limit. `reserveMicroUsd` of it is left to answers. */
export type CostBudget = { monthlyMicroUsd: number | null; reserveMicroUsd: number };
/** `readingStopped`: what is left is kept for answers. */
export type BudgetState = 'open' | 'near' | 'readingStopped' | 'usedUp';
export type Forecast = {
  /** A day, at the pace of the last seven. */
  paceMicroUsd: number;
  /** What the month comes to if it goes on like this and nothing stops it. */
  monthMicroUsd: number;
  /** When the budget is used up at this pace, within this month; null where it is not. */
  usedUpAt: Date | null;
};

export const NO_BUDGET: CostBudget = { monthlyMicroUsd: null, reserveMicroUsd: 0 };
/** From this share of the budget on, somebody is told. */
export const NEAR_SHARE = 0.8;
export const MICRO_PER_USD = 1_000_000;
const DAY_MS = 86_400_000;
const PACE_DAYS = 7;

export function microUsd(usd: number): number {
  return Math.round(usd * MICRO_PER_USD);
}

export function dayOfUtc(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The first moment of the month, and of the one after. */
export function monthOf(at: Date): { from: Date; until: Date } {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { from: new Date(Date.UTC(year, month, 1)), until: new Date(Date.UTC(year, month + 1, 1)) };
}

/** @param more what is about to be paid */
export function mayPay(
  { monthlyMicroUsd, reserveMicroUsd }: CostBudget,
  spentMicroUsd: number,
  more: { microUsd: number; isAnswer: boolean },
): boolean {
  if (monthlyMicroUsd === null) return true;
  const most = more.isAnswer ? monthlyMicroUsd : monthlyMicroUsd - reserveMicroUsd;
  return spentMicroUsd + more.microUsd <= most;
}

/** @param leastMicroUsd the cheapest thing that could be paid for: less than that left is nothing left */
export function budgetStateOf(budget: CostBudget, spentMicroUsd: number, leastMicroUsd = 1): BudgetState {
  const { monthlyMicroUsd } = budget;
  if (monthlyMicroUsd === null) return 'open';
  if (!mayPay(budget, spentMicroUsd, { microUsd: leastMicroUsd, isAnswer: true })) return 'usedUp';
  if (!mayPay(budget, spentMicroUsd, { microUsd: leastMicroUsd, isAnswer: false })) return 'readingStopped';
  return spentMicroUsd >= monthlyMicroUsd * NEAR_SHARE ? 'near' : 'open';
}

export function spentIn(days: readonly SpentDay[], month: { from: Date; until: Date }): number {
  const [from, until] = [dayOfUtc(month.from), dayOfUtc(month.until)];
  return days.reduce((sum, { day, microUsd: micro }) => (day >= from && day < until ? sum + micro : sum), 0);
}

/**
 * @param days any days, those of the last seven and of this month among them
 * @param since when the channel began to pay; a pace is not thinned by days before it. Less than a day counts as one.
 */
export function forecastOf(days: readonly SpentDay[], budget: CostBudget, since: Date, now: Date): Forecast {
  const month = monthOf(now);
  const spent = spentIn(days, month);
  const startOfDay = Date.parse(dayOfUtc(now));
  const from = Math.max(startOfDay - (PACE_DAYS - 1) * DAY_MS, Math.min(since.getTime(), now.getTime()));
  const firstDay = dayOfUtc(new Date(from));
  const lately = days.reduce((sum, { day, microUsd: micro }) => (day >= firstDay ? sum + micro : sum), 0);
  const pace = lately / Math.max(1, (now.getTime() - from) / DAY_MS);
  const leftDays = (month.until.getTime() - now.getTime()) / DAY_MS;
  const usedUpAt = usedUpAtPace(budget, spent, pace, now);
  return {
    paceMicroUsd: Math.round(pace),
    monthMicroUsd: Math.round(spent + pace * leftDays),
    usedUpAt: usedUpAt !== null && usedUpAt < month.until ? usedUpAt : null,
  };
}

function usedUpAtPace({ monthlyMicroUsd }: CostBudget, spent: number, pace: number, now: Date): Date | null {
  if (monthlyMicroUsd === null || pace <= 0 || spent >= monthlyMicroUsd) return null;
  const inMs = ((monthlyMicroUsd - spent) / pace) * DAY_MS;
  return Number.isFinite(inMs) && inMs < 62 * DAY_MS ? new Date(now.getTime() + inMs) : null;
}

/** `$50`, `$0.01`, `$0.005`: never rounded to nothing. */
export function dollars(micro: number): string {
  const usd = micro / MICRO_PER_USD;
  if (Number.isInteger(usd)) return `$${usd}`;
  const digits = [2, 3, 4, 5, 6].find(some => Math.round(usd * 10 ** some) * 10 ** (6 - some) === micro) ?? 6;
  return `$${usd.toFixed(digits)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Why nothing more is paid for, and what to do. @param isAnswer reading stops earlier than answering */
export function stoppedWords(budget: CostBudget, isAnswer: boolean, now: Date): string {
  const { monthlyMicroUsd, reserveMicroUsd } = budget;
  const again = `it begins anew on 1 ${MONTHS[monthOf(now).until.getUTCMonth()]}. An owner can raise it under Channels.`;
  const whole = dollars(monthlyMicroUsd ?? 0);
  if (isAnswer || reserveMicroUsd === 0) return `This month’s budget of ${whole} is used up; ${again}`;
  return `This month’s budget of ${whole} is used up but for ${dollars(reserveMicroUsd)} kept for answers; ${again}`;
}
