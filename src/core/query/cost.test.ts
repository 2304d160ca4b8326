import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMatcher } from '../match/matcher.ts';
import { type Cost, costOf, type Frequencies } from './cost.ts';
import { frequenciesIn } from './frequencies.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import type { Matchable } from './query.ts';

const SHARES: Readonly<Record<string, number>> = {
  the: 0.3,
  coffee: 0.004,
  machine: 0.0015,
  kestrel: 0.000_02,
  leaks: 0.000_1,
  'coff*': 0.006,
  'lang:de': 0.02,
  '#coffee': 0.000_3,
};
const frequencies: Frequencies = { postsPerDay: 4_000_000, shareOf: leaf => SHARES[printQuery(leaf)] ?? null };

function cost(text: string): Cost {
  const parsed = parseQuery(text);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  return costOf(parsed.query, frequencies);
}

function check(text: string, kind: Cost['class'], perDay: number, anchors: string[]): void {
  const { class: found, candidatesPerDay, anchors: held } = cost(text);
  assert.deepEqual([found, candidatesPerDay, held.map(anchor => anchor.text)], [kind, perDay, anchors], text);
}

test('what few posts a day hold costs nothing, however quiet the stream', () => {
  const quiet = { ...frequencies, postsPerDay: 20_000 };
  const parsed = parseQuery('the');
  if (parsed.kind === 'error') assert.fail(parsed.message);
  const { class: found, advice } = costOf(parsed.query, quiet);
  assert.deepEqual([found, advice], ['cheap', []]);
  assert.equal(costOf(parsed.query, { ...quiet, postsPerDay: 40_000 }).class, 'dear');
});

test('the rarest of what must occur decides', () => {
  check('the', 'dear', 1_200_000, ['the']);
  check('the coffee', 'fair', 16_000, ['coffee']);
  check('the coffee kestrel', 'cheap', 80, ['kestrel']);
  check('"the kestrel machine"', 'cheap', 80, ['"the kestrel machine"']);
  check('coffee -kestrel', 'fair', 16_000, ['coffee']);
});

test('each side of OR adds its own, dearest first', () => {
  check('kestrel OR leaks OR coffee', 'fair', 16_480, ['coffee', 'leaks', 'kestrel']);
  check('(coffee OR the) kestrel', 'cheap', 80, ['kestrel']);
  check('(coffee kestrel) OR (the leaks)', 'cheap', 480, ['leaks', 'kestrel']);
});

test('NEAR is held by its rarer side', () => {
  check('coffee NEAR/3 kestrel', 'cheap', 80, ['kestrel']);
  check('(leaks OR kestrel) NEAR/3 the', 'cheap', 480, ['leaks OR kestrel']);
});

test('a star stands for many words, by the table or by an estimate', () => {
  check('coff*', 'fair', 24_000, ['coff*']);
  check('kestrel*', 'cheap', 1_600, ['kestrel*']);
});

test('signs are rare unless the table knows better, languages are not', () => {
  check('#coffee', 'cheap', 1_200, ['#coffee']);
  check('@kestrel lang:de', 'cheap', 8, ['@kestrel']);
  check('the lang:de', 'dear', 80_000, ['lang:de']);
});

test('names add up their spellings', () => {
  check('~kestrel', 'cheap', 120, ['~kestrel']);
  check('~"coffee kestrel"', 'cheap', 132, ['~"coffee kestrel"']);
});

test('a dear query says why and what would make it cheaper', () => {
  const said = (text: string) => {
    const { reasons, advice } = cost(text);
    return [...reasons, ...advice].map(({ code }) => code);
  };
  assert.deepEqual(said('the'), ['anchor', 'nothing_rare', 'add_word', 'sign']);
  assert.deepEqual(said('coff*'), ['anchor', 'wide_prefix', 'nothing_rare', 'longer_prefix', 'add_word']);
  assert.deepEqual(said('kestrel OR the'), ['anchor', 'wide_side', 'split', 'sign']);
  assert.deepEqual(said('kestrel'), ['anchor']);
  assert.equal(cost('kestrel').reasons[0]?.message, 'About 80 posts a day hold kestrel; each is looked at.');
});

test('an anchor says where it stands in the query', () => {
  assert.deepEqual(cost('coffee kestrel').anchors[0]?.at, { start: 7, end: 14 });
});

test('a sample of posts tells how common each part is', () => {
  const post = (text: string): Matchable => {
    return { text, title: null, authorHandle: null, lang: 'de', network: 'x', links: [], hasMedia: false };
  };
  const posts = ['Kestrl leaks', 'a machine', 'the machines', 'the', 'the', 'the', 'the', 'the', 'the', 'the'].map(
    post,
  );
  const { shareOf, postsPerDay } = frequenciesIn(posts, 1_000, makeMatcher);
  const share = (text: string) => {
    const parsed = parseQuery(text);
    return parsed.kind === 'query' && 'at' in parsed.query ? shareOf(parsed.query) : undefined;
  };
  assert.deepEqual(['the', 'machine', 'machine*', '~Kestrel', '=the', '#the', 'falcon'].map(share), [
    0.8,
    0.1,
    0.2,
    0.1,
    0.8,
    null,
    null,
  ]);
  assert.equal(shareOf({ kind: 'lang', at: { start: 0, end: 0 }, lang: 'de' }), 1);
  assert.equal(postsPerDay, 1_000);
});
