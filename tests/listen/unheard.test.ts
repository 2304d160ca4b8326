import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import type { DearAnswers } from '../../src/services/dear-answers.ts';
import type { Listened } from '../../src/services/ears.ts';
import { makeMatches } from '../../src/services/matches.ts';
import { precisionOfQuery } from '../../src/services/precision.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { MATCHES_KEPT_DAYS, prune } from '../../src/services/retention.ts';
import { keepWeeks, makeUnheard } from '../../src/services/unheard.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrival, NOW, post, testEar } from '../support/hearing.ts';

const eachTime: DearAnswers = (_name, work) => work();

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const DAY_MS = 86_400_000;
const signal = new AbortController().signal;

async function place() {
  const { db } = database;
  const clock = { now: NOW };
  const now = () => clock.now;
  const brand = await testBrand(db);
  const ear = await testEar(database, { brand, now });
  const queries = makeQueries({ db, makeId: ear.makeId, now });
  const { id: queryId } = await queries.add(brand.who('lead'), { text: 'kestrel -nest' });
  const { id: otherQuery } = await queries.add(brand.who('lead'), { text: 'grinder' });
  const who = brand.who('agent');
  const unheard = makeUnheard({ db, now, dear: eachTime });
  async function overhear(id: string, more: Partial<Post> = {}, listened: Partial<Listened> = {}) {
    const said = post(id, `author-${id}`, 30, { text: `my kestrel leaks, says ${id}`, addressed: false, ...more });
    const found = { queryIds: [queryId], wants: 'complaint' as const, opens: false, ...listened };
    await ear.ingest(
      ear.batch([arrival([{ kind: 'post', post: said }])], { listened: new Map([[said.remoteId, found]]) }),
    );
  }
  const tellUs = (id: string, more: Partial<Post> = {}) =>
    ear.hear(post(id, `author-${id}`, 30, { text: `it is broken, ${id}`, ...more }));
  return {
    db,
    brand,
    ear,
    clock,
    now,
    who,
    queryId,
    otherQuery,
    overhear,
    tellUs,
    matches: makeMatches({ db, ingest: ear.ingest, now, dear: eachTime }),
    figures: () => unheard.figures(who),
    rows: (wish = {}) => unheard.complaints(who, { limit: 50, ...wish }),
  };
}

test('the unheard rate is complaints that tagged nobody of all complaints about us, those no query heard included', async () => {
  const { overhear, tellUs, figures, queryId } = await place();
  await overhear('one');
  await overhear('two');
  await overhear('three', { addressed: true });
  await overhear('praise', { text: 'lovely kestrel' }, { wants: null });
  await tellUs('four');
  await tellUs('thanks', { text: 'thank you all' });
  const { whole, networks, queries, weeks } = await figures();
  assert.deepEqual([whole.complaints, whole.untagged, whole.rate, whole.standing], [4, 2, 0.5, 'few']);
  assert.deepEqual(
    networks.map(({ network, complaints, untagged }) => [network, complaints, untagged]),
    [['square', 4, 2]],
  );
  assert.deepEqual(
    queries.map(row => [row.queryId, row.complaints, row.untagged]),
    [[queryId, 3, 2]],
  );
  assert.deepEqual(
    weeks.map(({ week, complaints }) => [week, complaints]),
    [['2026-11-16', 4]],
  );
});

test('the same post by two channels of a network is one complaint, and was sent to us if one of them says so', async () => {
  const { overhear, figures, brand, ear, rows } = await place();
  await overhear('one');
  const second = await testEar(database, { brand });
  await second.hear(post('one', 'author-one', 30, { text: 'my kestrel leaks' }));
  const { whole } = await figures();
  assert.deepEqual([whole.complaints, whole.untagged, whole.still.both], [1, 0, 1]);
  assert.equal((await rows()).rows.length, 1);
  assert.notEqual(ear.channelId, second.channelId);
});

test('what a person marks as noise is no complaint about us, and is one again when the mark is taken back', async () => {
  const { overhear, figures, matches, who } = await place();
  await overhear('one');
  const [match] = (await matches.list(who, { view: 'all', limit: 5 })).rows;
  await matches.mark(who, match?.id ?? '', 'noise');
  assert.equal((await figures()).whole.complaints, 0);
  await matches.mark(who, match?.id ?? '', null);
  assert.equal((await figures()).whole.complaints, 1);
});

test('still unheard is reckoned from what the queries heard and what was sent to us in public', async () => {
  const { overhear, tellUs, figures } = await place();
  for (let i = 0; i < 20; i++) await overhear(`both${i}`, { addressed: true });
  for (let i = 0; i < 10; i++) await overhear(`overheard${i}`);
  for (let i = 0; i < 5; i++) await tellUs(`sent${i}`);
  await tellUs('in private', { visibility: 'private', room: 'r', roomWith: null });
  const { still, complaints } = (await figures()).whole;
  assert.equal(complaints, 36);
  assert.deepEqual([still.first, still.second, still.both, still.kind], [30, 25, 20, 'estimate']);
  // Chapman: 31 × 26 ÷ 21 − 1 = 37.4, less the 35 found.
  assert.equal(still.unheard, 2);
  assert.ok((still.interval?.low ?? 1) <= 2 && (still.interval?.high ?? 0) > 2);
});

test('of one query the other look is everything else that was heard', async () => {
  const { overhear, figures, queryId, otherQuery } = await place();
  await overhear('one', {}, { queryIds: [queryId, otherQuery] });
  await overhear('two', {}, { queryIds: [otherQuery] });
  await overhear('three', { addressed: true });
  const of = (id: string, rows: Awaited<ReturnType<typeof figures>>['queries']) => rows.find(row => row.queryId === id);
  const { queries } = await figures();
  const first = of(queryId, queries)?.still;
  assert.deepEqual([first?.first, first?.second, first?.both, first?.kind], [2, 3, 2, 'too few']);
  const other = of(otherQuery, queries)?.still;
  assert.deepEqual([other?.first, other?.second, other?.both], [2, 2, 1]);
});

