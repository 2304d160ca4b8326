import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEAR_DISTANCE_LIMIT, QUERY_CHARACTERS_LIMIT, QUERY_DEPTH_LIMIT, QUERY_TERMS_LIMIT } from './limits.ts';
import { HINTS, type HintCode, MISTAKES, type MistakeCode } from './notices.ts';
import { parseQuery } from './parse.ts';

const seen = new Set<string>();

/** `underlined` is the part of the text that is marked. */
function wrong(text: string, code: MistakeCode, underlined: string, said?: string): void {
  const parsed = parseQuery(text, ['bluesky', 'x']);
  if (parsed.kind === 'query') assert.fail(`${text} was read`);
  assert.deepEqual([parsed.code, text.slice(parsed.at, parsed.at + parsed.length)], [code, underlined], text);
  if (said !== undefined) assert.equal(parsed.message, said);
  seen.add(code);
}

function hinted(text: string, ...expected: [HintCode, string][]): void {
  const parsed = parseQuery(text);
  if (parsed.kind === 'error') assert.fail(`${text}: ${parsed.message}`);
  assert.deepEqual(
    parsed.hints.map(({ code, at, length }) => [code, text.slice(at, at + length)]),
    expected,
    text,
  );
  for (const [code] of expected) seen.add(code);
}

test('a mistake has its place, and says what to do', () => {
  wrong('kestrel lang:', 'empty_field', 'lang:', 'Write the value right after the colon, without a space: lang:de.');
  wrong('link:', 'empty_field', 'link:');
  wrong(
    '👩🏽‍💻 e\u0301 "hums',
    'quote_open',
    '"hums',
    'A closing quotation mark is missing at 5. Put one where the phrase ends.',
  );
  wrong(
    'kestrel "hums',
    'quote_open',
    '"hums',
    'A closing quotation mark is missing at 9. Put one where the phrase ends.',
  );
  wrong(
    '☕☕ “hums',
    'quote_open',
    '“hums',
    'A closing quotation mark is missing at 4. Put one where the phrase ends.',
  );
  wrong('', 'nothing', '', 'Name at least one word to look for.');
  wrong(' \u00a0\n', 'nothing', ' \u00a0\n');
});

test('groups', () => {
  wrong('(kestrel leaks', 'group_open', '(');
  wrong('(kestrel (leaks)', 'group_open', '(');
  wrong('(', 'group_open', '(');
  wrong('kestrel) leaks', 'group_closed', ')');
  wrong(')kestrel', 'group_closed', ')');
  wrong('kestrel ( )', 'empty_group', '( )');
  wrong('kestrel ""', 'empty_phrase', '""');
  wrong('kestrel ~" "', 'empty_phrase', '~" "');
});

test('operators that join nothing', () => {
  wrong(
    'OR kestrel',
    'operand_missing',
    'OR',
    'Put a word before and after OR, at 1. To look for the word itself, write "OR".',
  );
  wrong('kestrel OR', 'operand_missing', 'OR');
  wrong('kestrel OR OR leaks', 'operand_missing', 'OR');
  wrong('(kestrel AND) leaks', 'operand_missing', 'AND');
  wrong('(OR kestrel)', 'operand_missing', 'OR');
  wrong('kestrel NEAR/5', 'operand_missing', 'NEAR/5');
  wrong('NEAR/5 kestrel', 'operand_missing', 'NEAR/5');
  wrong('kestrel NOT', 'operand_after_missing', 'NOT');
  wrong('kestrel -)', 'operand_after_missing', '-');
  wrong('kestrel && leaks', 'symbol_operator', '&&', 'Write AND instead of &&, at 9.');
  wrong('kestrel | leaks', 'symbol_operator', '|');
  wrong(
    'kestrel !leaks',
    'bang',
    '!leaks',
    'To leave something out, write a minus before it: -leaks instead of !leaks.',
  );
});

test('signs that stand wrong', () => {
  wrong('kestrel - leaks', 'lonely_sign', '-', 'Put - right before a word, without a space, at 9.');
  wrong('kestrel @ leaks', 'lonely_sign', '@');
  wrong('~(kestrel leaks)', 'lonely_sign', '~');
  wrong('#@kestrel', 'two_signs', '#@');
  wrong('kestrel … leaks', 'no_word', '…', 'There is no word in …, at 9. Only letters, digits and emoji are heard.');
  wrong('kestrel ™', 'no_word', '™');
});

test('NEAR', () => {
  wrong('kestrel NEAR leaks', 'near_number', 'NEAR');
  wrong('kestrel NEAR/x leaks', 'near_number', 'NEAR/x');
  wrong('kestrel NEAR:5 leaks', 'near_number', 'NEAR:5');
  wrong('kestrel NEAR5 leaks', 'near_number', 'NEAR5');
  wrong(`kestrel NEAR/${NEAR_DISTANCE_LIMIT + 1} leaks`, 'near_distance', `NEAR/${NEAR_DISTANCE_LIMIT + 1}`);
  wrong(
    'a1 NEAR/5 b1 NEAR/5 c1',
    'near_chain',
    'NEAR/5',
    'NEAR joins two sides, at 14. For three write: (a NEAR/5 b) AND (b NEAR/5 c).',
  );
  wrong('a1 NEAR/5 (b1 c1)', 'near_operand', 'b1 c1');
  wrong('a1 NEAR/5 #tag', 'near_operand', '#tag');
  wrong('a1 NEAR/5 -b1', 'near_operand', '-');
});

