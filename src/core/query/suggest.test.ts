import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isNarrow } from './narrow.ts';
import { parseQuery } from './parse.ts';
import { type BrandFacts, suggestQuery } from './suggest.ts';

function check(brand: BrandFacts, text: string, codes: string[]): void {
  const suggestion = suggestQuery(brand);
  assert.equal(suggestion.text, text);
  assert.deepEqual(
    suggestion.parts.map(({ code }) => code),
    codes,
    text,
  );
  for (const { at, text: part } of suggestion.parts) {
    if (at !== null) assert.equal(suggestion.text.slice(at.start, at.end), part);
  }
}

test('a name is heard with its misspellings', () => {
  check({ name: 'Acme Air' }, '~"Acme Air"', ['name']);
  check({ name: ' “Acme   Air” ' }, '~"Acme Air"', ['name']);
  check({ name: 'Kia' }, '~Kia', ['short_name']);
  check({ name: '咖啡机' }, '~咖啡机', ['name']);
});

test('handles, addresses and products are heard besides, and our own posts are not', () => {
  check(
    {
      name: 'Acme Air',
      handles: ['@acmeair', 'acmeair.bird.example'],
      products: ['Wanderpass'],
      domain: 'https://www.acme.example/',
    },
    '(~"Acme Air" OR @acmeair OR @acmeair.bird.example OR link:acme.example OR ~Wanderpass) -from:acmeair -from:acmeair.bird.example',
    ['name', 'handle', 'handle', 'link', 'product', 'own_posts', 'own_posts'],
  );
  check({ name: 'Acme Air', domain: 'acme.example/air' }, '~"Acme Air" OR link:acme.example/air', ['name', 'link']);
});

test('the other meaning of a name is left out, but not where somebody names the handle', () => {
  check(
    { name: 'Kestrel', handles: ['kestrel'] },
    '((~Kestrel -bird -birds -nest -birding -birdwatching -wildlife) OR @kestrel) -from:kestrel',
    ['name', 'other_meaning', 'handle', 'own_posts'],
  );
  check({ name: 'orange' }, '~orange -juice -pie -fruit -tree -recipe -smoothie', ['name', 'other_meaning']);
});

test('an everyday word is heard only as a name and beside talk of companies', () => {
  check(
    { name: 'target', language: 'de-AT' },
    '=Target NEAR/10 (Kundenservice OR Support OR bestell* OR geliefert OR Lieferung OR App OR Kunde* OR gekauft)',
    ['exact_name', 'company_talk'],
  );
  assert.match(suggestQuery({ name: 'Next', language: 'fi' }).text, /^=Next NEAR\/10 \(service OR /);
});

test('products that would hear too much, or nothing more, are left away with the reason', () => {
  check({ name: 'Acme', products: ['Acme One', 'Nest', 'X5', ''] }, '~Acme', [
    'short_name',
    'product_covered',
    'product_common',
    'product_common',
  ]);
  assert.match(suggestQuery({ name: 'Target', products: ['Target Rewards'] }).text, / OR ~"Target Rewards"$/);
});

test('what cannot be looked for is said', () => {
  check({ name: '!!!' }, '', ['not_readable']);
  check({ name: 'Acme Air', handles: ['a b', ' '], domain: 'here' }, '~"Acme Air"', [
    'name',
    'not_readable',
    'not_readable',
  ]);
});

test('whatever is typed, the suggestion can be read and hears something particular', () => {
  const facts = fc.record({
    name: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Kestrel', 'Next', 'OR', 'NEAR', 'a "b" c', 'x:y', '-job'),
    ),
    handles: fc.array(fc.string({ maxLength: 12 }), { maxLength: 3 }),
    products: fc.array(fc.string({ maxLength: 12 }), { maxLength: 3 }),
    domain: fc.oneof(fc.string(), fc.domain()),
    language: fc.constantFrom('en', 'el', 'ar', '', 'constructor'),
  });
  fc.assert(
    fc.property(facts, brand => {
      const { text } = suggestQuery(brand);
      const parsed = parseQuery(text);
      if (parsed.kind === 'error') assert.equal(text, '', parsed.message);
      else assert.ok(isNarrow(parsed.query));
    }),
    { numRuns: 1_000 },
  );
});
