/** The laws every network keeps, as functions over a bench. Which of them apply follows from the ports (kit/standing.ts). */
import assert from 'node:assert/strict';
import { type Heard, NetworkFailure, type Sent } from '../../src/connectors/connector.ts';
import type { LawNumber } from '../../src/connectors/kit/standing.ts';
import type { Post } from '../../src/core/post.ts';
import { countText } from '../../src/core/text.ts';
import { type Bench, failureOf, HOOK_SECRET, has, hear, hearAnyWay, itemsOf, postsOf, waysToSpeak } from './bench.ts';
import { deedsToPostsAreOnce } from './moderation-law.ts';
import { rawIsReadAgain } from './reread-law.ts';

/** Laws about living networks; those about payloads alone (1, 2, 12) are in `payload-laws.ts`. */
export const livingLaws: Partial<Record<LawNumber, (on: Bench) => Promise<void>>> = {
  3: ownPostsAreKnown,
  4: nothingIsLostOnResuming,
  5: pastAndStreamAgree,
  6: streamsEndAtOnce,
  7: forgeriesAreRefused,
  8: sameKeyIsOnePost,
  9: failuresAreToldApart,
  10: cutsAreToldApart,
  11: tooLongNeverLeaves,
  12: secretsStaySecret,
  13: everyEntryIsHandled,
  14: handOffsLeadThere,
  15: rawIsReadAgain,
  16: deedsToPostsAreOnce,
};

const POSTS = 7;

async function ownPostsAreKnown(on: Bench): Promise<void> {
  const sent: { remoteId: string; key: string | null }[] = [];
  const elsewhere = await on.fake.weWriteElsewhere?.({ text: 'Open until six today.' });
  if (elsewhere !== undefined) sent.push({ remoteId: elsewhere, key: null });
  for (const { deed, draft, name } of on.fake.keepsOursToItself ? [] : await waysToSpeak(on, 'key-of-ours'))
    sent.push({
      remoteId: (await deed.send(on.context, { ...draft, key: `${draft.key}-${name}` })).remoteId,
      key: `${draft.key}-${name}`,
    });
  const theirs = await on.fake.customerWrites({ text: 'Is anybody there?', mentionsUs: true });
  const heard = postsOf(await hearAnyWay(on, has(theirs, ...sent.map(({ remoteId }) => remoteId))));
  const known = new Map(heard.map(post => [post.remoteId, post]));
  for (const { remoteId, key } of sent) {
    assert.equal(known.get(remoteId)?.own, true, `${remoteId} is ours`);
    assert.ok([key, null].includes(known.get(remoteId)?.key ?? null), 'a key handed back is the key that was sent');
    assert.equal(known.get(remoteId)?.addressed, false, 'we do not address ourselves');
  }
  assert.equal(known.get(theirs)?.own, false);
  assert.equal(known.get(theirs)?.addressed, true);
}

async function nothingIsLostOnResuming(on: Bench): Promise<void> {
  const ids: string[] = [];
  for (let i = 0; i < POSTS; i++)
    ids.push(await on.fake.customerWrites({ text: `Cup number ${i} leaks`, mentionsUs: true }));
  const whole = await hear(on, null, has(...ids));
  for (let stopAfter = 0; stopAfter <= whole.length; stopAfter++) {
    const before = await hear(on, null, heard => heard.length >= stopAfter);
    const cursor = before.findLast(one => one.cursor !== null)?.cursor ?? null;
    const missing = ids.filter(id => !has(id)(before));
    const after = await hear(on, cursor, has(...missing));
    assert.ok(has(...ids)([...before, ...after]), `stopped after ${stopAfter}`);
  }
  await everythingSurvivesDisorder(on, ids);
}

/** Told twice and out of order, everything is still heard, and under the same ids. */
async function everythingSurvivesDisorder(on: Bench, ids: string[]): Promise<void> {
  if (!on.fake.tell) return;
  on.fake.tell({ twice: true, shuffled: true });
  const heard = postsOf(await hear(on, null, has(...ids)));
  on.fake.tell({ twice: false, shuffled: false });
  for (const id of ids) {
    const told = heard.filter(({ remoteId }) => remoteId === id);
    assert.ok(told.length >= 1);
    for (const one of told) assert.deepEqual(one, told[0]);
  }
}

