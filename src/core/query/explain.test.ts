import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyTree } from '../../../tests/support/any-query.ts';
import { ENGLISH, explain } from './explain.ts';
import { explanationOf } from './explanation.ts';
import { parseQuery } from './parse.ts';
import { normal } from './shape.ts';

function check(text: string, sentence: string): void {
  const parsed = parseQuery(text);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  assert.equal(explain(parsed.query), sentence);
}

test('a query is put into one sentence', () => {
  check(
    '~kestrel (leaks NEAR/5 machine) -falcon',
    'Posts with “kestrel” (or a close misspelling of it) and “leaks” within 5 words of “machine”, but not “falcon”.',
  );
  check('kestrel', 'Posts with “kestrel”.');
  check('"hums all da*"', 'Posts with “hums all da…”.');
  check('grind*', 'Posts with a word that begins with “grind”.');
  check('=Apple', 'Posts with “Apple” in just these letters.');
  check('~Kia', 'Posts with “Kia” in its usual spellings.');
  check(
    '@kestrel OR #kestrel OR link:kestrel.example/shop',
    'Posts with the name @kestrel, #kestrel, or a link to kestrel.example/shop.',
  );
  check('kestrel has:question has:media', 'Posts with “kestrel”, a question, and a picture, video or sound.');
  check('a NEAR/0 b', 'Posts with “a” right beside “b”.');
  check('a NEAR/1 (b OR "c d")', 'Posts with “a” within one word of (“b” or “c d”).');
});

test('groups inside a sentence stand in parentheses', () => {
  check('kestrel (leaks OR drips)', 'Posts with “kestrel” and (“leaks” or “drips”).');
  check('kestrel leaks OR drips', 'Posts with (“kestrel” and “leaks”) or “drips”.');
  check('(kestrel -bird) OR @kestrel', 'Posts with (“kestrel”, but not “bird”) or the name @kestrel.');
  check('kestrel (leaks OR -works)', 'Posts with “kestrel” and (“leaks” or (anything but “works”)).');
});

test('what is left out is said last', () => {
  check('-bird kestrel -(nest OR egg)', 'Posts with “kestrel”, but not “bird”, “nest”, or “egg”.');
  check('kestrel -(nest box)', 'Posts with “kestrel”, but not (“nest” and “box”).');
  check('kestrel -lang:de -from:falcon', 'Posts with “kestrel”, but not text in German or the author @falcon.');
});

test('language, network and author frame the rest', () => {
  check('kestrel lang:pt-BR network:bluesky', 'Posts in Brazilian Portuguese on bluesky with “kestrel”.');
  check('from:kestrel', 'Posts by @kestrel.');
  check('from:kestrel -sale', 'Posts by @kestrel, but not “sale”.');
  check('(kestrel lang:de) OR falcon', 'Posts with (“kestrel” and text in German) or “falcon”.');
});

test('another language brings its own words', () => {
  const parsed = parseQuery('kestrel (tropft OR leckt) -Vogel lang:de');
  if (parsed.kind === 'error') assert.fail(parsed.message);
  const german = { ...ENGLISH, locale: 'de', words: '„{text}“', but: '{what}, aber ohne {without}' };
  const framed = { ...german, framed_posts: 'Beiträge {frames} mit {what}.', frame_lang: 'auf {language}' };
  assert.equal(
    explain(parsed.query, framed),
    'Beiträge auf Deutsch mit „kestrel“ und („tropft“ oder „leckt“), aber ohne „Vogel“.',
  );
});

test('each part says where it stands in the query', () => {
  const parsed = parseQuery('kestrel -"job offer"');
  if (parsed.kind === 'error') assert.fail(parsed.message);
  const { parts, without } = explanationOf(parsed.query);
  assert.deepEqual(
    [parts[0]?.at, without[0]?.at],
    [
      { start: 0, end: 7 },
      { start: 9, end: 20 },
    ],
  );
});

test('every query can be put into words', () => {
  fc.assert(
    fc.property(anyTree, tree => {
      const sentence = explain(normal(tree));
      assert.match(sentence, /^Posts .+\.$/su);
      assert.doesNotMatch(sentence, /\{[a-z]+\}|undefined/);
    }),
  );
});
