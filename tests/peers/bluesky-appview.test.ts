/** Our connector against the reference server with its AppView: notifications, threads, names, blocks and gates as the whole network shows them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BlueskyContext } from '../../src/connectors/bluesky/credentials.ts';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import { type Draft, type Heard, NetworkFailure } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Person, Post } from '../../src/core/post.ts';
import { hearAll, postsOf } from '../support/bluesky-channel.ts';
import { emptyDatabase } from '../support/database.ts';
import { joined, mentionOf, type Peer, type Somebody, startPeer } from '../support/peers/atproto.ts';
import { startRedis } from '../support/peers/redis.ts';
import { until } from '../support/until.ts';

const redis = await startRedis();
const database = redis === null ? null : await emptyDatabase();
const started =
  redis === null || database === null
    ? { peer: null, skip: 'the AppView needs Redis: install redis-server (Debian: apt-get install redis-server)' }
    : await startPeer('appview', { DB_POSTGRES_URL: database.url, REDIS_HOST: redis.host });

after(async () => {
  await started.peer?.close();
  await redis?.close();
  await database?.drop();
});

describe('Bluesky, against its reference server with the AppView', { skip: started.skip ?? false }, () => {
  const peer = started.peer as Peer;
  let us: Somebody;
  let thea: Somebody;
  let context: BlueskyContext;
  let close: () => Promise<void>;

  before(async () => {
    us = await joined(peer, 'kestrel.test');
    thea = await joined(peer, 'thea.test');
    const { password } = await us.call('com.atproto.server.createAppPassword', { name: 'Heed', privileged: true });
    // The AppView learns of accounts a moment later; on a busy machine that moment is long.
    await until(() =>
      us.call('app.bsky.actor.getProfile', undefined, { actor: us.did }).then(
        () => true,
        () => false,
      ),
    );
    ({ context, close } = await connected(peer, String(password)));
  });
  after(() => close?.());

  test('the account is seen as the network sees it', () => {
    assert.equal(context.account.handle, 'kestrel.test');
    assert.equal(context.credentials.hasAppView, undefined);
  });

  test('a mention and an answer to us come in by polling, with the name of who wrote', async () => {
    const profile = { $type: 'app.bsky.actor.profile', displayName: 'Thea Lindqvist' };
    const where = { repo: thea.did, collection: 'app.bsky.actor.profile', rkey: 'self' };
    await thea.call('com.atproto.repo.putRecord', { ...where, record: profile });
    const { uri } = await thea.post('@kestrel.test my machine leaks', mentionOf(us));
    const post = await polled(context, one => one.remoteId === uri);
    assert.deepEqual([post.author.handle, post.addressed, post.own], ['thea.test', true, false]);
    const sent = await reply(context, draftTo(post, 'Which model?', '0195f2d0-1111-7abc-8def-0123456789ab'));
    const record = await thea.call('com.atproto.repo.getRecord', undefined, partsOf(sent.remoteId));
    const root = { uri, cid: (await thea.call('com.atproto.repo.getRecord', undefined, partsOf(uri)))['cid'] };
    const parent = { uri: sent.remoteId, cid: record['cid'] };
    // The AppView forgets to notify about an answer that it saw before what it answers; people are slower.
    await shown(us, sent.remoteId, () => true);
    const answer = await thea.post('The K2.', { reply: { root, parent } });
    const second = await polled(context, one => one.remoteId === answer.uri);
    assert.deepEqual([second.parentRemoteId, second.rootRemoteId], [sent.remoteId, uri]);
  });

  test('the past holds what was written to us, what we wrote, and what others said between', async () => {
    const ines = await joined(peer, 'ines.test');
    const { uri, cid } = await thea.post('@kestrel.test who else?', mentionOf(us));
    const ref = { uri, cid };
    const other = await ines.post('Me too.', { reply: { root: ref, parent: ref } });
    await until(async () => {
      const query = { uri, depth: '5' };
      const { thread } = (await us.call('app.bsky.feed.getPostThread', undefined, query).catch(() => ({}))) as {
        thread?: { replies?: unknown[] };
      };
      return thread?.replies?.length === 1;
    }, 30_000);
    const pages = bluesky.inbound.backfill?.pages(context, new Date(Date.now() - 3_600_000), null);
    assert.ok(pages);
    const past = postsOf(await hearAll(pages));
    const ids = new Set(past.map(({ remoteId }) => remoteId));
    assert.ok(ids.has(uri) && ids.has(other.uri));
    assert.ok(past.some(({ own }) => own));
    assert.equal(past.find(({ remoteId }) => remoteId === other.uri)?.author.handle, 'ines.test');
  });

  test('names are found for ids', async () => {
    const found = await bluesky.people?.find(context, [thea.did]);
    assert.deepEqual(
      found?.map(({ handle }) => handle),
      ['thea.test'],
    );
  });

  test('a closed thread and a block are told before anything is written', async () => {
    const { uri } = await thea.post('nobody, please');
    const gate = { $type: 'app.bsky.feed.threadgate', post: uri, allow: [], createdAt: new Date().toISOString() };
    const where = { repo: thea.did, collection: 'app.bsky.feed.threadgate', rkey: uri.split('/').at(-1) };
    await thea.call('com.atproto.repo.putRecord', { ...where, record: gate });
    await shown(us, uri, post => post['viewer']?.['replyDisabled'] === true);
    const to = { remoteId: uri, author: person(thea) };
    const closed = reply(context, draftTo(to, 'But!', '0195f2d0-2222-7abc-8def-0123456789ab'));
    await assert.rejects(
      closed,
      (error: NetworkFailure) => error.next === 'refuse' && /disabled/.test(error.said ?? ''),
    );
    const open = await thea.post('and now a block');
    await thea.call('com.atproto.repo.createRecord', {
      repo: thea.did,
      collection: 'app.bsky.graph.block',
      record: { $type: 'app.bsky.graph.block', subject: us.did, createdAt: new Date().toISOString() },
    });
    await until(async () => {
      const { viewer } = (await us.call('app.bsky.actor.getProfile', undefined, { actor: thea.did })) as {
        viewer?: { blockedBy?: boolean };
      };
      return viewer?.blockedBy === true;
    }, 30_000);
    const blocked = draftTo(
      { remoteId: open.uri, author: person(thea) },
      'Hm.',
      '0195f2d0-3333-7abc-8def-0123456789ab',
    );
    await assert.rejects(reply(context, blocked), (error: NetworkFailure) => error.next === 'refuse');
  });
});

async function connected(peer: Peer, appPassword: string) {
  const stop = new AbortController();
  const contexts = makeContexts({
    connectors: [bluesky],
    allowPrivate: [peer.pds],
    userAgent: 'Heed test',
    home: { url: peer.pds, seal: text => text },
    now: () => new Date(),
    log: () => {},
  });
  const wish = bluesky.credentials.parse({ identifier: 'kestrel.test', appPassword, service: peer.pds, stream: 'pds' });
  const attempt = { network: 'bluesky', credentials: wish, brandName: 'Kestrel', signal: stop.signal };
  const { account, credentials } = await bluesky.connect.check(contexts.openCheck(attempt) as BlueskyContext);
  const channel = { channelId: 'peer', network: 'bluesky', credentials, account, signal: stop.signal };
  const close = async () => {
    stop.abort();
    await contexts.close();
  };
  return { context: contexts.open(channel) as BlueskyContext, close };
}

/** The post, once polling brings it. */
function polled(context: BlueskyContext, isIt: (post: Post) => boolean): Promise<Post> {
  let cursor: string | null = null;
  return until(async () => {
    const page = await bluesky.inbound.poll?.page(context, cursor).catch(ignoreSilence);
    cursor = page?.cursor ?? cursor;
    return postsOf((page?.heard ?? []) as Heard[]).find(isIt);
  }, 30_000);
}

