/** Stack Exchange as it is: an allowance that runs out, lists that move while they are read, copies that lag behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fails, itemsOf, polled, postsOf, rereadsAll, told } from '../../../tests/support/polled.ts';
import type { Heard } from '../connector.ts';
import { openFake } from './fake.ts';
import { stackexchange } from './index.ts';
import { RESERVE, ROUND_SECONDS } from './poll.ts';

const HOUR = 3_600;
const DAY = 86_400;

function idsIn(heard: Parameters<typeof postsOf>[0]): string[] {
  return postsOf(heard).map(({ remoteId }) => remoteId);
}

test('questions, answers and comments of a site, each once, as people read them', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  const question = await fake.customerWrites({ text: "My K2 hums & leaks, doesn't yours?" });
  const answer = await fake.weWriteElsewhere({ text: 'Since when?', parent: question });
  const comment = await fake.customerWrites({ text: 'Since Monday', parent: answer, mentionsUs: true });
  const posts = postsOf(await ear.round());
  assert.deepEqual(
    posts.map(({ remoteId, parentRemoteId, own, addressed }) => [remoteId, parentRemoteId, own, addressed]),
    [
      [question, null, false, false],
      [answer, question, true, false],
      [comment, answer, false, true],
    ],
  );
  assert.equal(posts[0]?.text, "My K2 hums & leaks, doesn't yours?\n\n[espresso]");
  assert.equal(posts[0]?.author.name, 'Thea & Bo');
  assert.match(posts[2]?.url ?? '', /^https:\/\/coffee\.stackexchange\.com\/q\/102#comment103_102$/);
  clock.pass(HOUR);
  assert.deepEqual(told(await ear.round()), []);
});

test('more than a page, all within one second, and one that moves while the list is read', async t => {
  const { fake, context, ear, clock } = await polled(t, stackexchange, openFake);
  const ids: string[] = [];
  for (let i = 0; i < 130; i++) ids.push(await fake.customerWrites({ text: `at once ${i}` }));
  for (let i = 0; i < 150; i++) {
    clock.pass(1);
    ids.push(await fake.customerWrites({ text: `in turn ${i}` }));
  }
  const heard: Heard[] = [];
  for (let page = 0, more = true; more; page++) {
    const next = await stackexchange.inbound.poll?.page(context, ear.cursor);
    assert.ok(next);
    heard.push(...next.heard);
    ear.cursor = next.cursor;
    more = next.more;
    const [first] = fake.entries;
    // The first of all goes to the end of the list; by page, everything behind it would slip one place forward.
    if (page === 0 && first) first.activeAt = Math.floor(clock.now.getTime() / 1000);
  }
  assert.deepEqual(
    ids.filter(id => !idsIn(heard).includes(id)),
    [],
  );
});

test('a copy that lags behind loses nothing: what appears late is still told', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  fake.allowance.remaining = 10_000;
  const late = await fake.customerWrites({ text: 'slow to appear' });
  const [entry] = fake.entries;
  assert.ok(entry);
  entry.isGone = true;
  clock.pass(30);
  const next = await fake.customerWrites({ text: 'at once' });
  assert.deepEqual(idsIn(await ear.round()), [next]);
  entry.isGone = false;
  clock.pass(240);
  assert.deepEqual(idsIn(await ear.round()), [late]);
});

test('an edit is a version, once; an answer to an old question does not tell the question again', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  const old = await fake.customerWrites({ text: 'asked long ago' });
  clock.pass(40 * DAY);
  const fresh = await fake.customerWrites({ text: 'My K2 leeks' });
  assert.deepEqual(told(await ear.round()), [`post ${fresh}`]);
  const answer = await fake.customerWrites({ text: 'an answer after all', parent: old });
  await fake.customerEdits(fresh, 'My K2 leaks');
  clock.pass(HOUR);
  assert.deepEqual(told(await ear.round()), [`post ${fresh}`, `edit ${fresh}`, `post ${answer}`]);
  clock.pass(HOUR);
  assert.deepEqual(told(await ear.round()), []);
  await fake.customerEdits(old, 'asked long ago, and better');
  clock.pass(HOUR);
  const [edit, ...rest] = itemsOf(await ear.round());
  assert.ok(edit?.kind === 'edit' && rest.length === 0);
  assert.equal(edit.remoteId, old);
});

test('what was taken down is noticed, and a network that forgets everything is not believed', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  const ids: string[] = [];
  for (let i = 0; i < 8; i++) ids.push(await fake.customerWrites({ text: `number ${i}` }));
  await ear.round();
  await fake.customerDeletes(ids[3] ?? '');
  clock.pass(2 * HOUR);
  assert.deepEqual(told(await ear.round()), [`remove ${ids[3]}`]);
  for (const entry of fake.entries) entry.isGone = true;
  clock.pass(2 * HOUR);
  assert.deepEqual(told(await ear.round()), []);
  for (const entry of fake.entries.slice(4)) entry.isGone = false;
  clock.pass(2 * HOUR);
  assert.deepEqual(
    told(await ear.round()),
    [ids[0], ids[1], ids[2]].map(id => `remove ${id}`),
  );
});

test('what was kept of posts, edits and deletions is read again as the same', async t => {
  const all = await polled(t, stackexchange, openFake);
  const { fake, ear, clock } = all;
  const question = await fake.customerWrites({ text: 'My K2 leeks' });
  const answer = await fake.weWriteElsewhere({ text: 'Since when?', parent: question });
  await fake.customerWrites({ text: 'Monday', parent: answer });
  await ear.round();
  await fake.customerEdits(question, 'My K2 leaks');
  await fake.customerDeletes(answer);
  clock.pass(2 * HOUR);
  await ear.round();
  assert.equal(rereadsAll(stackexchange, all, clock.now), 5);
});

test('rounds are spread over the day by what is left of the allowance', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  // From noon to midnight, 300 left: 280 to spend, three a round.
  await fake.customerWrites({ text: 'one' });
  let requests = 0;
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes++) {
    const before = fake.asked.length;
    await ear.round();
    requests += fake.asked.length - before;
    clock.pass(60);
  }
  assert.ok(fake.allowance.remaining >= RESERVE - 4, `${fake.allowance.remaining} left`);
  assert.ok(requests > 200, `${requests} used`);
});

test('with plenty left a round comes every minute, and not sooner', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  fake.allowance.remaining = 10_000;
  await ear.round();
  const first = fake.asked.length;
  clock.pass(ROUND_SECONDS - 1);
  await ear.round();
  assert.equal(fake.asked.length, first);
  clock.pass(1);
  await ear.round();
  assert.equal(fake.asked.length, 2 * first);
});

test('asked to back off, nothing is asked until then, and the round goes on where it stood', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  await fake.customerWrites({ text: 'one' });
  fake.allowance.backoff = 45;
  assert.equal(idsIn(await ear.round()).length, 1);
  assert.equal(fake.asked.length, 1);
  fake.allowance.backoff = null;
  clock.pass(44);
  await ear.round();
  assert.equal(fake.asked.length, 1);
  clock.pass(1);
  await ear.round();
  assert.deepEqual(
    fake.asked.map(path => path.split('?')[0]),
    ['/2.3/questions', '/2.3/answers', '/2.3/comments'],
  );
});

test('an allowance used up by others is a wait with their words; at the last request we stop ourselves', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake);
  fake.allowance.remaining = 0;
  const failure = await fails(ear.round(), 'retry', /too many requests/);
  assert.equal(failure.afterSeconds, 4711);
  fake.allowance.remaining = 2;
  await ear.round();
  assert.equal(fake.allowance.remaining, 1);
  clock.pass(11 * HOUR);
  await ear.round();
  assert.equal(fake.allowance.remaining, 1);
  fake.allowance.remaining = 300;
  clock.pass(HOUR);
  await ear.round();
  assert.equal(fake.asked.length, 4);
});

test('by tags and words: their questions, with the answers and comments that came before and after', async t => {
  const credentials = { tags: 'kestrel, kestrel-k2', words: 'leaks' };
  const { fake, ear, clock } = await polled(t, stackexchange, openFake, { credentials });
  fake.tagging.tags = ['kestrel-k2'];
  const tagged = await fake.customerWrites({ text: 'How to descale' });
  const earlier = await fake.customerWrites({ text: 'With vinegar', parent: tagged });
  const under = await fake.customerWrites({ text: 'Never!', parent: earlier });
  fake.tagging.tags = ['espresso'];
  const other = await fake.customerWrites({ text: 'Which beans?' });
  const worded = await fake.customerWrites({ text: 'Why is there a puddle' });
  assert.deepEqual(new Set(idsIn(await ear.round())), new Set([tagged, earlier, under]));
  clock.pass(HOUR);
  // Its answer holds the word, so the question comes too.
  const found = await fake.customerWrites({ text: 'It leaks, that is all', parent: worded });
  const later = await fake.weWriteElsewhere({ text: 'Please do not use vinegar', parent: tagged });
  assert.deepEqual(new Set(idsIn(await ear.round())), new Set([worded, found, later]));
  clock.pass(HOUR);
  const comment = await fake.customerWrites({ text: 'Why not?', parent: later });
  assert.deepEqual(idsIn(await ear.round()), [comment]);
  await fake.customerWrites({ text: 'Arabica', parent: other });
  clock.pass(HOUR);
  assert.deepEqual(told(await ear.round()), []);
  assert.ok(fake.asked.some(path => path.includes('tagged=kestrel%3Bkestrel-k2')));
});

test('a tag with a busy month: every question is read with its answers, in as many requests as it takes', async t => {
  const { fake, ear, clock } = await polled(t, stackexchange, openFake, { credentials: { tags: 'espresso' } });
  fake.allowance.remaining = 10_000;
  const ids: string[] = [];
  for (let i = 0; i < 170; i++) {
    const question = await fake.customerWrites({ text: `number ${i}` });
    ids.push(question, await fake.customerWrites({ text: `answer ${i}`, parent: question }));
    clock.pass(20);
  }
  const heard = idsIn(await ear.round());
  assert.deepEqual(
    ids.filter(id => !heard.includes(id)),
    [],
  );
});

test('connecting asks the site, and its refusals are told apart', async t => {
  const { fake, checking } = await polled(t, stackexchange, openFake);
  const { origin: api } = fake;
  const { account } = await checking({
    site: 'https://coffee.stackexchange.com/',
    api,
    tags: 'kestrel, k2',
    words: 'hums',
  });
  assert.equal(account.name, 'coffee.stackexchange.com [kestrel] [k2] hums');
  await checking({ site: 'coffee', api });
  await fails(checking({ site: 'tea.stackexchange.com', api }), 'refuse', /No site found/);
  await fails(checking({ site: 'coffee', api, key: 'a-wrong-key' }), 'reauthorise', /doesn't match/);
});
