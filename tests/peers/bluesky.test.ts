/** Our connector against the reference server of the AT Protocol, over real HTTP and WebSockets. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BlueskyContext, Credentials } from '../../src/connectors/bluesky/credentials.ts';
import { findIdentity } from '../../src/connectors/bluesky/identity.ts';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import { type Draft, NetworkFailure } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Item, Person, Post } from '../../src/core/post.ts';
import { hear, hearAll, itemsOf, postsOf } from '../support/bluesky-channel.ts';
import { joined, mentionOf, type Peer, type Somebody, startPeer } from '../support/peers/atproto.ts';
import { agree } from '../support/peers/sign-in-page.ts';

const started = await startPeer('pds');

describe('Bluesky, against its reference server', { skip: started.skip ?? false }, () => {
  const peer = started.peer as Peer;
  let us: Somebody;
  let thea: Somebody;
  let appPassword: string;
  let channel: ReturnType<typeof connected> extends Promise<infer T> ? T : never;

  before(async () => {
    us = await joined(peer, 'kestrel.test');
    thea = await joined(peer, 'thea.test');
    const made = await us.call('com.atproto.server.createAppPassword', { name: 'Heed', privileged: true });
    appPassword = String(made['password']);
    channel = await connected(peer, { identifier: 'kestrel.test', appPassword });
  });
  after(async () => {
    await channel?.close();
    await peer?.close();
  });

  test('a handle leads to its account and that to its server', async () => {
    const found = await findIdentity(channel.context, '@thea.test', { plc: peer.plc, resolver: peer.pds });
    assert.deepEqual(found, { did: thea.did, handle: 'thea.test', pds: peer.pds });
    await assert.rejects(
      findIdentity(channel.context, 'nobody.test', { plc: peer.plc, resolver: peer.pds }),
      (error: NetworkFailure) => error.next === 'refuse' && /nobody\.test/.test(error.message),
    );
  });

  test('a wrong app password is told at once, in the server’s words', async () => {
    await assert.rejects(
      connected(peer, { identifier: 'kestrel.test', appPassword: 'xxxx-xxxx-xxxx-xxxx' }),
      (error: NetworkFailure) => error.next === 'reauthorise' && error.said === 'Invalid identifier or password',
    );
  });

  test('a customer writes, we hear it, answer it, and the answer stands in the thread', async () => {
    const heard = listen(channel.context, post => post.text.includes('leaks'));
    const { uri } = await thea.post('@kestrel.test my machine leaks', mentionOf(us));
    const post = await heard;
    assert.equal(post.remoteId, uri);
    assert.equal(post.addressed, true);
    assert.equal(post.own, false);
    const text = 'We are sorry. @thea.test, please see https://kestrel.example/leaks #leak 🛠️';
    const sent = await reply(channel.context, draftTo(post, text, '0195f2d0-1111-7abc-8def-0123456789ab'));
    const [ours] = await recordsOf(us);
    const record = ours?.value as { reply: { parent: object; root: object }; facets: { index: object }[] };
    assert.equal(sent.remoteId, ours?.uri);
    assert.deepEqual(Object.keys(record.reply.parent).sort(), ['cid', 'uri']);
    assert.equal((record.reply.root as { uri: string }).uri, uri);
    assert.equal(record.facets.length, 3);
    const echo = await listen(channel.context, one => one.own, null);
    assert.equal(echo.remoteId, sent.remoteId);
    assert.equal(echo.parentRemoteId, uri);
  });

  test('the same answer sent again, also at the same moment, is one post', async () => {
    const { uri } = await thea.post('twice?');
    const draft = draftTo(
      { remoteId: uri, author: person(thea) },
      'Only once.',
      '0195f2d0-2222-7abc-8def-0123456789ab',
    );
    const sent = await Promise.all([
      reply(channel.context, draft),
      reply(channel.context, draft),
      reply(channel.context, draft),
    ]);
    await reply(channel.context, draft);
    assert.equal(new Set(sent.map(({ remoteId }) => remoteId)).size, 1);
    assert.equal((await recordsOf(us)).filter(({ value }) => value['text'] === 'Only once.').length, 1);
  });

  test('pictures go out with their descriptions and come in with them', async () => {
    const { uri } = await thea.post('show me');
    const draft = draftTo({ remoteId: uri, author: person(thea) }, 'Here.', '0195f2d0-3333-7abc-8def-0123456789ab');
    const bytes = Buffer.from(PIXEL, 'base64');
    const pictured = { ...draft, attachments: [{ bytes, type: 'image/png', description: 'One red dot' }] };
    const heard = listen(channel.context, post => post.attachments.length > 0);
    await reply(channel.context, pictured);
    const [picture] = (await heard).attachments;
    assert.equal(picture?.description, 'One red dot');
    const fetched = await channel.context.fetch(picture?.url ?? '');
    assert.deepEqual(Buffer.from(fetched.bytes), bytes);
  });

  test('300 graphemes go out, 301 do not; 3,000 bytes are the other limit', async () => {
    const { uri } = await thea.post('how long?');
    const to = { remoteId: uri, author: person(thea) };
    await reply(channel.context, draftTo(to, 'ä'.repeat(300), '0195f2d0-4444-7abc-8def-0123456789ab'));
    const family = '👨‍👩‍👧‍👦'.repeat(121);
    for (const [i, text] of ['a'.repeat(301), family].entries())
      await assert.rejects(
        reply(channel.context, draftTo(to, text, `0195f2d0-555${i}-7abc-8def-0123456789ab`)),
        (error: NetworkFailure) => error.next === 'refuse',
      );
    assert.equal((await recordsOf(us)).filter(({ value }) => String(value['text']).length > 300).length, 0);
  });

  test('the stream goes on exactly where it stopped', async () => {
    const wanted: string[] = [];
    for (let i = 0; i < 6; i++) wanted.push((await thea.post(`numbered ${i}`)).uri);
    const isNumbered = (text: string) => text.startsWith('numbered');
    for (let stopAt = 1; stopAt < 6; stopAt++) {
      let cursor: string | null = null;
      const first: string[] = [];
      for await (const heard of open(channel.context, null)) {
        for (const post of postsOf([heard])) if (isNumbered(post.text)) first.push(post.remoteId);
        if (heard.cursor !== null) cursor = heard.cursor;
        if (first.length === stopAt) break;
      }
      const rest: string[] = [];
      for await (const heard of open(channel.context, cursor)) {
        for (const post of postsOf([heard])) if (isNumbered(post.text)) rest.push(post.remoteId);
        if (rest.length === 6 - stopAt) break;
      }
      assert.deepEqual([...first, ...rest], wanted, `stopped after ${stopAt}`);
    }
  });

  test('a place from the future, after a server was set up anew, loses nothing', async () => {
    const { uri } = await us.post('told elsewhere, past Heed');
    const host = new URL(peer.pds).host;
    const cursor = `repos 9007199254740 ${new Date(Date.now() - 60_000).toISOString()} ${host}`;
    const heard = await listen(channel.context, post => post.remoteId === uri, cursor);
    assert.equal(heard.own, true);
  });

  test('deleted and edited posts are followed', async () => {
    const { uri } = await thea.post('soon gone');
    const rkey = uri.split('/').at(-1);
    const record = { $type: 'app.bsky.feed.post', text: 'soon gone, edited', createdAt: new Date().toISOString() };
    const where = { repo: thea.did, collection: 'app.bsky.feed.post', rkey };
    await thea.call('com.atproto.repo.putRecord', { ...where, record });
    await thea.call('com.atproto.repo.deleteRecord', where);
    const items = await listenFor(channel.context, 'remove', item => item.kind === 'remove' && item.remoteId === uri);
    const edit = items.find(item => item.kind === 'edit' && item.remoteId === uri);
    assert.ok(edit?.kind === 'edit' && edit.text === 'soon gone, edited');
    await assert.rejects(
      reply(
        channel.context,
        draftTo({ remoteId: uri, author: person(thea) }, 'Hello?', '0195f2d0-6666-7abc-8def-0123456789ab'),
      ),
      (error: NetworkFailure) => error.next === 'gone',
    );
  });

  test('a new handle, a new name and an account that ends are followed', async () => {
    const nadia = await joined(peer, 'nadia.test');
    await nadia.call('com.atproto.identity.updateHandle', { handle: 'nadia-new.test' });
    const record = { $type: 'app.bsky.actor.profile', displayName: 'Nadia Sample' };
    await nadia.call('com.atproto.repo.putRecord', {
      repo: nadia.did,
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
      record,
    });
    await nadia.call('com.atproto.server.deactivateAccount', {});
    const isNadia = (item: Item) => item.kind === 'person' && item.person.remoteId === nadia.did;
    const items = await listenFor(
      channel.context,
      'person',
      item => isNadia(item) && item.kind === 'person' && item.standing === 'suspended',
    );
    const people = items.flatMap(item => (item.kind === 'person' && isNadia(item) ? [item.person] : []));
    assert.ok(people.some(({ handle }) => handle === 'nadia-new.test'));
    assert.ok(people.some(({ name }) => name === 'Nadia Sample'));
  });

  test('a thread its author closed is not answered', async () => {
    const { uri } = await thea.post('nobody, please');
    const record = { $type: 'app.bsky.feed.threadgate', post: uri, allow: [], createdAt: new Date().toISOString() };
    const where = { repo: thea.did, collection: 'app.bsky.feed.threadgate', rkey: uri.split('/').at(-1) };
    await thea.call('com.atproto.repo.putRecord', { ...where, record });
    await assert.rejects(
      reply(
        channel.context,
        draftTo({ remoteId: uri, author: person(thea) }, 'But!', '0195f2d0-7777-7abc-8def-0123456789ab'),
      ),
      (error: NetworkFailure) => error.next === 'refuse' && /disabled/.test(error.said ?? ''),
    );
  });

  test('a session is renewed, a foreign token asks for a person, and a taken-back answer is gone', async () => {
    const fresh = await bluesky.connect.refresh?.(channel.context);
    assert.notEqual(fresh?.session?.accessJwt, channel.context.credentials.session?.accessJwt);
    channel.context.credentials = fresh ?? channel.context.credentials;
    const { uri } = await thea.post('take it back');
    const draft = draftTo({ remoteId: uri, author: person(thea) }, 'Oops.', '0195f2d0-8888-7abc-8def-0123456789ab');
    const sent = await reply(channel.context, draft);
    await bluesky.outbound?.remove?.(channel.context, sent.remoteId);
    await bluesky.outbound?.remove?.(channel.context, sent.remoteId);
    assert.ok(!(await recordsOf(us)).some(one => one.uri === sent.remoteId));
    const session = { accessJwt: 'eyJhbGciOiJIUzI1NiJ9.e30.x', refreshJwt: 'none' };
    const strange = { ...channel.context, credentials: { ...channel.context.credentials, session } };
    await assert.rejects(reply(strange, draft), (error: NetworkFailure) => error.next === 'reauthorise');
  });

  test('our own past is read back from our own server, without any AppView', async () => {
    const all = await hearAll(bluesky.inbound.backfill?.pages(channel.context, new Date(0), null) ?? none());
    const ids = postsOf(all).map(({ remoteId }) => remoteId);
    assert.deepEqual(ids.toSorted(), (await recordsOf(us)).map(({ uri }) => uri).toSorted());
  });

  test('signed in at the network’s own page: begun, agreed, finished, spoken, renewed', async () => {
    const { begin, finish, refresh } = bluesky.connect;
    assert.ok(begin && finish && refresh);
    const redirect = 'http://127.0.0.1:7373/connect/bluesky/finish';
    const form = { identifier: 'kestrel.test', service: peer.pds, stream: 'pds' };
    const { url, keep } = await begin(redirect, 'a state nobody guesses', form, channel.context);
    const back = await agree(url, 'kestrel.test', PASSWORD);
    const kept: unknown = JSON.parse(JSON.stringify(keep));
    const { account, credentials } = await finish(back.searchParams, kept, channel.context);
    assert.equal(account.remoteId, us.did);
    assert.equal(credentials.session, undefined);
    const signedIn = { ...channel.context, credentials };
    const { uri } = await thea.post('who speaks?');
    const draft = draftTo({ remoteId: uri, author: person(thea) }, 'Bound.', '0195f2d0-9999-7abc-8def-0123456789ab');
    const sent = await reply(signedIn, draft);
    assert.ok((await recordsOf(us)).some(one => one.uri === sent.remoteId));
    signedIn.credentials = await refresh(signedIn);
    assert.notEqual(signedIn.credentials.oauth?.accessToken, credentials.oauth?.accessToken);
    await bluesky.outbound?.remove?.(signedIn, sent.remoteId);
    assert.ok(!(await recordsOf(us)).some(one => one.uri === sent.remoteId));
    await assert.rejects(finish(back.searchParams, kept, channel.context), NetworkFailure, 'a code is good once');
    const forged = new URLSearchParams([...back.searchParams, ['state', 'another']]);
    await assert.rejects(finish(forged, kept, channel.context), NetworkFailure, 'an answer nobody asked for');
  });

  test('the 31st sign-in within five minutes is put off by the server, with the wait it asks for', async () => {
    const refusals: NetworkFailure[] = [];
    for (let i = 0; i < 40 && refusals.length === 0; i++)
      await connected(peer, { identifier: 'kestrel.test', appPassword }).then(
        one => one.close(),
        (error: unknown) => refusals.push(error as NetworkFailure),
      );
    const [failure] = refusals;
    assert.ok(failure instanceof NetworkFailure && failure.next === 'retry', `${failure}`);
    assert.ok((failure.afterSeconds ?? 0) > 0 && (failure.afterSeconds ?? 0) <= 300, `${failure.afterSeconds}`);
  });
});

/** As `joined` gives them. */
const PASSWORD = 'the account’s own';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';

