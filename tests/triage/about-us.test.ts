/** What people mark on the matches of a query is taken up by the reading of what it hears next; copies are told from voices. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { NO_WEIGHTS } from '../../src/core/triage/read.ts';
import type { ReadingsView } from '../../src/core/triage/reading.ts';
import { LOOKED_EVERY_MS, makeAboutUs } from '../../src/services/about-us.ts';
import { makeFloods } from '../../src/services/floods.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeMatches } from '../../src/services/matches.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { readStored } from '../../src/services/read-stored.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrival, NOW, post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const MACHINES = [
  'leaks again',
  'broke after a week',
  'app is down',
  'refund never came',
  'support does not answer',
  'makes bad coffee',
  'order is late',
  'sent me the wrong filter',
  'machine is loud',
  'wants 80 euros for a tank',
];
const BIRDS = [
  'hovers over the field',
  'nest with four chicks',
  'feeds her chicks',
  'sat in the old tree',
  'caught a vole in the field',
  'in flight over the cliffs',
  'eggs in the nest box',
  'is a small falcon',
  'feathers in the garden',
  'chicks left the nest',
];

const now = () => NOW;

async function place() {
  const { db } = database;
  const brand = await testBrand(db);
  const ear = await testEar(database, { brand });
  const lead = brand.who('lead');
  const { id: queryId } = await makeQueries({ db, makeId: ear.makeId, now }).add(lead, { text: 'kestrel' });
  let clockMs = 0;
  const failures: unknown[] = [];
  const aboutUs = makeAboutUs({
    db,
    clockMs: () => clockMs,
    log: (_level, message, facts) => failures.push(message, facts),
  });
  const readers = makeReaders({ shipped: () => NO_WEIGHTS, taught: async () => ({}), aboutUs });
  const ingest = makeIngest({ database, makeId: ear.makeId, now, readers, floods: makeFloods() });
  const matches = makeMatches({ db, ingest, now, dear: (_name, work) => work() });
  const hear = (said: Post, opens = true) =>
    ingest(
      ear.batch([arrival([{ kind: 'post', post: said }])], {
        listened: new Map([[said.remoteId, { queryIds: [queryId], wants: 'complaint', opens }]]),
      }),
    );
  return {
    db,
    brand,
    ear,
    lead,
    queryId,
    aboutUs,
    readers,
    ingest,
    matches,
    hear,
    failures,
    pass: (ms: number) => {
      clockMs += ms;
    },
  };
}

type Place = Awaited<ReturnType<typeof place>>;

const overheard = (id: string, text: string, more: Partial<Post> = {}) =>
  post(id, `author-${id}`, 30, { text, addressed: false, ...more });

async function markAll({ hear, matches, lead }: Place): Promise<void> {
  for (const [at, words] of MACHINES.entries()) await hear(overheard(`m${at}`, `my Kestrel ${words}`), false);
  for (const [at, words] of BIRDS.entries()) await hear(overheard(`b${at}`, `the kestrel ${words}`), false);
  const { rows } = await matches.list(lead, { view: 'all', limit: 50 });
  for (const { id, text } of rows) {
    if (!text.includes('in our garden')) await matches.mark(lead, id, text.startsWith('my') ? 'ours' : 'noise');
  }
}

async function readOf({ ear }: Place, remoteId: string): Promise<{ id: string; readings: ReadingsView }> {
  const { rows } = await sql<{ id: string; readings: ReadingsView }>`
    select id, readings from message where channel_id = ${ear.channelId} and remote_id = ${remoteId}`.execute(
    database.db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`${remoteId} stands on no desk`);
  return row;
}

test('ten marks on either side, and the next post about the bird is read as another’s, with its words; the machines stay ours', async t => {
  const here = await place();
  await here.hear(overheard('early', 'the kestrel in our garden has chicks in the nest'));
  assert.equal((await readOf(here, 'early')).readings.about, null, 'nobody has taught anything yet');
  await markAll(here);
  await here.aboutUs.refresh(here.brand.brandId);
  await here.hear(overheard('bird', 'the kestrel in our field has chicks in the nest'));
  await here.hear(overheard('ours', 'my Kestrel app is down and support does not answer'));
  await here.hear(overheard('sent', 'the kestrel in our field has chicks in the nest, really', { addressed: true }));
  const bird = await readOf(here, 'bird');
  assert.equal(bird.readings.about, 'other');
  assert.ok(bird.readings.aboutSure > 0.75);
  assert.equal((await readOf(here, 'ours')).readings.about, 'us');
  await t.test('what was heard before is read so when it is read again, and says why', async () => {
    const { id } = await readOf(here, 'early');
    const read = await readStored(here.db, here, here.brand.brandId, id);
    assert.equal(read?.about?.value, 'other');
    assert.deepEqual(read?.about?.reasons.at(-1), { kind: 'taught', corrections: 20 });
  });
  await t.test('what was sent to us is about us, whatever it says', async () => {
    assert.equal((await readOf(here, 'sent')).readings.about, null);
  });
  assert.deepEqual(here.failures, []);
});

test('marks taken back are unlearnt, and another brand learns nothing of it', async () => {
  const here = await place();
  const there = await place();
  await markAll(here);
  const { brandId } = here.brand;
  await here.aboutUs.refresh(brandId);
  assert.equal(here.aboutUs.known(brandId).get(here.queryId)?.kind, 'taught');
  assert.equal(here.aboutUs.known(there.brand.brandId).size, 0);
  const { rows } = await here.matches.list(here.lead, { view: 'noise', limit: 50 });
  for (const { id } of rows.slice(0, 5)) await here.matches.mark(here.lead, id, null);
  here.pass(LOOKED_EVERY_MS);
  here.aboutUs.known(brandId);
  await here.aboutUs.refresh(brandId);
  const taught = here.aboutUs.known(brandId).get(here.queryId);
  assert.deepEqual(taught, { kind: 'shipped', why: 'few', us: 10, other: 5 });
});

test('what a colleague says of the message itself counts as the last word', async () => {
  const here = await place();
  await markAll(here);
  const { db, brand, ear, queryId } = here;
  for (const at of [0, 1, 2]) {
    await here.hear(overheard(`again${at}`, `the kestrel ${BIRDS[at]} today`));
    const { id } = await readOf(here, `again${at}`);
    await sql`
      insert into reading_correction (brand_id, id, message_id, aspect, said, source, weight, agent_id, at)
      values (${brand.brandId}, ${ear.makeId()}, ${id}, 'about', '"us"'::jsonb, 'person', 1, null, ${new Date(NOW.getTime() + at)})`.execute(
      db,
    );
  }
  await here.aboutUs.refresh(brand.brandId);
  const taught = here.aboutUs.known(brand.brandId).get(queryId);
  const counts = taught?.kind === 'taught' ? taught.quality : taught;
  assert.deepEqual([counts?.us, counts?.other], [13, 10]);
});

test('the third account with the same text is read as a copy, complaints in own words are not', async () => {
  const here = await place();
  const campaign = 'Kestrel ruins our town, tell everybody and share this page https://town.example/kestrel';
  for (const at of [1, 2, 3, 4]) await here.hear(overheard(`c${at}`, campaign));
  await here.hear(overheard('own', 'Kestrel is down again, what is going on?'));
  const noises = await Promise.all(
    ['c1', 'c2', 'c3', 'c4', 'own'].map(async id => (await readOf(here, id)).readings.noise),
  );
  assert.deepEqual(noises, [null, null, 'copied', 'copied', null]);
  const { id } = await readOf(here, 'c4');
  assert.equal(
    (await readStored(here.db, here, here.brand.brandId, id))?.noise.value,
    'copied',
    'and stays one when read again',
  );
});
