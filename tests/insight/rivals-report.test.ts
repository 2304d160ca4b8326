import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { connectorById } from '../../src/connectors/index.ts';
import { Refusal } from '../../src/core/refusal.ts';
import type { Who } from '../../src/services/permit.ts';
import { listRivalRows, type RivalCompany, readRivalsReport } from '../../src/services/reports/rivals.ts';
import { readRivals, setRivals } from '../../src/services/rivals.ts';
import { readTriageSettings } from '../../src/store/triage-settings.ts';
import { testBrand } from '../support/brand.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { NOW, ourAccount, post, type TestEar, testEar } from '../support/hearing.ts';

let database: FreshDatabase;

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const BROKEN = 'is broken again, this is unacceptable, I want my money back';
const SECOND_MS = 1_000;

type World = { ear: TestEar; owner: Who; needs: Parameters<typeof setRivals>[0] };

async function world(): Promise<World> {
  const brand = await testBrand(database.db);
  const ear = await testEar(database, { brand });
  const needs = { db: database.db, connectors: connectorById, makeId: ear.makeId, now: () => NOW };
  const owner = brand.who('owner');
  await sql`insert into agent (id, name, email) values (${owner.agentId}, 'Ola', ${`${owner.agentId}@kestrel.example`})`.execute(
    database.db,
  );
  return { ear, owner, needs };
}

const merlin = { name: 'Merlin', handles: [{ network: 'square', handle: '@Merlin' }] };
const osprey = { name: 'Osprey', handles: [{ network: 'square', handle: 'osprey' }] };

/** A complaint so many seconds ago, and its answer so many seconds after it; null: none. */
async function complain(ear: TestEar, to: string, secondsAgo: number, answeredAfter: number | null): Promise<string> {
  const id = ear.makeId();
  const at = new Date(NOW.getTime() - secondsAgo * SECOND_MS);
  const url = `https://square.example/${id}`;
  await ear.hear(
    post(id, `by ${id}`, 0, { at, text: `@${to} it ${BROKEN}`, addressed: to === ourAccount.handle, url }),
  );
  if (answeredAfter === null) return id;
  const answered = new Date(at.getTime() + answeredAfter * SECOND_MS);
  await ear.hear(
    post(`re ${id}`, to, 0, { at: answered, addressed: false, parentRemoteId: id, rootRemoteId: id, url: `${url}/re` }),
  );
  return id;
}

function near(actual: number | null | undefined, expected: number, says: string): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-4, `${says}: ${actual}, not ${expected}`);
}

test('of four complaints, worked out by hand: answered after 1, 5 and 10 minutes, and one that waits 400 seconds', async () => {
  const { ear, owner, needs } = await world();
  await setRivals(needs, owner, { rivals: [merlin] });
  await complain(ear, 'merlin', 7_200, 60);
  await complain(ear, 'merlin', 7_100, 300);
  await complain(ear, 'merlin', 7_000, 600);
  await complain(ear, 'merlin', 400, null);
  await complain(ear, 'kestrel', 5_000, 120);
  const report = await readRivalsReport(needs, owner, { period: '28d' });
  assert.deepEqual(
    report.companies.map(({ name, turns, answered, waiting }) => [name, turns, answered, waiting]),
    [
      [null, 1, 1, 0],
      ['Merlin', 4, 3, 1],
    ],
  );
  const [ours, theirs] = report.companies as [RivalCompany, RivalCompany];
  assert.equal(theirs.isSmall, true);
  // Kaplan–Meier: 3/4 unanswered after 60 s, 3/4 × 2/3 after 300 s; one waits from 400 s on, so all of those at risk are answered at 600 s.
  assert.deepEqual(
    theirs.curve.map(({ seconds, share }) => [seconds, Number(share.toFixed(6))]),
    [
      [60, 0.25],
      [300, 0.5],
      [600, 1],
    ],
  );
  assert.equal(theirs.median.seconds, 300);
  assert.deepEqual(
    theirs.within.map(({ seconds, answered, share }) => [seconds, answered, share]),
    [
      [60, 1, 0.25],
      [300, 2, 0.5],
      [1_800, 3, 0.75],
      [3_600, 3, 0.75],
      [18_000, 3, 0.75],
      [86_400, 3, 0.75],
    ],
  );
  // Content: 89% at 60 s, 1 − (0.11 + 0.21 · ln 5 / ln 30) at 300 s, 1 − (0.11 + 0.21 · ln 10 / ln 30) at 600 s; weighed 1/4, 1/4, 1/2.
  near(theirs.met?.share, 0.25 * 0.89 + 0.25 * 0.790629 + 0.5 * 0.747834, 'expectation met');
  // Wilson, of 2 of 4.
  near(theirs.within[1]?.interval.low, 0.150039, 'the lower end');
  near(theirs.within[1]?.interval.high, 0.849961, 'the upper end');
  assert.equal(ours.median.seconds, 120);
});

test('late by a part of a second is late, and what was taken back unanswered is counted beside the rest', async () => {
  const { ear, owner, needs } = await world();
  await setRivals(needs, owner, { rivals: [merlin] });
  await complain(ear, 'merlin', 7_200, 60.2);
  const gone = await complain(ear, 'merlin', 7_100, null);
  await ear.hear({ kind: 'remove', remoteId: gone, at: NOW, by: 'author' });
  const [, theirs] = (await readRivalsReport(needs, owner, { period: '28d' })).companies;
  assert.deepEqual([theirs?.turns, theirs?.withdrawn, theirs?.within[0]?.answered], [1, 1, 0]);
});

