import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IMPORT_CHARACTERS_LIMIT, type Imported, LOSSES, type LossCode } from './import.ts';
import { importLucene } from './import-lucene.ts';
import { importX } from './import-x.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';

type Expected = { text: string; dropped?: [LossCode, string][]; changed?: [LossCode, string][] };
const seen = new Set<string>();

function check(result: Imported, from: string, { text, dropped = [], changed = [] }: Expected): void {
  assert.equal(result.text, text, from);
  const brief = (lost: Imported['dropped']) => lost.map(({ code, at, length }) => [code, from.slice(at, at + length)]);
  assert.deepEqual([brief(result.dropped), brief(result.changed)], [dropped, changed], from);
  for (const [code] of [...dropped, ...changed]) seen.add(code);
}

const lucene = (from: string, text: string, rest: Omit<Expected, 'text'> = {}) =>
  check(importLucene(from), from, { text, ...rest });
const x = (from: string, text: string, rest: Omit<Expected, 'text'> = {}) =>
  check(importX(from), from, { text, ...rest });

test('Lucene: words side by side are any of them, + asks and - leaves out', () => {
  lucene('kestrel leaks', 'kestrel OR leaks');
  lucene('kestrel leaks -falcon', '(kestrel OR leaks) -falcon');
  lucene('+kestrel leaks -falcon', 'kestrel -falcon', { dropped: [['optional', 'leaks']] });
  lucene('+kestrel +(leaks drips)', 'kestrel (leaks OR drips)');
  lucene('kestrel lang:de', 'kestrel lang:de', { changed: [['narrows', 'lang:de']] });
  check(importLucene('kestrel leaks OR drips', 'all'), 'kestrel leaks OR drips', { text: '(kestrel leaks) OR drips' });
  check(importLucene('kestrel -leaks', 'all'), 'kestrel -leaks', { text: 'kestrel -leaks' });
});

test('Lucene: operators in words and in signs', () => {
  lucene('kestrel AND (leaks OR drips) AND NOT falcon', 'kestrel (leaks OR drips) -falcon');
  lucene('kestrel && !falcon || acme', '(kestrel -falcon) OR acme');
  lucene('kestrel OR NOT falcon', 'kestrel -falcon');
  lucene('or and not', 'or OR "and" OR "not"'.replace('or OR', '"or" OR'));
});

test('Lucene: phrases, slop, fuzziness, weights', () => {
  lucene('"hums all day"', '"hums all day"');
  lucene('"leaks machine"~5', 'leaks NEAR/5 machine', { changed: [['proximity', '"leaks machine"~5']] });
  lucene('"a1 b1 c1"~99', '(a1 NEAR/50 b1) (b1 NEAR/50 c1)', { changed: [['proximity', '"a1 b1 c1"~99']] });
  lucene('kestrl~', '~kestrl', { changed: [['fuzzy', 'kestrl~']] });
  lucene('kestrl~0.8^3', '~kestrl', { dropped: [['boost', '^3']], changed: [['fuzzy', 'kestrl~0.8^3']] });
  lucene('"hums all"^2', '"hums all"', { dropped: [['boost', '^2']] });
});

test('Lucene: wildcards, ranges, regular expressions', () => {
  lucene('grind*', 'grind*');
  lucene('wild*card', 'wild*', { changed: [['wildcard_cut', 'wild*card']] });
  lucene('grinde?', 'grinde');
  lucene('+kestrel +te?t', 'kestrel', { dropped: [['short_wildcard', 'te?t']] });
  lucene('*strel acme', 'acme', { dropped: [['leading_wildcard', '*strel']] });
  lucene('*:* AND acme', 'acme', { dropped: [['everything', '*:*']] });
  lucene('_exists_:user AND acme', 'acme', { dropped: [['exists', '_exists_:user']] });
  lucene('likes:[10 TO *] AND acme', 'acme', { dropped: [['range', 'likes:[10 TO *]']] });
  lucene('likes:>=10 AND acme', 'acme', { dropped: [['range', 'likes:>=10']] });
  lucene('/kes.*l/ acme', 'acme', { dropped: [['regex', '/kes.*l/']] });
});

