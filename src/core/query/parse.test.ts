import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutSpans } from '../../../tests/support/any-query.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  return parsed.query;
}

/** Read as this canonical text, whose own meaning other tests hold. */
const check = (text: string, canonical: string) => assert.equal(printQuery(read(text)), canonical, text);

const leaf = (text: string): object => {
  const query = withoutSpans(read(text));
  const { at: _, ...rest } = { at: null, ...query };
  return rest;
};

test('words side by side must all occur; AND says the same', () => {
  assert.equal(read('kestrel leaks').kind, 'and');
  check('kestrel AND leaks', 'kestrel leaks');
  check('  kestrel\n\tleaks ', 'kestrel leaks');
});

test('AND binds tighter than OR, NOT tighter than AND, NEAR tightest', () => {
  check('a1 b1 OR c1 d1', '(a1 b1) OR (c1 d1)');
  check('a1 OR b1 AND c1', 'a1 OR (b1 c1)');
  check('NOT a1 b1', '-a1 b1');
  check('b1 NOT (a1 OR c1)', 'b1 -(a1 OR c1)');
  check('x1 -a1 NEAR/3 b1', 'x1 -(a1 NEAR/3 b1)');
  check('a1 NEAR/3 b1 c1', '(a1 NEAR/3 b1) c1');
});

test('joints that join nothing fall away', () => {
  check('((kestrel))', 'kestrel');
  check('(a1 b1) c1', 'a1 b1 c1');
  check('(a1 OR b1) OR c1', 'a1 OR b1 OR c1');
  check('NOT NOT kestrel', 'kestrel');
  check('x1 --y1', 'x1 y1');
});

test('quotation marks of all kinds make phrases', () => {
  for (const text of [
    '"hums all day"',
    '“hums all day”',
    '„hums all day“',
    '«hums all day»',
    '»hums all day«',
    '＂hums all day＂',
  ]) {
    check(text, '"hums all day"');
  }
  check('「咖啡 机」', '"咖啡 机"');
  check('"kestrel"', 'kestrel');
  check('"OR" "and"', '"OR" "and"');
  check('kestrel"hums all"day', 'kestrel "hums all" day');
});

test('a quotation mark inside is doubled or behind a backslash', () => {
  const expected = { kind: 'phrase', words: ['a"b', 'c'].map(text => ({ text, prefix: false, exact: false })) };
  assert.deepEqual(leaf('"a""b c"'), expected);
  assert.deepEqual(leaf('"a\\"b c"'), expected);
  check('"back\\\\slash here"', '"back\\\\slash here"');
});

test('a star opens the end of a word, within phrases too', () => {
  assert.deepEqual(leaf('grind*'), { kind: 'word', word: { text: 'grind', prefix: true, exact: false } });
  check('"coffee machin* leak*"', '"coffee machin* leak*"');
  check('grind**,', 'grind*');
  check('咖*', '咖*');
});

test('= keeps letters as they are, ~ takes them as people write them', () => {
  assert.deepEqual(leaf('=Apple'), { kind: 'word', word: { text: 'Apple', prefix: false, exact: true } });
  check('="Acme Air"', '="Acme Air"');
  check('=Appl*', '=Appl*');
  assert.deepEqual(leaf('~"Acme   Air"'), { kind: 'brand', name: 'Acme Air' });
  check('～kestrel', '~kestrel');
});

test('handles, tags and fields', () => {
  check('@kestrel @kestrel@social.example ＠Kestrel_Care.', '@kestrel @kestrel@social.example @Kestrel_Care');
  check('#AcmeAirFail! ＃咖啡 #☕', '#AcmeAirFail #咖啡 #☕');
  check('FROM:@kestrel', 'from:kestrel');
  check('kestrel lang:PT-br lang:zh_hant', 'kestrel lang:pt-BR lang:zh-Hant');
  check('kestrel network:Twitter has:Question', 'kestrel network:x has:question');
  assert.deepEqual(leaf('link:https://www.Kestrel.example/Shop/?a=1#b'), {
    kind: 'link',
    host: 'kestrel.example',
    path: '/Shop',
  });
  assert.deepEqual(leaf('link:kestrel.example/'), { kind: 'link', host: 'kestrel.example', path: null });
  check('link:"kestrel.example/a_(b)"', 'link:"kestrel.example/a_(b)"');
  check('from:"kestrel"', 'from:kestrel');
});

test('every script is read, and marks of direction are read past', () => {
  check('咖啡机 OR กาแฟ OR 커피', '咖啡机 OR กาแฟ OR 커피');
  check('\u200fقهوة\u200e -\u2067קפה\u2069', 'قهوة -קפה');
  check('（咖啡　机）', '咖啡 机');
  check('👩🏽‍🍳 🇬🇷 3️⃣', '👩🏽‍🍳 🇬🇷 3️⃣');
});

test('punctuation around a word is read past, inside it stays', () => {
  check('kestrel, leaks! …again?', 'kestrel leaks again');
  check('Kestrel: leaks', 'Kestrel leaks');
  check('half-full o’clock AT&T', 'half-full o’clock "AT&T"');
  check('–job kestrel −shop', '-job kestrel -shop');
});

test('NEAR joins words, phrases, and groups of them', () => {
  const word = (text: string) => ({ text, prefix: false, exact: false });
  assert.deepEqual(leaf('"a1 b1" NEAR/7 (c1 OR d1)'), {
    kind: 'near',
    distance: 7,
    left: [[word('a1'), word('b1')]],
    right: [[word('c1')], [word('d1')]],
  });
  check('(a1) NEAR/0 ((b1 OR c1) OR d1)', 'a1 NEAR/0 (b1 OR c1 OR d1)');
});

test('every leaf knows where it stands', () => {
  const query = read('kestrel -"job offer" ~acme link:"x.example"');
  const at = query.kind === 'and' ? query.all.map(part => (part.kind === 'not' ? part.without : part)) : [];
  assert.deepEqual(
    at.map(part => ('at' in part ? [part.at.start, part.at.end] : [])),
    [
      [0, 7],
      [9, 20],
      [21, 26],
      [27, 43],
    ],
  );
});

test('a query may leave out what it likes beside something to look for', () => {
  check('kestrel (leaks OR -works)', 'kestrel (leaks OR -works)');
  check('(kestrel lang:de) OR @kestrel', '(kestrel lang:de) OR @kestrel');
  check('from:kestrel', 'from:kestrel');
});
