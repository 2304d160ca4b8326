/** A Facebook page on the desk: public and private side by side, what the hook and asking bring kept once, and the books balance. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Connector, Heard } from '../../src/connectors/connector.ts';
import { PAGE_ID } from '../../src/connectors/facebook/fake/town.ts';
import { changeEntry, messageEntry } from '../../src/connectors/facebook/fake/views.ts';
import { type FacebookFake, openFake } from '../../src/connectors/facebook/fake.ts';
import { facebook } from '../../src/connectors/facebook/index.ts';
import { type Contexts, makeContexts } from '../../src/connectors/kit/context.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { listen } from '../../src/services/listen.ts';
import { makeReceive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { NAME_EVERY_MS } from '../../src/services/strangers.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { namelessOn } from '../../src/store/nameless.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { booksOf, keptOn, type Place } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { makeTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

const connector = facebook as Connector;
const makeId = countedIds();
const seal = makeSeal('a key for tests');
let nowMs = Date.parse('2026-03-01T12:00:00Z');
const now = () => new Date(nowMs);
let database: FreshDatabase;
let fake: FacebookFake;
let contexts: Contexts;

before(async () => {
  database = await freshDatabase();
  fake = await openFake({ now });
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
    network: 'facebook',
    name: 'Kestrel on Facebook',
    account: fake.account,
    sealed: seal.seal(fake.credentials, place),
  });
  return { ...place, inboxId };
}

function receiver() {
  return makeReceive({
    db: database.db,
    connectors: new Map([['facebook', connector]]),
    openContext: contexts.open,
    seal,
    ingest: makeIngest({ database, makeId, now }),
    ears: makeEars({ db: database.db }),
    hookSecret: () => 'one secret',
    now,
    log: () => {},
  });
}

type Row = { text: string; direction: string; visibility: string; removed: boolean; edits: number };

test('a batch of every kind is kept once each, beside a bad change, however often it is told', async () => {
  const place = await connected();
  const receive = receiver();
  const { town } = fake.server;
  const thea = fake.customer.remoteId;
  const post = town.post(PAGE_ID, 'The new grinder is here.');
  const comment = town.comment(thea, post.id, 'Is the lid sold apart?');
  assert.ok(comment);
  const answer = town.comment(PAGE_ID, comment.id, 'It is. Ines');
  const unwanted = town.comment(thea, post.id, 'Oops');
  assert.ok(answer && unwanted);
  const hello = town.message(thea, thea, 'Hello?');
  const echo = town.message(PAGE_ID, thea, 'We are here.');
  const told = [
    changeEntry(answer),
    changeEntry(comment),
    changeEntry(post),
    changeEntry(unwanted),
    changeEntry({ ...comment, text: 'Is the lid sold by itself?' }, 'edited'),
    { id: PAGE_ID, time: 1, changes: [{ field: 'feed', value: { item: 'comment', verb: 'add', message: 'no id' } }] },
    changeEntry(unwanted, 'remove'),
    changeEntry(comment, 'hide'),
    messageEntry(echo),
    messageEntry(hello),
    { id: '999', time: 1, changes: [{ field: 'feed', value: { item: 'status', verb: 'add', post_id: '999_1' } }] },
  ];
  const ids = [post.id, comment.id, answer.id, unwanted.id, hello.mid, echo.mid].sort();
  for (const again of [false, true]) {
    const request = { ...fake.push(again ? told.toReversed() : told, now()), now: now() };
    assert.equal((await receive.receive(place, request)).status, 200);
    await (await receive.receive(place, request)).read;
    assert.deepEqual(await keptOn(database, place), ids);
    const books = await booksOf(database, place);
    assert.ok(
      books.some(line => /^failed comment/.test(line)),
      books.join('\n'),
    );
  }
  const { rows } = await sql<Row & { remote: string }>`
    select m.remote_id as remote, m.text, m.direction, m.visibility, m.deleted_at is not null as removed
    from message m where m.channel_id = ${place.channelId}`.execute(database.db);
  const of = (id: string) => rows.find(({ remote }) => remote === id);
  assert.equal(of(comment.id)?.text, 'Is the lid sold by itself?');
  assert.deepEqual([of(answer.id)?.direction, of(answer.id)?.visibility], ['out', 'public']);
  assert.equal(of(unwanted.id)?.removed, true);
  assert.deepEqual([of(hello.mid)?.visibility, of(echo.mid)?.direction], ['private', 'out']);
});

test('what the hook missed is read back once, and stands where the hook would have put it', async () => {
  const place = await connected();
  const receive = receiver();
  const { town } = fake.server;
  nowMs += 86_400_000;
  const since = now();
  const omar = town.join('Omar Haddad').remoteId;
  const post = town.post(omar, 'My machine hums');
  const comment = town.comment(PAGE_ID, post.id, 'Since when? Ines');
  const message = town.message(omar, omar, 'Since yesterday');
  assert.ok(comment);
  await (await receive.receive(place, { ...fake.push([changeEntry(post)], now()), now: now() })).read;
  const context = contexts.open({
    channelId: place.channelId,
    network: 'facebook',
    credentials: fake.credentials,
    account: fake.account,
    signal: new AbortController().signal,
  });
  const ingest = makeIngest({ database, makeId, now });
  const heard: Heard[] = [];
  for await (const one of facebook.inbound.backfill?.pages(context as never, since, null) ?? []) heard.push(one);
  assert.deepEqual(
    heard
      .flatMap(one => (one.kind === 'arrival' ? one.items : []))
      .map(item => item.kind === 'post' && item.post.remoteId)
      .sort(),
    [post.id, comment.id, message.mid].sort(),
  );
  const channel = { id: place.channelId, network: 'facebook', account: fake.account, playsRecording: false };
  await ingest({ brandId: place.brandId, channel, source: 'backfill', heard, cursor: null, receivedAt: now() });
  await (
    await receive.receive(place, { ...fake.push([messageEntry(message), changeEntry(comment)], now()), now: now() })
  ).read;
  assert.deepEqual(await keptOn(database, place), [post.id, comment.id, message.mid].sort());
  await booksOf(database, place);
});

test('who wrote in Messenger is told by an id alone, and has a name a little later', async () => {
  const place = await connected();
  const { db } = database;
  const time = makeTimeline(now().toISOString());
  const omar = fake.server.town.join('Omar Haddad').remoteId;
  const message = { mid: 'm_hello', room: omar, from: omar, text: 'Hello?', at: now(), file: null, metadata: null };
  await (await receiver().receive(place, { ...fake.push([messageEntry(message)], now()), now: now() })).read;
  const nameOf = async () => {
    const { rows } = await sql<{ name: string | null }>`
      select name from identity where brand_id = ${place.brandId} and remote_id = ${omar}`.execute(db);
    return rows.map(({ name }) => name);
  };
  assert.deepEqual(await nameOf(), [null]);
  const ingest = makeIngest({ database, makeId, now: time.now });
  const stop = new AbortController();
  const listening = listen(
    {
      db,
      connectors: new Map([['facebook', connector]]),
      openContext: contexts.open,
      seal,
      gather: { add: batch => ingest(batch), drain: async () => {} },
      ears: makeEars({ db }),
      holder: 'one',
      wait: time.wait,
      random: () => 0.5,
      now: time.now,
      log: () => {},
    },
    stop.signal,
  );
  await until(async () => {
    await time.pass(NAME_EVERY_MS);
    return (await nameOf())[0] === 'Omar Haddad';
  });
  assert.deepEqual(await namelessOn(db, place.brandId, place.channelId, new Date(0)), []);
  stop.abort();
  await listening;
});
