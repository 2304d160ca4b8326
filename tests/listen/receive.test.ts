import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Hook, HookRequest, Verified } from '../../src/connectors/connector.ts';
import { makeEars } from '../../src/services/ears.ts';
import { type Ingest, makeIngest } from '../../src/services/ingest.ts';
import { HOOK_LIMIT_BYTES, makeReceive, type Receive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { bird, birdAccount, openBirdContext, song } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
const seal = makeSeal('a key for tests');
let nowMs = Date.parse('2026-11-22T09:00:00Z');
const now = () => new Date(nowMs);

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const sign = (body: string | Uint8Array, secret = 'shared') => createHmac('sha256', secret).update(body).digest('hex');

/** A network that calls us with `{"ids": […]}`, one post each, signed over the raw bytes. */
const hook: Hook<unknown> = {
  signed: 'body',
  verify({ url, headers, bytes }) {
    const challenge = url.searchParams.get('challenge');
    if (challenge !== null) return { kind: 'answer', status: 200, body: challenge };
    if (headers.get('x-signature') !== sign(bytes)) return { kind: 'refused', why: 'another signature' };
    return { kind: 'verified', body: { bytes } as Verified };
  },
  parse({ bytes }) {
    const text = Buffer.from(bytes).toString();
    if (text.includes('bug')) throw new TypeError('cannot read properties of undefined');
    const { ids } = JSON.parse(text) as { ids: string[] };
    return ids.map(id => song(id, null));
  },
};

type World = {
  receive: Receive;
  place: { brandId: number; channelId: string };
  raws(): Promise<string[]>;
  kept(): Promise<string[]>;
};

async function world(more: { ingest?: Ingest } = {}): Promise<World> {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'bird',
    name: 'Bird',
    account: birdAccount,
    sealed,
  });
  const connectors = new Map([['bird', bird({ inbound: { hook } })]]);
  const ingest = more.ingest ?? makeIngest({ database, makeId, now });
  const receive = makeReceive({
    db,
    connectors,
    openContext: openBirdContext,
    seal,
    ingest,
    ears: makeEars({ db }),
    hookSecret: () => 'one secret',
    now,
    log: () => {},
  });
  return {
    receive,
    place: { brandId, channelId },
    async raws() {
      const { rows } = await sql<{ line: string }>`
        select state || ': ' || coalesce(reason, body) as line from raw_event where channel_id = ${channelId} order by id`.execute(
        db,
      );
      return rows.map(({ line }) => line);
    },
    async kept() {
      const { rows } = await sql<{ id: string }>`
        select remote_id as id from message where channel_id = ${channelId} order by remote_id`.execute(db);
      return rows.map(({ id }) => id);
    },
  };
}

function call(body: string | Uint8Array, more: { signature?: string; query?: string } = {}): HookRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const url = new URL(`https://heed.example/hooks/1/c${more.query ?? ''}`);
  return {
    method: 'POST',
    url,
    headers: new Headers({ 'x-signature': more.signature ?? sign(bytes) }),
    bytes,
    now: now(),
  };
}

test('a call with the right signature is stored, answered, and every entry of it read', async () => {
  const { receive, place, raws, kept } = await world();
  const answer = await receive.receive(place, call('{"ids":["a","b"]}'));
  assert.equal(answer.status, 200);
  await answer.read;
  assert.deepEqual(await kept(), ['a', 'b']);
  assert.deepEqual(await raws(), ['read: {"ids":["a","b"]}']);
});

test('one changed byte in body or signature is refused, and nothing is stored', async () => {
  const { receive, place, raws } = await world();
  const body = '{"ids":["a"]}';
  assert.equal((await receive.receive(place, call('{"ids":["A"]}', { signature: sign(body) }))).status, 401);
  assert.equal((await receive.receive(place, call(body, { signature: sign(body, 'other') }))).status, 401);
  assert.deepEqual(await raws(), []);
});

test('the same call twice brings its posts once', async () => {
  const { receive, place, kept } = await world();
  for (let n = 0; n < 2; n++) await (await receive.receive(place, call('{"ids":["a"]}'))).read;
  assert.deepEqual(await kept(), ['a']);
});

test('a handshake is answered as the network asks', async () => {
  const { receive, place } = await world();
  const answer = await receive.receive(place, call('', { query: '?challenge=4711' }));
  assert.deepEqual([answer.status, answer.body], [200, '4711']);
});

test('nobody listens on a channel that was left, that is another brand’s, or that never was', async () => {
  const { receive, place } = await world();
  const other = { ...place, brandId: (await testBrand(database.db)).brandId };
  assert.equal((await receive.receive(other, call('{"ids":["a"]}'))).status, 404);
  assert.equal((await receive.receive({ ...place, channelId: makeId() }, call('{"ids":["a"]}'))).status, 404);
  assert.equal((await receive.receive({ ...place, channelId: 'x' }, call('{"ids":["a"]}'))).status, 404);
  await sql`update channel set state = 'left', sealed = null where id = ${place.channelId}`.execute(database.db);
  assert.equal((await receive.receive(place, call('{"ids":["a"]}'))).status, 404);
});

test('a body that is too large is refused', async () => {
  const { receive, place } = await world();
  assert.equal((await receive.receive(place, call(Buffer.alloc(HOOK_LIMIT_BYTES + 1, 'x')))).status, 413);
});

test('a call whose reading was cut off by a crash is read later, once', async () => {
  const crashing = await world({ ingest: () => Promise.reject(new Error('the process ended')) });
  const answer = await crashing.receive.receive(crashing.place, call('{"ids":["late"]}'));
  assert.equal(answer.status, 200);
  await assert.rejects(answer.read);
  assert.deepEqual(await crashing.raws(), ['waiting: {"ids":["late"]}']);
  const { db } = database;
  const connectors = new Map([['bird', bird({ inbound: { hook } })]]);
  const ingest = makeIngest({ database, makeId, now });
  const restarted = makeReceive({
    db,
    connectors,
    openContext: openBirdContext,
    seal,
    ingest,
    ears: makeEars({ db }),
    hookSecret: () => 'one secret',
    now,
    log: () => {},
  });
  assert.equal(await restarted.catchUp(), 0, 'another process may be reading it this very moment');
  nowMs += 61_000;
  assert.equal(await restarted.catchUp(), 1);
  assert.deepEqual(await crashing.kept(), ['late']);
  assert.equal(await restarted.catchUp(), 0);
});

test('bytes that are no text survive being stored', async () => {
  const crashing = await world({ ingest: () => Promise.reject(new Error('the process ended')) });
  const body = Buffer.concat([Buffer.from('{"ids":["'), Buffer.from([0xc3, 0x28, 0x00]), Buffer.from('"]}')]);
  await (await crashing.receive.receive(crashing.place, call(body))).read.catch(() => {});
  const [line = ''] = await crashing.raws();
  assert.equal(Buffer.from(line.replace('waiting: base64:', ''), 'base64').equals(body), true);
});

test('a fault of ours in a parser keeps the body as failed, where it can be looked at', async () => {
  const { receive, place, raws } = await world();
  await (await receive.receive(place, call('{"ids":["bug"]}'))).read;
  assert.deepEqual(await raws(), ['failed: Heed could not read it']);
  const { rows } = await sql<{ n: number }>`
    select n::int from ledger where channel_id = ${place.channelId} and outcome = 'failed'`.execute(database.db);
  assert.deepEqual(rows, [{ n: 1 }]);
});
