/** Orders taken in from a shop: as a file or by the API, each once by its number, with what is wrong told line by line. */
import {
  type BuyerKey,
  buyerKey,
  guessOrderColumns,
  minorDigits,
  type OrderColumn,
  type OrderLine,
  type OrderMistake,
  readOrder,
} from '../core/insight/order-lines.ts';
import { handleOn } from '../core/person-marks.ts';
import { Refusal } from '../core/refusal.ts';
import {
  brandsWithNobodys,
  matchOrders,
  type OrderRow,
  removeOrders,
  sumOrders,
  type Written,
  writeOrders,
} from '../store/orders.ts';
import { tellSettings } from './brands.ts';
import type { Desk } from './desk.ts';
import { emailMark, phoneMark } from './examine-people.ts';
import { permit, type Who } from './permit.ts';
import { CSV_LIMIT_BYTES, decodeCsv, rowsOfCsv } from './read-csv.ts';
import { brandZone } from './reports/slice-of.ts';

export type OrdersTaken = Written & {
  /** Lines that were orders, and those with a mistake; the mistakes of the first of them. */
  rows: number;
  mistaken: number;
  mistakes: OrderMistake[];
  /** Of the brand's orders, those whose buyer is known. */
  matched: number;
  orders: number;
};
export type OrdersRead = OrdersTaken & {
  isTrial: boolean;
  header: string[];
  columns: OrderColumn[];
  sample: string[][];
};

const WRITTEN_AT_ONCE = 500;
const MISTAKES_LIMIT = 200;
const SAMPLE_ROWS = 5;

export type OrdersFile = {
  bytes: Uint8Array;
  /** What each column means; left out, guessed from its name. */
  columns?: readonly OrderColumn[] | undefined;
  currency: string;
  /** Look through it only. */
  isTrial: boolean;
  networks: readonly string[];
};

export async function importOrders(desk: Desk, who: Who, file: OrdersFile): Promise<OrdersRead> {
  permit(who, 'lead');
  const { bytes, currency, isTrial } = file;
  if (bytes.length === 0) throw new Refusal('not_valid', 'The file is empty.');
  if (bytes.length > CSV_LIMIT_BYTES)
    throw new Refusal('too_large', `A file may have up to ${CSV_LIMIT_BYTES / 1024 / 1024} MB. Split it in two.`);
  if (minorDigits(currency) === null) throw new Refusal('not_valid', 'The currency is three letters, such as EUR.');
  const timeZone = await brandZone(desk.db, who.brandId);
  const intake = makeIntake(desk, who, isTrial);
  let [header, columns]: [string[] | null, OrderColumn[]] = [null, []];
  const sample: string[][] = [];
  for await (const { line, cells } of rowsOfCsv(decodeCsv(bytes))) {
    if (header === null) {
      header = cells.map((title, at) => title.trim() || `Column ${at + 1}`);
      columns = columnsFor(header, file);
      continue;
    }
    if (sample.length < SAMPLE_ROWS) sample.push(cells);
    const { order, mistakes } = readOrder(cells, line, { header, columns, currency, timeZone });
    await intake.take(order, mistakes);
  }
  if (header === null || intake.rows() === 0)
    throw new Refusal(
      'not_valid',
      'The first line names the columns, and each further line is an order. This file has none.',
    );
  return { ...(await intake.end()), isTrial, header, columns, sample };
}

function columnsFor(header: readonly string[], { columns, networks }: OrdersFile): OrderColumn[] {
  const chosen = columns ?? guessOrderColumns(header, networks);
  const all = header.map((_, at) => chosen[at] ?? 'skip');
  const missing = (
    [
      ['order', 'the number of the order'],
      ['bought_at', 'the day'],
    ] as const
  ).filter(([column]) => !all.includes(column));
  const hasAmount = all.includes('amount') || all.includes('amount_minor');
  const wanting = [...missing.map(([, words]) => words), ...(hasAmount ? [] : ['the amount'])];
  // While the columns are chosen yet, the screen shows the file all the same.
  if (wanting.length > 0)
    throw new Refusal('needs_a_choice', `Say which column holds ${wanting.join(', ')}.`, {
      header: [...header],
      columns: all,
    });
  return all;
}

