/** Attachments that only the channel's own network can be asked for: voice notes, papers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import type { Attachment } from '../../src/core/post.ts';
import type { MediaView } from '../../src/core/view.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeMedia } from '../../src/services/media.ts';
import { MEDIA_LIMIT_BYTES } from '../../src/services/picture.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { bird, birdAccount, openBirdContext, song } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
const seal = makeSeal('a key for tests');
const now = () => new Date('2026-11-22T09:00:00Z');
const signal = new AbortController().signal;
const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(40)]);

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

type Asked = { url: string; most: number; token: unknown };

async function world(attachments: Attachment[], answer: (url: string) => Uint8Array) {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'B',
    account: birdAccount,
    sealed,
  });
  const asked: Asked[] = [];
  const connector = bird({
    inbound: {
      media: {
        scheme: 'bird:',
        async fetch({ credentials }, url, most) {
          asked.push({ url, most, token: (credentials as { token: string }).token });
          return answer(url);
        },
      },
    },
  });
  const ingest = makeIngest({ database, makeId, now });
  const channel = { id: channelId, network: 'bird', account: birdAccount, playsRecording: false };
  const heard = [song(`with ${channelId}`, null, { attachments })];
  const { withMedia } = await ingest({ brandId, channel, source: 'hook', heard, cursor: null, receivedAt: now() });
  const messageId = withMedia[0] ?? assert.fail('nothing is wanted');
  const outside = () => () => assert.fail('the open internet was asked');
  const speaking = { connectors: new Map([['bird', connector]]), openContext: openBirdContext, seal };
  const media = makeMedia({ db, fetchFor: outside, speaking, now });
  return {
    asked,
    fetch: (isLast = false) => media.fetch({ brandId, messageId, isLast }, signal),
    async held() {
      const { rows } = await sql<{ media: MediaView[] }>`select media from message where id = ${messageId}`.execute(db);
      return (rows[0]?.media ?? []).map(({ kind, type, missing }) => [kind, type, missing]);
    },
  };
}

const voice: Attachment = { kind: 'audio', url: 'bird:77', description: null };
const paper: Attachment = { kind: 'file', url: 'bird:78', description: 'invoice.pdf' };

test('a voice note and a paper are asked of the network, with the channel’s own credentials and a limit', async () => {
  const { asked, fetch, held } = await world([voice, paper], url =>
    url === 'bird:77' ? ogg : Buffer.from('%PDF-1.7\n'),
  );
  await fetch();
  assert.deepEqual(asked, [
    { url: 'bird:77', most: MEDIA_LIMIT_BYTES, token: 'tok-1' },
    { url: 'bird:78', most: MEDIA_LIMIT_BYTES, token: 'tok-1' },
  ]);
  assert.deepEqual(await held(), [
    ['audio', 'audio/ogg', null],
    ['file', 'application/pdf', null],
  ]);
});

test('a network that is busy, or wants us to sign in again, is asked again; what is gone says so', async () => {
  for (const next of ['retry', 'reauthorise'] as const) {
    let isDown = true;
    const { fetch, held } = await world([voice], () => {
      if (isDown) throw new NetworkFailure(next, 'not now');
      return ogg;
    });
    await assert.rejects(fetch(), NetworkFailure);
    assert.deepEqual(await held(), [['audio', undefined, null]]);
    isDown = false;
    await fetch();
    assert.deepEqual(await held(), [['audio', 'audio/ogg', null]]);
  }
  const gone = await world([voice], () => {
    throw new NetworkFailure('gone', 'It is no longer there.');
  });
  await gone.fetch();
  assert.deepEqual(await gone.held(), [['audio', undefined, 'It is no longer there.']]);
});
