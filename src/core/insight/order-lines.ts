/** What the columns of a file of orders mean: guessed from their names, and read cell by cell with what is wrong said plainly. */

import { isUuid } from '../id.ts';
import { emailKey, phoneKey } from '../person-marks.ts';
import { fold } from '../text.ts';

export const ORDER_COLUMNS = [
  'skip',
  'order',
  'bought_at',
  'amount',
  'amount_minor',
  'currency',
  'contact',
  'customer',
  'email',
  'phone',
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number] | `handle:${string}`;

/** By what a buyer is known: our own id of the contact, the shop's number, an address, a number, a handle on a network. */
export type BuyerKey =
  | { kind: 'contact' | 'given_id' | 'email' | 'phone'; value: string }
  | { kind: 'handle'; network: string; value: string };

export type OrderLine = {
  line: number;
  orderId: string;
  boughtAt: Date;
  /** In the currency's smallest unit; below nought: money given back. */
  amountMinor: number;
  currency: string;
  keys: BuyerKey[];
};
export type OrderMistake = { line: number; column: string; why: string };

export const ORDER_ID_LIMIT = 120;
/** A thousand billion of the smallest unit: larger sums are mistakes. */
const AMOUNT_LIMIT = 1e15;

const NAMES: readonly (readonly [OrderColumn, readonly string[]])[] = [
  [
    'order',
    [
      'order',
      'order id',
      'order number',
      'order no',
      'id',
      'bestellnummer',
      'bestellung',
      'pedido',
      'numero de pedido',
      'παραγγελια',
      'αριθμοσ παραγγελιασ',
      'رقم الطلب',
    ],
  ],
  [
    'bought_at',
    [
      'date',
      'bought at',
      'created at',
      'order date',
      'ordered at',
      'datum',
      'bestelldatum',
      'fecha',
      'ημερομηνια',
      'التاريخ',
    ],
  ],
  [
    'amount',
    [
      'amount',
      'total',
      'order total',
      'sum',
      'value',
      'price',
      'betrag',
      'summe',
      'importe',
      'ποσο',
      'συνολο',
      'المبلغ',
    ],
  ],
  ['amount_minor', ['amount minor', 'amount cents', 'cents', 'total cents']],
  ['currency', ['currency', 'waehrung', 'wahrung', 'moneda', 'νομισμα', 'العملة']],
  ['contact', ['contact', 'contact id', 'heed id']],
  [
    'customer',
    [
      'customer',
      'customer id',
      'customer number',
      'customer no',
      'kundennummer',
      'numero de cliente',
      'κωδικοσ πελατη',
    ],
  ],
  ['email', ['email', 'e mail', 'mail', 'customer email', 'email address', 'correo', 'correo electronico']],
  ['phone', ['phone', 'telephone', 'mobile', 'customer phone', 'telefon', 'telefono', 'τηλεφωνο', 'الهاتف']],
];

/** @param networks ids of the networks known here */
export function guessOrderColumns(header: readonly string[], networks: readonly string[]): OrderColumn[] {
  const taken = new Set<OrderColumn>();
  return header.map(title => {
    const words = fold(title)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const network = networks.find(id => words === id || words.startsWith(`${id} `));
    const found =
      NAMES.find(([, names]) => names.includes(words))?.[0] ??
      (network === undefined ? 'skip' : (`handle:${network}` as const));
    const column = found !== 'skip' && taken.has(found) ? 'skip' : found;
    taken.add(column);
    return column;
  });
}

export type OrderReading = {
  header: readonly string[];
  columns: readonly OrderColumn[];
  /** Where a line names none. */
  currency: string;
  /** In which days without a zone are told. */
  timeZone: string;
};

/** One line. A line with a mistake is left out whole. */
export function readOrder(
  cells: readonly string[],
  line: number,
  reading: OrderReading,
): { order: OrderLine | null; mistakes: OrderMistake[] } {
  const { header, columns } = reading;
  const mistakes: OrderMistake[] = [];
  const cell = (column: OrderColumn) => (cells[columns.indexOf(column)] ?? '').trim();
  const wrong = (column: OrderColumn, why: string) =>
    void mistakes.push({ line, column: header[columns.indexOf(column)] ?? '', why });
  const orderId = cell('order');
  if (orderId === '') wrong('order', 'Needs the number of the order, so that it is taken in once.');
  else if (orderId.length > ORDER_ID_LIMIT)
    wrong('order', `The number of an order may have up to ${ORDER_ID_LIMIT} characters.`);
  const boughtAt = readMoment(cell('bought_at'), reading.timeZone);
  if (boughtAt === null)
    wrong(
      'bought_at',
      `“${cell('bought_at').slice(0, 40)}” is no day we can read for sure. Write it as 2026-11-22 or 22.11.2026.`,
    );
  const currency = (cell('currency') || currencyIn(cell('amount')) || reading.currency).toUpperCase();
  const digits = minorDigits(currency);
  if (digits === null) wrong('currency', `“${currency.slice(0, 10)}” is no currency, such as EUR.`);
  const isMinor = columns.includes('amount_minor');
  const amountMinor = isMinor ? readWhole(cell('amount_minor')) : readMinor(cell('amount'), digits ?? 2);
  if (amountMinor === null) {
    const column = isMinor ? 'amount_minor' : 'amount';
    wrong(column, `“${cell(column).slice(0, 40)}” is no amount${isMinor ? ' in whole cents' : ''}.`);
  }
  const keys = keysIn(cells, columns, wrong);
  if (keys.length === 0 && mistakes.length === 0)
    wrong('customer', 'Needs a customer number, an e-mail, a phone number or a handle, to know whose it is.');
  if (mistakes.length > 0 || boughtAt === null || amountMinor === null) return { order: null, mistakes };
  return { order: { line, orderId, boughtAt, amountMinor, currency, keys }, mistakes };
}

