import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { type GuardedFetch, NetworkFailure } from '../../src/connectors/connector.ts';
import { Refusal } from '../../src/core/refusal.ts';
import type { MediaView, MessageView } from '../../src/core/view.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { type Media, makeMedia } from '../../src/services/media.ts';
import { MEDIA_TASK, wantingMedia } from '../../src/services/want-media.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { birdAccount, song } from '../support/bird.ts';
import { countedIds, type TestBrand, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
let nowMs = Date.parse('2026-11-22T09:00:00Z');
const now = () => new Date(nowMs);
const signal = new AbortController().signal;
const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a31' } })
  .png()
  .toBuffer();

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

type Outside = Record<string, () => Uint8Array>;
type World = { brand: TestBrand; media: Media; messageId: string; asked: string[]; shown(): Promise<MediaView[]> };

/** A message with these pictures has come in; what each address holds is up to the test. */
async function world(outside: Outside): Promise<World> {
  const { db } = database;
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const channelId = makeId();
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed: null,
  });
  const asked: string[] = [];
  const fetch: GuardedFetch = async url => {
    asked.push(url);
    const bytes = outside[url]?.() ?? assert.fail(`nothing at ${url}`);
    return {
      status: 200,
      url,
      movedTo: null,
      headers: new Headers({ 'content-type': 'image/svg+xml' }),
      bytes,
      text: () => '',
      json: () => null,
    };
  };
  const attachments = Object.keys(outside).map(url => ({ kind: 'image' as const, url, description: 'a grinder' }));
  const ingest = wantingMedia(makeIngest({ database, makeId, now }), { db, now });
  const channel = { id: channelId, network: 'bird', account: birdAccount, playsRecording: false };
  const heard = [song('pictured', null, { attachments })];
  const { withMedia } = await ingest({ brandId, channel, source: 'stream', heard, cursor: null, receivedAt: now() });
  return {
    brand,
    media: makeMedia({ db, fetchFor: () => fetch, now }),
    messageId: withMedia[0] ?? assert.fail('the message wants no pictures'),
    asked,
    async shown() {
      const { rows } = await sql<{ message: MessageView }>`
        select data->'message' as message from event
        where brand_id = ${brandId} and data->>'change' = 'media' order by seq desc limit 1`.execute(db);
      return rows[0]?.message.media ?? [];
    },
  };
}

const fails = (failure: NetworkFailure) => () => {
  throw failure;
};