async function pastAndStreamAgree(on: Bench): Promise<void> {
  const since = new Date(Date.now() - 60_000);
  const root = await on.fake.customerWrites({ text: 'The lid does not close', mentionsUs: true });
  const answer = await on.fake.weWriteElsewhere?.({ text: 'Which lid is it?', parent: root });
  const last = await on.fake.customerWrites({ text: 'The upper one', parent: answer ?? root });
  const live = postsOf(await hear(on, null, has(root, last)));
  const past: Heard[] = [];
  for await (const one of on.connector.inbound.backfill?.pages(on.context, since, null) ?? []) past.push(one);
  const byId = (posts: ReturnType<typeof postsOf>) =>
    [...new Map(posts.map(post => [post.remoteId, post])).values()].sort((a, b) =>
      a.remoteId.localeCompare(b.remoteId),
    );
  const [told, streamed] = withinBoth(byId(postsOf(past)), byId(live));
  assert.deepEqual(told, streamed);
  assert.ok(byId(live).length >= 2);
}

/** A stream may know an author by the id alone where the past shows a name: only what both say must be the same. */
function withinBoth(a: Post[], b: Post[]): [Post[], Post[]] {
  const less = (post: Post, other: Post | undefined): Post => ({
    ...post,
    author: {
      ...post.author,
      handle: other?.author.handle == null ? null : post.author.handle,
      name: other?.author.name == null ? null : post.author.name,
      avatarUrl: other?.author.avatarUrl == null ? null : post.author.avatarUrl,
    },
  });
  return [a.map((post, i) => less(post, b[i])), b.map((post, i) => less(post, a[i]))];
}

async function streamsEndAtOnce(on: Bench): Promise<void> {
  const { stream } = on.connector.inbound;
  assert.ok(stream);
  await on.fake.customerWrites({ text: 'Good morning', mentionsUs: true });
  for (const stopAt of ['before', 'silent', 'speaking', 'left by its reader'] as const) {
    const stop = new AbortController();
    if (stopAt === 'before') stop.abort();
    const ended = (async () => {
      for await (const one of stream.open(on.contextUntil(stop.signal), on.fake.beginning ?? null)) {
        assert.ok(one);
        if (stopAt === 'left by its reader') break;
        // What was to be told has been told; the stream is now waiting.
        if (stopAt === 'silent') setImmediate(() => stop.abort());
        else stop.abort();
      }
    })();
    await within(2_000, ended, `a stream stopped while ${stopAt}`);
  }
  await until(() => on.fake.openCount() === 0, 'every connection to be closed');
}

async function forgeriesAreRefused(on: Bench): Promise<void> {
  const { hook } = on.connector.inbound;
  const make = on.fake.hookRequest;
  assert.ok(hook && make, 'a connector with a hook ships a fake that can sign');
  const now = new Date('2026-03-01T12:00:00Z');
  const right = make(['The pump hums'], now, HOOK_SECRET);
  const verified = hook.verify(right, on.fake.credentials, HOOK_SECRET);
  assert.equal(verified.kind, 'verified');
  for (let i = 0; i < right.bytes.length && hook.signed !== 'nothing'; i++) {
    const bytes = right.bytes.with(i, (right.bytes[i] ?? 0) ^ 1);
    assert.equal(
      hook.verify({ ...right, bytes }, on.fake.credentials, HOOK_SECRET).kind,
      'refused',
      `byte ${i} changed`,
    );
  }
  for (const [name, value] of right.headers) {
    if (!/sign|token/i.test(name)) continue;
    for (let i = 0; i < value.length; i++) {
      const headers = new Headers(right.headers);
      headers.set(name, `${value.slice(0, i)}${value[i] === 'a' ? 'b' : 'a'}${value.slice(i + 1)}`);
      assert.equal(
        hook.verify({ ...right, headers }, on.fake.credentials, HOOK_SECRET).kind,
        'refused',
        `${name}, character ${i}`,
      );
    }
    const headers = new Headers(right.headers);
    headers.delete(name);
    assert.equal(
      hook.verify({ ...right, headers }, on.fake.credentials, HOOK_SECRET).kind,
      'refused',
      `without ${name}`,
    );
  }
  // Where no time is signed a replay is known by its ids alone, as a duplicate.
  if (hook.signed !== 'bodyAndTime') return;
  const late = new Date(now.getTime() + 3_600_000);
  assert.equal(
    hook.verify({ ...right, now: late }, on.fake.credentials, HOOK_SECRET).kind,
    'refused',
    'a replay an hour later',
  );
}

async function sameKeyIsOnePost(on: Bench): Promise<void> {
  for (const { name, deed, draft } of await waysToSpeak(on, 'the-same-key')) {
    if (deed.idempotency === 'none') continue;
    const one = { ...draft, key: `${draft.key}-${name}`, text: `${draft.text} (${name})` };
    const first = await deed.send(on.context, one);
    const again = await theTruth(on, deed, one);
    assert.equal(again?.remoteId, first.remoteId, name);
    assert.equal(on.fake.ourPosts().filter(({ text }) => text === one.text).length, 1, name);
  }
}

