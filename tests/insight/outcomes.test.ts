/** Every outcome by hand: who thanked, who asked again, who was turned around, who stayed resolved. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { followOutcomes } from '../../src/services/reports/keep-outcomes.ts';
import { listOutcomeRows, readOutcomes } from '../../src/services/reports/outcomes.ts';
import { resolve } from '../../src/services/resolve.ts';
import { testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

const DAY_MINUTES = 24 * 60;
const BROKEN = 'My grinder is broken again, this is terrible';
const refuse = (level: string, message: string, facts: unknown) => assert.fail(`${level}: ${message} ${String(facts)}`);

async function open(t: TestContext) {
  const desk = await testDesk(t);
  const lead = await desk.colleague('Lea', 'lead');
  const { db } = desk.database;
  const needs = { db, now: desk.desk.now, log: refuse };
  const follow = () => followOutcomes(needs, new AbortController().signal);
  /** The customer writes, we answer an hour later; what they say afterwards, so many minutes after our answer. */
  async function story(
    who: string,
    agoMinutes: number,
    text: string,
    ...after: [minutes: number, text: string, more?: Partial<Post>][]
  ) {
    const id = await desk.hear(post(`${who}-1`, who, agoMinutes, { text }));
    await desk.hear(
      post(`${who}-2`, 'kestrel', agoMinutes - 60, { text: 'We are on it.', parentRemoteId: `${who}-1` }),
    );
    for (const [n, [minutes, words, more]] of after.entries()) {
      const link = { parentRemoteId: `${who}-2`, ...more };
      await desk.hear(post(`${who}-${n + 3}`, who, agoMinutes - 60 - minutes, { text: words, ...link }));
    }
    return id;
  }
  const figures = async (query: object = {}) => readOutcomes(desk.desk, lead, { period: 'all', ...query });
  const rows = async (query: object = {}) =>
    (await listOutcomeRows(desk.desk, lead, { period: 'all', limit: 50, ...query })).rows;
  return { ...desk, lead, db, follow, story, figures, rows, needs };
}

const hits = ({ hits: n, of }: { hits: number; of: number }) => `${n}/${of}`;

test('thanks after the answer turn a complaint around; a complaint after it means that nothing stayed resolved', async t => {
  const { story, follow, figures, rows } = await open(t);
  await story('thea', 30 * DAY_MINUTES, BROKEN, [30, 'Thank you, that helped']);
  await story('ben', 29 * DAY_MINUTES, BROKEN, [30, 'It is broken again and you do not care, awful service']);
  await story('cem', 28 * DAY_MINUTES, BROKEN);
  await story('dana', 27 * DAY_MINUTES, 'Where can I find the opening hours?', [30, 'Thanks!']);
  await follow();
  const { total } = await figures();
  assert.deepEqual([total.answered, total.complaints, total.pending], [4, 3, 0]);
  assert.equal(hits(total.turnedAround), '1/3', 'a question cannot be turned around');
  assert.equal(hits(total.stayedResolved), '2/3');
  assert.equal(hits(total.thanked), '2/4');
  assert.equal(hits(total.askedAgain), '1/4', 'thanks ask nothing');
  assert.equal(total.turnedAround.isSmall, true);
  assert.deepEqual(
    (await rows({ outcome: 'turned' })).map(row => row.customer),
    ['thea'],
  );
  assert.deepEqual(
    (await rows({ outcome: 'stayed', held: false })).map(row => row.customer),
    ['ben'],
  );
  assert.deepEqual(
    (await rows({ outcome: 'again' })).map(row => row.customer),
    ['ben'],
  );
  assert.equal((await rows({ outcome: 'turned', held: false })).length, 2);
});

test('the seven days are counted to the second, and a turn is told of when they are over', async t => {
  const { story, follow, figures, pass } = await open(t);
  const week = 7 * DAY_MINUTES;
  await story('thea', 30 * DAY_MINUTES, BROKEN, [week, 'Thanks a lot']);
  await story('ben', 30 * DAY_MINUTES, BROKEN, [week + 1, 'Thanks a lot']);
  await story('cem', week + 30, BROKEN, [5, 'Thanks a lot']);
  await follow();
  const before = await figures();
  assert.equal(hits(before.total.turnedAround), '1/2');
  assert.equal(before.total.pending, 1, 'answered six days and 23 hours and a half ago');
  pass(31 * 60);
  await follow();
  const after = await figures();
  assert.equal(hits(after.total.turnedAround), '2/3');
  assert.equal(after.total.pending, 0);
});

test('a new complaint anywhere counts against what stayed resolved; sarcasm in anger is no thanks', async t => {
  const { story, hear, follow, figures, db } = await open(t);
  await story('thea', 30 * DAY_MINUTES, BROKEN);
  await hear(post('thea-else', 'thea', 27 * DAY_MINUTES, { text: 'Now the machine leaks, this is a broken mess' }));
  await story('ben', 30 * DAY_MINUTES, BROKEN, [10, 'Thanks for nothing, worst service ever, still broken']);
  await follow();
  const { total } = await figures();
  const { rows } = await sql<{ thanked: boolean }>`select thanked from turn_outcome where thanked`.execute(db);
  assert.equal(rows.length, 0);
  assert.equal(hits(total.stayedResolved), '0/2');
});

