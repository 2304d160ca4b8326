/** Lemmy as it is: posts that arrive late, lists that move, two versions of one API, servers that hide. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fails, itemsOf, NOW, polled, postsOf, rereadsAll, told } from '../../../tests/support/polled.ts';
import type { Heard } from '../connector.ts';
import { openFake } from './fake.ts';
import { lemmy } from './index.ts';
import { momentOf } from './parse.ts';

const HOUR = 3_600;
const idsIn = (heard: Parameters<typeof postsOf>[0]) => postsOf(heard).map(({ remoteId }) => remoteId);

for (const version of ['v3', 'v4'] as const)
  test(`${version}: posts and comments, each once, and what they answer`, async t => {
    const { fake, ear, clock } = await polled(t, lemmy, openFake, { credentials: { version } });
    fake.server.speaks = [version];
    const post = await fake.customerWrites({ text: 'My K2 leaks' });
    const comment = await fake.weWriteElsewhere({ text: 'Since when?', parent: post });
    clock.pass(5);
    const answer = await fake.customerWrites({ text: 'Monday', parent: comment, mentionsUs: true });
    const posts = postsOf(await ear.round());
    assert.deepEqual(
      posts.map(one => [one.remoteId, one.parentRemoteId, one.rootRemoteId, one.own, one.addressed]),
      [
        [post, null, post, false, false],
        [comment, post, post, true, false],
        [answer, comment, post, false, true],
      ],
    );
    assert.deepEqual([posts[0]?.author.handle, posts[0]?.lang], ['thea@elsewhere.example', 'en']);
    clock.pass(60);
    assert.deepEqual(told(await ear.round()), []);
    await fake.customerEdits(post, 'My K2 leaks and hums');
    clock.pass(60);
    assert.deepEqual(told(await ear.round()), [`post ${post}`, `edit ${post}`]);
    clock.pass(60);
    assert.deepEqual(told(await ear.round()), []);
  });

test('six hours away, with more than one page written: nothing is missed, and nothing told twice', async t => {
  for (const version of ['v3', 'v4'] as const) {
    const { fake, ear, clock } = await polled(t, lemmy, openFake, { credentials: { version } });
    fake.server.speaks = [version];
    const first = await fake.customerWrites({ text: 'the first' });
    await ear.round();
    const missed: string[] = [];
    for (let i = 0; i < 180; i++) {
      clock.pass(120);
      missed.push(await fake.customerWrites({ text: `missed ${i}`, ...(i % 3 === 0 ? {} : { parent: first }) }));
    }
    assert.deepEqual(idsIn(await ear.round()).toSorted(), missed.toSorted());
  }
});

test('a post of another server that arrives late is told, though newer ones stand above it', async t => {
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  const chatter = async (posts: number) => {
    for (let i = 0; i < posts; i++) {
      await fake.customerWrites({ text: `number ${i}` });
      clock.pass(30);
    }
  };
  await chatter(300);
  await ear.round();
  const soon = fake.arrivesLate('ten minutes late', new Date(clock.now.getTime() - 600_000));
  clock.pass(60);
  assert.deepEqual(idsIn(await ear.round()), [soon]);
  const late = fake.arrivesLate('two hours late', new Date(clock.now.getTime() - 7_200_000));
  await chatter(2);
  assert.ok(!idsIn(await ear.round()).includes(late));
  await chatter(2);
  await ear.round();
  clock.pass(HOUR);
  assert.ok(idsIn(await ear.round()).includes(late), 'the deep look of the hour finds it');
});

test('the past is searched for our words, with the threads around what is found, page after page', async t => {
  for (const version of ['v3', 'v4'] as const) {
    const { fake, context, clock } = await polled(t, lemmy, openFake, { credentials: { version } });
    fake.server.speaks = [version];
    await fake.customerWrites({ text: 'Kestrel, long ago' });
    clock.pass(86_400);
    const since = clock.now;
    const wanted: string[] = [];
    for (let i = 0; i < 70; i++) {
      clock.pass(10);
      wanted.push(await fake.customerWrites({ text: `Kestrel number ${i}` }));
    }
    const other = await fake.customerWrites({ text: 'Which machine?' });
    const named = await fake.customerWrites({ text: 'Not a Kestrel', parent: other });
    const last = await fake.customerWrites({ text: 'why not?', parent: named });
    wanted.push(other, named, last);
    const stranger = await fake.customerWrites({ text: 'beans' });
    const past = async (after: string | null) => {
      const heard: Heard[] = [];
      for await (const one of lemmy.inbound.backfill?.pages(context, since, after) ?? []) heard.push(one);
      return heard;
    };
    const heard = await past(null);
    assert.deepEqual(
      wanted.filter(id => !idsIn(heard).includes(id)),
      [],
    );
    assert.ok(!idsIn(heard).includes(stranger) && postsOf(heard).every(({ at }) => at >= since));
    const half = heard.findIndex(({ cursor }) => cursor !== null);
    clock.pass(60);
    const all = [...heard.slice(0, half + 1), ...(await past(heard[half]?.cursor ?? null))];
    assert.deepEqual(
      wanted.filter(id => !idsIn(all).includes(id)),
      [],
    );
  }
});

test('a failure in the middle of a round costs the page, not the place', async t => {
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  await ear.round();
  const ids: string[] = [];
  for (let i = 0; i < 120; i++) {
    clock.pass(10);
    ids.push(await fake.customerWrites({ text: `number ${i}` }));
  }
  for (const kind of ['cut-after', 'html', 'damaged'] as const) {
    fake.behave({ kind }, 'page=2');
    await fails(ear.round(), 'retry');
  }
  await ear.round();
  assert.deepEqual(
    ids.filter(id => !idsIn(ear.all).includes(id)),
    [],
  );
});

test('what is missing is asked for before it is called deleted', async t => {
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  const post = await fake.customerWrites({ text: 'regretted' });
  const other = await fake.customerWrites({ text: 'kept' });
  const comment = await fake.customerWrites({ text: 'regretted too', parent: other });
  await ear.round();
  await fake.customerDeletes(post);
  await fake.customerDeletes(comment);
  clock.pass(60);
  assert.deepEqual(told(await ear.round()).toSorted(), [`remove ${comment}`, `remove ${post}`].toSorted());
  assert.ok(fake.asked.some(path => path.startsWith('/api/v3/post?id=')));
  // Out of the list for a moment, and still there: nothing is said.
  const [, entry] = fake.entries;
  assert.ok(entry);
  const at = entry.at;
  entry.at = new Date(NOW.getTime() - 5 * 86_400_000);
  for (let i = 0; i < 60; i++) await fake.customerWrites({ text: `more ${i}` });
  clock.pass(60);
  assert.ok(!told(await ear.round()).some(one => one.startsWith('remove')));
  entry.at = at;
});

test('what was kept of posts, edits and deletions is read again as the same', async t => {
  for (const version of ['v3', 'v4'] as const) {
    const all = await polled(t, lemmy, openFake, { credentials: { version } });
    const { fake, ear, clock } = all;
    fake.server.speaks = [version];
    const post = await fake.customerWrites({ text: 'My K2 leeks' });
    await fake.weWriteElsewhere({ text: 'Since when?', parent: post });
    const other = await fake.customerWrites({ text: 'regretted' });
    await ear.round();
    await fake.customerEdits(post, 'My K2 leaks');
    await fake.customerDeletes(other);
    clock.pass(60);
    await ear.round();
    assert.equal(rereadsAll(lemmy, all, clock.now), 5);
  }
});

test('a pinned post of last year does not end the reading', async t => {
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  await fake.customerWrites({ text: 'the rules of this place' });
  const [rules] = fake.entries;
  assert.ok(rules);
  rules.isPinned = true;
  clock.pass(400 * 86_400);
  await ear.round();
  const ids: string[] = [];
  for (let i = 0; i < 75; i++) {
    clock.pass(20);
    ids.push(await fake.customerWrites({ text: `number ${i}` }));
  }
  assert.deepEqual(idsIn(await ear.round()).toSorted(), ids.toSorted());
});

test('a server that hides its timeline says so, on connecting and later', async t => {
  const { fake, ear, checking } = await polled(t, lemmy, openFake);
  fake.server.isPrivate = true;
  await fails(checking({ server: fake.origin }), 'refuse', /members only/);
  await fails(ear.round(), 'refuse', /members only/);
  fake.server.speaks = [];
  await fails(checking({ server: fake.origin }), 'refuse', /does not speak as Lemmy/);
});

test('connecting finds the version, the languages and the limits, and asks for the community', async t => {
  const { fake, checking } = await polled(t, lemmy, openFake);
  const { origin } = fake;
  const old = await checking({ server: origin, community: '!coffee' });
  assert.deepEqual([old.credentials.version, old.credentials.rate], ['v3', { requests: 180, perSeconds: 60 }]);
  assert.equal(old.account.name, 'Cups !coffee');
  assert.equal(lemmy.limitsFor?.(old.credentials).rate.requests, 90);
  fake.server.speaks = ['v3', 'v4'];
  const recent = await checking({ server: origin, scope: 'local' });
  assert.deepEqual([recent.credentials.version, recent.credentials.rate?.requests], ['v4', 200]);
  assert.equal(recent.credentials.languages?.['37'], 'en');
  await fails(checking({ server: origin, community: 'tea' }), 'refuse', /no such community/);
  await fails(checking({ server: 'http://192.168.0.1' }), 'refuse', /private network/);
});

test('a server that left the old version behind is followed into the new one', async t => {
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  const before = await fake.customerWrites({ text: 'before' });
  assert.deepEqual(idsIn(await ear.round()), [before]);
  fake.server.speaks = ['v4'];
  const after = await fake.customerWrites({ text: 'after' });
  clock.pass(60);
  assert.deepEqual(idsIn(await ear.round()), [after]);
});

test('its own word for too many requests is a wait, whatever the status beside it', async t => {
  const { fake, ear } = await polled(t, lemmy, openFake);
  fake.behave({ kind: 'status', status: 400, body: '{"error":"rate_limit_error"}' });
  assert.equal((await fails(ear.round(), 'retry')).afterSeconds, 60);
});

test('moments without a zone are UTC, and a moderator’s removal is told as one', async t => {
  assert.equal(momentOf('2023-07-01T09:00:00.5')?.toISOString(), '2023-07-01T09:00:00.500Z');
  assert.equal(momentOf('2026-03-01T10:00:00.123456+02:00')?.toISOString(), '2026-03-01T08:00:00.123Z');
  assert.equal(momentOf('soon'), null);
  const { fake, ear, clock } = await polled(t, lemmy, openFake);
  const post = await fake.customerWrites({ text: 'a post' });
  const comment = await fake.customerWrites({ text: 'rude', parent: post });
  await ear.round();
  await fake.customerDeletes(comment);
  clock.pass(60);
  const [item] = itemsOf(await ear.round());
  assert.deepEqual([item?.kind, item?.kind === 'remove' && item.by], ['remove', 'author']);
});
