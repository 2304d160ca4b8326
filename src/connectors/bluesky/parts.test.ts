/** The small parts: keys, facets, times, labels, names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuidV7 } from '../../core/id.ts';
import { type GuardedResponse, NetworkFailure } from '../connector.ts';
import { addressOf, pageOfPost } from './address.ts';
import { streamOf } from './credentials.ts';
import { foundIn, withWholeLinks } from './facets.ts';
import { readEvent, readJetstream } from './frame.ts';
import { findIdentity } from './identity.ts';
import { begin, clientDocument } from './oauth.ts';
import type { Place } from './parse.ts';
import { microsecondsOfTid, tidOf, tidOfKey } from './tid.ts';
import { warningOf } from './warning.ts';

const TID = /^[2-7a-j][2-7a-z]{12}$/;

test('a key of ours becomes one record key, in the order of its time, whatever it looks like', () => {
  const at = Date.UTC(2026, 2, 1);
  const keys = [0, 1, 2, 50].map(ms => uuidV7(at + ms, new Uint8Array(10).fill(ms)));
  const tids = keys.map(tidOfKey);
  assert.deepEqual(tids.toSorted(), tids);
  assert.deepEqual(keys.map(tidOfKey), tids);
  assert.equal(Math.floor((microsecondsOfTid(tids[0] ?? '') ?? 0) / 1000), at);
  for (const key of ['', 'any text', 'ffffffff-ffff-7fff-bfff-ffffffffffff', 'ffffffff-ffff-4fff-bfff-ffffffffffff'])
    assert.match(tidOfKey(key), TID, key);
  const many = new Set(Array.from({ length: 10_000 }, (_, i) => tidOfKey(`key ${i}`)));
  assert.equal(many.size, 10_000);
});

test('a record key gives back its time; what is none gives nothing', () => {
  assert.equal(microsecondsOfTid(tidOf(1_772_366_400_123_456n, 1023)), 1_772_366_400_123_456);
  // From the specification of record keys.
  assert.equal(microsecondsOfTid('2222222222222'), 0);
  for (const none of ['', 'self', '3jzfcijpj2z2', '3jzfcijpj2z2aa', 'zzzzzzzzzzzzz', '3JZFCIJPJ2Z2A'])
    assert.equal(microsecondsOfTid(none), null, none);
});

test('what is meant as a link, a mention or a tag is found, and nothing else', () => {
  const cases: [string, string[]][] = [
    ['see https://kestrel.example/a?b=c#d.', ['https://kestrel.example/a?b=c#d']],
    ['(see https://kestrel.example/a_(b))', ['https://kestrel.example/a_(b)']],
    ['(www.kestrel.example)', ['https://www.kestrel.example']],
    ['kestrel.example/help, please', ['https://kestrel.example/help']],
    ['kestrel.example alone, e.g. or v2.0, is a name', []],
    ['ada@kestrel.example is a mail', []],
    ['@thea.example @Thea.Example, and (@ines.example)!', ['thea.example', 'thea.example', 'ines.example']],
    ['@thea alone, @-x.example, a@b.example', []],
    ['#coffee #καφές #1 #50% #a-b! #', ['coffee', 'καφές', 'a-b']],
    ['half#tag', []],
    ['https://kestrel.example/@thea.example#tag', ['https://kestrel.example/@thea.example#tag']],
  ];
  for (const [text, wanted] of cases) {
    const found = foundIn(text).map(one => (one.kind === 'link' ? one.uri : one.kind === 'tag' ? one.tag : one.handle));
    assert.deepEqual(found, wanted, text);
  }
});

test('links that were shortened for show are whole again; damaged facets change nothing', () => {
  const text = '☕ blog.example/kest… and x';
  const start = Buffer.byteLength('☕ ');
  const end = start + Buffer.byteLength('blog.example/kest…');
  const uri = 'https://blog.example/kestrel-and-me';
  assert.equal(withWholeLinks(text, [{ index: { byteStart: start, byteEnd: end }, uri }]), `☕ ${uri} and x`);
  for (const index of [
    { byteStart: 5, byteEnd: 2 },
    { byteStart: 0, byteEnd: 900 },
    { byteStart: 1, byteEnd: 2 },
  ])
    assert.equal(withWholeLinks(text, [{ index, uri }]), text);
});

test('labels become words a person reads before looking; others say nothing', () => {
  assert.equal(warningOf(['porn', 'graphic-media']), 'Adult content, Graphic media');
  assert.equal(warningOf(['!no-unauthenticated', 'a-labeller-of-its-own']), null);
  assert.equal(warningOf(['constructor', 'toString']), null);
});

test('the address of a stream says which protocol is spoken there', () => {
  const kind = (stream?: string) => {
    const { kind, urls, isOwnServer } = streamOf({ identifier: 'x', pds: 'https://pds.kestrel.example', stream });
    return [kind, urls[0], isOwnServer];
  };
  const own = 'wss://pds.kestrel.example/xrpc/com.atproto.sync.subscribeRepos';
  assert.deepEqual(kind()[0], 'jetstream');
  assert.deepEqual(kind('pds'), ['repos', own, true]);
  assert.deepEqual(kind('https://pds.kestrel.example/xrpc/com.atproto.sync.subscribeRepos'), ['repos', own, true]);
  assert.deepEqual(kind('wss://js.example'), ['jetstream', 'wss://js.example/subscribe', false]);
  const events = 'wss://js.example/xrpc/network.bsky.jetstream.subscribeEvents';
  assert.deepEqual(kind(`${events}?cursor=4`), ['events', events, false]);
});

test('addresses are read whole or not at all', () => {
  const uri = 'at://did:plc:abc/app.bsky.feed.post/3mfyouuy6222b';
  assert.deepEqual(addressOf(uri), { did: 'did:plc:abc', collection: 'app.bsky.feed.post', key: '3mfyouuy6222b' });
  assert.equal(pageOfPost(uri), 'https://bsky.app/profile/did:plc:abc/post/3mfyouuy6222b');
  for (const none of [
    '',
    'at://did:plc:abc',
    'https://x.example/a/b',
    `${uri}/more`,
    'at://kestrel.example/a.b.c/d',
    `${uri}?x`,
  ])
    assert.equal(addressOf(none), null, none);
});

const PLACE: Place = {
  account: { remoteId: 'did:plc:us', handle: 'kestrel.example', name: null, avatarUrl: null, profileUrl: null },
  pictureUrl: (did, cid) => `https://pictures.example/${did}/${cid}`,
};

function heardPost(record: object) {
  const commit = { rev: '3mfyouuy6242b', operation: 'create', collection: 'app.bsky.feed.post', rkey: '3mfyouuy6222b' };
  const whole = { $type: 'app.bsky.feed.post', text: 'x', createdAt: '2026-03-01T12:00:00Z', ...record };
  const event = {
    did: 'did:plc:thea',
    time_us: 1_772_366_400_000_000,
    kind: 'commit',
    commit: { ...commit, record: whole },
  };
  const frame = readJetstream(JSON.stringify(event), PLACE);
  assert.ok(frame.kind === 'told' && 'items' in frame.parsed, JSON.stringify(frame));
  const [item] = frame.parsed.items;
  assert.ok(item?.kind === 'post');
  return item.post;
}

test('mentions, answers to us and quotes of us are addressed; others are not', () => {
  const ref = (did: string) => ({ uri: `at://${did}/app.bsky.feed.post/3mfyouuy6222b`, cid: 'bafy' });
  const facet = (did: string) => [
    { index: { byteStart: 0, byteEnd: 1 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] },
  ];
  const quote = { $type: 'app.bsky.embed.record', record: ref('did:plc:us') };
  const pictures = {
    $type: 'app.bsky.embed.images',
    images: [{ image: { ref: { $link: 'bafkrei' } }, alt: 'A dial' }],
  };
  assert.equal(heardPost({}).addressed, false);
  assert.equal(heardPost({ facets: facet('did:plc:us') }).addressed, true);
  assert.equal(heardPost({ facets: facet('did:plc:other') }).addressed, false);
  assert.equal(heardPost({ reply: { root: ref('did:plc:other'), parent: ref('did:plc:us') } }).addressed, true);
  assert.equal(heardPost({ reply: { root: ref('did:plc:us'), parent: ref('did:plc:other') } }).addressed, false);
  assert.equal(heardPost({ embed: quote }).addressed, true);
  const both = heardPost({ embed: { $type: 'app.bsky.embed.recordWithMedia', record: quote, media: pictures } });
  assert.equal(both.addressed, true);
  assert.deepEqual(both.attachments, [
    { kind: 'image', url: 'https://pictures.example/did:plc:thea/bafkrei', description: 'A dial' },
  ]);
});

test('a damaged picture does not lose the words beside it', () => {
  const post = heardPost({ text: 'look', embed: { $type: 'app.bsky.embed.images', images: [{ image: 7 }] } });
  assert.deepEqual([post.text, post.attachments], ['look', []]);
});

test('reasons come out of a closed list: no stranger can fill the ledger with names of his own', () => {
  const reasons = ['com.evil.one', 'com.evil.two'].map(collection => {
    const commit = { rev: '3mfyouuy6242b', operation: 'create', collection, rkey: 'x', record: {} };
    const event = { did: 'did:plc:thea', time_us: 1_772_366_400_000_000, kind: 'commit', commit };
    const frame = readJetstream(JSON.stringify(event), PLACE);
    return frame.kind === 'told' && 'reason' in frame.parsed ? frame.parsed.reason : frame;
  });
  assert.deepEqual(reasons, ['a record of another kind', 'a record of another kind']);
});

test('the envelope of version 2 is read under either name; an error in it is an error', () => {
  const payload = {
    $type: 'network.bsky.jetstream.subscribeEvents#identity',
    seq: 5,
    did: 'did:plc:thea',
    time: '2026-03-01T12:00:00Z',
    identity: { did: 'did:plc:thea', handle: 'thea.example' },
  };
  for (const $type of ['message', 'event']) {
    const frame = readEvent(JSON.stringify({ $type, payload }), PLACE);
    assert.ok(frame.kind === 'told' && 'items' in frame.parsed && frame.position === 5);
  }
  const error = readEvent('{"$type":"error","error":"ConsumerTooSlow","message":"too slow"}', PLACE);
  assert.deepEqual(error, { kind: 'error', name: 'ConsumerTooSlow', said: 'too slow' });
});

/** A world of a few pages. */
function pages(world: Record<string, string | number>) {
  const asked: string[] = [];
  const fetch = async (
    url: string,
    options: { accept?: (status: number) => boolean } = {},
  ): Promise<GuardedResponse> => {
    asked.push(url);
    const found = world[url];
    const status = typeof found === 'string' ? 200 : (found ?? 404);
    if (!(options.accept ?? (one => one === 200))(status)) throw new NetworkFailure('gone', 'not there');
    const text = typeof found === 'string' ? found : '{}';
    const bytes = Buffer.from(text);
    return {
      status,
      headers: new Headers(),
      bytes,
      url,
      movedTo: null,
      text: () => text,
      json: () => JSON.parse(text),
    };
  };
  return { asked, fetch };
}