test('a picture that comes with a post is put on the list, fetched, kept and told', async () => {
  const { brand, media, messageId, shown } = await world({ 'https://pics.example/1': () => png });
  const { rows } = await sql<{ payload: unknown }>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${MEDIA_TASK} and j.key = ${`media ${messageId}`}`.execute(database.db);
  assert.deepEqual(rows, [{ payload: { brandId: brand.brandId, messageId } }]);
  await media.fetch({ brandId: brand.brandId, messageId, isLast: false }, signal);
  const [view] = await shown();
  assert.deepEqual(
    { ...view, mediaId: null },
    { kind: 'image', mediaId: null, description: 'a grinder', missing: null, type: 'image/png' },
  );
  const file = await media.open(brand.who('agent'), view?.mediaId ?? '', 'full');
  assert.deepEqual([file.type, file.use, file.bytes.equals(png)], ['image/png', 'show', true]);
  assert.equal((await media.open(brand.who('agent'), view?.mediaId ?? '', 'thumb')).type, 'image/webp');
});

test('fetching twice asks the network once', async () => {
  const { brand, media, messageId, asked } = await world({ 'https://pics.example/1': () => png });
  const job = { brandId: brand.brandId, messageId, isLast: false };
  await media.fetch(job, signal);
  await media.fetch(job, signal);
  assert.equal(asked.length, 1);
});

test('what cannot be had says why: gone, of another kind, leading into a private network', async () => {
  const { brand, media, messageId, shown } = await world({
    'https://pics.example/gone': fails(new NetworkFailure('gone', 'It is no longer there.')),
    'https://pics.example/page': () => Buffer.from('<html>not found</html>'),
    'https://pics.example/inside': fails(new NetworkFailure('refuse', 'The address leads into a private network.')),
    'https://pics.example/fine': () => png,
  });
  await media.fetch({ brandId: brand.brandId, messageId, isLast: false }, signal);
  const views = await shown();
  assert.deepEqual(
    views.map(({ missing }) => missing),
    [
      'It is no longer there.',
      'It is not a kind of picture, video, sound or paper that Heed keeps.',
      'The address leads into a private network.',
      null,
    ],
  );
  assert.deepEqual(
    views.map(({ mediaId }) => mediaId !== null),
    [false, false, false, true],
  );
});

test('a network that is busy is asked again, the pictures already fetched stay, and the last try says why', async () => {
  let isBusy = true;
  const { brand, media, messageId, shown, asked } = await world({
    'https://pics.example/1': () => png,
    'https://pics.example/2': () => {
      if (isBusy) throw new NetworkFailure('retry', 'It is busy (503).');
      return png;
    },
  });
  const job = { brandId: brand.brandId, messageId };
  await assert.rejects(media.fetch({ ...job, isLast: false }, signal), NetworkFailure);
  assert.deepEqual(
    (await shown()).map(({ mediaId }) => mediaId !== null),
    [true, false],
  );
  await media.fetch({ ...job, isLast: true }, signal);
  assert.deepEqual(
    (await shown()).map(({ missing }) => missing),
    [null, 'It is busy (503).'],
  );
  isBusy = false;
  await media.fetch({ ...job, isLast: false }, signal);
  assert.equal(asked.length, 3, 'what was given up is not asked for again');
});

test('a message deleted while its picture was fetched is left alone', async () => {
  const { brand, media, messageId, shown } = await world({ 'https://pics.example/1': () => png });
  await sql`update message set deleted_at = ${now()}, deleted_by = 'author' where id = ${messageId}`.execute(
    database.db,
  );
  await media.fetch({ brandId: brand.brandId, messageId, isLast: false }, signal);
  assert.deepEqual(await shown(), []);
});

test('what a crash left unfetched is found again, once it has waited a minute', async () => {
  const { media, messageId, brand } = await world({ 'https://pics.example/1': () => png });
  const left = async () => (await media.leftBehind()).filter(one => one.brandId === brand.brandId);
  assert.deepEqual(await left(), []);
  nowMs += 61_000;
  assert.deepEqual(await left(), [{ brandId: brand.brandId, messageId }]);
  await media.fetch({ brandId: brand.brandId, messageId, isLast: false }, signal);
  assert.deepEqual(await left(), []);
});

async function isHidden(deed: Promise<unknown>): Promise<boolean> {
  return deed.then(
    () => false,
    error => error instanceof Refusal && error.code === 'not_found',
  );
}

test('a picture is shown only to those who may see a message with it', async () => {
  const { brand, media, messageId, shown } = await world({ 'https://pics.example/1': () => png });
  await media.fetch({ brandId: brand.brandId, messageId, isLast: false }, signal);
  const id = (await shown())[0]?.mediaId ?? '';
  assert.equal(await isHidden(media.open(brand.who('partner'), id, 'full')), false);
  assert.equal(await isHidden(media.open(brand.who('partner', [makeId()]), id, 'full')), true);
  assert.equal(await isHidden(media.open((await testBrand(database.db)).who('owner'), id, 'full')), true);
  assert.equal(await isHidden(media.open(brand.who('owner'), '../etc/passwd', 'full')), true);
});

test('a picture for an answer is kept and measured; anything else is refused in words', async () => {
  const { brand, media } = await world({ 'https://pics.example/1': () => png });
  const upload = await media.add(brand.who('agent'), png);
  assert.deepEqual([upload.type, upload.width, upload.height], ['image/png', 40, 30]);
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  await assert.rejects(media.add(brand.who('agent'), script), /This file cannot be sent\. It is not a kind/);
});
