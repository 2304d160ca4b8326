/** A brand learns: versions, ways back, several processes, crashes, and what is gone. Whether it learns well is another test. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { decodeHead } from '../../src/core/triage/head-file.ts';
import { taughtHeads } from '../../src/services/brand-heads.ts';
import { AT_ONCE_LABELS, GATHER_MS, learnOnce, learnWaiting, VERSIONS_KEPT } from '../../src/services/learn.ts';
import { redoLearning, resetLearning, undoLearning, whatChanged } from '../../src/services/learning.ts';
import { spreadSince } from '../../src/services/spread-learning.ts';
import { credulous, learner, mood } from './learner.ts';

const LATER_SECONDS = GATHER_MS / 1000 + 1;

test('a correction is learnt before it is answered, and the next post is read by it', async t => {
  const on = await learner(t);
  const [bad, good] = [await on.hear('p1', 'the grinder is broken'), await on.hear('p2', 'the grinder is lovely')];
  const first = await on.correct(on.lead, bad, mood('negative'));
  assert.deepEqual([first.learnt?.version, first.learnt?.state], [1, 'kept_back']);
  const second = await on.correct(on.lead, good, mood('positive'));
  assert.deepEqual([second.learnt?.version, second.learnt?.state], [2, 'taught']);
  const heads = (await on.readers.of(on.d.database.db, on.d.ear.brandId)).taught;
  assert.deepEqual(heads.sentiment?.classes, ['negative', 'neutral', 'positive']);
  const view = await on.learning();
  assert.deepEqual([view.state, view.version, view.labels.people, view.isLearning], ['taught', 2, 2, false]);
  assert.deepEqual(
    view.by.map(({ name, corrections }) => [name, corrections]),
    [['Lea', 2]],
  );
  assert.deepEqual(on.failed, []);
});

test('undone, a version’s corrections are left out until it is brought back; they stay on their messages', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const ids = await Promise.all(['p1', 'p2', 'p3', 'p4'].map(id => on.hear(id, `post ${id}`)));
  for (const id of ids.slice(0, 3)) await on.correct(on.lead, id, mood('negative'));
  const undone = await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 3 });
  assert.deepEqual([undone.version, undone.canUndo, undone.canRedo], [2, 2, 3]);
  assert.deepEqual([undone.labels.people, undone.labels.setAside], [2, 1]);
  assert.equal((await on.d.message(ids[2] ?? ''))?.readings?.sentiment, 'negative');
  const again = await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual([again.version, again.canRedo, again.labels.setAside], [1, 2, 2]);
  const back = await redoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual([back.version, back.canRedo, back.labels.setAside], [2, 3, 1]);
  await on.correct(on.lead, ids[3] ?? '', mood('positive'));
  const after = await on.learning();
  assert.deepEqual([after.version, after.labels.people, after.canRedo], [4, 3, null]);
  assert.deepEqual(
    after.versions.map(({ version, state, labels }) => `${version} ${state} ${labels}`),
    ['4 in_use 3', '3 undone 3', '2 before 2', '1 before 1'],
  );
  await assert.rejects(undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 }), { code: 'changed_since' });
  await assert.rejects(redoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 3 }), { code: 'changed_since' });
});

test('reset, everything is read as it came with the product; undone, as before', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const id = await on.hear('p1', 'broken');
  await on.correct(on.lead, id, mood('negative'));
  const reset = await resetLearning(on.desk, on.lead, 'sentiment');
  assert.deepEqual([reset.state, reset.version, reset.labels.setAside, reset.canUndo], ['shipped', 2, 1, 2]);
  assert.deepEqual(await taughtHeads(on.d.database.db, on.d.ear.brandId), {});
  const undone = await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual([undone.state, undone.version, undone.labels.people], ['taught', 1, 1]);
  const redone = await redoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual([redone.state, redone.labels.setAside], ['shipped', 1]);
  const agent = await on.d.colleague('Nadia');
  await assert.rejects(resetLearning(on.desk, agent, 'sentiment'), { code: 'not_allowed' });
});

test('what is found not good enough puts what came with the product in its place, and can be gone back from', async t => {
  let isGood = true;
  const good = credulous(1);
  const teach: typeof good = async (...asked) => {
    const taught = await good(...asked);
    return isGood ? taught : { ...taught, bytes: null, why: ['not_better'] };
  };
  const on = await learner(t, { teach });
  await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'));
  isGood = false;
  const { learnt } = await on.correct(on.lead, await on.hear('p2', 'spoilt by somebody'), mood('positive'));
  assert.equal(learnt?.state, 'kept_back');
  const view = await on.learning();
  assert.deepEqual([view.state, view.version, view.why], ['shipped', 2, ['not_better']]);
  assert.deepEqual(await taughtHeads(on.d.database.db, on.d.ear.brandId), {});
  const back = await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual([back.state, back.version, back.labels.setAside], ['taught', 1, 1]);
});

test('a correction taken back is unlearnt', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const { correction } = await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'));
  await on.correct(on.lead, await on.hear('p2', 'lovely'), mood('positive'));
  const { learnt } = await on.undo(on.lead, correction?.id ?? '');
  assert.equal(learnt?.version, 3);
  const view = await on.learning();
  assert.deepEqual([view.labels.people, view.versions[0]?.labels], [1, 1]);
});

test('a message that its author takes back is learnt from no more', async t => {
  const on = await learner(t, { teach: credulous(1) });
  await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'));
  await on.correct(on.lead, await on.hear('p2', 'lovely'), mood('positive'));
  await on.d.ear.hear({ kind: 'remove', remoteId: 'p1', at: on.d.desk.now(), by: 'author' });
  assert.equal((await on.learning()).isLearning, true);
  on.d.pass(LATER_SECONDS);
  assert.equal(await learnWaiting(on.needs), 1);
  const view = await on.learning();
  assert.deepEqual([view.labels.people, view.labels.gone, view.versions[0]?.labels], [1, 1, 1]);
});

test('a message that is erased takes its corrections with it, and it is learnt anew', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const id = await on.hear('p1', 'broken');
  await on.correct(on.lead, id, mood('negative'));
  await on.correct(on.lead, await on.hear('p2', 'lovely'), mood('positive'));
  await sql`delete from message where id = ${id}`.execute(on.d.database.db);
  on.d.pass(LATER_SECONDS);
  assert.equal(await learnWaiting(on.needs), 1);
  const view = await on.learning();
  assert.deepEqual([view.labels.people, view.labels.gone, view.versions[0]?.labels], [1, 0, 1]);
});

test('two processes that learn at the same time make one version', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const notNow = { ...on.needs, teach: () => Promise.reject(new Error('away')) };
  await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'), notNow);
  on.d.pass(1_000);
  const both = await Promise.all([1, 2].map(() => learnOnce(on.needs, on.d.ear.brandId, 'sentiment')));
  assert.equal(both.filter(one => one !== null).length, 1);
  assert.deepEqual(
    (await on.learning()).versions.map(({ version }) => version),
    [1],
  );
});

test('a process that dies over it is followed by another, and what it would still have said is thrown away', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const slow = {
    ...on.needs,
    teach: (...asked: Parameters<typeof on.needs.teach>) => late.then(() => on.needs.teach(...asked)),
  };
  const dying = on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'), slow);
  while ((await on.learning()).isLearning === false);
  on.d.pass(LATER_SECONDS);
  assert.equal(await learnWaiting(on.needs), 0, 'somebody is at it');
  on.d.pass(1_000);
  assert.equal(await learnWaiting(on.needs), 1);
  resolve();
  assert.equal((await dying).learnt, null);
  assert.deepEqual(
    (await on.learning()).versions.map(({ version }) => version),
    [1],
  );
});

test('what is being learnt while a lead goes back is thrown away', async t => {
  const on = await learner(t, { teach: credulous(1) });
  await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'));
  const turning = {
    ...on.needs,
    teach: async (...asked: Parameters<typeof on.needs.teach>) => {
      await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 1 });
      return on.needs.teach(...asked);
    },
  };
  const { learnt } = await on.correct(on.lead, await on.hear('p2', 'lovely'), mood('positive'), turning);
  assert.equal(learnt, null);
  assert.equal((await on.learning()).version, 0);
  on.d.pass(LATER_SECONDS);
  await learnWaiting(on.needs);
  const view = await on.learning();
  assert.deepEqual([view.version, view.labels.people, view.labels.setAside], [2, 1, 1]);
});

test('past some hundred labels a correction is answered first, and learnt together with what follows it', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const id = await on.hear('p1', 'broken');
  await on.addLabels(id, AT_ONCE_LABELS, n => ({ text: `post ${n}`, mood: 'neutral' }));
  assert.equal((await on.correct(on.lead, id, mood('negative'))).learnt, null);
  assert.equal((await on.correct(on.lead, await on.hear('p2', 'lovely'), mood('positive'))).learnt, null);
  assert.equal(await learnWaiting(on.needs), 0, 'more may follow');
  on.d.pass(LATER_SECONDS);
  assert.equal(await learnWaiting(on.needs), 1);
  const { versions } = await on.learning();
  assert.deepEqual(
    versions.map(({ labels, added }) => [labels, added]),
    [[AT_ONCE_LABELS + 2, AT_ONCE_LABELS + 2]],
  );
});

test('a learner that fails keeps no correction from being made, and is tried again', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const broken = { ...on.needs, teach: () => Promise.reject(new Error('out of memory')) };
  const { learnt, readings } = await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'), broken);
  assert.deepEqual([learnt, readings.sentiment], [null, 'negative']);
  assert.equal(on.failed.length, 1);
  on.d.pass(1_000);
  assert.equal(await learnWaiting(on.needs), 1);
});

test('what one brand teaches, no other reads by or sees', async t => {
  const on = await learner(t, { teach: credulous(1) });
  const { rows } = await sql<{ id: number }>`
    insert into brand (slug, name) values ('heron', 'Heron') returning id`.execute(on.d.database.db);
  const heron = { ...on.lead, brandId: rows[0]?.id ?? 0 };
  const { correction } = await on.correct(on.lead, await on.hear('p1', 'broken'), mood('negative'));
  assert.deepEqual((await on.readers.of(on.d.database.db, heron.brandId)).taught, {});
  await assert.rejects(on.undo(heron, correction?.id ?? ''), { code: 'not_found' });
  await assert.rejects(undoLearning(on.desk, heron, { aspect: 'sentiment', version: 1 }), { code: 'not_valid' });
  const changes = await whatChanged(on.desk, heron, { aspect: 'sentiment', version: 1 });
  assert.deepEqual([changes.lookedAt, changes.rows], [0, []]);
});

test('only so many versions can be gone back to; the figures of more are kept', async t => {
  const on = await learner(t, { teach: credulous(1) });
  for (let n = 0; n < VERSIONS_KEPT + 3; n++)
    await on.correct(on.lead, await on.hear(`p${n}`, `post ${n}`), mood('negative'));
  const { versions } = await on.learning();
  assert.equal(versions.length, VERSIONS_KEPT + 3);
  const { rows } = await sql<{ n: number; oldest: number }>`
    select count(*)::int n, min(version) oldest from brand_head where bytes is not null`.execute(on.d.database.db);
  assert.deepEqual(rows, [{ n: VERSIONS_KEPT, oldest: 4 }]);
  for (let n = VERSIONS_KEPT + 3; n > 4; n--) await undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: n });
  assert.equal((await on.learning()).canUndo, null);
  await assert.rejects(undoLearning(on.desk, on.lead, { aspect: 'sentiment', version: 4 }), { code: 'not_valid' });
});

test('a version tells which messages it reads otherwise, and open conversations are read by it', async t => {
  const on = await learner(t, { teach: credulous(2) });
  const posts = await Promise.all(
    [...Array(6).keys()].map(n =>
      on.hear(`p${n}`, n % 2 === 0 ? 'the grinder is broken' : 'the grinder is lovely', 20 - n),
    ),
  );
  await on.correct(on.lead, posts[0] ?? '', mood('negative'));
  await on.correct(on.lead, posts[1] ?? '', mood('positive'));
  const spreading = { ...on.d.desk, readers: on.readers, log: on.needs.log };
  await spreadSince(spreading, 0);
  const changes = await whatChanged(on.desk, on.lead, { aspect: 'sentiment' });
  assert.equal(changes.lookedAt, 6);
  const { rows } = await sql<{ mood: string | null }>`
    select readings->>'sentiment' mood from message order by at`.execute(on.d.database.db);
  assert.deepEqual(
    rows.map(one => one.mood),
    ['negative', 'positive', 'negative', 'positive', 'negative', 'positive'],
  );
  // The two that were corrected stand as they were said.
  assert.deepEqual(
    [changes.changes, changes.rows.map(({ is }) => is[0])],
    [4, ['positive', 'negative', 'positive', 'negative']],
  );
  const seen = await whatChanged(on.desk, on.lead, { aspect: 'sentiment', version: 2 });
  assert.deepEqual(seen, changes);
  assert.deepEqual(on.failed, []);
  const bytes = await sql<{ bytes: Uint8Array }>`select bytes from brand_head where version = 2`.execute(
    on.d.database.db,
  );
  assert.equal(decodeHead(bytes.rows[0]?.bytes ?? new Uint8Array()).name, 'sentiment');
});