test('Lucene: fields that have a meaning here, and those that have none', () => {
  lucene('text:kestrel', 'kestrel', { changed: [['text_field', 'text:kestrel']] });
  lucene('+kestrel +language:german', 'kestrel lang:de');
  lucene('content.keyword:Kestrel', 'Kestrel', { changed: [['text_field', 'content.keyword:Kestrel']] });
  lucene('+kestrel +book.\\*:(quick OR brown)', 'kestrel', {
    dropped: [
      ['unknown_field', 'quick'],
      ['unknown_field', 'brown'],
    ],
  });
  lucene('+kestrel +first\\ name:Alice', 'kestrel', { dropped: [['unknown_field', 'first\\ name:Alice']] });
  lucene('author:(kestrel OR acme)', 'from:kestrel OR from:acme');
  lucene('hashtags:#fail url:"kestrel.example/a"', '#fail OR link:kestrel.example/a');
  lucene('kestrel AND followers:12', 'kestrel', { dropped: [['unknown_field', 'followers:12']] });
  lucene('kestrel AND author:"a b"', 'kestrel', { dropped: [['not_readable', 'author:"a b"']] });
});

test('Lucene: escapes and what was pasted badly', () => {
  lucene('AT\\&T', '"AT&T"');
  lucene('foo\\*bar', '"foo bar"');
  lucene('a\\:b', '"a:b"');
  lucene('((kestrel', 'kestrel', {
    dropped: [
      ['unbalanced', '('],
      ['unbalanced', '('],
    ],
  });
  lucene('kestrel AND', 'kestrel', { dropped: [['operator_alone', 'AND']] });
  lucene('', '');
});

test('X: all words must occur, and OR is looser', () => {
  x('cat OR black dog', 'cat OR (black dog)');
  x('kestrel (leaks OR drips) -falcon', 'kestrel (leaks OR drips) -falcon');
  x('kestrel -(falcon bird)', 'kestrel -(falcon bird)');
  x('from:kestrel OR to:kestrel OR @kestrel', 'from:kestrel OR @kestrel', { changed: [['to_author', 'to:kestrel']] });
});

test('X: names, tags, addresses, phrases', () => {
  x('#kestrel @acmeair url:"https://kestrel.example/shop"', '#kestrel @acmeair link:kestrel.example/shop');
  x('$KSTL', '=KSTL', { changed: [['cashtag', '$KSTL']] });
  x('"hums all day" ☕', '"hums all day" ☕');
  x('"acme air"~3', 'acme NEAR/3 air', { changed: [['proximity', '"acme air"~3']] });
  x('"best * machine"', 'best NEAR/1 machine', { changed: [['wildcard_in_phrase', '"best * machine"']] });
  x('https://kestrel.example/a kestrel', 'link:kestrel.example/a kestrel');
  x('+kestrel', 'kestrel');
});

test('X: media, questions, languages', () => {
  x('kestrel has:media', 'kestrel has:media');
  x('kestrel has:images -filter:videos', 'kestrel has:media -has:media', {
    changed: [
      ['any_media', 'has:images'],
      ['any_media', 'filter:videos'],
    ],
  });
  x('kestrel ?', 'kestrel has:question', { changed: [['question', '?']] });
  x('kestrel lang:iw', 'kestrel lang:he');
  x('kestrel lang:und', 'kestrel', { dropped: [['unknown_language', 'lang:und']] });
});

