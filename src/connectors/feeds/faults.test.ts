/** Feeds as servers serve them: moved, gone, unchanged, slow, several at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fails, itemsOf, NOW, polled, postsOf, rereadsAll, told } from '../../../tests/support/polled.ts';
import { openFake } from './fake.ts';
import { feeds } from './index.ts';
import { FEED_EVERY_SECONDS } from './schedule.ts';

const feedOf = (title: string, ...ids: string[]) =>
  new Response(
    `<rss version="2.0"><channel><title>${title}</title><link>/</link>${ids
      .map(id => `<item><guid>${id}</guid><title>${title} ${id}</title><pubDate>${NOW.toUTCString()}</pubDate></item>`)
      .join('')}</channel></rss>`,
    { headers: { 'content-type': 'application/rss+xml' } },
  );

test('an unchanged feed costs one short answer and tells nothing', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  const id = await fake.customerWrites({ text: 'My K2 leaks' });
  assert.deepEqual(told(await ear.round()), [`post ${id}`]);
  clock.pass(FEED_EVERY_SECONDS + 1);
  assert.deepEqual(told(await ear.round()), []);
  assert.match(fake.asked.at(-1)?.headers.get('if-none-match') ?? '', /^"[0-9a-f]{40}"$/);
  const next = await fake.customerWrites({ text: 'Mine too' });
  clock.pass(FEED_EVERY_SECONDS + 1);
  assert.deepEqual(told(await ear.round()), [`post ${next}`]);
});

test('a feed that is not due is not asked, and the server’s word on that is kept over a 304', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  fake.headers['cache-control'] = 'max-age=3600';
  await ear.round();
  for (const seconds of [30, 600, 2_900]) {
    clock.pass(seconds);
    await ear.round();
  }
  assert.equal(fake.asked.length, 1);
  clock.pass(100);
  await ear.round();
  assert.equal(fake.asked.length, 2);
  clock.pass(3_500);
  await ear.round();
  assert.equal(fake.asked.length, 2);
});

test('an entry that reads differently becomes a version, once', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  const id = await fake.customerWrites({ text: 'My K2 leeks' });
  await ear.round();
  await fake.customerEdits(id, 'My K2 leaks');
  clock.pass(FEED_EVERY_SECONDS + 1);
  const [, edit] = itemsOf(await ear.round());
  assert.ok(edit?.kind === 'edit');
  assert.deepEqual([edit.remoteId, edit.text], [id, 'My K2 leaks']);
  await fake.customerWrites({ text: 'something else' });
  clock.pass(FEED_EVERY_SECONDS + 1);
  assert.equal(itemsOf(await ear.round()).length, 1);
});

test('what was kept of posts, comments and edits is read again as the same', async t => {
  const all = await polled(t, feeds, openFake);
  const { fake, ear, clock } = all;
  const post = await fake.customerWrites({ text: 'My K2 leaks' });
  const comment = await fake.customerWrites({ text: 'Mine too', parent: post, mentionsUs: true });
  fake.places.set(
    '/undated',
    new Response('<rss version="2.0"><channel><title>T</title><item><title>no date</title></item></channel></rss>'),
  );
  all.context.credentials = {
    ...all.context.credentials,
    feeds: [...(all.context.credentials.feeds ?? []), { url: `${fake.origin}/undated`, title: 'Undated' }],
  };
  await ear.round();
  await fake.customerEdits(comment, 'Mine too, since Monday');
  clock.pass(FEED_EVERY_SECONDS + 1);
  await ear.round();
  clock.pass(86_400);
  assert.equal(rereadsAll(feeds, all, clock.now), 4);
});

test('the secret half of an address stands in no id and no kept text', async t => {
  const { fake, ear } = await polled(t, feeds, openFake);
  await fake.customerWrites({ text: 'My K2 leaks' });
  fake.places.set('/feed.xml', feedOf('T', '1', '2'));
  const heard = await ear.round();
  assert.ok(heard.length > 0);
  for (const secret of fake.secrets)
    assert.ok(!JSON.stringify(heard.map(one => ({ ...one, cursor: null }))).includes(secret));
});

test('moved for good is remembered, moved for today is not, and ids stay what they were', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  const to = (status: number, path: string) => new Response(null, { status, headers: { location: path } });
  fake.places.set('/feed.xml', to(302, '/for-today.xml'));
  fake.places.set('/for-today.xml', feedOf('T', '1'));
  fake.places.set('/new.xml', feedOf('T', '1', '2'));
  const before = postsOf(await ear.round())[0]?.remoteId;
  fake.places.set('/feed.xml', to(301, '/new.xml'));
  clock.pass(FEED_EVERY_SECONDS + 1);
  const [two] = postsOf(await ear.round());
  assert.deepEqual(
    [before, two?.remoteId].map(id => id?.replace(/^.*#/, '')),
    ['1', '2'],
  );
  assert.equal(before?.split('#')[0], two?.remoteId.split('#')[0]);
  fake.places.set('/feed.xml', new Response('never again', { status: 500 }));
  clock.pass(FEED_EVERY_SECONDS + 1);
  await ear.round();
  assert.equal(fake.asked.at(-1)?.path, '/new.xml');
});

test('a feed that is gone needs a person; one that is only missing is asked again', async t => {
  const { fake, ear } = await polled(t, feeds, openFake);
  fake.places.set('/feed.xml', new Response('', { status: 410 }));
  await fails(ear.round(), 'gone');
  fake.places.set('/feed.xml', new Response('', { status: 404 }));
  await fails(ear.round(), 'refuse', /no feed at this address/);
  fake.places.set('/feed.xml', new Response('<!doctype html><title>Sign in</title>'));
  await fails(ear.round(), 'retry', /web page instead of a feed/);
  fake.places.set('/feed.xml', new Response('', { status: 503, headers: { 'retry-after': '120' } }));
  assert.equal((await fails(ear.round(), 'retry')).afterSeconds, 120);
  fake.places.set('/feed.xml', new Response('x'.repeat(6 * 1024 * 1024)));
  await fails(ear.round(), 'refuse', /larger than/);
});

test('one feed of several that fails holds nobody up, and comes back; gone ones are left alone', async t => {
  const { fake, ear, clock, context } = await polled(t, feeds, openFake);
  const at = (path: string) => ({ url: `${fake.origin}${path}`, title: path });
  context.credentials = { ...context.credentials, feeds: [at('/a'), at('/b'), at('/c')] };
  fake.places.set('/a', new Response('', { status: 500 }));
  fake.places.set('/b', feedOf('B', 'b1'));
  fake.places.set('/c', new Response('', { status: 410 }));
  assert.deepEqual(
    postsOf(await ear.round()).map(({ text }) => text),
    ['B b1'],
  );
  fake.places.set('/a', feedOf('A', 'a1'));
  clock.pass(60);
  assert.deepEqual(told(await ear.round()), []);
  clock.pass(600);
  assert.deepEqual(
    postsOf(await ear.round()).map(({ text }) => text),
    ['A a1'],
  );
  assert.equal(fake.asked.filter(({ path }) => path === '/c').length, 1);
  for (const path of ['/a', '/b']) fake.places.set(path, new Response('', { status: 500 }));
  clock.pass(3_600);
  await fails(ear.round(), 'retry');
});

test('more was written than one document holds: older pages are read back to what is known', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  fake.perPage.count = 5;
  for (let i = 0; i < 4; i++) await fake.customerWrites({ text: `before ${i}` });
  await ear.round();
  const missed: string[] = [];
  for (let i = 0; i < 23; i++) missed.push(await fake.customerWrites({ text: `missed ${i}` }));
  clock.pass(6 * 3_600);
  assert.deepEqual(
    postsOf(await ear.round()).map(({ remoteId }) => remoteId),
    missed,
  );
  fake.behave({ kind: 'cut-after' }, 'page=2');
  for (let i = 0; i < 8; i++) missed.push(await fake.customerWrites({ text: `more ${i}` }));
  clock.pass(3_600);
  await fails(ear.round(), 'retry');
  assert.equal(postsOf(await ear.round()).length, 8);
});

test('on connecting, what is older than a month is let go and counted', async t => {
  const { fake, ear, clock } = await polled(t, feeds, openFake);
  await fake.customerWrites({ text: 'long ago' });
  clock.pass(40 * 86_400);
  const fresh = await fake.customerWrites({ text: 'today' });
  assert.deepEqual(told(await ear.round()), ['ignored: older than what is read on connecting', `post ${fresh}`]);
  clock.pass(FEED_EVERY_SECONDS + 1);
  assert.deepEqual(told(await ear.round()), []);
});

test('a lost place means reading anew, never a gap', async t => {
  const { fake, ear } = await polled(t, feeds, openFake);
  const id = await fake.customerWrites({ text: 'My K2 leaks' });
  await ear.round();
  ear.cursor = '{"feeds":"nonsense"}';
  assert.deepEqual(told(await ear.round()), [`post ${id}`]);
});

const page = (head: string, body = '') =>
  new Response(
    `<!doctype html><html><head><title>Cups &amp; Saucers</title>${head}</head><body>${body}</body></html>`,
    {
      headers: { 'content-type': 'text/html' },
    },
  );

test('adding a page finds its feeds, those of its comments too, each once', async t => {
  const { fake, checking } = await polled(t, feeds, openFake);
  const { origin, places } = fake;
  places.set(
    '/',
    page(
      '<link rel="alternate" type="application/rss+xml" href="/feed/"><link rel="alternate" type="application/atom+xml" href="/atom/"><link rel="alternate" type="application/rss+xml" href="/broken">',
    ),
  );
  places.set('/feed/', feedOf('Cups', 'a', 'b'));
  places.set('/atom/', feedOf('Cups again', 'a', 'b'));
  places.set('/comments/feed/', feedOf('Comments', 'c1'));
  const { account, credentials } = await checking({ url: origin });
  assert.deepEqual(credentials.feeds, [
    { url: `${origin}/feed/`, title: 'Cups' },
    { url: `${origin}/comments/feed/`, title: 'Comments' },
  ]);
  assert.deepEqual([account.name, account.remoteId], ['Cups & Saucers (2 feeds)', `${origin}/`]);
});

test('a page that names none is tried at the usual places, and asked about in plain words otherwise', async t => {
  const { fake, checking } = await polled(t, feeds, openFake);
  const { origin, places } = fake;
  places.set('/blog/', page('', '<a href="/blog/all.rss">RSS</a>'));
  places.set('/blog/all.rss', feedOf('All', '1'));
  assert.deepEqual((await checking({ url: `${origin}/blog/` })).credentials.feeds, [
    { url: `${origin}/blog/all.rss`, title: 'All' },
    { url: `${origin}/feed.xml`, title: 'Cups & Saucers' },
  ]);
  places.set('/feed.xml', new Response('', { status: 404 }));
  places.delete('/blog/all.rss');
  await fails(checking({ url: `${origin}/blog/` }), 'refuse', /no feed at this address/);
  await fails(checking({ url: 'ftp://files.example' }), 'refuse', /not a web address/);
  await fails(checking({ url: 'http://10.0.0.1/feed' }), 'refuse', /private network/);
});

test('the address of a feed is taken as it is, or as it moved for good', async t => {
  const { fake, checking } = await polled(t, feeds, openFake);
  const { origin, places } = fake;
  places.set('/old', new Response(null, { status: 301, headers: { location: '/new' } }));
  places.set('/new', feedOf('News', '1'));
  const { account, credentials } = await checking({ url: `${origin}/old` });
  assert.deepEqual(credentials.feeds, [{ url: `${origin}/new`, title: 'News' }]);
  assert.deepEqual([account.name, account.remoteId], ['News', `${origin}/new`]);
});