test('what other query languages write', () => {
  wrong(
    '"kestrel leaks"~5',
    'slop',
    '~5',
    'To find words near each other, write: one NEAR/5 other, instead of "one other"~5.',
  );
  wrong('kestrl~1', 'fuzzy', 'kestrl~1', 'To hear misspellings put the ~ in front: ~kestrl.');
  wrong('kestrel^2', 'boost', 'kestrel^2');
  wrong('kestr?l', 'wildcard_inside', 'kestr?l');
  wrong('url:kestrel.example', 'other_field', 'url:kestrel.example', 'Write link: instead of url:, at 1.');
  wrong('has:images kestrel', 'other_field', 'has:images');
});

test('stars', () => {
  wrong('*kestrel', 'wildcard_front', '*kestrel');
  wrong(
    'kes*rel',
    'wildcard_inside',
    'kes*rel',
    'A * inside a word is not understood: kes*rel. Only the end may be open, as in kes*.',
  );
  wrong('"the * machine"', 'wildcard_alone', '"the * machine"');
  wrong('k*', 'prefix_short', 'k*', 'Write at least 2 letters before the *: k* would hear too much.');
  wrong('#kestrel*', 'wildcard_here', '#kestrel*');
  wrong('from:kes*', 'wildcard_here', 'from:kes*');
});

test('fields', () => {
  wrong('foo:bar', 'unknown_field', 'foo:bar');
  wrong('toString:bar', 'unknown_field', 'toString:bar');
  wrong('kestrel lang: de', 'empty_field', 'lang:', 'Write the value right after the colon, without a space: lang:de.');
  wrong('kestrel lang:(de OR en)', 'field_group', 'lang:');
  wrong('kestrel lang:de,en', 'field_group', 'lang:de,en', 'Repeat the field for each value: (lang:de OR lang:en).');
  wrong(
    'kestrel lang:German',
    'lang_code',
    'lang:German',
    'Write the language as its code, lang:de, instead of German.',
  );
  wrong('kestrel lang:gr', 'lang_code', 'lang:gr');
  wrong('kestrel lang:d', 'bad_lang', 'lang:d');
  wrong(
    'kestrel network:square',
    'bad_network',
    'network:square',
    'square is not the name of a network. Known are: bluesky, x.',
  );
  wrong('kestrel has:legs', 'unknown_has', 'has:legs');
  wrong('link:here', 'bad_link', 'link:here');
  wrong('@!', 'bad_handle', '@!');
  wrong('#half-full', 'bad_tag', '#half-full');
});

test('what would hear everything is refused, and the side that would is marked', () => {
  wrong('-job -shop', 'only_exclusions', 'job -shop');
  wrong('NOT (job OR shop)', 'only_exclusions', 'job OR shop');
  wrong('lang:de has:question', 'hears_everything', 'lang:de has:question');
  wrong('lang:de -job', 'hears_everything', 'lang:de -job');
  wrong('kestrel OR lang:de', 'side_hears_everything', 'lang:de');
  wrong('(kestrel OR -job) -shop', 'side_hears_everything', 'job');
});

test('limits are held, each with its own word', () => {
  wrong('a'.repeat(QUERY_CHARACTERS_LIMIT + 1), 'too_long', 'a');
  wrong('ab '.repeat(QUERY_TERMS_LIMIT + 1), 'too_many_terms', 'ab '.repeat(QUERY_TERMS_LIMIT + 1));
  wrong('('.repeat(QUERY_DEPTH_LIMIT + 1) + 'a' + ')'.repeat(QUERY_DEPTH_LIMIT + 1), 'too_deep', '(');
  wrong(`"${'ab '.repeat(21)}"`, 'phrase_too_long', `"${'ab '.repeat(21)}"`);
  wrong('a'.repeat(201), 'word_too_long', 'a'.repeat(201));
  assert.equal(parseQuery('ab '.repeat(QUERY_TERMS_LIMIT)).kind, 'query');
  assert.equal(parseQuery('('.repeat(QUERY_DEPTH_LIMIT) + 'a' + ')'.repeat(QUERY_DEPTH_LIMIT)).kind, 'query');
});

test('a hint says what may not be meant', () => {
  hinted('kestrel leaks');
  hinted('leaks or drips', ['lowercase_operator', 'or']);
  hinted('kestrel near/5 leaks', ['lowercase_operator', 'near/5']);
  hinted('(or) "and" kestrel');
  hinted('kestrel (leaks drips OR hums)', ['mixed_operators', 'leaks drips OR hums']);
  hinted('kestrel (leaks OR drips)');
  hinted('+kestrel', ['plus_not_needed', '+']);
  hinted("'hums all day' kestrel", ['single_quotes', "'hums all day'"]);
  hinted('’tis kestrel');
  hinted('kestrel.example', ['looks_like_link', 'kestrel.example']);
  hinted('link:*.kestrel.example/*', ['heard_as_link', 'link:*.kestrel.example/*']);
  hinted('https://kestrel.example/a', ['heard_as_link', 'https://kestrel.example/a']);
  hinted('c++ kestrel', ['symbols_ignored', 'c++']);
  hinted('ke*', ['short_prefix', 'ke*']);
  hinted('~Kia', ['short_brand', '~Kia']);
});

test('a hint says what can hear nothing, or nearly everything', () => {
  hinted('the', ['common_word', 'the']);
  hinted('the kestrel');
  hinted('kestrel OR the', ['common_word', 'the']);
  hinted('kestrel -KESTREL', ['contradiction', 'KESTREL']);
  hinted('kestrel leaks Kestrel', ['repeated', 'Kestrel']);
  hinted('kestrel lang:de lang:en', ['cannot_both', 'lang:en']);
  hinted('kestrel lang:de lang:de-AT');
});

test('every mistake and every hint is shown by an example here', () => {
  assert.deepEqual([...seen].sort(), [...Object.keys(MISTAKES), ...Object.keys(HINTS)].sort());
});
