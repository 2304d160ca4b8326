/** What customers bought: taken in from a shop, and compared between those who were answered and those who were not. */
import { z } from 'zod';
import { ORDER_ID_LIMIT } from '../core/insight/order-lines.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { flag, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const ORDERS_AT_ONCE = 1_000;
const AMOUNT_LIMIT = 1e15;
const DAYS_DEFAULT = 90;
const DAYS_LIMIT = 365;
const ROWS_LIMIT = 1_000;

const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform(words => words.toUpperCase());
const column = z
  .string()
  .regex(/^(skip|order|bought_at|amount|amount_minor|currency|contact|customer|email|phone|handle:[\w-]{1,40})$/)
  .transform(word => word as 'skip' | `handle:${string}`);

const mistake = z.object({ line: z.int(), column: z.string(), why: z.string() });
const taken = {
  rows: z.int(),
  made: z.int(),
  changed: z.int(),
  same: z.int(),
  mistaken: z.int(),
  mistakes: z.array(mistake),
  /** Of all orders here, those whose buyer is known. */
  matched: z.int(),
  orders: z.int(),
};

const interval = z.object({ low: z.number(), high: z.number() });
const difference = z.object({ by: z.number(), interval }).nullable();
const group = z.object({
  people: z.int(),
  bought: z.int(),
  share: z.number().nullable(),
  interval: interval.nullable(),
  spentMinor: z.number(),
  spentMeanMinor: z.number().nullable(),
});
const boughtQuery = {
  ...sliceQuery,
  /** So long after the complaint. */
  days: z.coerce.number().int().min(7).max(DAYS_LIMIT).default(DAYS_DEFAULT),
  currency: currency.optional(),
};
const row = z.object({
  person: shapes.uuid,
  name: z.string(),
  conversationId: shapes.uuid,
  isAnswered: z.boolean(),
  openedAt: shapes.instant,
  network: z.string(),
  lang: z.string().nullable(),
  reach: z.int(),
  month: z.string(),
  ordersBefore: z.int(),
  ordersAfter: z.int(),
  spentMinor: z.number(),
  stratum: z.string(),
});

export const insightOrders = {
  addOrders: {
    summary: 'Take in orders, each once by its number. Amounts are whole numbers of the currency’s smallest unit.',
    body: z.object({
      orders: z
        .array(
          z.object({
            orderId: z.string().trim().min(1).max(ORDER_ID_LIMIT),
            boughtAt: shapes.instant,
            amountMinor: z.int().min(-AMOUNT_LIMIT).max(AMOUNT_LIMIT),
            currency,
            contactId: z.string().optional(),
            customerId: shortText.optional(),
            email: z.string().trim().max(254).optional(),
            phone: z.string().trim().max(60).optional(),
            handle: z.object({ network: shortText, handle: z.string().trim().min(1).max(200) }).optional(),
          }),
        )
        .min(1)
        .max(ORDERS_AT_ONCE),
    }),
    output: z.object(taken),
  },
  importOrders: {
    summary:
      'Take in a CSV file of orders; `trial=true` only looks through it. `columns`: what each column means, with commas between.',
    query: z.object({
      trial: flag.default(false),
      currency: currency.default('EUR'),
      columns: z
        .string()
        .transform(words => words.split(','))
        .pipe(z.array(column).max(100))
        .optional(),
    }),
    body: 'file',
    output: z.object({
      ...taken,
      isTrial: z.boolean(),
      header: z.array(z.string()),
      columns: z.array(z.string()),
      sample: z.array(z.array(z.string())),
    }),
  },
  forgetOrders: { summary: 'Take all orders out again.', output: z.object({ removed: z.int() }) },
  readBoughtAgain: {
    summary:
      'Bought again, and spent, by customers whose complaint was answered beside comparable ones whose complaint was not.',
    query: z.object(boughtQuery),
    output: z.object({
      ...range.shape,
      days: z.int(),
      currency: z.string(),
      minorDigits: z.int(),
      comparedFrom: z.int(),
      answered: group,
      unanswered: group,
      compared: z.object({ answered: z.int(), unanswered: z.int(), strata: z.int() }),
      bought: difference,
      spent: difference,
      orders: z.object({
        orders: z.int(),
        matched: z.int(),
        people: z.int(),
        firstAt: shapes.instant.nullable(),
        lastAt: shapes.instant.nullable(),
      }),
      currencies: z.array(z.object({ currency: z.string(), orders: z.int(), amountMinor: z.number() })),
    }),
    tables: { currencies: 'currencies' },
  },
  listBoughtRows: {
    summary: 'Everybody whose complaint is in the comparison, with what they bought before and after.',
    query: z.object({
      ...boughtQuery,
      answered: flag.optional(),
      after: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(ROWS_LIMIT).default(50),
    }),
    output: z.object({ ...range.shape, rows: z.array(row), next: z.int().nullable() }),
    tables: { customers: 'rows' },
  },
} satisfies Record<string, Shape>;
