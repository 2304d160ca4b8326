import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { modernise } from './modernise.ts';
import { parseQuery } from './parse.ts';

const check = (before: string, now: string) => assert.equal(modernise(before), now);

test('a query that means the same today stays as it was written', () => {
  check('kestrel', 'kestrel');
  check('kestrel  “hums all day” -job', 'kestrel  “hums all day” -job');
  check('kestrel OR hiss', 'kestrel OR hiss');
  check('@kestrel #kestrel', '@kestrel #kestrel');
  check('kestrel (hums OR hiss)', 'kestrel (hums OR hiss)');
});

test('OR still joins the two neighbours it joined', () => {
  check('grinder "hums all day" OR hiss -job', 'grinder ("hums all day" OR hiss) -job');
  check('a1 OR a2 b1 OR b2 OR b3', '(a1 OR a2) (b1 OR b2 OR b3)');
});

test('signs that meant nothing then mean nothing now', () => {
  check('~kestrel', 'kestrel');
  check('=Kestrel', 'Kestrel');
  check('kestr* hums', 'kestr hums');
  check('note:this kestrel', '"note:this" kestrel');
  check('kestrel "!!!" ... hums', 'kestrel hums');
  check('kestrel NEAR/5 hums', 'kestrel "NEAR/5" hums');
});

test('AND, NOT and parentheses mean what people meant by them', () => {
  check('kestrel AND hums', 'kestrel AND hums');
  check('kestrel NOT job', 'kestrel NOT job');
  check('(kestrel hums', 'kestrel hums');
});

test('what could never be read is left as it is', () => {
  check('-job', '-job');
  check('kestrel "hums', 'kestrel "hums');
  check('', '');
});

test('whatever was a query then is one now, and rewriting it again changes nothing', () => {
  const scrap = fc.constantFrom(
    'kestrel',
    'hums',
    '"hums all day"',
    'OR',
    'AND',
    '-',
    ' ',
    ' ',
    ' ',
    '@kestrel',
    '#tag',
    '*',
    ':',
    '(',
    '~',
    '.',
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 12 }), scraps => {
      const now = modernise(`kestrel ${scraps.join('')}`);
      const parsed = parseQuery(now);
      if (parsed.kind === 'error') assert.match(parsed.code, /quote_open/, now);
      assert.equal(modernise(now), now);
    }),
  );
});
