import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileOf } from './profile.ts';
import { accountSchema } from './schema.ts';

const read = (more: object) => profileOf(accountSchema.parse({ id: '1', acct: 'thea', ...more }));

test('a field the server has verified is told apart from one that only says so', () => {
  const field = (href: string, verified_at: string | null) => ({
    name: 'Page',
    value: `<a href="${href}" rel="me nofollow"><span class="invisible">https://</span>brew.example</a>`,
    verified_at,
  });
  const fields = [
    field('https://brew.example/?a=1&amp;b=2', '2026-01-01T00:00:00Z'),
    field('https://other.example', null),
  ];
  assert.deepEqual(
    read({
      note: '<p>Coffee, and <a href="https://fedi.example/@max" class="u-url mention">@max</a></p>',
      fields,
      followers_count: 7,
    }),
    {
      bio: 'Coffee, and @max',
      links: ['https://other.example'],
      verifiedLinks: ['https://brew.example/?a=1&b=2'],
      followers: 7,
    },
  );
});

test('a page written as plain words is a link too, and nothing else is', () => {
  const fields = [
    { name: 'a', value: 'https://brew.example/me', verified_at: null },
    { name: 'b', value: 'javascript:alert(1)', verified_at: null },
    { name: 'c', value: '<a href="javascript:alert(1)">x</a>', verified_at: '2026-01-01T00:00:00Z' },
  ];
  assert.deepEqual(read({ fields }), {
    bio: '',
    links: ['https://brew.example/me'],
    verifiedLinks: [],
    followers: null,
  });
});

test('a server that tells nothing, or in another shape, is no fault', () => {
  assert.equal(read({}), null);
  assert.equal(read({ fields: 'none', followers_count: 'many' }), null);
});
