/** An Instagram account on the desk: what it is called with is kept once, what is only named is fetched, and the books balance. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Connector } from '../../src/connectors/connector.ts';
import { ACCOUNT_ID } from '../../src/connectors/instagram/fake/town.ts';
import { type InstagramFake, openFake } from '../../src/connectors/instagram/fake.ts';
import { instagram } from '../../src/connectors/instagram/index.ts';
import { type Contexts, makeContexts } from '../../src/connectors/kit/context.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeReceive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { booksOf, keptOn, type Place, rawsOn } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const connector = instagram as Connector;
const makeId = countedIds();
const seal = makeSeal('a key for tests');
let nowMs = Date.parse('2026-03-01T12:00:00Z');
const now = () => new Date(nowMs);
let database: FreshDatabase;
let fake: InstagramFake;
let contexts: Contexts;

before(async () => {
  database = await freshDatabase();
  fake = await openFake({}, now);
  contexts = makeContexts({
    connectors: [connector],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    now,
    log: () => {},
  });
});
after(async () => {
  await contexts.close();
  await fake.close();
  await database.drop();
});

async function connected(): Promise<Place> {
  const { brandId } = await testBrand(database.db);
  const place = { brandId, channelId: makeId() };
  const { rows } = await sql<{ id: string }>`select id from inbox where brand_id = ${brandId} limit 1`.execute(
    database.db,
  );
  const inboxId = rows[0]?.id ?? '';
  await insertChannel(database.db, {
    ...place,
    id: place.channelId,
    inboxId,
    network: 'instagram',
    name: 'Kestrel on Instagram',
    account: fake.account,
    sealed: seal.seal(fake.credentials, place),
  });
  return { ...place, inboxId };
}

function receiver() {
  return makeReceive({
    db: database.db,
    connectors: new Map([['instagram', connector]]),
    openContext: contexts.open,
    seal,
    ingest: makeIngest({ database, makeId, now }),
    ears: makeEars({ db: database.db }),
    hookSecret: () => 'one secret',
    now,
    log: () => {},
  });
}

test('a batch of every kind is kept once each, beside a bad change, while a mention waits for its words', async () => {
  const place = await connected();
  const receive = receiver();
  const { thea, standing } = fake.town;
  const omar = { id: '5000000000000002', username: 'omar.haddad', name: 'Omar' };
  const theirs = fake.town.post({ by: omar, caption: 'My kitchen' });
  const named = fake.town.comment({ by: omar, text: 'ask kestrel.coffee', under: theirs.id });
  const from = { id: thea.id, username: thea.username };
  const comment = { id: '17911', text: 'The lid does not close', from, media: { id: standing.id } };
  const live = { id: '17912', text: 'Show the wand', from, media: { id: '17988', media_product_type: 'LIVE' } };
  const talk = (message: object) => ({
    sender: { id: thea.id },
    recipient: { id: ACCOUNT_ID },
    timestamp: nowMs,
    message,
  });
  const time = Math.floor(nowMs / 1000);
  const changes = [
    { field: 'comments', value: comment },
    { field: 'live_comments', value: live },
    { field: 'comments', value: { text: 7 } },
    { field: 'mentions', value: { media_id: theirs.id, comment_id: named.id } },
    { field: 'comments', value: comment },
    { field: 'story_insights', value: { media_id: standing.id, reach: 17 } },
  ];
  const messaging = [
    talk({ mid: 'mA', text: 'Hello?' }),
    talk({ mid: 'mB', text: 'Oops' }),
    talk({ mid: 'mB', is_deleted: 'true' }),
  ];
  const body = {
    object: 'instagram',
    entry: [
      { id: ACCOUNT_ID, time, changes },
      { id: ACCOUNT_ID, time: nowMs, messaging },
    ],
  };
  fake.behave(
    { kind: 'status', status: 500, body: '{"error":{"message":"Please retry","code":2}}' },
    'mentioned_comment',
  );
  const request = () => ({ ...fake.graph.hookRequest(body, now()), now: now() });
  await (await receive.receive(place, request())).read;
  const soon = ['17911', '17912', 'live:17988', 'mA', 'mB'];
  assert.deepEqual(await keptOn(database, place), soon);
  assert.deepEqual(await rawsOn(database, place), ['failed', 'waiting']);
  await booksOf(database, place);
  nowMs += 120_000;
  await receive.catchUp();
  assert.deepEqual(await keptOn(database, place), [...soon, named.id].sort());
  const { rows } = await sql<{ text: string; removed: boolean; visibility: string }>`
    select m.text, m.deleted_at is not null as removed, m.visibility from message m
    where m.channel_id = ${place.channelId} and m.remote_id in ('mB', ${named.id}) order by m.remote_id`.execute(
    database.db,
  );
  assert.deepEqual(
    rows.map(({ removed, visibility }) => [removed, visibility]),
    [
      [false, 'public'],
      [true, 'private'],
    ],
  );
  // The same again, as Meta does for a day and a half: nothing is doubled, and everything is counted.
  await (await receive.receive(place, request())).read;
  assert.deepEqual(await keptOn(database, place), [...soon, named.id].sort());
  const books = await booksOf(database, place);
  assert.ok(
    books.some(line => /^failed comment/.test(line)),
    books.join('\n'),
  );
});

test('a body that nobody signed is not kept, nor one for another account', async () => {
  const place = await connected();
  const receive = receiver();
  const forged = {
    ...fake.hookRequest(['hello'], now(), 's'),
    bytes: new TextEncoder().encode('{"object":"instagram"}'),
  };
  assert.equal((await receive.receive(place, { ...forged, now: now() })).status, 401);
  const other = { object: 'instagram', entry: [{ id: '17841400000000099', time: 1, changes: [] }] };
  await (await receive.receive(place, { ...fake.graph.hookRequest(other, now()), now: now() })).read;
  assert.deepEqual(await keptOn(database, place), []);
  await booksOf(database, place);
});
