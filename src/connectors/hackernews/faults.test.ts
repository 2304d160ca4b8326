/** Hacker News as it misbehaves: late items, gaps, edits without a time, a search that ends at a thousand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fails, itemsOf, polled, postsOf, told } from '../../../tests/support/polled.ts';
import { openFake } from './fake.ts';
import { hackernews } from './index.ts';
import { BLANK, MARKS_LIMIT, markAt, markOf, withMarks } from './marks.ts';
import { GAP_MS, LATE_FOR_MS } from './poll.ts';

test('a number given out before its item is shown is asked for until it is there, and nothing waits for it', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  const late = await fake.customerWrites({ text: 'slow to appear' });
  fake.hidden.add(Number(late));
  const next = await fake.customerWrites({ text: 'at once' });
  assert.deepEqual(told(await ear.round()), [`post ${next}`]);
  clock.pass(15);
  assert.deepEqual(told(await ear.round()), []);
  fake.hidden.clear();
  clock.pass(15);
  assert.deepEqual(told(await ear.round()), [`post ${late}`]);
  clock.pass(15);
  assert.deepEqual(told(await ear.round()), []);
});

test('a number whose item never appears is given up and counted', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  fake.hidden.add(Number(await fake.customerWrites({ text: 'never seen' })));
  await ear.round();
  clock.pass(LATE_FOR_MS / 1000 + 1);
  assert.deepEqual(told(await ear.round()), ['ignored: an item that is not shown']);
  const before = fake.asked.length;
  clock.pass(15);
  await ear.round();
  assert.ok(!fake.asked.slice(before).includes('/v0/item/1.json'));
});

test('six hours away: every item is read once, in order, page by page', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  await fake.customerWrites({ text: 'the first' });
  await ear.round();
  const missed: string[] = [];
  for (let i = 0; i < 730; i++) missed.push(await fake.customerWrites({ text: `missed ${i}` }));
  clock.pass(6 * 3_600);
  const before = fake.asked.length;
  assert.deepEqual(
    postsOf(await ear.round()).map(({ remoteId }) => remoteId),
    missed,
  );
  const items = fake.asked.slice(before).filter(path => path.startsWith('/v0/item/'));
  assert.equal(items.length, 730 + 1, 'and the known one looked at again');
});

test('one item that cannot be fetched holds its page back, and nothing is lost', async t => {
  const { fake, ear } = await polled(t, hackernews, openFake);
  const ids = [];
  for (let i = 0; i < 30; i++) ids.push(await fake.customerWrites({ text: `number ${i}` }));
  for (const kind of ['html', 'damaged', 'lie', 'cut-after'] as const) {
    fake.behave({ kind }, '/item/17.json');
    await fails(ear.round(), 'retry');
    assert.equal(ear.cursor, null);
  }
  assert.deepEqual(
    postsOf(await ear.round()).map(({ remoteId }) => remoteId),
    ids,
  );
});

test('new words become a version, once; votes and answers change nothing', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  const id = await fake.customerWrites({ text: 'My K2 leeks' });
  const other = await fake.customerWrites({ text: 'Mine does not', parent: id });
  await ear.round();
  fake.changed.add(Number(other));
  clock.pass(61);
  assert.deepEqual(told(await ear.round()), []);
  await fake.customerEdits(id, 'My K2 leaks');
  clock.pass(61);
  const [, edit] = itemsOf(await ear.round());
  assert.ok(edit?.kind === 'edit');
  assert.deepEqual([edit.remoteId, edit.text, edit.at], [id, 'My K2 leaks', clock.now]);
  clock.pass(61);
  assert.deepEqual(told(await ear.round()), []);
  await fake.customerEdits(id, 'My K2 leaks again');
  clock.pass(61);
  const [, later] = itemsOf(await ear.round());
  assert.ok(later?.kind === 'edit' && later.version > edit.version);
});

test('deletions and takedowns are told once, by whom, and one that is undone comes back', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  const [mine, spam] = [await fake.customerWrites({ text: 'regretted' }), await fake.customerWrites({ text: 'buy' })];
  await ear.round();
  await fake.customerDeletes(mine);
  const item = fake.items.get(Number(spam));
  assert.ok(item);
  fake.items.set(item.id, { ...item, dead: true });
  fake.changed.add(item.id);
  clock.pass(61);
  const gone = itemsOf(await ear.round());
  assert.deepEqual(
    gone.map(one => one.kind === 'remove' && [one.remoteId, one.by]),
    [
      [mine, 'author'],
      [spam, 'network'],
    ],
  );
  clock.pass(61);
  assert.deepEqual(told(await ear.round()), []);
  fake.items.set(item.id, item);
  clock.pass(61);
  assert.deepEqual(told(await ear.round()), [`post ${spam}`]);
});

test('what was edited or deleted while nobody looked is told on coming back, before what is new', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  const ids: string[] = [];
  for (let i = 0; i < 250; i++) ids.push(await fake.customerWrites({ text: `number ${i}` }));
  await ear.round();
  const [edited = '', deleted = ''] = [ids[7], ids[180]];
  await fake.customerEdits(edited, 'number seven');
  await fake.customerDeletes(deleted);
  // The list of changes has moved on.
  fake.changed.clear();
  clock.pass(GAP_MS / 1000 + 60);
  const fresh = await fake.customerWrites({ text: 'new' });
  assert.deepEqual(told(await ear.round()), [`post ${edited}`, `edit ${edited}`, `remove ${deleted}`, `post ${fresh}`]);
  clock.pass(15);
  const before = fake.asked.length;
  assert.deepEqual(told(await ear.round()), []);
  assert.equal(fake.asked.length - before, 1, 'only the highest number is asked for');
});

test('changes are looked at once a minute, not with every look', async t => {
  const { fake, ear, clock } = await polled(t, hackernews, openFake);
  await fake.customerWrites({ text: 'one' });
  for (let i = 0; i < 8; i++) {
    await ear.round();
    clock.pass(15);
  }
  assert.equal(fake.asked.filter(path => path === '/v0/updates.json').length, 1);
});

test('the allowance used up is a wait, not an error, and reading goes on where it stood', async t => {
  const { fake, context, ear, clock } = await polled(t, hackernews, openFake);
  await fake.customerWrites({ text: 'first' });
  await ear.round();
  for (let i = 0; i < 1_500; i++) await fake.customerWrites({ text: `flood ${i}` });
  const before = fake.asked.length;
  const failure = await fails(ear.round(), 'retry', /used up/);
  const items = fake.asked.slice(before).filter(path => path.startsWith('/v0/item/'));
  assert.equal(new Set(items).size % 100, 0, 'no page is fetched by half');
  clock.pass(failure.afterSeconds ?? 0);
  assert.ok(postsOf((await hackernews.inbound.poll?.page(context, ear.cursor))?.heard ?? []).length > 0);
  clock.pass(60);
  assert.equal(postsOf(await ear.round()).at(-1)?.text, 'flood 1499');
});

test('the past is searched for our words and people, with the threads around them, across more hits than one page', async t => {
  const { fake, context, clock } = await polled(t, hackernews, openFake);
  const old = await fake.customerWrites({ text: 'Kestrel, long ago' });
  clock.pass(86_400);
  const since = clock.now;
  const wanted = new Set<string>();
  for (let i = 0; i < 250; i++) {
    clock.pass(1);
    wanted.add(await fake.customerWrites({ text: `Kestrel number ${i}` }));
  }
  const other = await fake.customerWrites({ text: 'something else' });
  const ours = await fake.weWriteElsewhere({ text: 'May we help?', parent: other });
  const asked = await fake.customerWrites({ text: 'please do', parent: ours });
  for (const id of [other, ours, asked]) wanted.add(id);
  const stranger = await fake.customerWrites({ text: 'beans' });
  const heard = [];
  for await (const one of hackernews.inbound.backfill?.pages(context, since, null) ?? []) heard.push(one);
  const ids = postsOf(heard).map(({ remoteId }) => remoteId);
  assert.deepEqual(
    [...wanted].filter(id => !ids.includes(id)),
    [],
  );
  assert.ok(!ids.includes(old) && !ids.includes(stranger));
  const answer = postsOf(heard).find(({ remoteId }) => remoteId === ours);
  assert.deepEqual([answer?.own, answer?.parentRemoteId], [true, other]);
  // Taken up in the middle, the rest still comes.
  const half = heard.findIndex(one => one.cursor !== null);
  const rest = [];
  for await (const one of hackernews.inbound.backfill?.pages(context, since, heard[half]?.cursor ?? null) ?? [])
    rest.push(one);
  const all = new Set(postsOf([...heard.slice(0, half + 1), ...rest]).map(({ remoteId }) => remoteId));
  assert.deepEqual(
    [...wanted].filter(id => !all.has(id)),
    [],
  );
});

test('connecting asks the network, keeps the brand’s name to look for, and says whose channel it is', async t => {
  const { fake, checking } = await polled(t, hackernews, openFake);
  await fake.customerWrites({ text: 'one' });
  const { origin } = fake;
  const { account, credentials } = await checking({ api: origin, search: origin }, 'Kestrel');
  assert.deepEqual([account.name, account.handle, credentials.words], ['Hacker News', null, 'Kestrel']);
  const named = await checking({ api: origin, names: '@kestrel_coffee, ines_k', words: 'K2' });
  assert.deepEqual([named.account.handle, named.credentials.words], ['kestrel_coffee', 'K2']);
  await fails(checking({ api: `${origin}/elsewhere` }), 'gone');
});

test('the marks of the newest items are kept, and a vote leaves a mark as it is', () => {
  const mark = (text: string) => markOf({ id: 1, type: 'comment', text });
  assert.notEqual(mark('a'), mark('b'));
  assert.equal(markOf({ id: 1, text: 'a', dead: true }), BLANK);
  let marks = withMarks(
    { from: 7, row: '' },
    new Map([
      [7, 'aaaa'],
      [9, 'cccc'],
    ]),
  );
  assert.deepEqual(
    [7, 8, 9, 10].map(id => markAt(marks, id)),
    ['aaaa', BLANK, 'cccc', null],
  );
  marks = withMarks(marks, new Map([[8, 'bbbb']]));
  assert.equal(markAt(marks, 8), 'bbbb');
  marks = withMarks(marks, new Map([[9 + MARKS_LIMIT, 'zzzz']]));
  assert.deepEqual([markAt(marks, 9), markAt(marks, 10), markAt(marks, 9 + MARKS_LIMIT)], [null, BLANK, 'zzzz']);
});
