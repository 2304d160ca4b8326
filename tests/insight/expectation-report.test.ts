/** Twenty turns whose figures are worked out by hand: in shares, in counts and in the rows behind each. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Refusal } from '../../src/core/refusal.ts';
import type { Who } from '../../src/services/permit.ts';
import { listChoices } from '../../src/services/reports/choices.ts';
import { readExpectationReport } from '../../src/services/reports/expectation.ts';
import {
  readExpectationParts,
  readExpectationTrend,
  readHearingAndHandling,
} from '../../src/services/reports/expectation-parts.ts';
import { changeSettings, readSettings } from '../../src/services/reports/insight-settings.ts';
import { listTurnsBehind } from '../../src/services/reports/turn-rows.ts';
import { resolve } from '../../src/services/resolve.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type World = TestDesk & { lead: Who; agent: Who };

/** Everybody wrote so many minutes ago. */
const WROTE = 60 * 60;
/** In which time answers came; three were never answered, two wait still, one needed none. */
const TOOK_SECONDS = [60, 60, 300, 300, 300, 300, 301, 1_800, 1_800, 1_800, 3_600, 3_600, 18_000, 18_000, 86_400];
const MONTH = { period: '28d' } as const;

async function world(t: TestContext): Promise<World> {
  const d = await testDesk(t);
  const [lead, agent] = [await d.colleague('Lea', 'lead'), await d.colleague('Ada')];
  for (const [place, seconds] of TOOK_SECONDS.entries()) {
    await d.hear(post(`q${place}`, `c${place}`, WROTE, { lang: place < 5 ? 'el' : 'en' }));
    await d.ear.hear(post(`a${place}`, 'kestrel', WROTE - seconds / 60, { parentRemoteId: `q${place}` }));
  }
  for (let n = 0; n < 3; n++) {
    const id = await d.hear(post(`n${n}`, `never${n}`, WROTE));
    await resolve(d.desk, lead, id, { openTurn: 'unanswered' });
  }
  await d.hear(post('w0', 'waits0', WROTE));
  await d.hear(post('w1', 'waits1', WROTE));
  const thanks = await d.hear(post('t', 'thanks', WROTE));
  await resolve(d.desk, lead, thanks, { openTurn: 'not_needed', reason: 'thanks' });
  return { ...d, lead, agent };
}

const near = (value: number | null | undefined, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs((value ?? Number.NaN) - wanted) <= within, `${what}: ${value}, not ${wanted}`);

test('answered within t is of all turns, the curve and the one number have everybody in them', async t => {
  const w = await world(t);
  const report = await readExpectationReport(w.desk, w.agent, { ...MONTH, seconds: 301 });
  assert.deepEqual(report.counts, { turns: 20, answered: 15, never: 3, waiting: 2, notNeeded: 1, withdrawn: 0 });
  assert.deepEqual(
    report.within.map(({ seconds, answered, share }) => [seconds, answered, share]),
    [
      [60, 2, 0.1],
      [300, 6, 0.3],
      [1_800, 10, 0.5],
      [3_600, 12, 0.6],
      [18_000, 14, 0.7],
      [86_400, 15, 0.75],
    ],
  );
  assert.deepEqual([report.asked?.answered, report.isFew], [7, false]);
  // (2 × 0.89 + 4 × 0.7906 + 0.79 + 3 × 0.68 + 2 × 0.58 + 2 × 0.2863 + 0) / 20, by hand from the founding curve.
  near(report.met?.share, 0.4753, 0.006, 'expectation met');
  near(report.median.seconds, 1_800, 1_800 * 0.025, 'half answered by');
  near(report.curve.at(-1)?.share, 0.75, 1e-9, 'answered in the end');
  const strict = await readExpectationReport(w.desk, w.agent, { ...MONTH, curve: 'strict' });
  // (2 × 0.626 + 4 × 0.29 + 0.29 + 3 × 0.198 + 2 × 0.163 + 2 × 0.08) / 20
  near(strict.met?.share, 0.189, 0.01, 'by the stricter curve');
});

