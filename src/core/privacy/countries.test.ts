/** The same things as people of many countries write them; all invented, or the published examples of their offices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPersonal, type PersonalKind } from './personal.ts';

function holds(kind: PersonalKind, text: string, written: string): void {
  const found = findPersonal(text).filter(one => one.kind === kind);
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    [written],
    text,
  );
}

const PHONES: Record<string, [string, string][]> = {
  Britain: [
    ['ring me on 07700 900123 please', '07700 900123'],
    ['my number:02079460123', '02079460123'],
  ],
  America: [
    ['call me (202) 555-0143', '(202) 555-0143'],
    ['2025550143 is my cell', '2025550143'],
  ],
  Germany: [
    ['Ruft mich an unter 0151 23456789', '0151 23456789'],
    ['Tel:030/12345678', '030/12345678'],
  ],
  France: [['rappelez moi au 06 12 34 56 78', '06 12 34 56 78']],
  Spain: [['mi movil 612345678', '612345678']],
  Italy: [['chiamatemi al 347 1234567', '347 1234567']],
  Greece: [['καλέστε με στο 210 1234567', '210 1234567']],
  Netherlands: [['bel me op 06-12345678', '06-12345678']],
  Portugal: [['liguem para 912 345 678', '912 345 678']],
  Brazil: [['meu zap (11) 91234-5678', '(11) 91234-5678']],
  Turkey: [['numaram 0532 123 45 67', '0532 123 45 67']],
  India: [['my mobile no 98765 43210', '98765 43210']],
  Arabia: [['رقمي 0501234567', '0501234567']],
  Sweden: [['ring mig 070-123 45 67', '070-123 45 67']],
  Mexico: [['mi cel es 55 1234 5678', '55 1234 5678']],
  Japan: [['090-1234-5678', '090-1234-5678']],
};

for (const [country, examples] of Object.entries(PHONES)) {
  test(`telephone numbers as written in ${country}`, () => {
    for (const [text, written] of examples) holds('phone', text, written);
  });
}

test('national ids are proven by the rule of their country', () => {
  for (const [text, written] of [
    ['TC kimlik no 10000000146', '10000000146'],
    ['NIF 123456789', '123456789'],
    ['my SIN is 046 454 286', '046 454 286'],
    ['TFN 123 456 782', '123 456 782'],
    ['ID number 8001015009087', '8001015009087'],
    ['주민 880101-1234568', '880101-1234568'],
    ['AHV 756.1234.5678.97', '756.1234.5678.97'],
    ['rijksregister 85.07.30-033.28', '85.07.30-033.28'],
  ] as const)
    holds('national_id', text, written);
});

test('one digit off is no national id', () => {
  for (const text of ['TC kimlik no 10000000147', 'NIF 123456788', 'my SIN is 046 454 287', '주민 880101-1234567'])
    assert.equal(
      findPersonal(text).some(one => one.kind === 'national_id'),
      false,
      text,
    );
});

test('order numbers behind the word of the language', () => {
  for (const [text, written] of [
    ['sipariş no 5512345', '5512345'],
    ['zamówienie 123456', '123456'],
    ['bestelling 998877', '998877'],
    ['commande n° 77123-A', '77123-A'],
    ['رقم الطلب 883311', '883311'],
  ] as const)
    holds('order', text, written);
});

test('a street with its number in front, as in France', () => {
  holds('address', "j'habite 12 rue de la Paix", '12 rue de la Paix');
});

test('what only looks like a number of somebody is left alone', () => {
  for (const text of [
    'score was 3-2 in 2014',
    'flight UA 1234 at 17:45',
    'from 12:30 to 14:30',
    'costs 1 250 000 dollars',
    '07/11/2026 12:30',
    'ratio 16:9 1920x1080',
  ])
    assert.deepEqual(findPersonal(text), [], text);
});
