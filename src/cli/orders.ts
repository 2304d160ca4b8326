import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CannotStart } from '../core/cannot-start.ts';
import { ORDER_COLUMNS, type OrderColumn } from '../core/insight/order-lines.ts';
import { importOrders, type OrdersRead } from '../services/orders.ts';
import { actAsOwner } from './act-as-owner.ts';
import { grouped } from './progress.ts';
import { answer, withSession } from './session.ts';
import { EXIT, UsageMistake, type Verb } from './verb.ts';

export const verb: Verb = {
  help: `
heed orders import FILE [--brand BRAND] [--columns LIST] [--currency EUR] [--trial] [--json]

Takes in what customers bought, from the CSV file of a shop: one line an order, found again by its number, so that the same
file twice changes nothing. Lines with a mistake are told and left out; the others are taken in.

  --brand      name or slug; may be left out where there is only one
  --columns    what each column means, with commas between: ${ORDER_COLUMNS.join(', ')}, or handle:NETWORK;
               left out, guessed from their names
  --currency   where a line names none (EUR)
  --trial      look through the file only
  --json       print what was found as JSON
`,
  async run([deed = '', ...words]) {
    if (deed !== 'import') throw new UsageMistake(`orders knows "import", not "${deed}".`);
    const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageMistake('orders import takes one file.');
    const bytes = readFile(file);
    const columns = values.columns === undefined ? undefined : readColumns(values.columns);
    const found = await withSession(async session => {
      const { who } = await actAsOwner(session, values.brand);
      const { database, world } = session;
      const networks = [...world.connectors.keys()];
      const currency = values.currency.toUpperCase();
      return importOrders({ db: database.db, ...world }, who, {
        bytes,
        columns,
        currency,
        isTrial: values.trial,
        networks,
      });
    });
    answer(values.json, found, inWords(found));
    return found.mistaken > 0 ? EXIT.failed : EXIT.ok;
  },
};

const OPTIONS = {
  brand: { type: 'string' },
  columns: { type: 'string' },
  currency: { type: 'string', default: 'EUR' },
  trial: { type: 'boolean', default: false },
  json: { type: 'boolean' },
} as const;

function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CannotStart(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readColumns(list: string): OrderColumn[] {
  return list.split(',').map(word => {
    const column = word.trim();
    if (column.startsWith('handle:')) return `handle:${column.slice(7)}` as const;
    const known = ORDER_COLUMNS.find(one => one === column);
    if (known === undefined)
      throw new UsageMistake(`--columns knows ${ORDER_COLUMNS.join(', ')} and handle:NETWORK, not "${column}".`);
    return known;
  });
}

function inWords(found: OrdersRead): string {
  const head = found.isTrial
    ? `${grouped(found.rows)} lines looked through, nothing taken in.`
    : `${grouped(found.rows)} lines: ${grouped(found.made)} new, ${grouped(found.changed)} changed, ${grouped(found.same)} as they were.`;
  const columns = found.header.map((title, at) => `\n  ${title}: ${found.columns[at]}`).join('');
  const mistakes = found.mistakes
    .map(({ line, column, why }) => `\n  line ${line}${column === '' ? '' : `, ${column}`}: ${why}`)
    .join('');
  const wrong = found.mistaken === 0 ? '' : `\n${grouped(found.mistaken)} lines left out:${mistakes}`;
  return `${head} Of ${grouped(found.orders)} orders here, ${grouped(found.matched)} have a known buyer.${found.isTrial ? columns : ''}${wrong}`;
}
