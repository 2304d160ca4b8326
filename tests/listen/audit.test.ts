import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { makeAudit } from '../../src/services/audit.ts';
import { drawFrom, type Part } from '../../src/services/audit-draw.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { MATCHES_KEPT_DAYS, prune } from '../../src/services/retention.ts';
import { makeSampler, SAMPLE_PER_MINUTE } from '../../src/services/sampler.ts';
import { listSampleBlocks } from '../../src/store/sample.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrivalOf, NOW, post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const DAY_MS = 86_400_000;
const makeId = countedIds(77_000_000);

async function place() {
  const { db } = database;
  const clock = { now: NOW };
  const now = () => clock.now;
  const brand = await testBrand(db);
  const { channelId } = await testEar(database, { brand });
  await makeQueries({ db, makeId, now }).add(brand.who('lead'), { text: '~Kestrel -falcon' });
  let draws = 0;
  const random = () => {
    draws += 1;
    return (draws * 0.618) % 1;
  };
  const sampler = makeSampler({ db, brandId: brand.brandId, channelId, network: 'square', random, now });
  const said = (id: string, text: string, more: Partial<Post> = {}) =>
    post(id, `author-${id}`, 0, { text, addressed: false, at: clock.now, ...more });
  const offer = async (...posts: Post[]) => {
    sampler.offer(arrivalOf(...posts));
    await sampler.write(true);
  };
  const week = () =>
    offer(
      ...Array.from({ length: 30 }, (_, i) => said(`caught${i}`, `my kestrel leaks ${i}`)),
      ...Array.from({ length: 30 }, (_, i) => said(`near${i}`, `the kestrel and the falcon ${i}`)),
      ...Array.from({ length: 30 }, (_, i) => said(`far${i}`, `good morning everybody ${i}`)),
    );
  const remove = async (remoteId: string) => {
    sampler.offer([
      {
        kind: 'arrival',
        items: [{ kind: 'remove', remoteId, at: clock.now, by: 'author' }],
        raw: '',
        cursor: null,
        lane: remoteId,
      },
    ]);
    await sampler.write();
  };
  const audit = makeAudit({ db, makeId, now });
  return { db, brand, channelId, clock, now, audit, offer, said, week, remove, who: brand.who('agent') };
}

test('twenty posts are drawn, most of those that name us and no query caught, and everybody reads the same ones', async () => {
  const { audit, week, who, brand } = await place();
  await week();
  assert.equal((await audit.open(who)).drawn, null);
  const drawn = await audit.draw(who);
  assert.equal(drawn.posts.length, 20);
  assert.equal(drawn.drawn?.ofPosts, 90);
  const named = (word: string) => drawn.posts.filter(({ text }) => text.includes(word)).length;
  assert.deepEqual([named('leaks'), named('falcon'), named('morning')], [4, 11, 5]);
  assert.deepEqual(await audit.draw(brand.who('lead')), drawn);
  for (const one of drawn.posts)
    assert.deepEqual([one.caught, one.wants, one.because], [null, null, []], 'nothing leads the reader');
});

test('two who draw at once draw one set', async () => {
  const { audit, week, who, brand } = await place();
  await week();
  const [one, other] = await Promise.all([audit.draw(who), audit.draw(brand.who('lead'))]);
  assert.deepEqual(
    one.posts.map(({ id }) => id),
    other.posts.map(({ id }) => id),
  );
});

test('what is found among posts no query caught is weighed up to all of them, and a judgement is taken back', async () => {
  const { audit, week, who } = await place();
  await week();
  const { posts } = await audit.draw(who);
  for (const { id, text } of posts) {
    const missed = text.includes('falcon') && posts.filter(one => one.text.includes('falcon'))[0]?.id === id;
    await audit.mark(who, id, missed ? 'complaint' : text.includes('leaks') ? 'complaint' : 'not about us');
  }
  const { result, weeks, pooled, posts: read } = await audit.open(who);
  assert.deepEqual([result.read, result.missedFound, result.near.found, result.far.found], [20, 1, 1, 0]);
  assert.ok(Math.abs((result.near.missed ?? 0) - 30 / 11) < 1e-9, 'one of eleven stands for 2.7 of thirty');
  assert.ok((result.near.interval?.low ?? 9) >= 1 && (result.near.interval?.high ?? 0) < 30);
  assert.deepEqual(weeks, [{ week: '2026-11-16', read: 20, missedFound: 1 }]);
  assert.deepEqual([pooled.weeks, pooled.missedFound], [1, 1]);
  assert.equal(read.filter(({ caught }) => caught).length, 4);
  const missed = read.find(({ mark, caught }) => mark === 'complaint' && caught === false);
  const undone = await audit.mark(who, missed?.id ?? '', null);
  assert.deepEqual([undone.result.read, undone.result.missedFound], [19, 0]);
});

