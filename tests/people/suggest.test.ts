/** Who may be the same person: found by what they show and say, asked once, never acted on by itself. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { GuardedFetch } from '../../src/connectors/connector.ts';
import type { Person } from '../../src/core/post.ts';
import { PICTURE_DISTANCE, pictureDistance } from '../../src/core/same-person.ts';
import { openContact } from '../../src/services/contacts.ts';
import { examinePeople } from '../../src/services/examine-people.ts';
import { unmergeContacts } from '../../src/services/merge-contacts.ts';
import { pictureHash } from '../../src/services/picture.ts';
import { decideSuggestion, listSuggestions } from '../../src/services/suggestions.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

/** Rings of grey round a point, as bright as a cup seen from above. */
const face = (size: number) => {
  const pixels = Buffer.alloc(90 * 90, 0).map(
    (_, n) => 127 + 120 * Math.sin(Math.hypot((n % 90) - 30, n / 90 - 50) / 9),
  );
  return sharp(pixels, { raw: { width: 90, height: 90, channels: 1 } })
    .resize(size, size)
    .jpeg()
    .toBuffer();
};

/** Two kinds of faces on the network: the same drawing in two sizes. */
const faces: GuardedFetch = async url => {
  const bytes = await face(url.includes('large') ? 300 : 90);
  return { status: 200, headers: new Headers(), bytes, url, movedTo: null, text: () => '', json: () => null };
};

async function look(d: TestDesk): Promise<void> {
  const needs = { db: d.database.db, makeId: d.ear.makeId, now: d.desk.now, fetchFor: () => faces };
  while ((await examinePeople(needs, new AbortController().signal)) > 0);
}

async function heard(t: TestContext, ...people: Person[]) {
  const d = await testDesk(t);
  for (const [n, author] of people.entries()) await d.hear(post(`p${n}`, author.remoteId, 30 - n, { author }));
  await look(d);
  return { d, who: await d.colleague('Ada') };
}

const thea = {
  ...person('thea-1', 'Thea'),
  handle: 'thea.brew@fedi.example',
  avatarUrl: 'https://fedi.example/small.jpg',
};
const again = { ...person('thea-2', 'TB'), handle: 'thea_brew', avatarUrl: 'https://other.example/large.jpg' };

test('the same handle and picture are suggested with their reasons and a score, and nothing is put together', async t => {
  const { d, who } = await heard(t, thea, again, { ...person('max'), avatarUrl: null });
  const { rows } = await listSuggestions(d.desk, who, { limit: 10 });
  assert.deepEqual(
    rows.map(row => [[row.one.name, row.other.name].sort(), row.evidence, row.score]),
    [[['TB', 'Thea'], [{ kind: 'handle_picture', what: rows[0]?.evidence[0]?.what }], 0.75]],
  );
  assert.equal(rows[0]?.one.identities.length, 1);
});

test('once accepted it is one contact; undone it is asked again; refused it is never asked again', async t => {
  const { d, who } = await heard(t, thea, again);
  const ask = async () => (await listSuggestions(d.desk, who, { limit: 10 })).rows;
  const [found] = await ask();
  const done = await decideSuggestion(d.desk, who, found?.id ?? '', { decision: 'same', keep: found?.other.id });
  assert.equal(done.contactId, found?.other.id);
  assert.equal((await openContact(d.desk, who, done.contactId)).contact.identities.length, 2);
  assert.deepEqual(await ask(), []);
  await unmergeContacts(d.desk, who, done.mergeId ?? '');
  assert.equal((await ask()).length, 1);
  await decideSuggestion(d.desk, who, found?.id ?? '', { decision: 'different' });
  await sql`update identity set unexamined = true`.execute(d.database.db);
  await look(d);
  assert.deepEqual(await ask(), []);
  await decideSuggestion(d.desk, who, found?.id ?? '', { decision: 'open' });
  assert.equal((await ask()).length, 1);
});