async function failuresAreToldApart(on: Bench): Promise<void> {
  const cases = [
    {
      status: 429,
      headers: { 'retry-after': '17' },
      body: '{"error":"slow down"}',
      next: 'retry',
      said: 'slow down',
      afterSeconds: 17,
    },
    { status: 401, body: '{"error":"key withdrawn"}', next: 'reauthorise', said: 'key withdrawn', afterSeconds: null },
    {
      status: 403,
      body: '{"error":"replies are closed here"}',
      next: 'refuse',
      said: 'replies are closed here',
      afterSeconds: null,
    },
  ] as const;
  for (const { next, said, afterSeconds, ...answer } of cases) {
    const check = (failure: NetworkFailure) => {
      assert.equal(failure.said, said);
      if (afterSeconds !== null) assert.equal(failure.afterSeconds, afterSeconds);
    };
    for (const { name, deed, draft } of await waysToSpeak(on, `told-${answer.status}`)) {
      on.fake.behave({ kind: 'status', ...answer });
      check(await failureOf(deed.send(on.context, draft), next, `${name}, ${answer.status}`));
    }
    if (!on.connector.inbound.poll && !on.connector.inbound.stream) continue;
    on.fake.behave({ kind: 'status', ...answer });
    check(
      await failureOf(
        hear(on, null, () => false),
        next,
        `listening, ${answer.status}`,
      ),
    );
  }
}

async function cutsAreToldApart(on: Bench): Promise<void> {
  for (const { name, deed, draft } of await waysToSpeak(on, 'cut')) {
    const one = { ...draft, key: `cut-${name}`, text: `We have it. (${name})` };
    await on.fake.shut();
    await failureOf(deed.send(on.context, one), 'retry', `${name}, nobody there`);
    await on.fake.reopen();
    const standing = () => on.fake.ourPosts().filter(({ text }) => text === one.text).length;
    assert.equal(standing(), 0);
    if (deed.idempotency === 'lookup') assert.equal(await deed.find(on.context, one, new Date(0)), null);
    const write = on.fake.writesAt?.[name];
    for (const kind of ['cut-after', 'html', 'lie', 'damaged'] as const) {
      const tried = { ...one, key: `${one.key}-${kind}`, text: `${one.text} ${kind}` };
      on.fake.behave({ kind }, write);
      await failureOf(deed.send(on.context, tried), 'unsure', `${name}, ${kind}`);
      const settled = await theTruth(on, deed, tried);
      if (deed.idempotency === 'none') continue;
      const there = on.fake.ourPosts().filter(({ text }) => text === tried.text);
      assert.deepEqual(
        there.map(({ remoteId }) => remoteId),
        [settled?.remoteId],
        `${name}, ${kind}`,
      );
    }
    on.fake.behave({ kind: 'stall' }, write);
    await failureOf(deed.send(on.context, { ...one, key: `${one.key}-stall` }), 'unsure', `${name}, stalled`);
  }
}

type Way = Awaited<ReturnType<typeof waysToSpeak>>[number];

async function theTruth(on: Bench, deed: Way['deed'], draft: Way['draft']): Promise<Sent | null> {
  if (deed.idempotency === 'native') return deed.send(on.context, draft);
  return deed.idempotency === 'lookup' ? deed.find(on.context, draft, new Date(0)) : null;
}

async function tooLongNeverLeaves(on: Bench): Promise<void> {
  const limits = on.connector.limitsFor?.(on.fake.credentials) ?? on.connector.limits;
  for (const { name, deed, draft } of await waysToSpeak(on, 'long')) {
    const limit = draft.visibility === 'private' && limits.privateText ? limits.privateText : limits.text;
    const fitting = textOf(limit.max, name);
    assert.equal(countText(fitting, limit.unit), limit.max);
    const before = on.fake.received.length;
    await failureOf(
      deed.send(on.context, { ...draft, key: `over-${name}`, text: `${fitting}x` }),
      'refuse',
      `${name}, over-long`,
    );
    assert.ok(
      !on.fake.received.slice(before).some(body => body.includes(fitting.slice(0, 40))),
      `${name}: nothing left`,
    );
    const sent = await deed.send(on.context, { ...draft, key: `fits-${name}`, text: fitting });
    assert.equal(on.fake.ourPosts().find(({ remoteId }) => remoteId === sent.remoteId)?.text, fitting, name);
  }
}