test('X: what has no meaning here is named, each with its reason', () => {
  const cases: [string, LossCode][] = [
    ['is:retweet', 'reposts'],
    ['filter:nativeretweets', 'reposts'],
    ['is:reply', 'replies'],
    ['is:quote', 'replies'],
    ['has:links', 'no_has'],
    ['filter:news', 'no_has'],
    ['has:geo', 'place'],
    ['is:verified', 'author_profile'],
    ['min_faves:10', 'numbers'],
    ['min_retweets:5', 'numbers'],
    ['since:2026-01-01', 'time'],
    ['until:2026-01-01', 'time'],
    ['since_id:1', 'time'],
    ['near:"New Town"', 'place'],
    ['within:15mi', 'place'],
    ['place:"x"', 'place'],
    ['place_country:GR', 'place'],
    ['point_radius:[1 2 3km]', 'place'],
    ['conversation_id:12', 'thread'],
    ['retweets_of:kestrel', 'thread'],
    ['quotes_of_tweet_id:1', 'thread'],
    ['bio:coffee', 'author_profile'],
    ['followers_count:500', 'author_profile'],
    ['context:65.8', 'topics'],
    ['entity:"coffee"', 'topics'],
    ['list:12', 'lists'],
    ['source:web', 'programs'],
    ['card_name:poll', 'programs'],
    ['sample:10', 'sample'],
    ['url_title:x', 'link_words'],
    ['url:kestrel', 'link_words'],
    [':(', 'smiley'],
    ['foo:bar', 'unknown_operator'],
    ['—', 'nothing_there'],
  ];
  for (const [operator, code] of cases) {
    const { text, dropped } = importX(`kestrel ${operator}`);
    assert.deepEqual([text, dropped[0]?.code], ['kestrel', code], operator);
    seen.add(code);
  }
  x('kestrel -is:retweet', 'kestrel', { dropped: [['reposts_not_needed', 'is:retweet']] });
  x('kestrel exclude:retweets', 'kestrel', { dropped: [['reposts_not_needed', 'exclude:retweets']] });
});

test('what is too long or too deep is said instead of read', () => {
  const long = 'a '.repeat(IMPORT_CHARACTERS_LIMIT);
  lucene(long, '', { dropped: [['too_long', long]] });
  const deep = importX('('.repeat(100) + 'a' + ')'.repeat(100));
  assert.equal(deep.dropped[0]?.code, 'too_deep');
  seen.add('too_deep');
});

test('every loss is shown by an example here, and says why', () => {
  assert.deepEqual([...seen].sort(), Object.keys(LOSSES).sort());
});

const SCRAPS = [
  'a',
  'kestrel',
  ' ',
  ' ',
  '"',
  '(',
  ')',
  '-',
  '+',
  '!',
  '*',
  '?',
  '~',
  '^2',
  '~1',
  '[',
  ']',
  '{',
  '/',
  '\\',
  ':',
  '@',
  '#',
  '$',
  'AND',
  'OR',
  'NOT',
  'TO',
  '&&',
  '||',
  'text:',
  'from:',
  'lang:',
  'is:retweet',
  'url:',
  '\ud83d',
  '咖啡',
  '：',
  '>',
  '_exists_:',
  'has:images',
];

test('no text makes an importer stumble: what it gives is a query of ours, or asks for too much', () => {
  const scraps = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 40 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(scraps, fc.string({ unit: 'binary' })), text => {
      for (const result of [importLucene(text), importLucene(text, 'all'), importX(text)]) {
        for (const { at, length, what, why } of [...result.dropped, ...result.changed]) {
          assert.equal(text.slice(at, at + length), what);
          assert.doesNotMatch(why, /\{[a-z]{3,}\}|undefined/);
        }
        const parsed = parseQuery(result.text);
        if (parsed.kind === 'query') assert.equal(printQuery(parsed.query), result.text);
        else
          assert.match(
            parsed.code,
            /^(nothing|only_exclusions|hears_everything|side_hears_everything)$/,
            `${text} → ${result.text}: ${parsed.message}`,
          );
      }
    }),
    { numRuns: 5_000 },
  );
});

test('the worst texts of full length are imported at once', () => {
  for (const scrap of [
    '(',
    ')',
    '"',
    '-',
    'a ',
    'a OR ',
    '[',
    '/',
    '/ ',
    '\\',
    '^1',
    '~1',
    'a~',
    ':',
    'a:',
    '*',
    'NOT ',
    '"a b"~2 ',
  ]) {
    const text = scrap.repeat(IMPORT_CHARACTERS_LIMIT / scrap.length - 1);
    const startedAt = performance.now();
    importLucene(text);
    importX(text);
    assert.ok(performance.now() - startedAt < 2_000, `${scrap} took ${performance.now() - startedAt} ms`);
  }
});
