/** Somebody wants their data gone, as their network tells us: what goes, what stays, and what is told to whom. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Connector, type HookRequest, NetworkFailure } from '../../src/connectors/connector.ts';
import type { Person } from '../../src/core/post.ts';
import { type Erasures, makeErasures, TAKEN_AWAY } from '../../src/services/erasures.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { openTestHeed } from '../support/app.ts';
import { birdPost, openBirdContext } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { addSinger, booksOf, called, chorus, chorusSeal, type Place, receiveFor, signed } from '../support/chorus.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
const makeId = countedIds();
const now = () => new Date('2026-11-22T09:00:00Z');
let names = 0;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const person = (remoteId: string, name: string): Person => ({
  remoteId,
  handle: `${name.toLowerCase()}-handle`,
  name,
  avatarUrl: null,
  profileUrl: `https://birds.example/${remoteId}`,
});

/** Proven by the app's token, about whoever the header names. */
const erasure: NonNullable<Connector['erasure']> = {
  read({ headers }, credentials) {
    const id = headers.get('x-person') ?? '';
    const { token } = credentials as { token: string };
    return headers.get('x-signature') === signed(id, token)
      ? { kind: 'asked', remoteId: id }
      : { kind: 'refused', why: 'another signature' };
  },
};

function asking(id: string, token: string): HookRequest {
  const headers = new Headers({ 'x-person': id, 'x-signature': signed(id, token) });
  return { method: 'POST', url: new URL('https://heed.example/hooks'), headers, bytes: new Uint8Array(), now: now() };
}

function erasuresWith(more: Partial<Connector> = {}): Erasures {
  return makeErasures({
    db: database.db,
    connectors: new Map([['bird', chorus({ erasure, ...more })]]),
    openContext: openBirdContext,
    seal: chorusSeal,
    ingest: makeIngest({ database, makeId, now }),
    makeId,
    now,
    log: () => {},
  });
}

/** @param token of the app; each its own where none is named */
async function talk(
  author: Person,
  bystander: Person,
  token = `token-of-${names + 1}`,
): Promise<Place & { account: string; token: string }> {
  names += 1;
  const account = `forgotten-${names}`;
  const place = await addSinger(database, makeId, account, { token });
  const receive = receiveFor(database, makeId, now);
  const items = [
    { kind: 'post', post: birdPost(`q-${names}`, { author, text: 'My address is 7 Mill Lane.' }) },
    { kind: 'post', post: birdPost(`o-${names}`, { author: bystander, text: 'Mine hums too.' }) },
    { kind: 'reaction', remoteId: `o-${names}`, person: author, own: false, mark: '👍', at: now() },
  ];
  const entries = items.map((item, i) => ({ account, id: `${i}`, items: [item] }));
  await (await receive.receive(place, called(entries, now(), token))).read;
  return { ...place, account, token };
}

/** Every text of the database that holds one of these words, by table and column. */
async function placesOf(words: readonly string[], brandId: number): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'brand_id'
      and table_name in (select tablename from pg_tables where schemaname = 'public')`.execute(database.db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select t::text as text from ${sql.table(name)} t where brand_id = ${brandId}`.execute(database.db);
    for (const word of words) if (rows.some(({ text }) => text.includes(word))) found.push(`${name}: ${word}`);
  }
  return found.sort();
}

const WORDS = ['Mill Lane', 'Agathe', 'agathe-handle', 'person-agathe'];

test('words, name, handle and id of a person are nowhere in the brand any more; others stay, and the books balance', async () => {
  const agathe = person('person-agathe', 'Agathe');
  const place = await talk(agathe, person('person-boris', 'Boris'));
  const before = await placesOf(WORDS, place.brandId);
  assert.ok(before.some(line => line.startsWith('event: ')) && before.some(line => line.startsWith('raw_event: ')));
  const erasures = erasuresWith();
  const code = (await erasures.ask(place, asking('person-agathe', place.token))) ?? assert.fail('it is proven');
  assert.deepEqual(await erasures.status(code), { askedAt: now(), doneAt: null });
  assert.equal(await erasures.work(), 1);
  assert.deepEqual(await erasures.status(code), { askedAt: now(), doneAt: now() });
  assert.deepEqual(await placesOf(WORDS, place.brandId), []);
  assert.ok((await placesOf(['Mine hums too.', 'Boris'], place.brandId)).includes('message: Mine hums too.'));
  const { rows } = await sql<{ n: number; turns: number }>`
    select (select count(*)::int from message where channel_id = ${place.channelId}) n,
      (select count(*)::int from conversation where channel_id = ${place.channelId}) turns`.execute(database.db);
  assert.deepEqual(rows, [{ n: 2, turns: 2 }], 'counts stay');
  await booksOf(database, place);
});

test('asked again while it is open it is the same; asked again later there is nothing left to do', async () => {
  const place = await talk(person('person-carla', 'Carla'), person('person-dora', 'Dora'));
  const erasures = erasuresWith();
  const code = await erasures.ask(place, asking('person-carla', place.token));
  assert.equal(await erasures.ask(place, asking('person-carla', place.token)), code);
  assert.equal(await erasures.work(), 1);
  const again = await erasures.ask(place, asking('person-carla', place.token));
  assert.notEqual(again, code);
  assert.equal(await erasures.work(), 1);
  assert.ok((await erasures.status(again ?? ''))?.doneAt);
});