const DID = 'did:plc:theatheatheatheatheathe';
const document = (handle: string, service = 'https://pds.example') =>
  JSON.stringify({
    id: DID,
    alsoKnownAs: [`at://${handle}`],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: service }],
  });

test('a handle is looked up at its own domain first, then at the resolver; only what the account says itself counts', async () => {
  const own = pages({
    'https://thea.example/.well-known/atproto-did': DID,
    [`https://plc.directory/${DID}`]: document('thea.example'),
  });
  assert.deepEqual(await findIdentity(own, '@Thea.example'), {
    did: DID,
    handle: 'thea.example',
    pds: 'https://pds.example',
  });
  const resolved = pages({
    'https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=thea.example': `{"did":"${DID}"}`,
    [`https://plc.directory/${DID}`]: document('thea.example'),
  });
  assert.equal((await findIdentity(resolved, 'thea.example')).did, DID);
  const stolen = pages({
    'https://thief.example/.well-known/atproto-did': DID,
    [`https://plc.directory/${DID}`]: document('thea.example'),
  });
  await assert.rejects(findIdentity(stolen, 'thief.example'), /does not call itself that/);
  const web = pages({ 'https://shop.example/.well-known/did.json': document('shop.example') });
  assert.equal((await findIdentity(web, 'did:web:shop.example')).pds, 'https://pds.example');
  for (const [name, words] of [
    ['not a handle', /is not a Bluesky handle/],
    ['did:key:z6Mk', /cannot look up/],
    ['did:web:a%2Fb', /cannot look up/],
    ['did:plc:gone', /no account/],
  ] as const)
    await assert.rejects(findIdentity(pages({ 'https://plc.directory/did:plc:gone': 404 }), name), words);
});

test('the page that says who asks stands beside the way back; on one’s own machine there is none', async () => {
  const document = clientDocument('https://desk.example/connect/bluesky/finish');
  assert.equal(document?.url, 'https://desk.example/connect/bluesky/client-metadata.json');
  const body = document?.body as { client_id: string; redirect_uris: string[]; dpop_bound_access_tokens: boolean };
  assert.equal(body.client_id, document?.url);
  assert.deepEqual(body.redirect_uris, ['https://desk.example/connect/bluesky/finish']);
  assert.equal(body.dpop_bound_access_tokens, true);
  assert.equal(clientDocument('http://127.0.0.1:7373/connect/bluesky/finish'), null);
  const nowhere = { fetch: pages({}).fetch } as unknown as Parameters<typeof begin>[3];
  await assert.rejects(
    begin('https://desk.example/x', 's', { service: 'https://pds.example' }, nowhere),
    NetworkFailure,
  );
});