test('every figure opens the rows behind it', async () => {
  const { overhear, tellUs, rows, queryId, figures } = await place();
  await overhear('one');
  await tellUs('two', { at: new Date(NOW.getTime() - 8 * DAY_MS) });
  const { whole, toWeek, fromWeek } = await figures();
  assert.equal((await rows({ since: fromWeek })).rows.length, whole.complaints);
  const texts = async (wish: object) => (await rows(wish)).rows.map(({ text }) => text);
  assert.deepEqual(await texts({ tagged: 'none' }), ['my kestrel leaks, says one']);
  assert.deepEqual(await texts({ tagged: 'us' }), ['it is broken, two']);
  assert.deepEqual(await texts({ week: toWeek }), ['my kestrel leaks, says one']);
  assert.deepEqual(await texts({ query: queryId }), ['my kestrel leaks, says one']);
  assert.deepEqual(await texts({ network: 'elsewhere' }), []);
  const [sent] = (await rows({ tagged: 'us' })).rows;
  assert.ok(sent?.conversationId, 'what was sent to us stands on the desk');
  const first = await rows({ limit: 1 });
  const second = await rows({ limit: 1, after: first.next ?? '' });
  assert.deepEqual(
    [...first.rows, ...second.rows].map(({ text }) => text),
    ['my kestrel leaks, says one', 'it is broken, two'],
  );
  assert.equal(second.next, null);
});

test('a week stays as it was when its posts are forgotten', async () => {
  const { db, overhear, tellUs, figures, clock, now, queryId, rows } = await place();
  await overhear('one');
  await tellUs('two');
  await keepWeeks({ db, now });
  const before = await figures();
  for (const days of [MATCHES_KEPT_DAYS - 0.5, MATCHES_KEPT_DAYS + 0.5, MATCHES_KEPT_DAYS + 20]) {
    clock.now = new Date(NOW.getTime() + days * DAY_MS);
    await keepWeeks({ db, now });
    await prune({ db, now }, signal);
  }
  assert.equal((await rows()).rows.length, 0, 'the posts are gone');
  const after = await figures();
  const [week] = after.weeks;
  assert.deepEqual({ ...week, kept: true }, before.weeks[0]);
  assert.equal(week?.kept, false);
  assert.deepEqual(
    after.queries.map(row => [row.queryId, row.complaints, row.untagged]),
    [[queryId, 1, 1]],
  );
});

test('a mark given later still changes its week while the posts are there', async () => {
  const { db, overhear, figures, clock, now, matches, who } = await place();
  await overhear('one');
  await keepWeeks({ db, now });
  clock.now = new Date(NOW.getTime() + 10 * DAY_MS);
  const [match] = (await matches.list(who, { view: 'all', limit: 5 })).rows;
  await matches.mark(who, match?.id ?? '', 'noise');
  await keepWeeks({ db, now });
  const { rows } = await sql`select from unheard_week w join listening_query q on q.brand_id = w.brand_id
    where w.brand_id = ${who.brandId}`.execute(db);
  assert.equal(rows.length, 0);
  assert.equal((await figures()).whole.complaints, 0);
});

test('another brand counts nothing of it', async () => {
  const { overhear } = await place();
  await overhear('one');
  const other = await testBrand(database.db);
  const unheard = makeUnheard({ db: database.db, now: () => NOW, dear: eachTime });
  assert.equal((await unheard.figures(other.who('owner'))).whole.complaints, 0);
  assert.equal((await unheard.complaints(other.who('owner'), { limit: 10 })).rows.length, 0);
  await assert.rejects(unheard.figures(other.who('partner')), { code: 'not_allowed' });
});

test('precision comes from marks, and words that only the noise holds are suggested', async () => {
  const { overhear, matches, who, queryId, db } = await place();
  for (let i = 0; i < 6; i++) await overhear(`bird${i}`, { text: `a kestrel falcon broken wing in a tree ${i}` });
  for (let i = 0; i < 8; i++) await overhear(`ours${i}`, { text: `my kestrel machine is broken, order ${i}` });
  const found = await matches.list(who, { view: 'all', limit: 50 });
  for (const { id, text } of found.rows) await matches.mark(who, id, text.includes('falcon') ? 'noise' : 'ours');
  const told = await precisionOfQuery({ db }, who, queryId);
  assert.deepEqual([told.judged, told.noise, told.standing], [14, 6, 'enough']);
  assert.ok(Math.abs((told.precision ?? 0) - 8 / 14) < 1e-9);
  assert.ok(told.interval.low > 0.3 && told.interval.high < 0.8);
  assert.ok(told.exclusions.length > 0);
  for (const { text, inNoise, inGood } of told.exclusions) {
    assert.deepEqual([inNoise, inGood], [6, 0]);
    assert.ok(text !== 'kestrel' && text !== 'broken', `${text} would cost what is meant`);
  }
  await assert.rejects(precisionOfQuery({ db }, (await testBrand(db)).who('owner'), queryId), { code: 'not_found' });
});

test('without posts that were meant nothing is suggested', async () => {
  const { overhear, matches, who, queryId, db } = await place();
  for (let i = 0; i < 6; i++) await overhear(`bird${i}`, { text: `a kestrel falcon ${i}` });
  for (const { id } of (await matches.list(who, { view: 'all', limit: 50 })).rows) await matches.mark(who, id, 'noise');
  const told = await precisionOfQuery({ db }, who, queryId);
  assert.deepEqual([told.precision, told.exclusions], [0, []]);
});
