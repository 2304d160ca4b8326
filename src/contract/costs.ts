/** What channels cost, and what they may cost in a month. Money in US dollars, months and days in UTC. */
import { z } from 'zod';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

/** Dearer than any network, in US dollars a month. */
const BUDGET_LIMIT_USD = 1_000_000;
const dollars = z.number().min(0).max(BUDGET_LIMIT_USD);

const cost = z.object({
  /** `2026-11`. */
  month: z.string(),
  beginsAnewAt: shapes.instant,
  spentUsd: z.number(),
  todayUsd: z.number(),
  /** Null: no limit. */
  monthlyUsd: z.number().nullable(),
  /** Reading stops while so much is left; it is kept for answers. */
  reserveUsd: z.number(),
  /** `near`: 80% are spent. `readingStopped`: what is left is kept for answers. */
  state: z.enum(['open', 'near', 'readingStopped', 'usedUp']),
  /** At the pace of the last seven days. */
  forecast: z.object({ paceUsd: z.number(), monthUsd: z.number(), usedUpAt: shapes.instant.nullable() }),
  /** This month, dearest first. */
  prices: z.array(z.object({ price: z.string(), usdEach: z.number().nullable(), units: z.int(), usd: z.number() })),
});

export const costs = {
  openCost: {
    summary:
      'What a channel costs this month, what that comes to, and its budget. Null where its network charges nothing apart.',
    output: z.object({ cost: cost.nullable() }),
  },
  listSpend: {
    summary: 'What was paid, by day and price, newest first; the last 31 days where no day is named. Also as CSV.',
    query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    tables: { days: 'rows' },
    output: z.object({
      rows: z.array(z.object({ day: z.string(), price: z.string(), units: z.int(), usd: z.number() })),
    }),
  },
  setBudget: {
    summary:
      'What the channel may cost in a month; null for no limit. Reading stops where only `reserveUsd` is left, answers at its end.',
    body: z.object({ monthlyUsd: dollars.nullable(), reserveUsd: dollars.optional() }),
    output: z.object({ cost: cost.nullable() }),
  },
} satisfies Record<string, Shape>;
