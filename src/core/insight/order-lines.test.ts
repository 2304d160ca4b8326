import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guessOrderColumns, minorDigits, readMinor, readMoment, readOrder } from './order-lines.ts';

test('amounts are read as shops write them, in the smallest unit', () => {
  const cases: [string, number, number | null][] = [
    ['1.234,50', 2, 123450],
    ['1,234.50', 2, 123450],
    ['1 234,5', 2, 123450],
    ['€ 3,99', 2, 399],
    ['-12', 2, -1200],
    ['(12.00)', 2, -1200],
    ['1.500', 2, 150000],
    ['1.500', 3, 1500],
    ['1,500', 0, 1500],
    ['12.3456', 2, null],
    ['1.2.3', 2, null],
    ['many', 2, null],
    ['', 2, null],
  ];
  for (const [said, digits, wanted] of cases) assert.equal(readMinor(said, digits), wanted, said);
});

test('every amount comes back as it was written, in either way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), minor => {
      for (const locale of ['en-US', 'de-DE', 'es-ES', 'fr-FR', 'el-GR']) {
        const said = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(minor / 100);
        assert.equal(readMinor(said, 2), minor === 0 ? 0 : minor, `${said} in ${locale}`);
      }
    }),
  );
});

test('days are read where they can mean one thing only', () => {
  const read = (said: string) => readMoment(said, 'Europe/Athens')?.toISOString() ?? null;
  assert.equal(read('2026-11-22'), '2026-11-21T22:00:00.000Z');
  assert.equal(read('2026-11-22 14:05'), '2026-11-22T12:05:00.000Z');
  assert.equal(read('2026-11-22T14:05:06Z'), '2026-11-22T14:05:06.000Z');
  assert.equal(read('1.2.2026 9:30'), '2026-02-01T07:30:00.000Z');
  for (const said of ['11/12/2026', '2026-02-31', '31.02.2026', '', 'yesterday']) assert.equal(read(said), null, said);
});

test('the smallest unit is the currency’s own', () => {
  assert.deepEqual(['EUR', 'JPY', 'KWD', 'eur', '€'].map(minorDigits), [2, 0, 3, null, null]);
});

test('columns are known by their names, and each meaning is taken once', () => {
  assert.deepEqual(
    guessOrderColumns(['Bestellnummer', 'Datum', 'Betrag', 'E-Mail', 'Total', 'Bluesky handle', 'Colour'], ['bluesky']),
    ['order', 'bought_at', 'amount', 'email', 'skip', 'handle:bluesky', 'skip'],
  );
});

test('a line with a mistake is left out whole, and says all that is wrong with it', () => {
  const reading = {
    header: ['order', 'date', 'total', 'email'],
    columns: ['order', 'bought_at', 'amount', 'email'] as const,
    currency: 'EUR',
    timeZone: 'UTC',
  };
  const good = readOrder(['7', '2026-11-02', 'GBP 4.20', 'Thea@Brew.example'], 2, reading);
  assert.deepEqual(good.order, {
    line: 2,
    orderId: '7',
    boughtAt: new Date('2026-11-02'),
    amountMinor: 420,
    currency: 'GBP',
    keys: [{ kind: 'email', value: 'thea@brew.example' }],
  });
  const bad = readOrder(['', 'soon', 'x', 'thea'], 3, reading);
  assert.equal(bad.order, null);
  assert.deepEqual(
    bad.mistakes.map(one => one.column),
    ['order', 'date', 'total', 'email'],
  );
});