test('it goes in every brand whose own credentials prove the request, and in no other', async () => {
  const elena = person('person-elena', 'Elena');
  const ours = await talk(elena, person('person-fay', 'Fay'), 'one token');
  const beside = await talk(elena, person('person-fay', 'Fay'), 'one token');
  const stranger = await addSinger(database, makeId, `stranger-${names}`, { token: 'token-9' });
  await sql`
    insert into contact (brand_id, id, name, created_at) values (${stranger.brandId}, ${makeId()}, 'Elena', now())`.execute(
    database.db,
  );
  const erasures = erasuresWith();
  const code = (await erasures.ask(ours, asking('person-elena', 'one token'))) ?? assert.fail();
  while ((await erasures.work()) > 0);
  assert.ok((await erasures.status(code))?.doneAt);
  for (const { brandId } of [ours, beside]) assert.deepEqual(await placesOf(['Elena'], brandId), []);
  assert.deepEqual(await placesOf(['Elena'], stranger.brandId), ['contact: Elena']);
});

test('who writes again afterwards is somebody new', async () => {
  const gina = person('person-gina', 'Gina');
  const place = await talk(gina, person('person-hal', 'Hal'));
  const erasures = erasuresWith();
  await erasures.ask(place, asking('person-gina', place.token));
  await erasures.work();
  const receive = receiveFor(database, makeId, now);
  const again = { kind: 'post', post: birdPost('again', { author: gina, text: 'Hello once more.' }) };
  const entries = [{ account: place.account, id: 'again', items: [again] }];
  await (await receive.receive(place, called(entries, now(), place.token))).read;
  const { rows } = await sql<{ name: string }>`
    select name from identity where brand_id = ${place.brandId} order by first_seen_at, name`.execute(database.db);
  assert.deepEqual(rows.map(({ name }) => name).sort(), ['Gina', 'Hal', '—']);
});

test('a request that is not proven is refused, and so is one where nobody listens', async () => {
  const place = await talk(person('person-iris', 'Iris'), person('person-jan', 'Jan'));
  const erasures = erasuresWith();
  assert.equal(await erasures.ask(place, asking('person-iris', 'token-2')), null);
  assert.equal(await erasures.ask({ ...place, channelId: makeId() }, asking('person-iris', place.token)), null);
  assert.equal(await erasures.takenAway(place, asking('person-iris', 'token-2')), false);
  assert.equal(await erasures.work(), 0);
});

test('access that was taken away needs a new sign-in; where it still works all goes on', async () => {
  const place = await talk(person('person-kim', 'Kim'), person('person-lou', 'Lou'));
  const state = async () => {
    const { rows } = await sql<{ state: string; said: string | null }>`
      select state, said from channel where id = ${place.channelId}`.execute(database.db);
    return rows[0];
  };
  assert.equal(await erasuresWith().takenAway(place, asking('somebody', place.token)), true);
  assert.deepEqual(await state(), { state: 'active', said: null });
  const check = () => Promise.reject(new NetworkFailure('reauthorise', 'The token is not valid.'));
  assert.equal(await erasuresWith({ connect: { check } }).takenAway(place, asking('somebody', place.token)), true);
  assert.deepEqual(await state(), { state: 'broken', said: TAKEN_AWAY });
});

test('over HTTP the network gets an address and a code, and the person a page without script that says what became of it', async t => {
  const connectors = new Map([['bird', chorus({ erasure })]]);
  const heed = await openTestHeed(t, { connectors });
  const code = 'a'.repeat(32);
  heed.services.erasures = {
    ask: async (_, { headers }) => (headers.get('x-person') === 'known' ? code : null),
    takenAway: async () => true,
    status: async asked => (asked === code ? { askedAt: now(), doneAt: null } : null),
    work: async () => 0,
  };
  const post = (path: string, who: string) => heed.call('POST', path, { headers: { 'x-person': who } });
  const asked = await post(`/hooks/1/${makeId()}/erasure`, 'known');
  assert.deepEqual([asked.status, asked.body], [200, { url: `${heed.url}/erasure/${code}`, confirmation_code: code }]);
  assert.equal((await post(`/hooks/1/${makeId()}/erasure`, 'other')).status, 401);
  assert.equal((await post(`/hooks/1/${makeId()}/deauthorise`, 'known')).status, 200);
  const page = await heed.call('GET', `/erasure/${code}?lang=de`);
  assert.equal(page.status, 200);
  assert.match(String(page.body), /22\. November 2026\. Sie werden gelöscht/);
  assert.doesNotMatch(String(page.body), /<script/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.equal((await heed.call('GET', '/erasure/unknown')).status, 404);
  for (let n = 0; n < 60; n++) await heed.call('GET', '/erasure/unknown');
  assert.equal((await heed.call('GET', '/erasure/unknown')).status, 429);
});
