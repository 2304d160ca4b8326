/** The faults of the world that must end well, on this network: in hearing and in looking again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, postsOf } from '../../../tests/support/bluesky-channel.ts';
import { NOW, round, type Tried, tried } from '../../../tests/support/threads-channel.ts';
import type { Heard, Known, NetworkFailure } from '../connector.ts';
import { since } from './backfill.ts';
import type { Note } from './fake/town.ts';
import { replyTold, telling, timeOf } from './fake/views.ts';
import { complete } from './hook.ts';
import { threads } from './index.ts';
import { pollPage } from './poll.ts';
import { recheck } from './recheck.ts';
import { heardTelling, tellingsIn } from './telling.ts';

const HOUR_MS = 3_600_000;

async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}

function idsOf(heard: readonly Heard[]): string[] {
  return postsOf(heard).map(({ remoteId }) => remoteId);
}

function pass({ clock }: Tried, ms: number): void {
  clock.now = new Date(clock.now.getTime() + ms);
}

function known({ id, root, at, text }: Note): Known {
  return { remoteId: id, rootRemoteId: root.id, room: null, url: null, at, text };
}

test('everything said while Heed was away for six hours is heard, once, however many pages', async t => {
  const all = await tried(t, { words: '' });
  const { fake, context } = all;
  const { town } = fake;
  const root = town.write({ by: town.us, text: 'Which roast next?' });
  const { cursor } = await round(context, null);
  const wanted: string[] = [];
  for (let i = 0; i < 70; i++) {
    pass(all, 5 * 60_000);
    wanted.push(town.write({ by: town.customer, text: `under it, ${i}`, parent: root }).id);
    wanted.push(town.write({ by: town.customer, text: `@${town.us.username} elsewhere, ${i}` }).id);
  }
  const { heard, cursor: then } = await round(context, cursor);
  assert.deepEqual(idsOf(heard).toSorted(), wanted.toSorted());
  assert.deepEqual((await round(context, then)).heard, [], 'nothing is told twice');
});

test('a customer who answers our reply in somebody else’s thread is heard', async t => {
  const { fake, context } = await tried(t, { words: '' });
  const { us, customer, write } = fake.town;
  const theirs = write({ by: customer, text: `@${us.username} it leaks` });
  const ours = write({ by: us, text: 'Where?', parent: theirs });
  const { cursor } = await round(context, null);
  const again = write({ by: customer, text: 'Below the lid', parent: ours });
  assert.deepEqual(idsOf((await round(context, cursor)).heard), [again.id]);
});

test('a right that is missing closes one door and no other; our own posts are the one that must be open', async t => {
  const { fake, context } = await tried(t);
  const { us, customer, write } = fake.town;
  const root = write({ by: us, text: 'Open until six.' });
  const reply = write({ by: customer, text: 'And on Sunday?', parent: root });
  for (const path of ['/me/mentions', '/keyword_search']) fake.server.closed.add(path);
  assert.deepEqual(idsOf((await round(context, null)).heard).toSorted(), [root.id, reply.id].toSorted());
  fake.server.closed.add('/me/threads');
  const failure = await failed(round(context, null));
  assert.deepEqual([failure.next, failure.said], ['refuse', 'Application does not have permission for this action']);
});

test('a round that is cut off goes on at the very list, and loses nothing', async t => {
  const { fake, context } = await tried(t, { words: '' });
  const { us, customer, write } = fake.town;
  const root = write({ by: us, text: 'Which roast next?' });
  const wanted = [root.id, write({ by: customer, text: 'Dark', parent: root }).id];
  const heard: Heard[] = [];
  let cursor: string | null = null;
  for (let done = 0; done < 4; done++) {
    fake.behave({ kind: done % 2 === 0 ? 'cut-after' : 'html' });
    assert.equal((await failed(pollPage(context, cursor))).next, 'retry');
    const page = await pollPage(context, cursor);
    heard.push(...page.heard);
    cursor = page.cursor;
  }
  assert.deepEqual(idsOf(heard).toSorted(), wanted.toSorted());
});

test('words are searched for in turn: at once, and then as the plan of the day says', async t => {
  const all = await tried(t, { words: 'espresso, #kestrel, Espresso' });
  const { fake, context, asked } = all;
  const searched = () => asked.filter(line => line.includes('/keyword_search')).map(line => line.split(' ').at(-1));
  let { cursor } = await round(context, null);
  assert.deepEqual(searched(), ['Espresso', 'kestrel'], 'each once; a topic without its sign');
  pass(all, 60_000);
  ({ cursor } = await round(context, cursor));
  assert.equal(searched().length, 2);
  const found = fake.town.write({ by: fake.town.customer, text: 'this espresso is sour' });
  pass(all, 3 * 60_000);
  const { heard } = await round(context, cursor);
  assert.equal(searched().length, 4);
  assert.deepEqual(
    postsOf(heard).map(({ remoteId, addressed }) => [remoteId, addressed]),
    [[found.id, false]],
  );
});

test('a whole day of asking spends no more searches than the plan', async t => {
  const all = await tried(t, { words: 'a, b, c, d, e' });
  let cursor: string | null = null;
  for (let passed = 0; passed < 24 * HOUR_MS; passed += 120_000) {
    ({ cursor } = await round(all.context, cursor));
    pass(all, 120_000);
  }
  const count = all.asked.filter(line => line.includes('/keyword_search')).length;
  assert.ok(count > 1_500 && count <= 2_000, `${count} searches`);
});

test('threads of long ago get their turn', async t => {
  const all = await tried(t, { words: '' });
  const { us, customer, write } = all.fake.town;
  const roots = Array.from({ length: 25 }, (_, i) => write({ by: us, text: `post ${i}` }));
  let { cursor } = await round(all.context, null);
  const late = write({ by: customer, text: 'only now', parent: roots[0] ?? null });
  const heard: Heard[] = [];
  for (let i = 0; i < 2; i++) {
    const next = await round(all.context, cursor);
    heard.push(...next.heard);
    ({ cursor } = next);
  }
  assert.deepEqual(idsOf(heard), [late.id]);
});

test('replies that wait for approval are heard where the channel asks for them', async t => {
  for (const approvals of ['yes', 'no'] as const) {
    const { fake, context } = await tried(t, { words: '', approvals });
    const { us, customer, write } = fake.town;
    const root = write({ by: us, text: 'What do you think?' });
    const waiting = write({ by: customer, text: 'Not much', parent: root, isPending: true });
    assert.equal(idsOf((await round(context, null)).heard).includes(waiting.id), approvals === 'yes');
  }
});

test('the past is read to its beginning, from any place it was left at', async t => {
  const all = await tried(t);
  const { us, customer, write } = all.fake.town;
  const wanted: string[] = [];
  for (let i = 0; i < 40; i++) {
    pass(all, 10 * 60_000);
    const root = write({ by: us, text: `post ${i}` });
    wanted.push(root.id, write({ by: customer, text: `reply ${i}`, parent: root }).id);
    wanted.push(write({ by: customer, text: `@${us.username} espresso ${i}` }).id);
  }
  const whole: Heard[] = [];
  for await (const one of since(all.context, NOW, null)) whole.push(one);
  assert.deepEqual([...new Set(idsOf(whole))].toSorted(), wanted.toSorted());
  for (const [i, { cursor }] of whole.entries()) {
    if (cursor === null) continue;
    const rest: Heard[] = [];
    for await (const one of since(all.context, NOW, cursor)) rest.push(one);
    const both = new Set([...idsOf(whole.slice(0, i + 1)), ...idsOf(rest)]);
    assert.equal(both.size, wanted.length, `left at ${cursor}`);
  }
});

test('looking again finds other words and what was deleted, and nothing where all stands', async t => {
  const all = await tried(t);
  const { us, customer, write, erase } = all.fake.town;
  const root = write({ by: us, text: 'The new grinder is here.' });
  const [stands, changed, gone] = ['Nice', 'Loud', 'Cheap pills'].map(text =>
    write({ by: customer, text, parent: root }),
  );
  const mention = write({ by: customer, text: `@${us.username} hm` });
  assert.ok(stands && changed && gone);
  const posts = [stands, changed, gone, mention].map(known);
  changed.text = 'Very loud';
  for (const { id } of [gone, mention]) erase(id);
  pass(all, 20 * 60_000);
  const items = itemsOf(await recheck.look(all.context, posts));
  assert.deepEqual(
    items.map(item =>
      item.kind === 'edit' ? [item.kind, item.remoteId, item.text] : [item.kind, 'remoteId' in item && item.remoteId],
    ),
    [
      ['edit', changed.id, 'Very loud'],
      ['remove', gone.id],
      ['remove', mention.id],
    ],
  );
});

test('what may not be seen is not taken for deleted', async t => {
  const all = await tried(t);
  const { us, customer, write } = all.fake.town;
  const reply = write({ by: customer, text: 'Nice', parent: write({ by: us, text: 'New.' }) });
  const hidden = JSON.stringify({
    error: { message: 'No such object, or no right to it.', code: 100, error_subcode: 33 },
  });
  all.fake.behave({ kind: 'status', status: 400, body: hidden }, `GET /v1.0/${reply.id}?`);
  assert.deepEqual(await recheck.look(all.context, [known(reply)]), []);
  all.fake.behave({ kind: 'status', status: 400, body: hidden }, `GET /v1.0/${reply.id}?`);
  all.fake.behave({ kind: 'status', status: 400, body: hidden }, '/conversation');
  assert.deepEqual(await recheck.look(all.context, [known(reply)]), [], 'a thread that cannot be read proves nothing');
});

test('what was only found by a word, or waits for approval, is not taken for deleted when it may not be seen', async t => {
  const all = await tried(t, { approvals: 'yes' });
  const { us, customer, write } = all.fake.town;
  const root = write({ by: us, text: 'What do you think?' });
  const found = write({ by: customer, text: 'this espresso is sour' });
  const waiting = write({ by: customer, text: 'Not much', parent: root, isPending: true });
  const body = JSON.stringify({ error: { message: 'No right to it.', code: 100, error_subcode: 33 } });
  for (const { id } of [found, waiting]) all.fake.behave({ kind: 'status', status: 400, body }, `GET /v1.0/${id}?`);
  assert.deepEqual(await recheck.look(all.context, [found, waiting].map(known)), []);
  all.fake.town.erase(waiting.id);
  assert.equal(itemsOf(await recheck.look(all.context, [known(waiting)])).length, 1);
});

test('what we published past Heed is fetched when it is told; an answer that is gone by then is nothing', async t => {
  const all = await tried(t);
  const { us, customer, write, erase } = all.fake.town;
  const ours = write({ by: us, text: 'We are on it.', parent: write({ by: customer, text: 'Help' }) });
  const told = telling(
    'interaction',
    'publish',
    { id: ours.id, media_type: 'TEXT_POST', timestamp: timeOf(ours.at), username: us.username },
    us,
    NOW,
  );
  const [stub] = tellingsIn(JSON.stringify(told)).map(one => heardTelling(one, all.fake.account));
  assert.ok(stub?.kind === 'dropped' && stub.stub === true);
  const [post] = postsOf([await complete(all.context, stub)]);
  assert.deepEqual([post?.text, post?.own, post?.parentRemoteId], ['We are on it.', true, ours.parent?.id]);
  all.fake.behave({ kind: 'status', status: 503 });
  assert.equal((await failed(complete(all.context, stub))).next, 'retry');
  erase(ours.id);
  const gone = await complete(all.context, stub);
  assert.ok(gone.kind === 'dropped' && gone.ignored === true && gone.stub === undefined);
});

test('a call and the next round tell the same post', async t => {
  const { fake, context } = await tried(t, { words: '' });
  const { us, customer, write } = fake.town;
  const root = write({ by: us, text: 'New.' });
  const reply = write({ by: customer, text: 'Nice', parent: root });
  const body = JSON.stringify(telling('moderate', 'replies', replyTold(reply), us, NOW));
  const [called] = postsOf(tellingsIn(body).map(one => heardTelling(one, fake.account)));
  const polled = postsOf((await round(context, null)).heard).find(({ remoteId }) => remoteId === reply.id);
  assert.deepEqual(called, polled);
});

test('a person is shown what to enter, and nothing where nobody could call', async t => {
  const { context } = await tried(t);
  const { watch } = threads.inbound.hook ?? assert.fail('no hook');
  assert.equal((await watch?.keep(context))?.kind, 'stands');
  const callAt = { url: 'https://desk.example/hooks/1/c', secret: 'the secret of one channel' };
  assert.equal((await watch?.keep({ ...context, callAt }))?.kind, 'byHand');
  const copies = watch?.byHand?.(callAt).flatMap(({ copy }) => copy ?? []);
  assert.deepEqual(copies, [callAt.url, callAt.secret, `${callAt.url}/deauthorise`, `${callAt.url}/erasure`]);
});