test('a post that its author deletes makes room for another of its part; one that was judged keeps its judgement', async () => {
  const { audit, week, who, remove, db } = await place();
  await week();
  const { posts } = await audit.draw(who);
  const [judged, unread] = posts.filter(({ text }) => text.includes('falcon'));
  assert.ok(judged && unread);
  await audit.mark(who, judged.id, 'about us');
  const ids = async (...texts: string[]) => {
    const { rows } = await sql<{ id: string }>`
      select remote_id as id from audit_post where brand_id = ${who.brandId} and post ->> 'text' = any(${texts})`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  };
  for (const id of await ids(judged.text, unread.text)) await remove(id);
  const after = await audit.open(who);
  assert.equal(after.posts.length, 20);
  assert.deepEqual(
    [after.posts.find(({ id }) => id === judged.id)?.mark, after.posts.find(({ id }) => id === judged.id)?.text],
    ['about us', ''],
  );
  const instead = after.posts.find(({ place }) => place === unread.place);
  assert.notEqual(instead?.id, unread.id);
  assert.ok(instead?.text.includes('falcon'), 'of the same part');
  await assert.rejects(audit.mark(who, unread.id, 'complaint'), { code: 'not_found' });
});

test('a draw made while little had been heard is made anew until somebody reads', async () => {
  const { audit, offer, said, week, who } = await place();
  await assert.rejects(audit.draw(who), { code: 'not_valid' });
  await offer(said('1', 'the kestrel and the falcon'));
  assert.equal((await audit.draw(who)).posts.length, 1);
  await week();
  const { posts } = await audit.draw(who);
  assert.equal(posts.length, 20);
});

test('the words of an old week are forgotten, what people said of them is not', async () => {
  const { audit, week, who, clock, now, db } = await place();
  await week();
  const { posts } = await audit.draw(who);
  await audit.mark(who, posts[0]?.id ?? '', 'complaint');
  clock.now = new Date(NOW.getTime() + (MATCHES_KEPT_DAYS + 1) * DAY_MS);
  await prune({ db, now }, new AbortController().signal);
  const { rows } = await sql<{ words: number; marks: number }>`
    select count(post)::int as words, count(mark)::int as marks from audit_post where brand_id = ${who.brandId}`.execute(
    db,
  );
  assert.deepEqual(rows[0], { words: 0, marks: 1 });
  assert.equal((await audit.open(who)).weeks.at(-1)?.read, 1);
});

test('another brand reads nothing of it, a partner is not asked', async () => {
  const { audit, week, who, brand } = await place();
  await week();
  const { posts } = await audit.draw(who);
  const other = await testBrand(database.db);
  assert.equal((await audit.open(other.who('owner'))).drawn, null);
  await assert.rejects(audit.mark(other.who('owner'), posts[0]?.id ?? '', 'complaint'), { code: 'not_found' });
  await assert.rejects(audit.open(brand.who('partner')), { code: 'not_allowed' });
});

test('of a flood sampled thinly and thickly no post is likelier than another', async () => {
  const { db, brand, offer, said, clock } = await place();
  // A quiet minute and one ten times as loud, of which as many are kept: each post kept of the second stands for more.
  const minute = (name: string, many: number) =>
    offer(...Array.from({ length: many }, (_, i) => said(`${name}${i}`, `${name} words ${i}`)));
  await minute('first', 1);
  clock.now = new Date(clock.now.getTime() + 60_000);
  await minute('quiet', 2 * SAMPLE_PER_MINUTE);
  clock.now = new Date(clock.now.getTime() + 60_000);
  await minute('loud', 20 * SAMPLE_PER_MINUTE);
  const blocks = await listSampleBlocks(db, brand.brandId, { channelId: null, since: new Date(0), limit: 10 });
  let quiet = 0;
  let all = 0;
  const far = (): Part => 'far';
  for (let n = 0; n < 60; n++) {
    const draw = await drawFrom(blocks, new Set(), far, `seed ${n}`);
    quiet += draw?.posts.filter(({ post }) => post.text.startsWith('quiet')).length ?? 0;
    all += draw?.posts.filter(({ stratum }) => stratum === 'far/sampled').length ?? 0;
    assert.equal(draw?.strata.find(({ key }) => key === 'far/sampled')?.posts, 22 * SAMPLE_PER_MINUTE);
  }
  const share = quiet / all;
  assert.ok(share > 0.05 && share < 0.14, `one in eleven, not ${share}`);
});
