import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMatcher } from '../../../../src/core/match/matcher.ts';
import { parseQuery } from '../../../../src/core/query/parse.ts';
import { leavingOut } from './exclude.ts';

function hears(query: string, text: string): boolean {
  const parsed = parseQuery(query);
  assert.equal(parsed.kind, 'query', query);
  const matcher = makeMatcher();
  if (parsed.kind === 'query') matcher.set('q', parsed.query);
  const post = { text, title: null, authorHandle: null, lang: null, network: 'square', links: [], hasMedia: false };
  return matcher.match(post).length > 0;
}

test('a word left out is left out of every alternative', () => {
  for (const query of ['kestrel', 'kestrel OR hawk', 'kestrel -nest OR hawk', '(kestrel OR hawk)', 'kestrel leaks']) {
    const narrower = leavingOut(query, 'falcon');
    assert.ok(hears(query, 'kestrel hawk leaks falcon'), query);
    assert.ok(!hears(narrower, 'kestrel hawk leaks falcon'), narrower);
    assert.ok(hears(narrower, 'kestrel hawk leaks'), narrower);
  }
});

test('a phrase is left out as a phrase', () => {
  const narrower = leavingOut('kestrel', 'bird of prey');
  assert.equal(narrower, 'kestrel -"bird of prey"');
  assert.ok(!hears(narrower, 'the kestrel, a bird of prey'));
  assert.ok(hears(narrower, 'my kestrel says prey of bird'));
});