function keysIn(
  cells: readonly string[],
  columns: readonly OrderColumn[],
  wrong: (column: OrderColumn, why: string) => void,
): BuyerKey[] {
  return columns.flatMap((column, at): BuyerKey[] => {
    const said = (cells[at] ?? '').trim();
    if (said === '') return [];
    const key = buyerKey(column, said);
    if (typeof key !== 'string') return key === null ? [] : [key];
    wrong(column, key);
    return [];
  });
}

/** @returns what is wrong with it, in words; null: this column says nothing of the buyer */
export function buyerKey(column: OrderColumn, said: string): BuyerKey | string | null {
  if (column === 'contact')
    return isUuid(said) ? { kind: 'contact', value: said } : `“${said.slice(0, 40)}” is no id of a contact here.`;
  if (column === 'customer') return { kind: 'given_id', value: said.slice(0, ORDER_ID_LIMIT) };
  if (column === 'email') {
    const isEmail = /^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/.test(said);
    return isEmail ? { kind: 'email', value: emailKey(said) } : `“${said.slice(0, 60)}” is no e-mail address.`;
  }
  if (column === 'phone') {
    const phone = phoneKey(said);
    return phone === null
      ? `“${said.slice(0, 40)}” is no phone number with its country, such as +30 2421 012345.`
      : { kind: 'phone', value: phone };
  }
  if (!column.startsWith('handle:')) return null;
  const handle = said.replace(/^@/, '');
  return /\s/.test(handle) || handle.length > 200
    ? `“${said.slice(0, 60)}” is no handle.`
    : { kind: 'handle', network: column.slice(7), value: handle };
}

/** `2026-11-22`, with a time and a zone where it is told, or `22.11.2026`. Days with slashes mean two things, and are not guessed. */
export function readMoment(said: string, timeZone: string): Date | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(said);
  const text =
    german === null
      ? said.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
      : `${german[3]}-${two(german[2])}-${two(german[1])}T${(german[4] ?? '00:00').padStart(5, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return null;
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T'))
      return new Date(Temporal.Instant.from(text).epochMilliseconds);
    return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY' };

function currencyIn(amount: string): string {
  const sign = Object.keys(SIGNS).find(one => amount.includes(one));
  return /\b[A-Z]{3}\b/.exec(amount)?.[0] ?? SIGNS[sign ?? ''] ?? '';
}

/** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD. Null: it is none. */
export function minorDigits(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

function readWhole(said: string): number | null {
  return /^-?\d{1,15}$/.test(said) ? Number(said) : null;
}

/** `1.234,50`, `1,234.50`, `1234.5`, `(12.00)` and `-12` in the smallest unit. A single mark before three digits parts thousands, unless the currency has three. */
export function readMinor(said: string, digits: number): number | null {
  const bare = said.replace(/\b[A-Z]{3}\b/, '').replace(/[\s\u00a0\u202f'’€$£¥]/g, '');
  const isBelow = /^[-−]|^\(.*\)$/.test(bare);
  const plain = bare.replace(/^[-−+]|^\(|\)$/g, '');
  const match = /^(\d{1,3}(?:([.,])\d{3})+|\d+)(?:([.,])(\d+))?$/.exec(plain);
  if (match?.[1] === undefined) return null;
  let [whole, cents] = [match[1].replace(/[.,]/g, ''), match[4] ?? ''];
  const single = /^(\d+)[.,](\d{3})$/.exec(plain);
  if (single?.[1] !== undefined && single[2] !== undefined && digits === 3) [whole, cents] = [single[1], single[2]];
  if (match[2] !== undefined && match[2] === match[3]) return null;
  if (cents.length > digits && /[1-9]/.test(cents.slice(digits))) return null;
  const minor = Number(whole + cents.slice(0, digits).padEnd(digits, '0'));
  return minor > AMOUNT_LIMIT ? null : isBelow && minor !== 0 ? -minor : minor;
}
