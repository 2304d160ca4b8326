import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyTree, withoutSpans } from '../../../tests/support/any-query.ts';
import { QUERY_CHARACTERS_LIMIT } from './limits.ts';
import { isNarrow } from './narrow.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { countTerms, normal } from './shape.ts';

test('the canonical text of any query is read as the same query', () => {
  fc.assert(
    fc.property(
      anyTree.filter(tree => isNarrow(normal(tree)) && countTerms(tree) < 250),
      tree => {
        const text = printQuery(normal(tree));
        const parsed = parseQuery(text);
        if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
        assert.deepEqual(withoutSpans(parsed.query), withoutSpans(normal(tree)), text);
        assert.equal(printQuery(parsed.query), text);
      },
    ),
    { numRuns: 3_000 },
  );
});

const SCRAPS = [
  ...[
    'a',
    'kestrel',
    ' ',
    '  ',
    '"',
    '“',
    '”',
    '«',
    '»',
    '(',
    ')',
    '（',
    '-',
    '–',
    '+',
    '!',
    '*',
    '?',
    '~',
    '=',
    '@',
    '#',
    '＃',
    ':',
    '/',
    '\\',
    '.',
    ',',
  ],
  ...[
    'AND',
    'OR',
    'NOT',
    'NEAR/5',
    'NEAR',
    'NEAR/999999999999',
    'and',
    'or',
    'not',
    'link:',
    'from:',
    'lang:',
    'has:',
    'network:',
    'foo:',
    'https://',
    '&&',
    '||',
  ],
  ...[
    '咖啡',
    'ไทย',
    'قهوة',
    '\u200f',
    '\u202e',
    '☕',
    '👩🏽‍🍳',
    '\ud83d',
    '\udc00',
    '\0',
    '\n',
    'é',
    'ﷺ',
    'ẞ',
    'İ',
    '\u2066',
    '^2',
    '~1',
    '__proto__',
    'constructor',
  ],
];
const scraps = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 60 }).map(parts => parts.join(''));

test('no text makes the reader stumble: it is a query or a mistake within the text', () => {
  fc.assert(
    fc.property(fc.oneof(scraps, fc.string({ unit: 'binary', maxLength: 100 }), fc.string()), text => {
      const parsed = parseQuery(text);
      const notices = parsed.kind === 'error' ? [parsed] : parsed.hints;
      for (const { at, length, message } of notices) {
        assert.ok(at >= 0 && length >= 0 && at + length <= text.length, `${text}: ${at} ${length}`);
        assert.doesNotMatch(message, /\{[a-z]{3,}\}|undefined/, `${text}: ${message}`);
      }
      if (parsed.kind === 'error') return;
      const again = parseQuery(printQuery(parsed.query));
      if (again.kind === 'error') assert.fail(`${text} became ${printQuery(parsed.query)}: ${again.message}`);
      assert.deepEqual(withoutSpans(again.query), withoutSpans(parsed.query));
    }),
    { numRuns: 20_000 },
  );
});

test('the worst texts of full length are read at once', () => {
  const worst = [
    '(',
    ')',
    '"',
    '""',
    '-',
    '(a ',
    'a OR ',
    'a NEAR/5 ',
    '!',
    '.',
    '. ',
    '~',
    'a~',
    '^1',
    '?',
    'a?',
    '*',
    'a*',
    "'",
    "'a ",
    '\\"',
    'a:',
    'https:',
    'from:',
    'NOT ',
    '/',
    '\u200f',
    'x@',
    '.-',
    '咖',
  ];
  for (const scrap of worst) {
    for (const tail of ['', 'a', '"', ')', '*']) {
      const text = scrap.repeat(QUERY_CHARACTERS_LIMIT / scrap.length - 1) + tail;
      const startedAt = performance.now();
      parseQuery(text);
      assert.ok(performance.now() - startedAt < 500, `${scrap}…${tail} took ${performance.now() - startedAt} ms`);
    }
  }
});
