import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { orderPattern } from './order.ts';
import { findPersonal, PERSONAL_READ_LIMIT } from './personal.ts';

/** @param found `kind text`, in order */
function check(text: string, found: string[], orders: string[] = []): void {
  const patterns = orders.flatMap(written => orderPattern(written) ?? []);
  const seen = findPersonal(text, patterns).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
  assert.deepEqual(seen, found, text);
}

test('e-mail addresses are found as people write them', () => {
  check('Write to jo.doe+desk@kestrel.example, please.', ['email jo.doe+desk@kestrel.example']);
  check('jo (at) kestrel (dot) example', ['email jo (at) kestrel (dot) example']);
  check('γράψτε στο μαρία@καφές.ελ', ['email μαρία@καφές.ελ']);
  check('thanks @kestrel and @jo_doe!', []);
});

test('cards are believed by their check digit, together or in groups', () => {
  check('my card 4111 1111 1111 1111 was charged', ['card 4111 1111 1111 1111']);
  check('3782-822463-10005', ['card 3782-822463-10005']);
  check('parcel 4111111111111112', []);
  check('رقم البطاقة ٤١١١١١١١١١١١١١١١', ['card ٤١١١١١١١١١١١١١١١']);
});

test('bank accounts are believed by their remainder, and end where the number ends', () => {
  check('Send it to DE89 3704 0044 0532 0130 00 by Friday', ['iban DE89 3704 0044 0532 0130 00']);
  check('gb29nwbk60161331926819.', ['iban gb29nwbk60161331926819']);
  check('DE88 3704 0044 0532 0130 00', []);
});

test('telephone numbers are found by a plus, a word beside them, or a way of writing', () => {
  check('+30 210 555 0199', ['phone +30 210 555 0199']);
  check('call me on 555 0199', ['phone 555 0199']);
  check('Ruft mich an: 030 5550 1990', ['phone 030 5550 1990']);
  check('(415) 555-0199', ['phone (415) 555-0199']);
  check('01.84.17.61.18', ['phone 01.84.17.61.18']);
  check('μιλήστε μαζί μου στο κινητό 6970000199', ['phone 6970000199']);
  check('اتصل بي على ٠٥٠٥٥٥٠١٩٩', ['phone ٠٥٠٥٥٥٠١٩٩']);
});

test('dates, money, versions and addresses of machines are no telephone numbers', () => {
  for (const text of [
    'on 2026-11-22 14:30',
    '1.250.000',
    'version 8.4.28.1104',
    'from 192.168.12.101',
    '10.30-14.00',
    '2024-2026',
  ]) {
    check(text, []);
  }
});

test('national ids are believed by their own country’s rule', () => {
  check('SSN 219-09-9999', ['national_id 219-09-9999']);
  check('000-12-3456', ['phone 000-12-3456']);
  check('DNI 12345678Z', ['national_id 12345678Z']);
  check('DNI 12345678A', []);
  check('CPF 529.982.247-25', ['national_id 529.982.247-25']);
  check('RSSMRA85T10A562S', ['national_id RSSMRA85T10A562S']);
  check('Aadhaar 2341 2341 2346', ['national_id 2341 2341 2346']);
  check('Steuer-ID 86095742719', ['national_id 86095742719']);
  check('11010519491231002X', ['national_id 11010519491231002X']);
  check('PESEL 44051401359', ['national_id 44051401359']);
  check('a wheel PN 320008A', []);
});

test('order numbers are found by a word before them, or as the company writes them', () => {
  check('Order number: 50770571 is late', ['order 50770571']);
  check('Bestellung K-75595 fehlt', ['order K-75595']);
  check('my PNR is NJV4BP', ['order NJV4BP']);
  check('K-75595?', ['order K-75595'], ['@-#####']);
  check('order is late', []);
  check('order was in 2024', []);
});

test('what may be an address is only called possible', () => {
  const [street] = findPersonal('I live at 12 Harbour Street, come round');
  assert.deepEqual([street?.kind, street?.possible], ['address', true]);
  check('Hafenstraße 12', ['address Hafenstraße 12']);
  check('I am on my way', []);
});

test('places are right, do not overlap, and any text is read in bounded time', () => {
  const pieces = fc.constantFrom(
    '4111 1111 1111 1111',
    'jo@kestrel.example',
    '+30 210 555 0199',
    'order ',
    '🦊',
    '\u202e',
    ' ',
    '1',
    'a',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 }), parts => {
      const text = parts.join('');
      let end = 0;
      for (const one of findPersonal(text)) {
        assert.ok(one.start >= end && one.end > one.start && one.end <= text.length);
        end = one.end;
      }
    }),
  );
  for (const unit of ['1 ', '1-', 'a@', 'a.', '(', '+', 'order ', 'GB82', 'A1'])
    findPersonal(unit.repeat(PERSONAL_READ_LIMIT));
});

test('a pattern without anything variable, or too long, is none', () => {
  assert.equal(orderPattern('ORDER'), null);
  assert.equal(orderPattern('#'.repeat(41)), null);
});

test('addresses spelt out in words are seen, and talk of dots is none', () => {
  const spelt = [
    'jo dot smith at post dot example',
    'kevin_99 AT gmail DOT com',
    'maria arroba correo punto com',
    'nikos παπάκι mail τελεία gr',
    'juan.perez @ correo.com',
  ];
  for (const text of spelt)
    assert.deepEqual(
      findPersonal(`write ${text}`).map(({ kind }) => kind),
      ['email'],
      text,
    );
  for (const text of ['look at the dot on the map', '@anna at home, dot com bubble', 'meet me at cafe dot'])
    assert.deepEqual(findPersonal(text), [], text);
});

test('counting aloud, results of games and draws are no telephone numbers, and a bank account may be written with dots', () => {
  for (const text of [
    'waited 1 2 3 4 5 6 7 8 9 10 days',
    'it was 3-2 and then 10-12 6-4 6-3',
    'drawn: 12 23 34 41 45 09',
  ])
    assert.deepEqual(findPersonal(text), [], text);
  assert.deepEqual(
    findPersonal('FR14.2004.1010.0505.0001.3M02.606').map(({ kind }) => kind),
    ['iban'],
  );
});