test('what is read, answered or closed otherwise later changes the row; the counted days follow to the row', async t => {
  const { story, follow, figures, db, desk, lead, ear, needs } = await open(t);
  const first = await story('thea', 20 * DAY_MINUTES, BROKEN, [30, 'Is anybody there?']);
  await story('ben', 19 * DAY_MINUTES, 'Do you ship to Volos?');
  await follow();
  assert.equal(hits((await figures()).total.askedAgain), '1/2');
  await resolve(desk, lead, first, { openTurn: 'not_needed', reason: 'said by mistake' });
  await follow();
  assert.equal(hits((await figures()).total.askedAgain), '0/2', 'what needed no answer asked nothing');
  await ear.hear({ kind: 'remove', remoteId: 'ben-2', at: NOW, by: 'author' });
  await follow();
  const byRow = await sql`
    select count(*)::int answered, count(*) filter (where decided)::int decided, count(*) filter (where decided and thanked)::int thanked,
      count(*) filter (where decided and again)::int again, count(*) filter (where decided and turned)::int turned,
      count(*) filter (where decided and back)::int back from turn_outcome`.execute(db);
  for (const table of ['outcome_day', 'outcome_month', 'outcome_agent_day']) {
    const counted = await sql`
      select sum(answered)::int answered, sum(decided)::int decided, sum(thanked)::int thanked, sum(again)::int again, sum(turned)::int turned, sum(back)::int back
      from ${sql.table(table)}`.execute(db);
    assert.deepEqual(counted.rows, byRow.rows, table);
  }
  // Whoever reads all of it anew finds the same.
  const was = await sql`select * from turn_outcome order by turn_id`.execute(db);
  await sql`delete from outcome_place`.execute(db);
  await sql`delete from turn_outcome`.execute(db);
  await followOutcomes(needs, new AbortController().signal);
  assert.deepEqual((await sql`select * from turn_outcome order by turn_id`.execute(db)).rows, was.rows);
});

test('a slice is cut alike from whole days and from their edges, by network, language and colleague', async t => {
  const { story, follow, figures, colleague, desk, db } = await open(t);
  for (const [n, ago] of [40, 33.2, 20.7, 20.1, 12].entries()) {
    await story(
      `guest-${n}`,
      ago * DAY_MINUTES,
      BROKEN,
      ...(n % 2 === 0 ? [[20, 'Thank you!'] as [number, string]] : []),
    );
  }
  await follow();
  const until = new Date(NOW.getTime() - 20.4 * DAY_MINUTES * 60_000).toISOString();
  const since = new Date(NOW.getTime() - 33.3 * DAY_MINUTES * 60_000).toISOString();
  const { total, byNetwork, byLanguage, byAgent } = await figures({ since, until });
  assert.equal(total.answered, 2);
  assert.equal(hits(total.thanked), '1/2');
  assert.deepEqual(
    byNetwork.map(one => [one.key, one.answered]),
    [['square', 2]],
  );
  assert.deepEqual(
    byLanguage.map(one => one.answered),
    [2],
  );
  assert.deepEqual(
    byAgent.map(one => one.key),
    [null],
    'answered in the network’s own app',
  );
  assert.equal((await figures({ since, until, complaint: false })).total.answered, 0);
  // Whole months, whole days and edges add up to the turns, wherever a slice is cut.
  for (const [from, to] of [
    ['2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['2026-10-01T00:00:00Z', '2026-11-02T07:00:00Z'],
    ['2026-09-30T23:59:59Z', '2026-11-01T00:00:00Z'],
    ['2026-11-02T01:00:00Z', '2026-11-02T23:00:00Z'],
    ['2026-10-13T12:00:00Z', '2026-11-11T00:00:01Z'],
  ] as const) {
    const rows = await sql<{ n: number }>`
      select count(*)::int as n from turn_outcome where opened_at >= ${from} and opened_at < ${to}`.execute(db);
    const told = await figures({ since: from, until: to });
    assert.equal(told.total.answered, rows.rows[0]?.n, `${from} ${to}`);
    assert.equal(told.byAgent[0]?.answered ?? 0, rows.rows[0]?.n);
    const narrowed = await figures({ since: from, until: to, visibility: 'public' });
    assert.equal(narrowed.byAgent[0]?.answered ?? 0, narrowed.total.answered, 'from the turns themselves');
  }
  const kim = await colleague('Kim');
  const seen = await readOutcomes(desk, kim, { period: 'all' });
  assert.deepEqual(seen.byAgent, [], 'by colleague is for leads');
  await assert.rejects(readOutcomes(desk, kim, { period: 'all', agent: kim.agentId }), /does not include/);
});
