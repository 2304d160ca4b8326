/** The matcher hears what the naive reader hears: the same posts, the same spans, whatever was asked before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeTexts, postOf } from '../../bench/match-posts.ts';
import { makeQueries } from '../../bench/match-queries.ts';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Match, Matchable, Matcher, Query } from '../../src/core/query/query.ts';
import { makeChance } from '../support/chance.ts';
import { post, query } from './arbitrary.ts';
import { naiveMatch } from './naive/query.ts';

/** The same cases in every run. */
const SEED = 20_261_122;

function byId(matches: readonly (Match | null)[]): Match[] {
  return matches.filter(match => match !== null).sort((a, b) => (a.queryId < b.queryId ? -1 : 1));
}

function agree(matcher: Matcher, queries: ReadonlyMap<string, Query>, one: Matchable): void {
  const naive = [...queries].map(([id, tree]) => naiveMatch(one, id, tree));
  assert.deepEqual(byId(matcher.match(one)), byId(naive));
}

test('any queries hear in any post what the naive reader hears', () => {
  fc.assert(
    fc.property(fc.array(query, { minLength: 1, maxLength: 6 }), fc.array(post, { maxLength: 4 }), (trees, posts) => {
      const queries = new Map(trees.map((tree, i) => [`q${i}`, tree]));
      const matcher = makeMatcher();
      for (const [id, tree] of queries) matcher.set(id, tree);
      for (const one of posts) agree(matcher, queries, one);
    }),
    { numRuns: 1500, seed: SEED },
  );
});

test('queries that come, change and go leave nothing behind', () => {
  const step = fc.record({ id: fc.integer({ min: 0, max: 5 }), tree: fc.option(query, { freq: 3 }), one: post });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      const matcher = makeMatcher();
      const queries = new Map<string, Query>();
      for (const { id, tree, one } of steps) {
        if (tree === null) {
          queries.delete(`q${id}`);
          matcher.remove(`q${id}`);
        } else {
          queries.set(`q${id}`, tree);
          matcher.set(`q${id}`, tree);
        }
        assert.equal(matcher.size, queries.size);
        agree(matcher, queries, one);
      }
      for (const id of queries.keys()) matcher.remove(id);
      assert.equal(matcher.stats().terms, 0);
    }),
    { numRuns: 400, seed: SEED },
  );
});

test('what was learned from a stream changes nothing that is heard', () => {
  const chance = makeChance(7);
  const names = ['Kestrel', 'Acme Air', 'Brunavo', 'Ørsted'];
  const texts = makeTexts(150, names, chance);
  const asked = [
    ...makeQueries(90, names, 20, chance),
    'coffee machine',
    '"coffee machine" -broken',
    'kaffee OR кофе',
    '好 OR 咖啡机',
  ];
  const queries = new Map(asked.map((text, i) => [`q${i}`, parsed(text)]));
  const matcher = makeMatcher();
  for (const [id, tree] of queries) matcher.set(id, tree);
  for (let pass = 0; pass < 3; pass++) for (const text of texts) matcher.match(postOf(text));
  let heard = 0;
  for (const text of texts) {
    agree(matcher, queries, postOf(text));
    heard += matcher.match(postOf(text)).length;
  }
  assert.ok(heard > 50, `only ${heard} matches`);
});

function parsed(text: string): Query {
  const result = parseQuery(text);
  assert.equal(result.kind, 'query', text);
  return result.kind === 'query' ? result.query : { kind: 'or', any: [] };
}
