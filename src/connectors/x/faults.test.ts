/** The faults of the world that must end well, on this network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hear, hearAll, itemsOf, postsOf } from '../../../tests/support/bluesky-channel.ts';
import { draftFor, NOW, round, type Tried, tried } from '../../../tests/support/x-channel.ts';
import type { Heard, Known, NetworkFailure } from '../connector.ts';
import { pages } from './backfill.ts';
import { tellAll } from './fake/rules.ts';
import { find } from './find.ts';
import { openStream } from './listen.ts';
import { pollPage } from './poll.ts';
import { look } from './recheck.ts';
import { remove, send, sendPrivately } from './reply.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

function textsOf(heard: readonly Heard[]): string[] {
  return postsOf(heard).map(({ text }) => text.replace(/^(@\w+ )+/, ''));
}

function known(remoteId: string, more: Partial<Known> = {}): Known {
  return { remoteId, rootRemoteId: null, room: null, url: null, at: NOW, text: '', ...more };
}

async function untilOpen({ fake }: Tried, count: number): Promise<void> {
  for (const end = performance.now() + 5_000; fake.openCount() !== count; ) {
    assert.ok(performance.now() < end, `waited in vain for ${count} open streams`);
    await new Promise(resolve => setImmediate(resolve));
  }
}

async function past(all: Tried, since = new Date(NOW.getTime() - 3_600_000), after: string | null = null) {
  const heard: Heard[] = [];
  for await (const one of pages(all.context, since, after)) heard.push(one);
  return heard;
}

test('the line drops: what was said meanwhile is searched for, and nothing is told from a cold start', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const listening = hear(openStream(context, null), 1);
  await untilOpen(all, 1);
  await fake.customerWrites({ text: 'one', mentionsUs: true });
  const [first] = await listening;
  assert.ok(first?.cursor);
  for (const text of ['two', 'three']) await fake.customerWrites({ text, mentionsUs: true });
  const again = await hear(openStream(context, first.cursor), 3);
  // The minute before the place is told again, for X does not keep to the order of its numbers.
  assert.deepEqual(textsOf(again), ['one', 'two', 'three']);
});

test('a stream cut by X, and one it ends with a reason', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const cut = failed(hearAll(openStream(context, null)));
  await untilOpen(all, 1);
  fake.cut();
  assert.equal((await cut).next, 'retry');
  const ended = failed(hearAll(openStream(context, null)));
  await untilOpen(all, 1);
  tellAll(
    fake.server,
    JSON.stringify({
      errors: [
        {
          title: 'operational-disconnect',
          disconnect_type: 'UpstreamOperationalDisconnect',
          detail: 'Disconnected upstream.',
          type: 'https://api.x.com/2/problems/operational-disconnect',
        },
      ],
    }),
  );
  const failure = await ended;
  assert.deepEqual([failure.next, failure.said], ['retry', 'Disconnected upstream.']);
});

test('a second stream of the same app waits a minute', async t => {
  const all = await tried(t, { streams: 1 });
  const first = hear(openStream(all.context, null), 1);
  await untilOpen(all, 1);
  const failure = await failed(hear(openStream(all.context, null), 1));
  assert.deepEqual([failure.next, failure.afterSeconds], ['retry', 60]);
  assert.match(failure.message, /one open stream/);
  await all.fake.customerWrites({ text: 'heard all the same', mentionsUs: true });
  assert.equal((await first).length, 1);
});

test('signs of life, nonsense and half a post do not break the stream', async t => {
  const all = await tried(t);
  const listening = hear(openStream(all.context, null), 3);
  await untilOpen(all, 1);
  for (const line of ['', '   ', '{"data":', '{"data":{"id":7}}']) tellAll(all.fake.server, line);
  await all.fake.customerWrites({ text: 'well', mentionsUs: true });
  const heard = await listening;
  assert.deepEqual(
    heard.map(one => (one.kind === 'dropped' ? one.reason.split(':')[0] : 'post')),
    ['not JSON', 'post', 'post'],
  );
  assert.equal(heard[2]?.kind, 'arrival');
});

test('rules are kept in step: ours are made and taken away, others’ and double ones are left', async t => {
  const all = await tried(t, {}, { listenFor: 'kestrel coffee; "kestrel one" lang:de\n@kestrel' });
  const { fake, context } = all;
  fake.server.rules.push(
    { id: '1', value: 'somebody else', tag: 'theirs' },
    { id: '2', value: '(@kestrel) -is:retweet', tag: 'theirs too' },
    { id: '3', value: '(stale) -is:retweet', tag: 'heed c1' },
  );
  const listening = hear(openStream(context, null), 1);
  await untilOpen(all, 1);
  assert.deepEqual(
    fake.server.rules.map(({ value, tag }) => [value, tag]),
    [
      ['somebody else', 'theirs'],
      ['(@kestrel) -is:retweet', 'theirs too'],
      ['(kestrel coffee) -is:retweet', 'heed c1'],
      ['("kestrel one" lang:de) -is:retweet', 'heed c1'],
    ],
  );
  // Another channel's post is not ours, even on the same line.
  await fake.customerWrites({ text: 'somebody else' });
  await fake.customerWrites({ text: 'kestrel coffee is fine' });
  assert.deepEqual(textsOf(await listening), ['kestrel coffee is fine']);
});

test('a rule X does not take is told with its words, at its field', async t => {
  const { context } = await tried(t, {}, { listenFor: 'sample:10' });
  const failure = await failed(hear(openStream(context, null), 1));
  assert.deepEqual([failure.next, failure.said, failure.field], ['refuse', 'no such operator', 'listenFor']);
});

test('without words to listen for, the stream is silent, and old rules of ours are taken away', async t => {
  const { fake, context, stop } = await tried(t, {}, { listenFor: '' });
  fake.server.rules.push({ id: '1', value: 'old', tag: 'heed c1' }, { id: '2', value: 'theirs', tag: 'heed c2' });
  const listening = hearAll(openStream(context, null));
  for (const end = performance.now() + 5_000; fake.server.rules.length > 1 && performance.now() < end; )
    await new Promise(resolve => setImmediate(resolve));
  stop.abort();
  assert.deepEqual(await listening, []);
  assert.deepEqual(
    fake.server.rules.map(({ id }) => id),
    ['2'],
  );
});

test('an app without keys, or to which X sells no stream, has its words searched for every five minutes', async t => {
  for (const withKeys of [false, true]) {
    const more = { listenFor: 'kestrel coffee', ...(withKeys ? {} : { apiKey: '', apiSecret: '', appToken: '' }) };
    const { fake, context, clock, waited } = await tried(t, {}, more);
    const body =
      '{"title":"Client Forbidden","reason":"client-not-enrolled","detail":"The App must be attached to a Project.","type":"https://api.x.com/2/problems/client-forbidden"}';
    fake.behave({ kind: 'status', status: 403, body }, '/search/stream?');
    await fake.customerWrites({ text: 'kestrel coffee, before anybody listened' });
    clock.now = new Date(NOW.getTime() + 10 * MINUTE_MS);
    const heard: Heard[] = [];
    const wait: typeof context.wait = async ms => {
      waited.push(ms);
      clock.now = new Date(clock.now.getTime() + ms);
      await fake.customerWrites({ text: `kestrel coffee ${waited.length}` });
    };
    for await (const one of openStream({ ...context, wait }, null)) {
      heard.push(one);
      if (textsOf([one])[0] === 'kestrel coffee 3') break;
    }
    assert.deepEqual([...new Set(textsOf(heard))], ['kestrel coffee 1', 'kestrel coffee 2', 'kestrel coffee 3']);
    assert.deepEqual(waited, [5 * MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS]);
  }
});

test('rounds go on where they stopped, over many pages and a cut in the middle', async t => {
  const { fake, context, clock } = await tried(t, { perPage: 2 });
  const first = await round(context, null);
  clock.now = new Date(NOW.getTime() + 10 * MINUTE_MS);
  for (let i = 0; i < 7; i++) await fake.customerWrites({ text: `cup ${i}`, mentionsUs: true });
  const begun = await pollPage(context, first.cursor);
  assert.equal(begun.more, true);
  fake.behave({ kind: 'status', status: 503 });
  assert.equal((await failed(pollPage(context, begun.cursor))).next, 'retry');
  const rest = await round(context, begun.cursor);
  assert.deepEqual(
    [...new Set(textsOf([...begun.heard, ...rest.heard]))].sort(),
    Array.from({ length: 7 }, (_, i) => `cup ${i}`),
  );
  clock.now = new Date(clock.now.getTime() + 10 * MINUTE_MS);
  assert.deepEqual(textsOf((await round(context, rest.cursor)).heard), []);
});

test('what one list brought is not lost because another cannot be had', async t => {
  const { fake, context } = await tried(t);
  await fake.customerWrites({ text: 'hello', mentionsUs: true });
  fake.behave({ kind: 'status', status: 503 }, '/tweets?');
  const page = await pollPage(context, null);
  assert.deepEqual([textsOf(page.heard), page.more], [['hello'], false]);
  await fake.weWriteElsewhere({ text: 'Open until six.' });
  assert.ok(textsOf((await round(context, page.cursor)).heard).includes('Open until six.'));
});

test('a page X has forgotten is begun again, from what is known', async t => {
  const { fake, context, clock } = await tried(t, { perPage: 2 });
  for (let i = 0; i < 5; i++) await fake.customerWrites({ text: `cup ${i}`, mentionsUs: true });
  const begun = await pollPage(context, null);
  clock.now = new Date(NOW.getTime() + 10 * MINUTE_MS);
  fake.behave({ kind: 'status', status: 400, body: '{"detail":"Invalid pagination_token"}' }, 'pagination_token');
  const rest = await round(context, begun.cursor);
  const again = await round(context, rest.cursor);
  const all = new Set(textsOf([...begun.heard, ...rest.heard, ...again.heard]));
  assert.deepEqual([...all].sort(), ['cup 0', 'cup 1', 'cup 2', 'cup 3', 'cup 4']);
});

test('what X lists late, with a lower number than one already read, is read all the same', async t => {
  const { fake, context, clock } = await tried(t);
  await fake.customerWrites({ text: 'first', mentionsUs: true });
  const late = fake.town.posts.pop();
  await fake.customerWrites({ text: 'second', mentionsUs: true });
  const { cursor } = await round(context, null);
  assert.ok(late);
  fake.town.posts.push(late);
  clock.now = new Date(NOW.getTime() + MINUTE_MS);
  assert.ok(textsOf((await round(context, cursor)).heard).includes('first'));
});

test('messages: a few are looked at, more only where none is known, and not every minute', async t => {
  const { fake, context, clock, bought } = await tried(t);
  for (let i = 0; i < 3; i++) fake.customerSays(`old ${i}`);
  const first = await round(context, null);
  assert.equal(textsOf(first.heard).length, 3);
  for (let i = 0; i < 12; i++) fake.customerSays(`new ${i}`);
  assert.deepEqual(textsOf((await round(context, first.cursor)).heard), [], 'too soon');
  clock.now = new Date(NOW.getTime() + 2 * MINUTE_MS);
  bought.length = 0;
  const next = await round(context, first.cursor);
  assert.deepEqual(textsOf(next.heard).sort(), Array.from({ length: 12 }, (_, i) => `new ${i}`).sort());
  clock.now = new Date(clock.now.getTime() + 2 * MINUTE_MS);
  bought.length = 0;
  assert.deepEqual(textsOf((await round(context, next.cursor)).heard), []);
  assert.equal(bought.filter(one => one.startsWith('read.dm')).length, 5);
});

test('an account whose messages may not be read is heard in public all the same', async t => {
  const { fake, context, logged } = await tried(t, { messages: false });
  await fake.customerWrites({ text: 'hello', mentionsUs: true });
  assert.deepEqual(textsOf((await round(context, null)).heard), ['hello']);
  assert.ok(logged.some(line => line.includes('direct messages')));
});

test('own data is bought at its own price, strangers’ posts at theirs', async t => {
  const { fake, context, bought } = await tried(t);
  const id = await fake.customerWrites({ text: 'hello', mentionsUs: true });
  await round(context, null);
  assert.deepEqual(bought, [`read.own ${id}`]);
  bought.length = 0;
  await hear(openStream(context, fake.beginning ?? null), 1);
  assert.deepEqual(bought, [`read.post ${id}`]);
});

test('a place from long ago does not make X refuse the search', async t => {
  const { fake, context, clock } = await tried(t);
  const id = await fake.customerWrites({ text: 'long ago', mentionsUs: true });
  clock.now = new Date(NOW.getTime() + 30 * DAY_MS);
  await fake.customerWrites({ text: 'today', mentionsUs: true });
  assert.deepEqual(textsOf(await hear(openStream(context, id), 1)), ['today']);
  const all = { fake, context } as Tried;
  const heard = await past(all, NOW);
  assert.deepEqual([...new Set(textsOf(heard))], ['long ago', 'today']);
});

test('the past is read oldest first, and taken up in its middle', async t => {
  const all = await tried(t, { perPage: 2 });
  for (let i = 0; i < 5; i++) {
    all.clock.now = new Date(NOW.getTime() + i * MINUTE_MS);
    await all.fake.customerWrites({ text: `cup ${i}`, mentionsUs: true });
  }
  all.fake.customerSays('in private');
  const whole = await past(all);
  assert.deepEqual([...new Set(textsOf(whole))], ['cup 0', 'cup 1', 'cup 2', 'cup 3', 'cup 4', 'in private']);
  const stopped = whole.find(one => textsOf([one])[0] === 'cup 2');
  assert.ok(stopped);
  const rest = await past(all, new Date(NOW.getTime() - 3_600_000), stopped.cursor);
  for (const text of ['cup 3', 'cup 4', 'in private']) assert.ok(textsOf(rest).includes(text), text);
  assert.ok(!textsOf(rest).includes('cup 0'));
});

test('a server that knows only the old words is asked in them', async t => {
  const { fake, context } = await tried(t, { words: 'old' });
  const root = await fake.customerWrites({ text: 'hello', mentionsUs: true });
  await fake.customerEdits(root, '@kestrel hello there');
  fake.customerSays('in private');
  const items = itemsOf((await round(context, null)).heard);
  assert.deepEqual(
    items.map(item => item.kind),
    ['post', 'edit', 'post'],
  );
  assert.equal(items[0]?.kind === 'post' && items[0].post.remoteId, root);
});

test('a server without a list of own posts is searched for them', async t => {
  const { fake, context } = await tried(t);
  await fake.weWriteElsewhere({ text: 'Open until six.' });
  for (let i = 0; i < 2; i++)
    fake.behave({ kind: 'status', status: 404, body: '{"detail":"no such path"}' }, '/tweets?');
  const { heard } = await round(context, null);
  assert.deepEqual(textsOf(heard), ['Open until six.']);
  assert.ok(fake.server.asked.includes('GET /2/tweets/search/recent'));
});

test('edits, deletions and suspensions nobody told of are found by looking again', async t => {
  const { fake, context, bought, clock } = await tried(t);
  const write = (text: string) => fake.customerWrites({ text, mentionsUs: true });
  const [stays, edited, deleted] = [await write('stays'), await write('drips'), await write('gone')];
  const other = fake.town.join('spammer', 'Spammer');
  const suspended = fake.town.write({ by: other, text: '@kestrel buy' }).versions[0]?.id ?? '';
  clock.now = new Date(NOW.getTime() + 10 * MINUTE_MS);
  await fake.customerEdits(edited, '@kestrel leaks');
  await fake.customerDeletes(deleted);
  other.isSuspended = true;
  const all = [stays, edited, deleted, suspended].map(id => known(id));
  const items = itemsOf(await look(context, [...all, known('dm:1', { room: '1-2' })]));
  assert.deepEqual(
    items.map(item => [item.kind, 'remoteId' in item && item.remoteId, item.kind === 'remove' && item.by]),
    [
      ['remove', deleted, 'author'],
      ['remove', suspended, 'network'],
      ['edit', edited, false],
    ],
  );
  assert.equal(bought.length, 3, 'two posts as they stand, and the later version');
});

test('a server that shows the newest version under the first number is understood as well', async t => {
  const { fake, context } = await tried(t);
  const first = await fake.customerWrites({ text: 'drips', mentionsUs: true });
  const later = String(BigInt(first) + 5_000_000_000n);
  const data = { id: later, text: '@kestrel leaks', author_id: '2', edit_history_tweet_ids: [first, later] };
  fake.behave({ kind: 'status', status: 200, body: JSON.stringify({ data: [data] }) });
  const [edit, ...more] = itemsOf(await look(context, [known(first)]));
  assert.ok(edit?.kind === 'edit' && more.length === 0);
  assert.deepEqual([edit.remoteId, edit.text], [first, '@kestrel leaks']);
});

test('whatever is paid for names its price before it is asked', async t => {
  const all = await tried(t);
  const { fake, context } = all;
  const prices = new Map<string, string | undefined>();
  const priced: typeof context = {
    ...context,
    fetch: (url, options = {}) => {
      prices.set(`${options.method ?? 'GET'} ${new URL(url).pathname.replaceAll(/\d{5,}/g, 'N')}`, options.price);
      return context.fetch(url, options);
    },
  };
  const draft = await draftFor(fake, 'Hello');
  await round(priced, null);
  await past({ ...all, context: priced });
  await look(priced, [known(draft.to.remoteId ?? '')]);
  const { remoteId } = await send(priced, draft);
  await find(priced, draft, NOW);
  await sendPrivately(priced, { ...draft, visibility: 'private' });
  await remove(priced, remoteId);
  assert.deepEqual(Object.fromEntries(prices), {
    'GET /2/users/N/mentions': 'read.own',
    'GET /2/users/N/tweets': 'read.own',
    'GET /2/dm_events': 'read.dm',
    'GET /2/tweets/search/recent': 'read.post',
    'GET /2/tweets': 'read.post',
    'POST /2/tweets': 'reply.summoned',
    'POST /2/dm_conversations/with/N/messages': 'dm',
    'DELETE /2/tweets/N': 'delete',
  });
});

test('posts are looked up a hundred at once, and silence about one is no deletion', async t => {
  const { fake, context } = await tried(t);
  const ids = Array.from({ length: 150 }, (_, i) => String(BigInt(fake.beginning ?? '1') + BigInt(i)));
  assert.equal(
    itemsOf(
      await look(
        context,
        ids.map(id => known(id)),
      ),
    ).length,
    150,
  );
  assert.equal(fake.server.asked.filter(line => line === 'GET /2/tweets').length, 2);
  fake.behave({ kind: 'status', status: 200, body: '{}' });
  assert.deepEqual(await look(context, [known('5')]), []);
  fake.behave({
    kind: 'status',
    status: 200,
    body: '{"errors":[{"title":"Internal Error","resource_id":"5","type":"https://api.x.com/2/problems/internal-error"}]}',
  });
  assert.deepEqual(await look(context, [known('5')]), []);
});

test('pages that are no data, halves and lies are tried again', async t => {
  const { fake, context } = await tried(t);
  for (const kind of ['html', 'damaged', 'lie', 'cut-after'] as const) {
    fake.behave({ kind });
    assert.equal((await failed(pollPage(context, null))).next, 'retry', kind);
  }
  for (const cursor of ['', 'nonsense', '{}', 'null', '{"mentions":7}']) assert.ok(await pollPage(context, cursor));
});

test('told twice and in disorder, everything is there once the doubles are taken out', async t => {
  const { fake, context } = await tried(t, { perPage: 3 });
  for (let i = 0; i < 5; i++) await fake.customerWrites({ text: `cup ${i}`, mentionsUs: true });
  fake.tell?.({ twice: true, shuffled: true });
  const { heard } = await round(context, null);
  assert.deepEqual([...new Set(textsOf(heard))].sort(), ['cup 0', 'cup 1', 'cup 2', 'cup 3', 'cup 4']);
});
