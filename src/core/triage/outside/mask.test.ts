import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderPattern } from '../../privacy/order.ts';
import { findPersonal } from '../../privacy/personal.ts';
import { seeded } from '../shuffle.ts';
import { maskPost } from './mask.ts';

const PERSONAL = [
  'nina.cups@cups.example',
  'nina+tag@mail.cups.example',
  'n1na＠cups.example',
  '+44 20 7946 0958',
  '(415) 555-0132',
  '+30 210 123 4567',
  '٠١٢٣٤٥٦٧٨٩',
  '4111 1111 1111 1111',
  '5500-0000-0000-0004',
  'GB82 WEST 1234 5698 7654 32',
  'DE89370400440532013000',
  '@ninacups',
  '@nina@cups.example',
  'https://cups.example/orders/17?mail=nina',
  'www.cups.example/nina',
  'cups.example/orders/nina',
  'KES-48213',
  'order number 8812377',
];
const SECRET = /nina|n1na|cups|7946|555.?0132|123 4567|4111|5500|WEST|37040|48213|8812377|٠١٢٣/iu;
const WORDS = 'where is my parcel it leaks since monday ☕ και δεν δουλεύει أين طلبي 99 € !! … \n “so” '.split(' ');
const orders = [orderPattern('KES-#####')].filter(one => one !== null);

test('whatever is put together, nothing personal leaves', () => {
  const random = seeded(7);
  const some = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  for (let round = 0; round < 3_000; round++) {
    const pieces = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      random() < 0.4 ? some(PERSONAL) : some(WORDS),
    );
    const text = pieces.join(some([' ', ', ', '\n', ' — ', ' (']));
    const masked = maskPost(text, ['Nina Cups', 'ninacups'], orders);
    assert.doesNotMatch(masked, SECRET, text);
    assert.doesNotMatch(masked, /[@＠]/u, text);
    assert.doesNotMatch(masked, /\p{Nd}{6}/u, text);
    const left = findPersonal(masked, orders).filter(({ possible }) => !possible);
    assert.deepEqual(left, [], `${text} → ${masked}`);
  }
});

test('ordinary words stay as they are', () => {
  for (const text of [
    'It leaks since Monday, 3 weeks now!',
    'Δεν δουλεύει η μηχανή',
    'Fits the K7? 250 ml, 9.99 €',
    '',
  ])
    assert.equal(maskPost(text, ['Al']), text);
});

test('a name goes in each of its parts, but not inside other words', () => {
  assert.equal(maskPost('Regards, nina. Cupsholder is fine', ['Nina Cups']), 'Regards, [person]. Cupsholder is fine');
  assert.equal(maskPost('signed (Zoë)', ['Zoë (she/her) *']), 'signed ([person])');
});

test('a long post is cut, and what stands across the cut goes whole', () => {
  const text = `${'a '.repeat(1_990)}write to nina.cups@cups.example ${'b '.repeat(60_000)}`;
  const masked = maskPost(text, []);
  assert.ok(masked.length < 4_100);
  assert.doesNotMatch(masked, /nina|cups/);
  assert.match(masked, /\[e-mail\]/);
});

test('hostile text is masked in bounded time, and broken characters are mended', () => {
  for (const text of [
    '@'.repeat(100_000),
    '1 '.repeat(50_000),
    'a.'.repeat(50_000),
    '(((('.repeat(25_000),
    '\ud800 \udfff',
  ]) {
    const begun = process.cpuUsage();
    const masked = maskPost(text, ['a.a.a.a', '((((']);
    const { user, system } = process.cpuUsage(begun);
    assert.ok(user + system < 1_000_000, `${text.slice(0, 8)}… took ${user + system} µs`);
    assert.ok(masked.isWellFormed());
  }
});
