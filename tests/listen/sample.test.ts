import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Post } from '../../src/core/post.ts';
import { makeSampler, SAMPLE_PER_MINUTE } from '../../src/services/sampler.ts';
import { tryQuery } from '../../src/services/try-query.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrivalOf, NOW, post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function place() {
  const { db } = database;
  const brand = await testBrand(db);
  const { channelId, ...ear } = await testEar(database, { brand });
  const clock = { now: NOW };
  let draws = 0;
  const sampler = makeSampler({
    db,
    brandId: brand.brandId,
    channelId,
    network: 'square',
    random() {
      draws += 1;
      return (draws * 0.618) % 1;
    },
    now: () => clock.now,
  });
  const said = (id: string, text: string, more: Partial<Post> = {}) =>
    post(id, `author-${id}`, 0, { text, addressed: false, at: clock.now, ...more });
  const pass = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000);
  };
  const attempt = (text: string) => tryQuery({ db, now: () => clock.now }, brand.who('agent'), text);
  return { brand, channelId, ear, sampler, said, pass, attempt, clock };
}

test('a query is tried on what was said lately: how much, what, why, and what its exclusions keep out', async () => {
  const { sampler, said, pass, attempt } = await place();
  sampler.offer(
    arrivalOf(said('1', 'my kestrel leaks'), said('2', 'a kestrel in its nest'), said('3', 'nothing of that')),
  );
  pass(1);
  sampler.offer(arrivalOf(said('4', '@kestrel it leaks', { addressed: true })));
  await sampler.write(true);
  const trial = await attempt('kestrel -nest');
  assert.deepEqual([trial.read, trial.tried, trial.matched, trial.untagged, trial.unanswered], [4, 4, 2, 1, 1]);
  assert.deepEqual(
    trial.examples.map(({ text }) => text),
    ['@kestrel it leaks', 'my kestrel leaks'],
  );
  assert.deepEqual(trial.examples[1]?.spans, [{ start: 3, end: 10 }]);
  assert.deepEqual(
    trial.keptOut.examples.map(({ text }) => text),
    ['a kestrel in its nest'],
  );
  assert.equal(trial.perDay, null, 'a minute says nothing about a day');
});

test('of a flood only so many a minute are kept, and the day is reckoned from all that were read', async () => {
  const { sampler, said, pass, attempt } = await place();
  const many = SAMPLE_PER_MINUTE * 10;
  // The first minute follows a silence, and has room for all of its own.
  sampler.offer(arrivalOf(said('first', 'other')));
  pass(1);
  for (let minute = 0; minute < 30; minute++) {
    sampler.offer(
      arrivalOf(...Array.from({ length: many }, (_, i) => said(`${minute}-${i}`, i % 2 ? 'kestrel' : 'other'))),
    );
    pass(1);
  }
  await sampler.write();
  const trial = await attempt('kestrel');
  assert.deepEqual([trial.read, trial.tried], [many * 30 + 1, SAMPLE_PER_MINUTE * 30 + 1]);
  assert.ok(trial.matched > trial.tried * 0.4 && trial.matched < trial.tried * 0.6, 'the draw is fair');
  const truly = (many / 2) * 30 * (1440 / 29);
  assert.ok(Math.abs((trial.perDay ?? 0) / truly - 1) < 0.2, `about ${truly} a day, not ${trial.perDay}`);
});

test('after a silence all that a small source said meanwhile is kept', async () => {
  const { sampler, said, pass, attempt } = await place();
  sampler.offer(arrivalOf(said('0', 'other')));
  pass(60);
  sampler.offer(arrivalOf(...Array.from({ length: SAMPLE_PER_MINUTE * 4 }, (_, i) => said(`p${i}`, 'kestrel'))));
  await sampler.write(true);
  assert.equal((await attempt('kestrel')).matched, SAMPLE_PER_MINUTE * 4);
});

test('what an author takes back is tried no more, also when it had been written already', async () => {
  const { sampler, said, pass, attempt, clock } = await place();
  sampler.offer(arrivalOf(said('1', 'kestrel one'), said('2', 'kestrel two')));
  pass(1);
  await sampler.write();
  assert.equal((await attempt('kestrel')).matched, 2);
  sampler.offer([
    {
      kind: 'arrival',
      items: [{ kind: 'remove', remoteId: '1', at: clock.now, by: 'author' }],
      raw: '',
      cursor: null,
      lane: '1',
    },
  ]);
  await sampler.write();
  assert.deepEqual(
    (await attempt('kestrel')).examples.map(({ text }) => text),
    ['kestrel two'],
  );
});

test('what we answered under is not unanswered', async () => {
  const { sampler, said, pass, attempt, ear } = await place();
  const asked = said('1', 'my kestrel leaks');
  sampler.offer(arrivalOf(asked));
  pass(1);
  await sampler.write();
  await ear.hear(
    asked,
    post('answer', 'us', 0, { parentRemoteId: '1', rootRemoteId: '1', own: true, addressed: false }),
  );
  const trial = await attempt('kestrel');
  assert.deepEqual([trial.unanswered, trial.examples[0]?.answered], [0, true]);
});

test('private words and our own are not sampled, and another brand tries on nothing of ours', async () => {
  const { sampler, said, pass, attempt } = await place();
  sampler.offer(
    arrivalOf(said('1', 'kestrel', { visibility: 'private', room: 'r' }), said('2', 'kestrel', { own: true })),
  );
  sampler.offer(arrivalOf(said('3', 'kestrel')));
  pass(1);
  await sampler.write();
  assert.equal((await attempt('kestrel')).tried, 1);
  const other = await testBrand(database.db);
  assert.equal((await tryQuery({ db: database.db, now: () => NOW }, other.who('owner'), 'kestrel')).tried, 0);
});

test('a query that cannot be read is refused with the place', async () => {
  const { attempt } = await place();
  await assert.rejects(attempt('kestrel "no end'), { code: 'not_valid' });
});
