/** Queries come and go for as long as a desk lives: nothing of them stays, and nobody waits for the tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeName, makeQueries } from '../../bench/match-queries.ts';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { hashOf } from '../../src/core/match/reading.ts';
import { dropTerm, findText, keyOf, makeTerms, mayBeTerm, takeTerm } from '../../src/core/match/terms.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Query } from '../../src/core/query/query.ts';
import { makeChance } from '../support/chance.ts';

const WORD = 0;

function parsed(text: string): Query {
  const result = parseQuery(text);
  assert.equal(result.kind, 'query', text);
  return result.kind === 'query' ? result.query : { kind: 'or', any: [] };
}

test('the table of terms forgets all of a term, and finds all others', () => {
  const terms = makeTerms();
  const words = Array.from({ length: 5_000 }, (_, i) => `word${i}`);
  const taken = words.map(word => takeTerm(terms, WORD, word));
  words.forEach((_, i) => {
    if (i % 3 !== 0) dropTerm(terms, taken[i] ?? -1);
  });
  words.forEach((word, i) => {
    assert.equal(findText(terms, WORD, word), i % 3 === 0 ? taken[i] : -1, word);
    if (i % 3 === 0) assert.ok(mayBeTerm(terms, keyOf(WORD, hashOf(word))), word);
  });
  words.forEach((_, i) => {
    if (i % 3 === 0) dropTerm(terms, taken[i] ?? -1);
  });
  assert.equal(terms.live, 0);
  assert.ok(terms.slots.every(cell => cell === 0));
  assert.ok(terms.sieve.every(bits => bits === 0));
});

test('queries that change for ever take no more room than those that are there', () => {
  const chance = makeChance(5);
  const matcher = makeMatcher();
  const names = Array.from({ length: 500 }, () => makeName(chance));
  const write = (round: number) =>
    makeQueries(1_000, names, 10, chance).forEach((text, i) => {
      matcher.set(String(i), parsed(text));
      if (i % 7 === round % 7) matcher.remove(String(i));
    });
  for (let round = 0; round < 3; round++) write(round);
  const { bytes, terms } = matcher.stats();
  for (let round = 0; round < 12; round++) write(round);
  assert.ok(matcher.stats().bytes <= bytes * 2, `${bytes} bytes, then ${matcher.stats().bytes}`);
  assert.ok(matcher.stats().terms <= terms * 1.2, `${terms} terms, then ${matcher.stats().terms}`);
  for (let i = 0; i < 1_000; i++) matcher.remove(String(i));
  assert.equal(matcher.stats().terms, 0);
  assert.equal(matcher.size, 0);
});