test('the rows behind a figure lead to the posts in public, and ours to their conversation', async () => {
  const { ear, owner, needs } = await world();
  const { rivals } = await setRivals(needs, owner, { rivals: [merlin] });
  const id = await complain(ear, 'merlin', 7_200, 60);
  await complain(ear, 'merlin', 7_000, 600);
  await complain(ear, 'merlin', 900, null);
  await complain(ear, 'kestrel', 5_000, 120);
  const company = rivals[0]?.id ?? '';
  const rows = async (more: object) =>
    (await listRivalRows(needs, owner, { period: '28d', limit: 50, ...more })).rows.map(row => [
      row.seconds,
      row.outcome,
    ]);
  assert.deepEqual(await rows({ company, outcome: 'answered', toSeconds: 60 }), [[60, 'answered']]);
  assert.deepEqual(await rows({ company, outcome: 'answered', fromSeconds: 61 }), [[600, 'answered']]);
  assert.deepEqual(await rows({ company, outcome: 'waiting' }), [[900, 'waiting']]);
  const all = await listRivalRows(needs, owner, { period: '28d', company, limit: 50 });
  const { url, answerUrl, conversationId } = all.rows.at(-1) ?? {};
  assert.deepEqual(
    [url, answerUrl, conversationId],
    [`https://square.example/${id}`, `https://square.example/${id}/re`, null],
  );
  const [ours] = (await listRivalRows(needs, owner, { period: '28d', company: 'us', limit: 50 })).rows;
  assert.notEqual(ours?.conversationId, null);
  const pages: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listRivalRows(needs, owner, {
      period: '28d',
      limit: 1,
      ...(after === undefined ? {} : { after }),
    });
    pages.push(...page.rows.map(row => row.id));
    after = page.next;
  }
  assert.equal(new Set(pages).size, 4);
});

test('we are told of where our rivals could be heard, and of nowhere else', async () => {
  const { ear, owner, needs } = await world();
  await setRivals(needs, owner, { rivals: [merlin] });
  await complain(ear, 'kestrel', 5_000, 120);
  await setRivals(needs, owner, {
    rivals: [{ ...merlin, handles: [{ network: 'mastodon', handle: 'merlin@social.example' }] }],
  });
  const report = await readRivalsReport(needs, owner, { period: '28d' });
  assert.deepEqual(report.networks, ['mastodon', 'archive']);
  assert.equal(report.companies[0]?.turns, 0);
});

test('the names are the one list of rivals: those of triage stand there, and one taken away there is gone here', async () => {
  const { owner, needs } = await world();
  const first = await setRivals(needs, owner, { rivals: [{ name: 'Falcon', handles: [] }, merlin] });
  assert.deepEqual(
    first.rivals.map(({ name, handles }) => [name, handles.map(({ handle }) => handle)]),
    [
      ['Falcon', []],
      ['Merlin', ['merlin']],
    ],
  );
  const { settings } = await readTriageSettings(database.db, owner.brandId);
  assert.deepEqual(settings.rivals, ['Falcon', 'Merlin']);
  assert.deepEqual((await readRivalsReport(needs, owner, { period: '28d' })).unheard, []);
  await sql`update triage_settings set settings = jsonb_set(settings, '{rivals}', '["Falcon"]') where brand_id = ${owner.brandId}`.execute(
    database.db,
  );
  assert.deepEqual(
    (await readRivals(needs, owner)).rivals.map(({ name }) => name),
    ['Falcon'],
  );
});

test('a rival keeps what was heard of it under another name, and loses it with its place on the list', async () => {
  const { ear, owner, needs } = await world();
  const { rivals } = await setRivals(needs, owner, { rivals: [merlin, osprey] });
  await complain(ear, 'merlin', 7_200, 60);
  await complain(ear, 'osprey', 7_200, 60);
  const id = rivals.find(({ name }) => name === 'Merlin')?.id ?? null;
  await setRivals(needs, owner, { rivals: [{ ...merlin, id, name: 'Merlin Group' }] });
  const { companies } = await readRivalsReport(needs, owner, { period: '28d' });
  assert.deepEqual(
    companies.map(({ name, turns }) => [name, turns]),
    [
      [null, 0],
      ['Merlin Group', 1],
    ],
  );
});

test('a list that cannot be is refused with what to do, and a version somebody else has changed', async () => {
  const { owner, needs } = await world();
  const { version } = await setRivals(needs, owner, { rivals: [merlin] });
  const refused = async (rivals: (typeof merlin)[], says: RegExp, more: object = {}) =>
    assert.rejects(setRivals(needs, owner, { rivals, ...more }), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, says);
      return true;
    });
  await refused([merlin, { ...merlin, name: 'merlin' }], /stands twice/);
  await refused([merlin, { ...osprey, handles: merlin.handles }], /given to Merlin already/);
  await refused([{ ...merlin, handles: [{ network: 'square', handle: '@kestrel' }] }], /is your own/);
  await refused([{ ...merlin, handles: [{ network: 'square', handle: 'two words' }] }], /is no handle/);
  await refused([{ ...merlin, handles: [{ network: 'Bluesky', handle: 'merlin' }] }], /no network to hear rivals on/);
  await refused([merlin], /Somebody else/, { version: version - 1 });
});
