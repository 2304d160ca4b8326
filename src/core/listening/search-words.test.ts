import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../query/parse.ts';
import { searchWordsOf } from './search-words.ts';

function words(text: string): string[] {
  const parsed = parseQuery(text);
  assert.equal(parsed.kind, 'query', text);
  return parsed.kind === 'query' ? searchWordsOf(parsed.query) : [];
}

test('of words that must all occur, the one that narrows most is searched for', () => {
  assert.deepEqual(words('kestrel (leak* OR broken OR hiss)'), ['kestrel']);
  assert.deepEqual(words('~"Acme Air" NOT pilot'), ['Acme Air']);
});

test('of words of which one suffices, each is searched for, up to a limit', () => {
  assert.deepEqual(words('~Kestrel OR @kestrelcoffee OR "bean club"'), ['Kestrel', 'kestrelcoffee', 'bean club']);
  assert.equal(words('a1 OR b2 OR c3 OR d4 OR e5 OR f6').length, 4);
});

test('languages, networks and exclusions are nothing to search for', () => {
  assert.deepEqual(words('kestrel lang:de network:bluesky -nest'), ['kestrel']);
});
