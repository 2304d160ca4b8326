/** Words that rose, arrivals by the hour of the week, and whom each colleague answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { risenOf, type Voice } from '../../src/core/insight/risen.ts';
import { busiestOf, byWeekHour } from '../../src/core/insight/week-hours.ts';
import { saveDraft } from '../../src/services/drafts.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { makeRisenWords } from '../../src/services/reports/words.ts';
import {
  listHandlingRows,
  readArrivals,
  readColleagues,
  readHandlingReport,
} from '../../src/services/reports/workload.ts';
import { makeChance } from '../support/chance.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { arrival, post } from '../support/hearing.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

function deskWords(d: TestDesk) {
  return makeRisenWords({ db: d.database.db, now: d.desk.now, dear: (_name, work) => work() });
}

test('a word that many say this week and hardly anybody before rises; one loud person lifts none', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const days = Array.from({ length: 34 }, (_, day) => day + 1);
  const posts = days.flatMap(day =>
    [1, 2, 3, 4].map(n => {
      const text = day < 7 && n <= 2 ? 'is my kettle in the recall?' : 'my kettle is loud';
      return post(`d${day}n${n}`, `someone ${day} ${n}`, day * DAY + n * HOUR, { text });
    }),
  );
  const loud = days.slice(0, 12).map(n => post(`loud${n}`, 'loud', DAY + n * HOUR, { text: 'outrage outrage' }));
  await d.ear.hear(...posts, ...loud);
  const words = deskWords(d);
  const { rows, people } = await words.read(who, { period: '7d' });
  assert.deepEqual(rows.map(({ word, people, of, before }) => [word, people, of, before]).slice(0, 1), [
    ['recall', 12, 25, 0],
  ]);
  assert.ok(rows.every(({ word }) => !['outrage', 'kettle', 'loud'].includes(word)));
  assert.deepEqual([people.now, people.before], [25, 112]);
  const behind = await words.rows(who, { period: '7d', word: 'recall' });
  assert.equal(behind.rows.length, 12);
  assert.ok(behind.rows.every(row => row.text.includes('recall') && row.conversationId !== null));
});

test('what was only overheard counts as well, once, and never for whoever sees some inboxes alone', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const overhear = (id: string, minutesAgo: number, text: string) => {
    const one = post(id, `writer-${id}`, minutesAgo, { text, addressed: false });
    const listened = new Map([[id, { queryIds: [], wants: null, opens: false }]]);
    return d.ear.ingest(d.ear.batch([arrival([{ kind: 'post', post: one }])], { listened }));
  };
  for (let n = 0; n < 40; n++) await overhear(`b${n}`, 10 * DAY + n * 5 * HOUR, 'what a kettle');
  for (let n = 0; n < 14; n++) await overhear(`n${n}`, DAY + n * 5 * HOUR, 'the kettle leaks');
  const words = deskWords(d);
  const { rows } = await words.read(who, { period: '7d' });
  assert.ok(rows.some(({ word }) => word === 'leaks'));
  const behind = await words.rows(who, { period: '7d', word: 'leaks' });
  assert.deepEqual([behind.rows.length, behind.rows[0]?.conversationId], [14, null]);
  const partner = { ...who, reach: { role: 'partner', inboxes: [d.ear.inboxId] } } as const;
  assert.deepEqual((await words.read(partner, { period: '7d' })).people, { now: 0, before: 0 });
});

test('where words fall by chance alone, hardly ever is one told to rise', () => {
  const chance = makeChance(3);
  const said = (n: number): Voice[] =>
    Array.from({ length: n }, (_, by) => ({
      by: `${by}`,
      words: Array.from({ length: 400 }, (_, word) => `w${word}`).filter((_, word) => chance() < 0.3 / (1 + word / 10)),
    }));
  let told = 0;
  for (let round = 0; round < 12; round++) told += risenOf(said(200), said(400)).words.length > 0 ? 1 : 0;
  assert.ok(told <= 2, `${told} of 12`);
  assert.deepEqual(risenOf(said(100), said(10)).words, [], 'too few before');
});

const CORFU = { timeZone: 'Europe/Athens' };

test('arrivals stand in the hour of the week in which the customer wrote there, also where the clock is turned', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  // The tests' day is a Sunday; 12:00 UTC.
  await d.ear.hear(post('a', 'thea', 0), post('b', 'omar', 10), post('c', 'lin', DAY));
  d.pass(60);
  const { rows, turns, busiest, timeZone } = await readArrivals(d.desk, who, { period: '28d' });
  assert.deepEqual([turns, rows.length, timeZone], [3, 168, 'UTC']);
  assert.deepEqual(
    rows.filter(row => row.count > 0).map(row => [row.slot, row.count]),
    [
      [5 * 24 + 12, 1],
      [6 * 24 + 11, 1],
      [6 * 24 + 12, 1],
    ],
  );
  const hours = rows.reduce((sum, row) => sum + row.hours, 0);
  assert.ok(Math.abs(hours - (27 * 24 + 12 + 1 / 60)) < 1e-6, String(hours));
  // Three Sundays had their whole twelfth hour, this one a minute of it.
  assert.deepEqual([busiest?.slot, busiest?.average], [6 * 24 + 12, 1 / (3 + 1 / 60)]);
  // 2026-10-25 03:00 in Athens comes twice.
  const sinceMs = Date.parse('2026-10-24T21:00:00Z');
  const counts = [
    { startsAtMs: Date.parse('2026-10-25T00:30:00Z'), count: 2 },
    { startsAtMs: Date.parse('2026-10-25T01:30:00Z'), count: 3 },
  ];
  const turned = byWeekHour(counts, { sinceMs, untilMs: sinceMs + 25 * 3_600_000, ...CORFU });
  assert.deepEqual([turned[6 * 24 + 3]?.count, turned[6 * 24 + 3]?.hours], [5, 2]);
  assert.equal(busiestOf(turned)?.average, 2.5);
});

test('every half hour stands in one hour of the week, and all hours together are the stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 3_000 }), (from, lasts) => {
      const sinceMs = from * 3_600_000 + 17 * 60_000;
      const untilMs = sinceMs + lasts * 1_000_000;
      const counts = Array.from({ length: 20 }, (_, n) => ({
        startsAtMs: Math.floor(sinceMs / 1_800_000) * 1_800_000 + n * 1_800_000,
        count: n,
      }));
      const slots = byWeekHour(counts, { sinceMs, untilMs, ...CORFU });
      assert.equal(
        slots.reduce((sum, one) => sum + one.count, 0),
        190,
      );
      assert.ok(Math.abs(slots.reduce((sum, one) => sum + one.hours, 0) - (untilMs - sinceMs) / 3_600_000) < 1e-6);
    }),
  );
});

test('leads see whom each colleague answered and what it took them, by name; others see no names at all', async t => {
  const d = await testDesk(t);
  const [zoe, ada, lead] = [await d.colleague('Zoe'), await d.colleague('ada'), await d.colleague('Nadia', 'lead')];
  const answer = async (who: Who, name: string, seconds: number) => {
    const id = await d.hear(post(`p-${name}`, name, 0, { text: `my grinder, says ${name}` }));
    await saveDraft(d.desk, who, id, { mode: 'reply', text: 'So', page: 'one', knows: null });
    d.pass(seconds);
    const { message } = await reply(d.desk, who, id, { visibility: 'public', text: 'Sorry!' });
    d.pass(UNDO_SECONDS);
    await d.deliver(message.id);
  };
  await answer(zoe, 'thea', 60);
  await answer(ada, 'omar', 30);
  await answer(zoe, 'lin', 90);
  const { rows } = await readColleagues(d.desk, lead, { period: '7d' });
  assert.deepEqual(
    rows.map(({ name, turns, answers, meanSeconds, atOnce }) => [name, turns, answers, meanSeconds, atOnce]),
    [
      ['ada', 1, 1, 30, 1],
      ['Zoe', 2, 2, 75, 1],
    ],
  );
  await assert.rejects(readColleagues(d.desk, ada, { period: '7d' }), { code: 'not_allowed' });
  await assert.rejects(listHandlingRows(d.desk, ada, { period: '7d', limit: 5, agent: zoe.agentId }), {
    code: 'not_allowed',
  });
  const seen = await listHandlingRows(d.desk, ada, { period: '7d', limit: 5 });
  assert.deepEqual(
    seen.rows.map(row => [row.seconds, row.agentId, row.agentName]),
    [
      [90, null, null],
      [30, null, null],
      [60, null, null],
    ],
  );
  const own = await listHandlingRows(d.desk, lead, { period: '7d', limit: 5, agent: zoe.agentId });
  assert.deepEqual(
    own.rows.map(row => [row.seconds, row.agentName]),
    [
      [90, 'Zoe'],
      [60, 'Zoe'],
    ],
  );
  const report = await readHandlingReport(d.desk, ada, { period: '7d' });
  assert.deepEqual(
    [report.total.answers, report.total.meanSeconds, report.networks.length, report.days.length],
    [3, 60, 1, 1],
  );
  const { rows: kept } = await sql<{ turns: number }>`
    select sum(turns)::int turns from agent_slot`.execute(d.database.db);
  assert.equal(kept[0]?.turns, 3);
});
