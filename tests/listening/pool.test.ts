/** Several threads hear what one matcher hears, whatever is asked and taken back in between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTexts, postOf } from '../../bench/match-posts.ts';
import { makeQueries } from '../../bench/match-queries.ts';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Match, Query } from '../../src/core/query/query.ts';
import { makeMatchingPool } from '../../src/services/matching.ts';
import { makeChance } from '../support/chance.ts';

const NAMES = ['Kestrel', 'Acme Air', 'Brunavo'];

function parsed(text: string): Query {
  const result = parseQuery(text);
  assert.equal(result.kind, 'query', text);
  return result.kind === 'query' ? result.query : { kind: 'or', any: [] };
}

function inOrder(matches: readonly Match[][]): Match[][] {
  return matches.map(list => list.toSorted((a, b) => (a.queryId < b.queryId ? -1 : 1)));
}

test('three threads hear what one matcher hears', async () => {
  const chance = makeChance(5);
  const queries = [...makeQueries(200, NAMES, 20, chance), 'coffee', '~Kestrel', '"Acme Air"'].map(parsed);
  const posts = makeTexts(3_000, NAMES, chance).map(postOf);
  const alone = makeMatcher();
  const pool = makeMatchingPool(3);
  try {
    const both = [alone, pool];
    queries.forEach((query, i) => {
      for (const ears of both) ears.set(`q${i}`, query);
    });
    assert.equal(pool.size, alone.size);
    const heard = await pool.match(posts);
    assert.deepEqual(inOrder(heard), inOrder(posts.map(alone.match)));
    assert.ok(heard.flat().length > 500);
    for (const ears of both) {
      for (let i = 0; i < 150; i++) ears.remove(`q${i}`);
      ears.set('q150', parsed('machine OR 咖啡机'));
    }
    const [first, second] = await Promise.all([pool.match(posts.slice(0, 700)), pool.match(posts.slice(700))]);
    assert.deepEqual(inOrder([...first, ...second]), inOrder(posts.map(alone.match)));
  } finally {
    await pool.close();
  }
});

test('a pool that is closed says so, and leaves nobody waiting', async () => {
  const pool = makeMatchingPool(2);
  pool.set('q', parsed('coffee'));
  const waiting = pool.match(Array.from({ length: 5_000 }, () => postOf('coffee')));
  const left = assert.rejects(waiting, { code: 'too_late' });
  await pool.close();
  await left;
  await assert.rejects(pool.match([postOf('coffee')]), { code: 'too_late' });
});

test('a thread that breaks down is not waited for', async () => {
  const pool = makeMatchingPool(1);
  // Not a query at all, as only a mistake of ours could make it.
  const broken: Query = JSON.parse('{"kind":"and"}');
  pool.set('q', broken);
  await assert.rejects(pool.match([postOf('coffee')]), TypeError);
  await pool.close();
});
