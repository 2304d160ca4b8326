/** Several threads hear what one matcher hears, whatever is asked and taken back in between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { makeTexts, postOf } from '../../bench/match-posts.ts';
import { makeQueries } from '../../bench/match-queries.ts';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Match, Matchable, Query } from '../../src/core/query/query.ts';
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

const BRAND = 1;

test('three threads hear what one matcher hears', async () => {
  const chance = makeChance(5);
  const queries = [...makeQueries(200, NAMES, 20, chance), 'coffee', '~Kestrel', '"Acme Air"'].map(parsed);
  const posts = makeTexts(3_000, NAMES, chance).map(postOf);
  const alone = makeMatcher();
  const pool = makeMatchingPool(3);
  const hear = async (some: readonly Matchable[]) => (await pool.match(BRAND, some)).matches;
  try {
    queries.forEach((query, i) => {
      alone.set(`q${i}`, query);
      pool.set(BRAND, `q${i}`, query);
    });
    // What another brand asks for is not heard for this one.
    pool.set(2, 'other', parsed('coffee OR kestrel OR the'));
    assert.equal(pool.size, alone.size + 1);
    const heard = await hear(posts);
    assert.deepEqual(inOrder(heard), inOrder(posts.map(alone.match)));
    assert.ok(heard.flat().length > 500);
    // Read with the queries of its moment, though the answer comes later.
    const [before, expected] = [hear(posts), posts.map(alone.match)];
    for (let i = 0; i < 150; i++) {
      alone.remove(`q${i}`);
      pool.remove(BRAND, `q${i}`);
    }
    alone.set('q150', parsed('machine OR 咖啡机'));
    pool.set(BRAND, 'q150', parsed('machine OR 咖啡机'));
    const [first, second] = await Promise.all([hear(posts.slice(0, 700)), hear(posts.slice(700))]);
    assert.deepEqual(inOrder([...first, ...second]), inOrder(posts.map(alone.match)));
    assert.deepEqual(inOrder(await before), inOrder(expected));
  } finally {
    await pool.close();
  }
});

test('a thread that dies is replaced: nothing is lost, nothing doubled, and the new one knows every query', async () => {
  const workers: Worker[] = [];
  const pool = makeMatchingPool(2, () => {
    const worker = new Worker(new URL('../../src/services/matching-thread.ts', import.meta.url));
    workers.push(worker);
    return worker;
  });
  try {
    for (let i = 0; i < 40; i++) pool.set(BRAND, `q${i}`, parsed(`word${i} OR "coffee ${i}"`));
    const posts = Array.from({ length: 4_000 }, (_, i) => postOf(`this is word${i % 60}`));
    for (let round = 0; round < 3; round++) {
      const answered = pool.match(BRAND, posts);
      void workers.at(-1)?.terminate();
      const { matches } = await answered;
      const heard = matches.map(found => found.map(({ queryId }) => queryId));
      assert.deepEqual(
        heard,
        posts.map((_, i) => (i % 60 < 40 ? [`q${i % 60}`] : [])),
      );
    }
    assert.ok(workers.length > 2, 'threads were replaced');
  } finally {
    await pool.close();
  }
});

test('a pool that is closed says so, and leaves nobody waiting; one that retires answers first', async () => {
  const pool = makeMatchingPool(2);
  pool.set(BRAND, 'q', parsed('coffee'));
  const posts = Array.from({ length: 5_000 }, () => postOf('coffee'));
  const left = assert.rejects(pool.match(BRAND, posts), { code: 'too_late' });
  await pool.close();
  await left;
  await assert.rejects(pool.match(BRAND, [postOf('coffee')]), { code: 'too_late' });
  const retiring = makeMatchingPool(2);
  retiring.set(BRAND, 'q', parsed('coffee'));
  const answered = retiring.match(BRAND, posts);
  await retiring.retire();
  assert.equal((await answered).matches.flat().length, posts.length);
  assert.ok(retiring.isClosed);
});

test('threads that break down again and again are not waited for', async () => {
  const pool = makeMatchingPool(1);
  // Not a query at all, as only a mistake of ours could make it.
  const broken: Query = JSON.parse('{"kind":"and"}');
  pool.set(BRAND, 'q', broken);
  await assert.rejects(pool.match(BRAND, [postOf('coffee')]), TypeError);
  assert.ok(pool.isClosed);
});