async function connected(peer: Peer, filledIn: Record<string, string>) {
  const stop = new AbortController();
  const contexts = makeContexts({
    connectors: [bluesky],
    allowPrivate: [peer.pds, peer.plc],
    userAgent: 'Heed test',
    home: { url: peer.pds, seal: text => text },
    now: () => new Date(),
    log: () => {},
  });
  const close = async () => {
    stop.abort();
    await contexts.close();
  };
  const wish = bluesky.credentials.parse({ service: peer.pds, stream: 'pds', ...filledIn });
  const attempt = { network: 'bluesky', credentials: wish, brandName: 'Kestrel', signal: stop.signal };
  try {
    const { account, credentials } = await bluesky.connect.check(contexts.openCheck(attempt) as BlueskyContext);
    const channel = { channelId: 'peer', network: 'bluesky', credentials, account, signal: stop.signal };
    return {
      context: contexts.open(channel) as BlueskyContext,
      account,
      credentials: credentials as Credentials,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function open(context: BlueskyContext, cursor: string | null) {
  return bluesky.inbound.stream?.open(context, cursor) ?? none();
}

async function* none() {}

/** The first post of the stream that is meant. Without a cursor the server tells all it keeps. */
async function listen(
  context: BlueskyContext,
  isIt: (post: Post) => boolean,
  cursor: string | null = null,
): Promise<Post> {
  const [heard] = await hear(open(context, cursor), 1, one => postsOf([one]).some(isIt));
  const post = postsOf(heard ? [heard] : []).find(isIt);
  assert.ok(post);
  return post;
}

/** Everything up to the item that is meant. */
async function listenFor(context: BlueskyContext, kind: Item['kind'], isIt: (item: Item) => boolean): Promise<Item[]> {
  const items: Item[] = [];
  for await (const heard of open(context, null)) {
    items.push(...itemsOf([heard]));
    if (itemsOf([heard]).some(item => item.kind === kind && isIt(item))) return items;
  }
  return items;
}

function reply(context: BlueskyContext, draft: Draft) {
  const deed = bluesky.outbound?.reply;
  assert.ok(deed);
  return deed.send(context, draft);
}

function draftTo(to: { remoteId: string; author: Person }, text: string, key: string): Draft {
  const { remoteId, author } = to;
  return {
    key,
    text,
    attachments: [],
    visibility: 'public',
    to: { person: author, remoteId, rootRemoteId: remoteId, room: null },
    lang: 'en',
  };
}

function person({ did, handle }: Somebody): Person {
  return { remoteId: did, handle, name: null, avatarUrl: null, profileUrl: null };
}

async function recordsOf(somebody: Somebody): Promise<{ uri: string; value: Record<string, unknown> }[]> {
  const query = { repo: somebody.did, collection: 'app.bsky.feed.post', limit: '100' };
  const page = await somebody.call('com.atproto.repo.listRecords', undefined, query);
  return page['records'] as { uri: string; value: Record<string, unknown> }[];
}
