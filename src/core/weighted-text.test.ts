import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countText } from './text.ts';
import { linksIn } from './weighted-text.ts';

const weigh = (text: string) => countText(text, 'weighted', 23);

function check(cases: readonly (readonly [string, number])[]): void {
  for (const [text, weight] of cases) assert.equal(weigh(text), weight, JSON.stringify(text));
}

test('letters of most alphabets weigh one, those of East Asia two', () => {
  check([
    ['', 0],
    ['a', 1],
    ['Straße', 6],
    ['Ο καφές μου', 11],
    ['Привет', 6],
    ['שלום', 4],
    ['مرحبا', 5],
    ['สวัสดี', 6],
    ['გამარჯობა', 9],
    ['咖啡', 4],
    ['コーヒー', 8],
    ['커피', 4],
    ['ꯃꯤꯇꯩ', 8],
    ['你好, world', 11],
  ]);
});

test('the four light ranges end where they end', () => {
  check([
    ['\u10ff', 1],
    ['\u1100', 2],
    ['\u1fff', 2],
    ['\u2000', 1],
    ['\u200d', 1],
    ['\u200e', 2],
    ['\u2010', 1],
    ['\u201f', 1],
    ['\u2020', 2],
    ['\u2031', 2],
    ['\u2032', 1],
    ['\u2037', 1],
    ['\u2038', 2],
    ['“quoted” – and… so', 19],
    ['€', 2],
    ['™', 2],
  ]);
});

test('what looks the same weighs the same: letters are put together first', () => {
  check([
    ['caf\u00e9', 4],
    ['cafe\u0301', 4],
    ['\u1112\u1161\u11ab', 2],
  ]);
});

test('an emoji weighs two however many parts it is joined from', () => {
  check([
    ['😀', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['👩🏿‍🚀', 2],
    ['🏳️‍🌈', 2],
    ['🇬🇷', 2],
    ['🇬🇷🇩🇪', 4],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 2],
    ['1️⃣', 2],
    ['#⃣', 2],
    ['❤️', 2],
    ['☺', 2],
    ['H🐱☺👨‍👩‍👧‍👦', 7],
    ['☕'.repeat(140), 280],
  ]);
});

test('pictures joined in a way nobody has agreed on are counted one by one', () => {
  check([
    ['👨‍🍕', 5],
    ['🤷🏻‍♂', 5],
    ['🤷🏻‍♂️', 2],
  ]);
});

test('© and ® are letters unless they are asked to be pictures', () => {
  check([
    ['©', 1],
    ['®', 1],
    ['©️', 2],
    ['Kestrel® 2026', 13],
  ]);
});

test('a link weighs 23, long or short, with https or without', () => {
  check([
    ['http://k.co', 23],
    [`https://kestrel.example/${'a'.repeat(200)}`, 23],
    ['See https://kestrel.example/help?x=1&y=2#top now', 4 + 23 + 4],
    ['kestrel.com', 23],
    ['Look at kestrel.com/help.', 8 + 23 + 1],
    ['www.kestrel.co.uk', 23],
    ['t.co', 23],
    ['kestrel.gr/kafe', 23],
    ['kestrel.it', 23],
    ['kestrel.coffee', 23],
    ['kestrel.com:80/x', 23],
    ['http://καφές.gr', 23],
    ['見てkestrel.com', 27],
    ['https://k.example/a https://k.example/b', 47],
    ['(https://k.example/a_(b))', 25],
    ['https://k.example/見て', 27],
    ['https://k.example/a!?', 25],
  ]);
});

test('what only looks like a link is counted as it is written', () => {
  check([
    ['end.Then it went on', 19],
    ['me@kestrel.com', 14],
    ['@kestrel.com', 12],
    ['index.ts', 8],
    ['http://localhost:3000', 21],
    ['http://10.0.0.1/x', 17],
    ['3.5 bar', 7],
    ['v1.2.3', 6],
    ['kestrel.community-oven', 22],
    ['a..com', 6],
  ]);
});

test('names an answer begins with are how it is delivered, later ones are words', () => {
  check([
    ['@thea hello', 5],
    ['@thea @kestrel_help hello', 5],
    ['hello @thea', 11],
    ['@thea', 5],
    ['@thea, hello', 12],
  ]);
});

test('long and hostile texts are counted at once', () => {
  const texts = [
    'a.'.repeat(50_000),
    '@a '.repeat(30_000),
    'https://'.repeat(12_000),
    '.com'.repeat(25_000),
    '-'.repeat(100_000),
    'é'.repeat(100_000),
    `https://k.co/${'!'.repeat(100_000)}`,
    `https://k.co/${'(a'.repeat(50_000)}`,
    `https://${'a.'.repeat(50_000)}`,
    'https://é.'.repeat(10_000),
    'a-.'.repeat(30_000),
  ];
  for (const text of texts) {
    const before = performance.now();
    weigh(text);
    assert.ok(performance.now() - before < 1_000, text.slice(0, 20));
  }
});

test('where links stand, to the letter', () => {
  const text = 'Go to kestrel.com/a, then https://k.example!';
  assert.deepEqual(
    linksIn(text).map(({ start, end }) => text.slice(start, end)),
    ['kestrel.com/a', 'https://k.example'],
  );
});