test('the same e-mail given in private by two is a reason, and is not shown', async t => {
  const { d, who } = await heard(t, person('ivo'), person('ned'));
  assert.deepEqual((await listSuggestions(d.desk, who, { limit: 10 })).rows, []);
  await d.hear(post('dm1', 'ivo', 5, { visibility: 'private', room: 'with ivo', text: 'I am ivo@brew.example' }));
  await d.hear(
    post('dm2', 'ned', 4, { visibility: 'private', room: 'with ned', text: 'mail IVO@brew.example please' }),
  );
  await look(d);
  const { rows } = await listSuggestions(d.desk, who, { limit: 10 });
  assert.deepEqual(
    rows.map(row => row.evidence),
    [[{ kind: 'same_email', what: null }]],
  );
  assert.ok(!JSON.stringify(rows).includes('brew.example'));
  const kept = await sql<{
    n: number;
  }>`select count(*)::int n from contact_mark where mark ilike '%brew.example%'`.execute(d.database.db);
  assert.equal(kept.rows[0]?.n, 0);
});

test('an e-mail said in public says nothing', async t => {
  const { d, who } = await heard(t, person('ivo'), person('ned'));
  await d.hear(post('a', 'ivo', 5, { text: 'I am ivo@brew.example' }));
  await d.hear(post('b', 'ned', 4, { text: 'mail ivo@brew.example please' }));
  await look(d);
  assert.deepEqual((await listSuggestions(d.desk, who, { limit: 10 })).rows, []);
});

test('two who answer each other are less likely one, and below the line nobody is asked', async t => {
  const d = await testDesk(t);
  await d.hear(post('p1', 'thea-1', 30, { author: thea }));
  await d.hear(post('p2', 'thea-2', 20, { author: again, parentRemoteId: 'p1', rootRemoteId: 'p1' }));
  await look(d);
  const who = await d.colleague('Ada');
  assert.deepEqual((await listSuggestions(d.desk, who, { limit: 10 })).rows, []);
});

test('a verified link to a page that is theirs is the surest reason, and goes when the link goes', async t => {
  const profile = { bio: '', links: [], verifiedLinks: ['https://brew.example/'], followers: null };
  const linked = { ...person('m1', 'Thea B'), handle: 'someone@fedi.example', profile };
  const page = { ...person('b1', 'brewing'), handle: 'brew.example' };
  const { d, who } = await heard(t, linked, page);
  const [found] = (await listSuggestions(d.desk, who, { limit: 10 })).rows;
  assert.deepEqual([found?.evidence, found?.score], [[{ kind: 'verified_link', what: 'brew.example' }], 0.95]);
  await d.hear(post('later', 'm1', 1, { author: { ...linked, profile: { ...profile, verifiedLinks: [] } } }));
  await look(d);
  assert.deepEqual((await listSuggestions(d.desk, who, { limit: 10 })).rows, []);
});

test('what a crowd has in common tells nobody from another', async t => {
  const crowd = Array.from({ length: 14 }, (_, n) => ({
    ...person(`c${n}`, `One ${n}`),
    profile: { bio: '', links: [], verifiedLinks: ['https://coffee.example/club'], followers: null },
  }));
  const { d, who } = await heard(t, ...crowd);
  assert.deepEqual((await listSuggestions(d.desk, who, { limit: 50 })).rows, []);
});

test('the picture of whoever wrote is kept and shown, and its hash does not know its size', async t => {
  const { d } = await heard(t, thea);
  const { rows } = await sql<{ avatarId: string | null; hash: string | null }>`
    select avatar_id "avatarId", picture_hash hash from identity where remote_id = 'thea-1'`.execute(d.database.db);
  assert.match(rows[0]?.avatarId ?? '', /^[0-9a-f]{64}$/);
  const large = await pictureHash(await face(300));
  assert.ok(pictureDistance(rows[0]?.hash ?? '', large ?? '') <= PICTURE_DISTANCE);
});
