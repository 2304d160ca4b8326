import { backTest, RULES, type Rule, type Scores } from '../src/core/insight/back-test.ts';
import { DEFAULT_EXPECTATION } from '../src/core/insight/expectation.ts';
import { forecast, learnArrivals } from '../src/core/insight/forecast.ts';
import { HALF_HOURS_OF_WEEK, halfHours } from '../src/core/insight/half-hours.ts';
import { contentShare, type DeskWork, ONE_AT_ONCE, promiseWithin } from '../src/core/insight/people-needed.ts';
import { type PlayedOften, playOften } from '../src/core/insight/queue-simulation.ts';
import {
  type PlanAsked,
  type PlannedHalfHour,
  planStaffing,
  suggestShifts,
} from '../src/core/insight/staffing-plan.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';
import { type Brand, inventedBrand, realBrands, weekAfter } from './staffing-arrivals.ts';

/** Whether the forecast is worth having, what it asks for in people, and whether people so many keep the promise when it is played. */
export const bench: Bench = {
  about:
    'Arrivals forecast week by week beside two rules of thumb; the week ahead as people and shifts for 71% within 5 minutes; that week played.',
  options: {
    handling: { default: 240, about: 'seconds a conversation takes, of which the sets know nothing' },
    plays: { default: 40, about: 'times each week is played' },
  },
  words: { data: { about: 'folder with twcs_spotify_inbound.jsonl and twcs_threads.jsonl; else weeks are made up' } },
  run({ handling = 240, plays = 40 }, { say, words }): Promise<BenchReport> {
    const { brands, notes } =
      words['data'] === undefined ? { brands: [inventedBrand()], notes: [] } : realBrands(words['data']);
    const report: BenchReport = { figures: {}, rows: [], notes };
    for (const brand of brands) {
      say(`${brand.name}: ${brand.counted.reduce((sum, { count }) => sum + (count ?? 0), 0)} customers`);
      judge(brand, report);
      staff(brand, { handling, plays }, report);
      staffLastWeek(brand, { handling, plays }, report);
    }
    notes.push(
      'Planned for 85% occupancy at most and 30% shrinkage; whole people make it more than 71%. An answer is taken to leave as soon as it is begun.',
      'In Erlang A, whoever is no longer content leaves and takes the work along; in Erlang C everybody is answered, however late.',
    );
    if (brands.length === 0) notes.push('No brand in the folder has weeks that can be forecast.');
    return Promise.resolve(report);
  },
};

const CALLED: Record<Rule, string> = {
  heed: 'Heed',
  last_week: 'same half hour last week',
  four_weeks: 'mean of the last four',
};

function judge({ name, counted }: Brand, { figures, rows }: BenchReport): void {
  const scores = backTest(counted);
  if (scores === null) return;
  const beside = (of: (scores: Scores) => number) =>
    RULES.slice(1)
      .map(rule => `${of(scores[rule]).toFixed(2)} ${CALLED[rule]}`)
      .join('; ');
  const row = (what: string, of: (scores: Scores) => number, unit: string): BenchRow => ({
    what: `${name}: ${what}`,
    value: of(scores.heed),
    unit,
    beside: beside(of),
  });
  rows.push(row('mean absolute error', ({ mae }) => mae, 'customers'));
  rows.push(row('… of all that came', ({ wape }) => 100 * wape, '%'));
  rows.push(row('pinball loss, 10–50–90%', ({ pinball }) => pinball, 'customers'));
  rows.push(row('within the 80% interval', ({ covered }) => 100 * covered, '%'));
  for (const rule of RULES) {
    const { mae, wape, pinball, covered } = scores[rule];
    Object.assign(figures, {
      [`${rule}_mae`]: mae,
      [`${rule}_wape`]: wape,
      [`${rule}_pinball`]: pinball,
      [`${rule}_covered`]: covered,
    });
  }
}

const SHIFT_HALF_HOURS = 16;
const WITHIN_SECONDS = 300;

function askedOf(handlingSeconds: number, patience: PlanAsked['work']['patience']): PlanAsked {
  return {
    work: { handlingSeconds, replySeconds: 0, atOnce: ONE_AT_ONCE, patience },
    target: { share: 0.71, withinSeconds: WITHIN_SECONDS },
    limits: { occupancyAtMost: 0.85, shrinkage: 0.3 },
    planFor: 'mean',
  };
}

