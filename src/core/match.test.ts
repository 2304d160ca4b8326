import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMatches, parseQuery, QUERY_TEXT_LIMIT } from './match.ts';

function check(query: string, text: string, found: string[] | null): void {
  const parsed = parseQuery(query);
  if (parsed.kind === 'error') assert.fail(`${query}: ${parsed.message}`);
  const spans = findMatches(parsed.query, text);
  assert.deepEqual(spans?.map(({ start, end }) => text.slice(start, end)) ?? null, found, `${query} in ${text}`);
}

test('all words must occur, whatever their case and accents', () => {
  check('kestrel grinder', 'My GRINDER by Kestrel', ['GRINDER', 'Kestrel']);
  check('kestrel grinder', 'My kestrel', null);
  check('cafe', 'un café.', ['café']);
  check('καφες', 'Ο ΚΑΦΈΣ', ['ΚΑΦΈΣ']);
  check('rest', 'kestrel', null);
});

test('a phrase stands together, in its order', () => {
  check('"hums all day"', 'It hums all day long', ['hums all day']);
  check('"hums all day"', 'all day it hums', null);
  check('“hums all”', 'hums, all of it', ['hums, all']);
});

test('OR joins two neighbours, and the rest must still occur', () => {
  check('kestrel hums OR hiss', 'Kestrel: a hiss', ['Kestrel', 'hiss']);
  check('kestrel hums OR "makes noise" OR hiss', 'kestrel makes noise', ['kestrel', 'makes noise']);
  check('kestrel hums OR hiss', 'kestrel', null);
  check('or', 'this or that', ['or']);
});

test('what is excluded must not occur', () => {
  check('kestrel -job -"we are hiring"', 'kestrel leaks', ['kestrel']);
  check('kestrel -job', 'A job at Kestrel', null);
  check('kestrel -"we are hiring"', 'Kestrel: we are hiring', null);
});

test('a sign asks for the sign; a plain word takes any', () => {
  check('#kestrel', 'my kestrel', null);
  check('#kestrel', 'my #Kestrel', ['#Kestrel']);
  check('@kestrel', 'hi @kestrel!', ['@kestrel']);
  check('kestrel', '#kestrel', ['#kestrel']);
});

test('scripts without spaces are found inside a sentence', () => {
  check('咖啡机', '我的咖啡机坏了', ['咖啡机']);
  check('咖啡机', '咖啡很好的机器', null);
});

test('mistakes are answered with their place and with what to do', () => {
  const mistakes = [
    ['', 0],
    ['-job', 0],
    ['kestrel "hums', 8],
    ['OR kestrel', 0],
    ['kestrel OR', 8],
    ['kestrel OR OR hums', 11],
    ['kestrel OR -job', 8],
    ['kestrel !!!', 8],
    ['x'.repeat(QUERY_TEXT_LIMIT + 1), QUERY_TEXT_LIMIT],
  ] as const;
  for (const [text, at] of mistakes) {
    const parsed = parseQuery(text);
    assert.equal(parsed.kind, 'error', text);
    if (parsed.kind === 'error') assert.equal(parsed.at, at, text);
  }
});