/** Collects orders, writes some hundreds at a time, and notes what is wrong. */
function makeIntake(desk: Desk, who: Who, isTrial: boolean) {
  const seen = new Map<string, number>();
  const taken = { made: 0, changed: 0, same: 0, rows: 0, mistaken: 0 };
  const mistakes: OrderMistake[] = [];
  let waiting: OrderLine[] = [];
  const write = async () => {
    const some = waiting;
    waiting = [];
    if (some.length === 0 || isTrial) return;
    const written = await desk.db
      .transaction()
      .execute(tx => writeOrders(tx, who.brandId, some.map(rowOf), desk.now()));
    for (const word of ['made', 'changed', 'same'] as const) taken[word] += written[word];
  };
  return {
    rows: () => taken.rows,
    async take(order: OrderLine | null, wrong: readonly OrderMistake[]): Promise<void> {
      taken.rows += 1;
      const before = order === null ? undefined : seen.get(order.orderId);
      const twice =
        order === null || before === undefined
          ? []
          : [
              {
                line: order.line,
                column: '',
                why: `Order ${order.orderId} stands on line ${before} already. One line an order, please.`,
              },
            ];
      const all = [...wrong, ...twice];
      if (order === null || all.length > 0) {
        taken.mistaken += 1;
        mistakes.push(...all.slice(0, Math.max(0, MISTAKES_LIMIT - mistakes.length)));
        return;
      }
      seen.set(order.orderId, order.line);
      waiting.push(order);
      if (waiting.length === WRITTEN_AT_ONCE) await write();
    },
    async end(): Promise<OrdersTaken> {
      await write();
      if (!isTrial) await desk.db.transaction().execute(tx => tellSettings(tx, who, 'orders', desk.now()));
      const { matched, orders } = await sumOrders(desk.db, who.brandId);
      return { ...taken, mistakes, matched, orders };
    },
  };
}

function rowOf({ orderId, boughtAt, amountMinor, currency, keys }: OrderLine): OrderRow {
  return { orderId, boughtAt, amountMinor, currency, marks: keys.map(markOf) };
}

function markOf(key: BuyerKey): OrderRow['marks'][number] {
  if (key.kind === 'email') return { kind: 'email', mark: emailMark(key.value).mark };
  if (key.kind === 'phone') return { kind: 'phone', mark: phoneMark(key.value).mark };
  if (key.kind === 'handle') return { kind: 'handle', mark: handleOn(key.network, key.value) };
  return { kind: key.kind, mark: key.value };
}

/** As the API gives them. */
export type OrderGiven = {
  orderId: string;
  boughtAt: string;
  amountMinor: number;
  currency: string;
  contactId?: string | undefined;
  customerId?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  handle?: { network: string; handle: string } | undefined;
};

/** A mistake's `line` is the place in the list, from 1. The good ones are taken in all the same. */
export async function addOrders(desk: Desk, who: Who, given: readonly OrderGiven[]): Promise<OrdersTaken> {
  permit(who, 'lead');
  const intake = makeIntake(desk, who, false);
  for (const [at, order] of given.entries()) {
    const { keys, mistakes } = keysGiven(order, at + 1);
    const { orderId, amountMinor } = order;
    const currency = order.currency.toUpperCase();
    const line = { line: at + 1, orderId, boughtAt: new Date(order.boughtAt), amountMinor, currency, keys };
    await intake.take(mistakes.length > 0 ? null : line, mistakes);
  }
  return intake.end();
}

function keysGiven(order: OrderGiven, line: number): { keys: BuyerKey[]; mistakes: OrderMistake[] } {
  const said: [OrderColumn, string, string | undefined][] = [
    ['contact', 'contactId', order.contactId],
    ['customer', 'customerId', order.customerId],
    ['email', 'email', order.email],
    ['phone', 'phone', order.phone],
    [`handle:${order.handle?.network ?? ''}`, 'handle', order.handle?.handle],
  ];
  const keys: BuyerKey[] = [];
  const mistakes: OrderMistake[] = [];
  for (const [column, field, value] of said) {
    const key = value === undefined || value === '' ? null : buyerKey(column, value);
    if (typeof key === 'string') mistakes.push({ line, column: field, why: key });
    else if (key !== null) keys.push(key);
  }
  if (keys.length + mistakes.length === 0)
    mistakes.push({
      line,
      column: '',
      why: 'Needs contactId, customerId, email, phone or handle, to know whose it is.',
    });
  return { keys, mistakes };
}

/** Takes all of them out again. */
export async function forgetOrders(desk: Desk, who: Who): Promise<{ removed: number }> {
  permit(who, 'lead');
  return desk.db.transaction().execute(async tx => {
    const removed = await removeOrders(tx, who.brandId);
    await tellSettings(tx, who, 'orders', desk.now());
    return { removed };
  });
}

export const MATCHED_EVERY_MS = 10 * 60_000;

/** Orders of whom nobody knew find their buyers once they are known. */
export async function matchNobodysOrders({ db }: Pick<Desk, 'db'>): Promise<void> {
  for (const brandId of await brandsWithNobodys(db)) await matchOrders(db, brandId, null);
}