/** Letters that count one in every unit. */
function textOf(length: number, about: string): string {
  return `${about.replaceAll(' ', '-')} ${'abcdefghij'.repeat(Math.ceil(length / 10))}`.slice(0, length);
}

async function secretsStaySecret(on: Bench): Promise<void> {
  const told: string[] = [];
  const listen = async () => {
    for (const { deed, draft } of await waysToSpeak(on, 'secret')) {
      for (const kind of ['cut-after', 'html'] as const) {
        on.fake.behave({ kind });
        await deed.send(on.context, draft).catch(error => told.push(inWords(error)));
      }
    }
    on.fake.behave({ kind: 'status', status: 401, body: '{"error":"no"}' });
    if (on.connector.inbound.stream ?? on.connector.inbound.poll)
      await hear(on, null, () => false).catch(error => told.push(inWords(error)));
  };
  await listen();
  for (const secret of on.fake.secrets) {
    assert.ok(secret.length >= 8, 'a secret short enough to be guessed proves nothing');
    for (const line of [...told, ...on.logged])
      assert.ok(!line.includes(secret), `a secret stands in: ${line.slice(0, 80)}`);
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack} ${JSON.stringify(error)} ${error.cause ? inWords(error.cause) : ''}`;
}

async function everyEntryIsHandled(on: Bench): Promise<void> {
  const ids: string[] = [];
  for (let i = 0; i < POSTS; i++)
    ids.push(await on.fake.customerWrites({ text: `Bean number ${i} is stale`, mentionsUs: true }));
  const { poll, hook } = on.connector.inbound;
  if (poll) {
    on.fake.tell?.({ damagedToo: true });
    const pages: Heard[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page = await poll.page(on.context, cursor);
      pages.push(...page.heard);
      ({ cursor, more } = page);
    }
    on.fake.tell?.({ damagedToo: false });
    assert.ok(has(...ids)(pages), 'every good entry arrives');
    if (on.fake.tell)
      assert.ok(
        pages.some(one => one.kind === 'dropped' && !one.ignored),
        'the damaged entry is counted',
      );
  }
  if (hook && on.fake.hookRequest) {
    const verified = hook.verify(
      on.fake.hookRequest(['one', 'two', 'three'], new Date(), HOOK_SECRET),
      on.fake.credentials,
      HOOK_SECRET,
    );
    assert.equal(verified.kind, 'verified');
    if (verified.kind !== 'verified') return;
    const heard = hook.parse(verified.body, on.fake.credentials, on.fake.account);
    assert.deepEqual(
      itemsOf(heard).map(item => (item.kind === 'post' ? item.post.text : item.kind)),
      ['one', 'two', 'three'],
    );
  }
}

const HOSTILE = ['javascript:alert(1)', '//elsewhere.example/', '../../x', 'data:text/html,x', ' ', 'x'.repeat(400)];

async function handOffsLeadThere(on: Bench): Promise<void> {
  const handOff = on.connector.outbound?.handOff;
  assert.ok(handOff);
  const posts = [await on.fake.somebody(), await on.fake.somebody()];
  const heard = postsOf(await hearAnyWay(on, has(...posts.map(({ remoteId }) => remoteId))));
  const draft = { key: 'k', text: 'We are on it.', attachments: [], visibility: 'public', lang: null } as const;
  const pages = posts.map(({ person, remoteId, rootRemoteId }) => {
    const url = heard.find(post => post.remoteId === remoteId)?.url ?? null;
    const page = handOff({ ...draft, attachments: [], to: { person, remoteId, rootRemoteId, room: null, url } });
    assert.match(page, /^https?:/);
    return page;
  });
  assert.notEqual(pages[0], pages[1], 'each post has a page of its own');
  for (const bad of [...HOSTILE, null]) {
    const to = {
      person: { ...on.fake.account, profileUrl: bad },
      remoteId: bad,
      rootRemoteId: bad,
      room: null,
      url: bad,
    };
    const page = pageOrRefusal(() => handOff({ ...draft, attachments: [], to }));
    assert.ok(page === null || /^https?:\/\/[^/]/.test(page), `${bad} leads to ${page}`);
    assert.notEqual(page && new URL(page).host, 'elsewhere.example');
  }
}

function pageOrRefusal(ask: () => string): string | null {
  try {
    return ask();
  } catch (error) {
    assert.ok(error instanceof NetworkFailure, inWords(error));
    assert.equal(error.next, 'refuse');
    return null;
  }
}

async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} did not end within ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + 2_000; !holds(); ) {
    assert.ok(performance.now() < end, `waited in vain for ${what}`);
    await new Promise(resolve => setImmediate(resolve));
  }
}