test('every figure opens its rows: they are as many as it says, and pages lose none', async t => {
  const w = await world(t);
  const total = async (wanted: object) =>
    (await listTurnsBehind(w.desk, w.agent, { ...MONTH, ...wanted, limit: 1 })).total;
  assert.deepEqual(
    await Promise.all(
      [
        {},
        { toSeconds: 300 },
        { fromSeconds: 300, toSeconds: 1_800 },
        { outcome: 'unanswered' },
        { outcome: 'open' },
        { outcome: 'not_needed' },
        { standing: 'kept' },
        { standing: 'broken' },
        { standing: 'silent' },
        { language: ['el'] },
      ].map(total),
    ),
    [21, 6, 4, 3, 2, 1, 7, 13, 13, 5],
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listTurnsBehind(w.desk, w.agent, { ...MONTH, limit: 8, after });
    seen.push(...page.rows.map(row => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual([seen.length, new Set(seen).size], [21, 21]);
  const [slowest] = (await listTurnsBehind(w.desk, w.agent, { ...MONTH, fromSeconds: 18_000, limit: 5 })).rows;
  assert.deepEqual(
    [slowest?.responseSeconds, slowest?.name, slowest?.words, slowest?.kept, slowest?.network],
    [86_400, 'c14', 'c14 says q14', false, 'square'],
  );
});

test('told apart by language and by hour the parts add up, and too few are counted without a share', async t => {
  const w = await world(t);
  const { rows } = await readExpectationParts(w.desk, w.agent, { ...MONTH, by: 'language' });
  assert.deepEqual(
    rows.map(({ key, turns, answered, never, waiting, met }) => [key, turns, answered, never, waiting, met]),
    [
      ['en', 15, 10, 3, 2, null],
      ['el', 5, 5, 0, 0, null],
    ],
  );
  const hours = await readExpectationParts(w.desk, w.agent, { ...MONTH, by: 'hour' });
  assert.deepEqual([hours.rows.map(({ key, turns }) => [key, turns]), hours.timeZone], [[['0', 20]], 'UTC']);
  const trend = await readExpectationTrend(w.desk, w.agent, { period: '7d' });
  assert.deepEqual(
    trend.rows.map(({ turns, met }) => [turns, met === null]),
    [...Array(4).fill([0, true]), [20, false], [0, true], [0, true]],
  );
  const choices = await listChoices(w.desk, w.agent, { ...MONTH, language: ['el'] });
  assert.deepEqual(
    choices.languages.map(({ key, turns }) => [key, turns]),
    [
      ['en', 16],
      ['el', 5],
    ],
  );
});

test('hearing and handling add up to the response, and what we heard after its answer is in neither', async t => {
  const w = await world(t);
  const before = await readHearingAndHandling(w.desk, w.agent, { ...MONTH, language: ['el'] });
  assert.deepEqual([before.hearing.turns, before.handling.turns], [0, 0]);
  await w.hear(post('live', 'now', 10, { lang: 'de' }));
  w.pass(300);
  await w.ear.hear(post('reply', 'kestrel', -5, { parentRemoteId: 'live' }));
  const { hearing, handling } = await readHearingAndHandling(w.desk, w.agent, { ...MONTH, language: ['de'] });
  // Delays are kept in steps of time.
  near(hearing.median.seconds, 600, 60, 'heard after');
  near(handling.median.seconds, 300, 40, 'handled in');
  const rows = await listTurnsBehind(w.desk, w.agent, { ...MONTH, language: ['de'], live: true, limit: 5 });
  assert.deepEqual(
    rows.rows.map(row => row.responseSeconds),
    [900],
  );
});

test('leads draw a curve of their own, which is refused with what is wrong and then used by everybody', async t => {
  const w = await world(t);
  const draw = (points: [number, number][]) =>
    changeSettings(w.desk, w.lead, {
      expectation: 'own',
      ownCurve: points.map(([seconds, lost]) => ({ seconds, lost })),
    });
  const refused = (says: RegExp) => (error: unknown) => error instanceof Refusal && says.test(error.message);
  await assert.rejects(draw([[10, 0]]), refused(/two points/));
  await assert.rejects(
    draw([
      [10, 0],
      [60, 0.5],
      [50, 1],
    ]),
    refused(/later than the one before/),
  );
  await assert.rejects(
    draw([
      [10, 0.2],
      [60, 1],
    ]),
    refused(/first point/),
  );
  await assert.rejects(changeSettings(w.desk, w.agent, { expectation: 'strict' }), refused(/role/));
  await draw([
    [400, 0],
    [401, 1],
  ]);
  const { expectation, met } = await readExpectationReport(w.desk, w.agent, MONTH);
  // Everybody is content up to 400 seconds and nobody after 401: seven of twenty.
  assert.equal(expectation.kind, 'own');
  near(met?.share, 7 / 20, 1e-9, 'met by our own curve');
  await assert.rejects(changeSettings(w.desk, w.lead, { leaveShare: 0.5, version: 0 }), refused(/meanwhile/));
  assert.equal((await readSettings(w.desk, w.agent)).version, 1);
});

test('a partner sees the turns of their inboxes and no others', async t => {
  const w = await world(t);
  const blind: Who = { ...w.agent, reach: { role: 'partner', inboxes: [] } };
  assert.equal((await readExpectationReport(w.desk, blind, MONTH)).counts.turns, 0);
  assert.equal((await listTurnsBehind(w.desk, blind, { ...MONTH, limit: 5 })).total, 0);
  assert.deepEqual((await listChoices(w.desk, blind, MONTH)).networks, []);
});

test('of none and of few nothing is claimed', async t => {
  const d = await testDesk(t);
  const agent = await d.colleague('Ada');
  const none = await readExpectationReport(d.desk, agent, MONTH);
  assert.deepEqual([none.counts.turns, none.met, none.isFew, none.median.seconds], [0, null, true, null]);
  await d.hear(post('one', 'thea', 30));
  const few = await readExpectationReport(d.desk, agent, MONTH);
  assert.deepEqual([few.counts.waiting, few.isFew, few.before.met], [1, true, null]);
});