function staff(
  brand: Brand,
  { handling, plays }: { handling: number; plays: number },
  { figures, rows }: BenchReport,
): void {
  const { fromMs, count } = weekAfter(brand);
  const ahead = forecast(learnArrivals(brand.counted), halfHours(fromMs, count, 'UTC'));
  for (const [kind, patience] of [
    ['Erlang A', { kind: 'curve', curve: DEFAULT_EXPECTATION }],
    ['Erlang C', { kind: 'endless' }],
  ] as const) {
    const asked = askedOf(handling, patience);
    const started = performance.now();
    const plan = planStaffing(ahead, asked);
    const took = performance.now() - started;
    const need = plan.map(({ needed }) => needed?.scheduled ?? 0);
    const shifts = suggestShifts(need, SHIFT_HALF_HOURS, place => place % 2 === 0);
    const played = play(plan, asked, plays);
    const reckoned = ofAll(plan, asked, (people, work) => promiseWithin(people, work, WITHIN_SECONDS));
    const content = ofAll(plan, asked, (people, work) => contentShare(people, work, DEFAULT_EXPECTATION));
    const name = `${brand.name}, ${kind}`;
    rows.push({ what: `${name}: people in the busiest half hour`, value: Math.max(...need), unit: 'scheduled' });
    rows.push({
      what: `${name}: shifts of eight hours`,
      value: shifts.people,
      unit: 'a week',
      beside: `${(need.reduce((sum, people) => sum + people, 0) / SHIFT_HALF_HOURS).toFixed(0)} if none had idle hours`,
    });
    rows.push({
      what: `${name}: answered within 5 min, reckoned`,
      value: 100 * reckoned,
      unit: '%',
      target: '≥ 71',
      isMet: reckoned >= 0.71,
    });
    rows.push({
      what: `${name}: … when the week is played`,
      value: 100 * played.begunWithin.value,
      unit: '%',
      beside: `95%: ${(100 * played.begunWithin.low).toFixed(1)}–${(100 * played.begunWithin.high).toFixed(1)}`,
    });
    rows.push({ what: `${name}: expectation met, default curve`, value: 100 * content, unit: '%' });
    rows.push({ what: `${name}: the week planned in`, value: took, unit: 'ms' });
    const key = kind === 'Erlang A' ? 'erlang_a' : 'erlang_c';
    Object.assign(figures, {
      [`${key}_reckoned`]: reckoned,
      [`${key}_played`]: played.begunWithin.value,
      [`${key}_shifts`]: shifts.people,
      [`${key}_plan_ms`]: took,
    });
  }
}

/** A share of the whole week, each half hour by its arrivals. */
function ofAll(
  plan: readonly PlannedHalfHour[],
  { work }: PlanAsked,
  shareOf: (people: number, work: DeskWork) => number,
): number {
  let [whole, part] = [0, 0];
  for (const { arrivals, needed } of plan) {
    whole += arrivals;
    part += arrivals * shareOf(needed?.atWork ?? 0, { ...work, arrivalsPerHour: arrivals * 2 });
  }
  return part / whole;
}

/** The honest question: people by the forecast of the weeks before, and then what really came in the last one. */
function staffLastWeek(
  { name, counted }: Brand,
  { handling, plays }: { handling: number; plays: number },
  { figures, rows }: BenchReport,
): void {
  const before = counted.slice(0, -HALF_HOURS_OF_WEEK);
  const last = counted.slice(-HALF_HOURS_OF_WEEK);
  const ahead = forecast(learnArrivals(before), last);
  for (const planFor of ['mean', 'high'] as const) {
    const asked: PlanAsked = { ...askedOf(handling, { kind: 'endless' }), planFor };
    const plan = planStaffing(ahead, asked).map((half, place) => ({ ...half, arrivals: last[place]?.count ?? 0 }));
    const { begunWithin } = play(plan, asked, plays);
    const hours = plan.reduce((sum, { needed }) => sum + (needed?.scheduled ?? 0) / 2, 0);
    rows.push({
      what: `${name}: the last week as it came, people by the ${planFor === 'mean' ? 'mean' : 'high end'} of the forecast before`,
      value: 100 * begunWithin.value,
      unit: '%',
      target: '≥ 71',
      isMet: begunWithin.value >= 0.71,
      beside: `${hours.toFixed(0)} paid hours`,
    });
    figures[`last_week_staffed_by_${planFor}`] = begunWithin.value;
  }
}

function play(plan: readonly PlannedHalfHour[], { work }: PlanAsked, plays: number): PlayedOften {
  const day = {
    halfHours: plan.map(({ arrivals, needed }) => ({ arrivals, people: needed?.atWork ?? 0 })),
    handling: { kind: 'exponential', meanSeconds: work.handlingSeconds } as const,
    patience: work.patience,
    atOnce: work.atOnce,
    withinSeconds: WITHIN_SECONDS,
    warmUpHalfHours: 0,
  };
  return playOften(day, plays, 1);
}
