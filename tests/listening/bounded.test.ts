/** No text makes a query slow. Counted in steps, not in time: what was read, looked up and walked over. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeMatcher, QUERIES_LIMIT } from '../../src/core/match/matcher.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Matchable, Query } from '../../src/core/query/query.ts';
import { query } from './arbitrary.ts';

/** The same cases in every run. */
const SEED = 20_261_122;

const SIZE = 6_000;
/** Steps for each character of a text and each word of a query. */
const STEPS_LIMIT = 40;

const PATTERNS =
  'a|a |a-|a.|a,|#a|#a |#aB|#aaaaaa |#aaaabbbbaaaabbbbaaaabbbbaaaabbbbaaaabbbb |@a|@a |@a-|x@|x@y.|a.b@|http://|http://a|a://|www.a.it/|a.it/|(|http://a((((|👍|👍🏽|👩\u200d|\u200d|🇬|한국어는 |가|カ\u3099|ก่|a\u0301|\u0301|aaa|aaab|aaabbbcccddd |ä|äöüäöü |1,|000,|1.000.|u.s.a.|$a|a$|K$|1|ﷺ|ß|acme |acme air |#acmeair |ac me |?|; |-|_|a_|·a|\ud83d|東|"|.|...a|a…|İ|kestral |k e s t r e l |к|κεστρελ '.split(
    '|',
  );
const aa = (count: number) => Array.from({ length: count }, () => 'aa*').join(' ');
const QUERIES = [
  `"${Array.from({ length: 20 }, () => 'a').join(' ')}"`,
  `"${aa(20)}"`,
  `"${aa(19)} zz"`,
  'a NEAR/50 a',
  `(a OR aa* OR "a a") NEAR/50 (a OR "aa* aa*")`,
  '~aaaaa',
  '~kestrel OR ~"acme air" OR ~"a a a a a a"',
  'acme air aa aaaa bbbb -cccc',
  '=a OR ="a a a"',
  '#a OR @a OR link:a.it/a',
  '"東 東 東" OR 가는 OR soooo OR aaabbbcccddd',
].map(parsed);

function parsed(text: string): Query {
  const result = parseQuery(text);
  assert.equal(result.kind, 'query', text);
  return result.kind === 'query' ? result.query : { kind: 'or', any: [] };
}

function post(text: string): Matchable {
  return { text, title: text, authorHandle: null, lang: null, network: 'square', links: [], hasMedia: false };
}

function stepsFor(trees: readonly Query[], text: string): number {
  const matcher = makeMatcher();
  trees.forEach((tree, i) => {
    matcher.set(String(i), tree);
  });
  matcher.match(post(text));
  return matcher.stats().steps;
}

test('hostile texts of any length cost a bounded number of steps for each character', () => {
  const terms = 150;
  for (const pattern of PATTERNS) {
    const text = pattern.repeat(Math.ceil(SIZE / pattern.length)).slice(0, SIZE);
    const steps = stepsFor(QUERIES, text);
    assert.ok(steps <= STEPS_LIMIT * 2 * SIZE + terms * 2 * SIZE, `${steps} steps for ${JSON.stringify(pattern)}`);
  }
});

test('twice the text costs about twice the steps', () => {
  for (const pattern of PATTERNS) {
    const count = Math.ceil(3_000 / pattern.length);
    const half = stepsFor(QUERIES, pattern.repeat(count));
    const whole = stepsFor(QUERIES, pattern.repeat(count * 2));
    assert.ok(whole <= 2.2 * half + 1_000, `${half} then ${whole} steps for ${JSON.stringify(pattern)}`);
  }
});

test('random pieces repeated stay within bounds under random queries', () => {
  const piece = fc.array(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 4 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(piece, fc.array(query, { minLength: 1, maxLength: 4 }), (part, trees) => {
      const count = Math.ceil(2_000 / part.length);
      const half = stepsFor(trees, part.repeat(count));
      const whole = stepsFor(trees, part.repeat(count * 2));
      assert.ok(whole <= 2.3 * half + 2_000, `${half} then ${whole} steps`);
    }),
    { numRuns: 150, seed: SEED },
  );
});

test('a text of any length is read up to a limit', () => {
  const matcher = makeMatcher();
  matcher.set('q', parsed('kestrel'));
  assert.equal(matcher.match(post(`${'a '.repeat(49_990)}kestrel`)).length, 1);
  assert.equal(matcher.match(post(`${'a '.repeat(50_000)}kestrel`)).length, 0);
});

test('so many stretches of a word are shown, in text and title each', () => {
  const matcher = makeMatcher();
  matcher.set('q', parsed('kestrel'));
  const [match] = matcher.match(post('kestrel '.repeat(1_000)));
  assert.equal(match?.spans.length, 64);
  assert.equal(match?.titleSpans.length, 64);
});

test('more queries than the limit are refused in words', () => {
  assert.ok(QUERIES_LIMIT >= 100_000);
  const matcher = makeMatcher({ queriesLimit: 3 });
  for (const id of ['a', 'b', 'c']) matcher.set(id, parsed('kestrel'));
  assert.throws(() => matcher.set('d', parsed('kestrel')), { code: 'too_many' });
  matcher.set('c', parsed('acme'));
  assert.equal(matcher.size, 3);
});

test('a query that hangs on a common word is warned about', () => {
  const matcher = makeMatcher();
  matcher.set('common', parsed('good'));
  matcher.set('rare', parsed('good kestrel'));
  for (let i = 0; i < 2_000; i++) matcher.match(post(i % 10 === 0 ? 'good morning' : 'nothing here'));
  assert.deepEqual(matcher.stats().heavy, ['common']);
  assert.equal(matcher.anchorShare('common'), 0.1);
  assert.equal(matcher.anchorShare('rare'), 0);
  assert.equal(matcher.anchorShare('nobody'), null);
});
