/** Every figure of response times as the product tells it, held against the same worked out by hand from a list of who waited when. */
import assert from 'node:assert/strict';
import type { Desk } from '../../src/services/desk.ts';
import type { Who } from '../../src/services/permit.ts';
import { readExpectationReport } from '../../src/services/reports/expectation.ts';
import { readExpectationParts, readHearingAndHandling } from '../../src/services/reports/expectation-parts.ts';
import { readPromiseReport } from '../../src/services/reports/promise.ts';
import { readSilence } from '../../src/services/reports/silence.ts';
import type { SliceQuery } from '../../src/services/reports/slice-of.ts';
import { listTurnsBehind } from '../../src/services/reports/turn-rows.ts';
import { readArrivals } from '../../src/services/reports/workload.ts';
import {
  byHourOfWeek,
  counted,
  coverage,
  delaySeconds,
  medianSeconds,
  promises,
  silence,
  unansweredAfter,
  type Wait,
} from './naive-insight.ts';

type Needs = Pick<Desk, 'db' | 'now'>;
/** What rounding leaves: shares are sums of many fractions. */
const CLOSE = 1e-9;
const PAGE = 100;
const WITHIN = [60, 300, 1_800, 3_600, 18_000, 86_400];

/** @param waits by the id of the turn; of all turns that there are */
export async function assertInsightAgrees(
  desk: Needs,
  who: Who,
  asked: SliceQuery,
  waits: ReadonlyMap<string, Wait>,
): Promise<void> {
  const report = await readExpectationReport(desk, who, { ...asked, curve: 'founding', seconds: 754 });
  const [sinceMs, untilMs] = [Date.parse(report.since), Date.parse(report.until)];
  const wanted = new Map(
    [...waits].filter(
      ([, { openedMs, kind }]) => openedMs >= sinceMs && openedMs < untilMs && (asked.kind ?? kind) === kind,
    ),
  );
  const all = [...wanted.values()];
  const nowMs = clockMs(desk.now().getTime(), [...waits.values()]);
  const of = (outcome: Wait['outcome']) => all.filter(wait => wait.outcome === outcome).length;
  assert.deepEqual(report.counts, {
    turns: counted(all).length,
    answered: of('answered'),
    never: of('unanswered'),
    waiting: of(null),
    notNeeded: of('not_needed'),
    withdrawn: of('withdrawn'),
  });
  const answeredBy = (seconds: number) =>
    all.filter(
      ({ outcome, openedMs, closedMs }) =>
        outcome === 'answered' && closedMs !== null && closedMs - openedMs <= 1000 * seconds,
    ).length;
  assert.deepEqual(
    [...report.within, report.asked].map(one => [one?.seconds, one?.answered]),
    [...WITHIN, 754].map(seconds => [seconds, answeredBy(seconds)]),
  );
  assert.ok(Math.abs((report.met?.share ?? -1) - coverage(all, nowMs)) < CLOSE, 'expectation met');
  assert.equal(report.median.seconds, medianSeconds(all, nowMs), 'median');
  for (const { seconds, share } of report.curve) {
    assert.ok(Math.abs(1 - share - unansweredAfter(all, nowMs, seconds)) < CLOSE, `the curve after ${seconds} s`);
  }
  const { whole } = await readPromiseReport(desk, who, asked);
  assert.deepEqual({ kept: whole.kept, broken: whole.broken }, promises(all, desk.now().getTime()), 'promises');
  const { unanswered, late, waiting } = await readSilence(desk, who, asked);
  // A recording that has ended goes by our clock: what nobody answered there is broken by now.
  assert.deepEqual({ unanswered, late, waiting }, silence(all, desk.now().getTime()), 'silence');
  const arrivals = await readArrivals(desk, who, asked);
  const came = arrivals.rows.flatMap(({ slot, count }): [number, number][] => (count > 0 ? [[slot, count]] : []));
  assert.deepEqual(new Map(came), byHourOfWeek(all, report.timeZone), 'arrivals');
  await assertDelaysAgree(desk, who, asked, all);
  await assertRowsAgree(desk, who, asked, wanted);
  await assertPartsAgree(desk, who, asked, all);
}

