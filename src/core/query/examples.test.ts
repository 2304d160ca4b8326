import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyTree } from '../../../tests/support/any-query.ts';
import { makeMatcher } from '../match/matcher.ts';
import { examplesOf } from './examples.ts';
import { isNarrow } from './narrow.ts';
import { parseQuery } from './parse.ts';
import type { Matchable, Query } from './query.ts';
import { normal } from './shape.ts';

const hearing = (query: Query) => {
  const matcher = makeMatcher();
  matcher.set('q', query);
  return (post: Matchable) => matcher.match(post).length > 0;
};

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  return parsed.query;
}

function check(text: string, heard: string[], missed: string[]): void {
  const query = read(text);
  const examples = examplesOf(query, hearing(query));
  const texts = (wanted: boolean) => examples.filter(each => each.heard === wanted).map(({ post }) => post.text);
  assert.deepEqual([texts(true), texts(false)], [heard, missed], text);
}

test('examples show what is heard, and what nearly is', () => {
  check('kestrel', ['kestrel'], []);
  check('kestrel (leaks OR drips) -bird', ['kestrel … leaks'], ['kestrel … leaks … bird', 'leaks', 'kestrel']);
  check('~"Acme Air" OR @acmeair', ['acmeair', '@acmeair'], []);
  check('"hums all" NEAR/3 machine', ['hums all machine'], []);
});

test('an example has the author, the language and the link it needs', () => {
  const query = read('from:kestrel lang:de link:kestrel.example/a');
  const [example] = examplesOf(query, hearing(query));
  const { authorHandle, lang, links } = example?.post ?? {};
  assert.deepEqual([authorHandle, lang, links], ['kestrel', 'de', ['https://kestrel.example/a']]);
});

test('what contradicts itself has no example', () => {
  check('kestrel -kestrel', [], []);
});

test('no example of any query is wrong', () => {
  fc.assert(
    fc.property(anyTree.map(normal).filter(isNarrow), query => {
      const hears = hearing(query);
      for (const { post, heard } of examplesOf(query, hears)) assert.equal(hears(post), heard);
    }),
  );
});

test('a word that can be asked for is heard where it is written', () => {
  const text = fc.oneof(
    fc.constantFrom('Ⓚestrel', 'ﷺ', '½', 'İ', '3️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ー'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  fc.assert(
    fc.property(text, written => {
      const parsed = parseQuery(written);
      if (parsed.kind === 'error' || parsed.query.kind !== 'word' || /[.@]/.test(written)) return;
      const post = { text: `so ${parsed.query.word.text} now`, title: null, authorHandle: null, lang: null };
      assert.ok(hearing(parsed.query)({ ...post, network: 'x', links: [], hasMedia: false }), written);
    }),
    { numRuns: 2_000 },
  );
});