/** Nobody has a public server for direct messages; a poll that finds nothing else says so. */
function ignoreSilence(error: unknown): null {
  if (error instanceof NetworkFailure && error.next === 'retry') return null;
  throw error;
}

async function shown(viewer: Somebody, uri: string, isSo: (post: Record<string, Record<string, unknown>>) => boolean) {
  await until(async () => {
    const { posts } = (await viewer.call('app.bsky.feed.getPosts', undefined, { uris: uri })) as {
      posts: Record<string, Record<string, unknown>>[];
    };
    return posts[0] !== undefined && isSo(posts[0]);
  }, 30_000);
}

function reply(context: BlueskyContext, draft: Draft) {
  const deed = bluesky.outbound?.reply;
  assert.ok(deed);
  return deed.send(context, draft);
}

function draftTo(to: { remoteId: string; author: Person }, text: string, key: string): Draft {
  const { remoteId, author } = to;
  const place = { person: author, remoteId, rootRemoteId: remoteId, room: null };
  return { key, text, attachments: [], visibility: 'public', to: place, lang: 'en' };
}

function person({ did, handle }: Somebody): Person {
  return { remoteId: did, handle, name: null, avatarUrl: null, profileUrl: null };
}

function partsOf(uri: string): Record<string, string> {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
  return { repo, collection, rkey };
}