async function assertDelaysAgree(desk: Needs, who: Who, asked: SliceQuery, all: readonly Wait[]): Promise<void> {
  const { hearing, handling } = await readHearingAndHandling(desk, who, asked);
  const live = all.filter(({ closedMs, heardMs }) => closedMs === null || heardMs <= closedMs);
  const answered = live.filter(({ outcome }) => outcome === 'answered');
  const expected = [
    [hearing, live.map(wait => delaySeconds(wait).hearing)],
    [handling, answered.map(wait => delaySeconds(wait).handling ?? 0)],
  ] as const;
  for (const [told, seconds] of expected) {
    if (told.turns === 0) continue;
    assert.equal(told.turns, seconds.length);
    const sorted = seconds.toSorted((a, b) => a - b);
    assert.equal(told.median.seconds, sorted[Math.ceil(sorted.length / 2) - 1]);
  }
}

/** Where nobody has written for a quarter a recording came to its end: who waits then has waited until there. */
function clockMs(nowMs: number, waits: readonly Wait[]): number {
  const newestMs = Math.max(...waits.map(({ openedMs }) => openedMs));
  return nowMs - newestMs > 91 * 86_400_000 ? newestMs + 1 : nowMs;
}

/** The rows a figure opens are the turns it was counted from, each once. */
async function assertRowsAgree(desk: Needs, who: Who, asked: SliceQuery, wanted: ReadonlyMap<string, Wait>) {
  const rowsOf = async (more: { outcome?: 'answered' | 'open' | 'unanswered'; toSeconds?: number }) => {
    const ids: string[] = [];
    let total: number | null = null;
    for (let after: string | undefined; ; ) {
      const page = await listTurnsBehind(desk, who, { ...asked, ...more, after, limit: PAGE });
      ids.push(...page.rows.map(({ id }) => id));
      // Told with the first page.
      total ??= page.total;
      if (page.next === null) return { ids: ids.sort(), total };
      after = page.next;
    }
  };
  const agree = async (more: Parameters<typeof rowsOf>[0], fits: (wait: Wait) => boolean) => {
    const expected = [...wanted].filter(([, wait]) => fits(wait)).map(([id]) => id);
    assert.deepEqual(await rowsOf(more), { ids: expected.sort(), total: expected.length }, JSON.stringify(more));
  };
  await agree({}, () => true);
  await agree({ outcome: 'open' }, ({ outcome }) => outcome === null);
  await agree({ outcome: 'unanswered' }, ({ outcome }) => outcome === 'unanswered');
  for (const toSeconds of WITHIN) {
    await agree(
      { outcome: 'answered', toSeconds },
      ({ outcome, openedMs, closedMs }) =>
        outcome === 'answered' && closedMs !== null && closedMs - openedMs <= 1000 * toSeconds,
    );
  }
}

/** Told apart by hour of the day and by first and next, each part is what those turns alone come to. */
async function assertPartsAgree(desk: Needs, who: Who, asked: SliceQuery, all: readonly Wait[]): Promise<void> {
  for (const by of ['hour', 'kind'] as const) {
    const { rows, timeZone } = await readExpectationParts(desk, who, { ...asked, by });
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' });
    const groups = Map.groupBy(counted(all), wait =>
      by === 'kind' ? wait.kind : String(Number(clock.format(wait.openedMs))),
    );
    const told = rows.map(({ key, turns, answered, never, waiting }) => [key, turns, answered, never, waiting]);
    const expected = [...groups].map(([key, waits]) => {
      const of = (outcome: Wait['outcome']) => waits.filter(wait => wait.outcome === outcome).length;
      return [key, waits.length, of('answered'), of('unanswered'), of(null)];
    });
    assert.deepEqual(new Set(told.map(String)), new Set(expected.map(String)), by);
  }
}
