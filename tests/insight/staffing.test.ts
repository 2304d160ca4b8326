/** Plans of people on a real database: from turns that were opened to shifts that cover them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { readEvents } from '../../src/core/calendar/ical-text.ts';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import type { MeasuredHandling } from '../../src/core/insight/staffing-settings.ts';
import { arrivalsPerHalfHour } from '../../src/services/reports/arrivals.ts';
import { makeStaffing, type StaffingNeeds } from '../../src/services/reports/staffing.ts';
import { makeStaffingReckoner } from '../../src/services/reports/staffing-reckoner.ts';
import { type TestBrand, testBrand } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { post, testEar } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

/** Sunday noon. */
const NOW = new Date('2026-11-22T12:00:00Z');
const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;

type World = TestBrand & {
  staffing: ReturnType<typeof makeStaffing>;
  lead: ReturnType<TestBrand['who']>;
};

async function world(arrivals: Arrivals, measured: MeasuredHandling | null = null): Promise<World> {
  const brand = await testBrand(database.db);
  const ear = await testEar(database, { brand });
  const id = brand.who('lead').agentId;
  // The span of the brand's turns decides what a recording is.
  for (const at of [arrivals[0], arrivals.at(-1)]) {
    if (at !== undefined)
      await ear.hear(post(`p${at.startsAtMs}`, `c${at.startsAtMs}`, 0, { at: new Date(at.startsAtMs) }));
  }
  const needs: StaffingNeeds = {
    db: database.db,
    now: () => NOW,
    reckoner: makeStaffingReckoner(),
    async arrivals(slice) {
      return arrivals.filter(
        ({ startsAtMs }) => startsAtMs >= slice.since.getTime() && startsAtMs < slice.until.getTime(),
      );
    },
    handling: async () => measured,
    curveOf: async () => DEFAULT_EXPECTATION,
  };
  return { ...brand, staffing: makeStaffing(needs), lead: { ...brand.who('lead'), agentId: id } };
}

type Arrivals = { startsAtMs: number; count: number }[];

/** Ten weeks with a busy noon, calm at weekends, and chance. */
function tenWeeks(): Arrivals {
  const chance = makeChance(7);
  const fromMs = NOW.getTime() - 70 * DAY_MS;
  return Array.from({ length: 70 * 48 }, (_, place) => {
    const at = new Date(fromMs + place * HALF_HOUR_MS);
    const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
    const mean = (0.4 + 8 * Math.exp(-((hour - 12) ** 2) / 8)) * (at.getUTCDay() % 6 === 0 ? 0.4 : 1);
    let count = -1;
    for (let sum = 0; sum < mean; count++) sum -= Math.log(1 - chance());
    return { startsAtMs: at.getTime(), count: Math.max(0, count) };
  }).filter(({ count }) => count > 0);
}

test('weeks of customers become people needed, more at noon than at night, and the forecast is shown beside two rules of thumb', async () => {
  const { staffing, lead } = await world(tenWeeks());
  const view = await staffing.read(lead, {});
  assert.equal(view.anchor, 'now');
  assert.deepEqual([view.week, view.weeks.length, view.isTypical], ['2026-11-23', 5, false]);
  assert.equal(view.weeks[0], '2026-11-16');
  assert.deepEqual([view.history.kind, view.history.untilTested], ['weeks', 0]);
  const [heed, lastWeek] = view.accuracy ?? assert.fail();
  assert.ok((heed?.mae ?? 1) < (lastWeek?.mae ?? 0));
  const plan = view.plan ?? assert.fail();
  assert.equal(plan.halfHours.length, 336);
  const at = (hour: number) => plan.halfHours[hour * 2] ?? assert.fail();
  assert.ok((at(12).needed?.scheduled ?? 0) > (at(3).needed?.scheduled ?? 9));
  assert.deepEqual([at(12).there, at(12).promise, at(12).short], [0, 0, at(12).needed?.scheduled]);
  assert.ok((plan.needed?.share ?? 0) >= 0.71);
  const [low, mean, high] = plan.levels;
  assert.ok((low?.hours ?? 0) < (mean?.hours ?? 0) && (mean?.hours ?? 0) < (high?.hours ?? 0));
});

test('the promise turned round: with half the people it is shorter of customers or longer of time, never neither', async () => {
  const { staffing, lead } = await world(tenWeeks());
  const { shifts } = await staffing.suggest(lead, { hours: 8 });
  assert.ok(shifts.length > 0);
  const rows = (people: (n: number) => number) =>
    shifts.map((shift, place) => ({
      ...shift,
      people: people(shift.people),
      id: `00000000-0000-7000-8000-0000000001${String(place).padStart(2, '0')}`,
      name: 'Early',
    }));
  const week = '2026-11-23';
  const { version } = await staffing.setShifts(lead, { team: null, week, version: 0, rows: rows(n => n) });
  const full = await staffing.read(lead, {});
  assert.ok(full.plan?.halfHours.every(({ short }) => short === 0));
  assert.ok((full.plan?.there?.share ?? 0) >= (full.plan?.needed?.share ?? 1));
  const half = rows(n => Math.ceil(n / 2)).slice(0, Math.ceil(shifts.length / 2));
  await staffing.setShifts(lead, { team: null, week, version, rows: half });
  const few = await staffing.read(lead, {});
  assert.ok((few.plan?.there?.share ?? 1) < (full.plan?.there?.share ?? 0));
  assert.ok((few.plan?.there?.seconds ?? Infinity) > (full.plan?.there?.seconds ?? 0));
  await assert.rejects(staffing.setShifts(lead, { team: null, week, version, rows: [] }), { code: 'changed_since' });
});

test('the week played two hundred times lies where the formula has it', async () => {
  const { staffing, lead } = await world(tenWeeks());
  await staffing.change(lead, {
    team: null,
    version: 0,
    patience: 'exponential',
    patienceSeconds: 900,
    planFor: 'mean',
  });
  const played = await staffing.play(lead, { whose: 'needed' });
  assert.equal(played.plays, 200);
  // Each half hour is reckoned as if it lasted for ever; a week of changing ones lies a point or two beside it.
  assert.ok(
    played.within.low - 0.02 <= played.reckoned && played.reckoned <= played.within.high + 0.02,
    JSON.stringify(played),
  );
  assert.deepEqual(await staffing.play(lead, { whose: 'needed' }), played);
});

test('kept over the whole week, nights are left empty, and the promise still holds when the mornings after them are played', async () => {
  const { staffing, lead } = await world(tenWeeks());
  const each = await staffing.read(lead, {});
  await staffing.change(lead, { team: null, keptBy: 'week' });
  const week = await staffing.read(lead, {});
  const hours = (view: typeof each) => view.plan?.levels.find(({ level }) => level === 'busy')?.hours ?? 0;
  assert.ok(hours(week) < 0.9 * hours(each), `${hours(week)} of ${hours(each)}`);
  assert.equal(week.plan?.halfHours[6]?.needed?.scheduled, 0);
  assert.ok((week.plan?.halfHours[24]?.needed?.scheduled ?? 0) > 0);
  const { within } = await staffing.play(lead, { whose: 'needed' });
  assert.ok(within.high >= 0.71, JSON.stringify(within));
});

test('where hardly anybody comes somebody is there all the same, planned for busy half hours too', async () => {
  const rare = Array.from({ length: 30 }, (_, day) => ({
    startsAtMs: NOW.getTime() - (30 - day) * DAY_MS,
    count: 1,
  }));
  const { staffing, lead } = await world(rare);
  const { plan } = await staffing.read(lead, {});
  assert.ok(plan?.halfHours.every(({ interval }) => interval.high === 0 || interval.high === 1));
  assert.ok(plan?.halfHours.every(({ mean, needed }) => mean > 0 && (needed?.scheduled ?? 0) > 0));
});

test('a recording of a few days gives one typical week after it, with a wide interval, and assumes what it cannot know', async () => {
  const day = Date.UTC(2017, 9, 31);
  const busy = Array.from({ length: 40 }, (_, k) => ({ startsAtMs: day + (k + 4) * HALF_HOUR_MS, count: 4 }));
  const others = [2, 9, 14].map(k => ({ startsAtMs: day + k * DAY_MS + 20 * HALF_HOUR_MS, count: 5 }));
  const { staffing, lead } = await world([...busy, ...others]);
  const view = await staffing.read(lead, {});
  assert.deepEqual([view.anchor, view.isTypical, view.week], ['recording', true, '2017-11-20']);
  const { history } = view;
  assert.deepEqual([history.kind, history.isSampled, history.turns], ['few_days', true, 175]);
  assert.deepEqual([history.days, history.learntDays, history.leftOut], [15, 4, 11]);
  assert.deepEqual(history.busiest, { day: '2017-10-31', turns: 160 });
  assert.deepEqual([view.accuracy, history.untilTested], [null, 21]);
  assert.deepEqual([view.settings.from.handlingSeconds, view.settings.measured], ['default', null]);
  const plan = view.plan ?? assert.fail();
  // A day of 160 and three of 5 say next to nothing of the next one: 44 on average, far more or fewer on any.
  assert.ok(Math.abs(plan.arrivals.mean / 7 - 175 / 4) < 1);
  assert.ok(plan.arrivals.interval.high > 2 * plan.arrivals.mean);
  assert.equal(plan.levels.length, 4);
});

test('fewer than twenty turns are counted and not planned from', async () => {
  const { staffing, lead } = await world([{ startsAtMs: NOW.getTime() - 3 * DAY_MS, count: 19 }]);
  const view = await staffing.read(lead, {});
  assert.deepEqual([view.history.kind, view.history.turns, view.plan], ['small', 19, null]);
  await assert.rejects(staffing.play(lead, { whose: 'there' }), { code: 'not_valid' });
});

test('what is entered counts for the brand, then for the team; what is taken back is measured again, or usual', async () => {
  const measured = { seconds: 200, replySeconds: 90, answers: 400 };
  const { staffing, lead, brandId } = await world(tenWeeks(), measured);
  const team = '00000000-0000-7000-8000-00000000aaaa';
  await sql`insert into team (brand_id, id, name) values (${brandId}, ${team}, 'Greek')`.execute(database.db);
  const first = await staffing.read(lead, {});
  assert.deepEqual([first.settings.values.handlingSeconds, first.settings.from.handlingSeconds], [200, 'measured']);
  assert.deepEqual([first.settings.values.replySeconds, first.settings.from.replySeconds], [90, 'measured']);
  const entered = await staffing.change(lead, { team: null, version: 0, handlingSeconds: 420, shrinkage: 0.2 });
  assert.deepEqual(
    [entered.values.handlingSeconds, entered.from.handlingSeconds, entered.version],
    [420, 'entered', 1],
  );
  const ofTeam = await staffing.change(lead, { team, version: 0, handlingSeconds: 100 });
  assert.deepEqual([ofTeam.values.handlingSeconds, ofTeam.from.handlingSeconds], [100, 'entered']);
  assert.deepEqual([ofTeam.values.shrinkage, ofTeam.from.shrinkage], [0.2, 'brand']);
  const back = await staffing.change(lead, { team: null, version: 1, handlingSeconds: null });
  assert.deepEqual(
    [back.values.handlingSeconds, back.from.handlingSeconds, back.from.shrinkage],
    [200, 'measured', 'entered'],
  );
  await assert.rejects(staffing.change(lead, { team: null, version: 1, shrinkage: 0.1 }), { code: 'changed_since' });
  await assert.rejects(staffing.change(lead, { team: null, version: 2, shrinkage: 0.95 }), { code: 'not_valid' });
});

test('a promise shorter than the answer takes is kept by nobody, and the plan says so', async () => {
  const { staffing, lead } = await world(tenWeeks());
  await staffing.change(lead, { team: null, version: 0, targetSeconds: 60, replySeconds: 90 });
  const { plan } = await staffing.read(lead, {});
  assert.deepEqual([plan?.isPossible, plan?.needed, plan?.levels], [false, null, []]);
  assert.ok(plan?.halfHours.every(({ needed, short }) => needed === null && short === null));
  assert.deepEqual(await staffing.suggest(lead, { hours: 8 }), { shifts: [], uncovered: 0 });
});

test('shifts keep the wall clock when summer time ends, and their calendar is read back at the right moments', async () => {
  const { staffing, lead, brandId } = await world([
    ...Array.from({ length: 60 }, (_, k) => ({ startsAtMs: Date.UTC(2026, 9, 20) + k * 3 * HALF_HOUR_MS, count: 2 })),
  ]);
  await sql`insert into calendar (brand_id, id, name, time_zone, week) values (${brandId}, ${'00000000-0000-7000-8000-00000000bbbb'}, 'Athens', 'Europe/Athens',
    ${JSON.stringify(Array.from({ length: 7 }, () => [{ fromMinute: 0, untilMinute: 1440 }]))}::jsonb)`.execute(
    database.db,
  );
  // In Athens the clocks go back on Sunday 25 October 2026 at 04:00.
  const octoberNeeds = { now: () => new Date('2026-10-21T12:00:00Z') };
  const staffingThen = makeStaffing({
    db: database.db,
    ...octoberNeeds,
    reckoner: makeStaffingReckoner(),
    arrivals: async () =>
      Array.from({ length: 60 }, (_, k) => ({ startsAtMs: Date.UTC(2026, 9, 20) + k * HALF_HOUR_MS, count: 2 })),
    handling: async () => null,
    curveOf: async () => DEFAULT_EXPECTATION,
  });
  void staffing;
  const week = '2026-10-19';
  const shift = (n: number, day: string, from: number, until: number, name: string) => ({
    id: `00000000-0000-7000-8000-00000000cc0${n}`,
    name,
    day,
    from,
    until,
    people: 2,
  });
  const rows = [
    shift(1, '2026-10-23', 18, 34, 'Früh; „Kestrel“, \\ ☕'),
    shift(2, '2026-10-24', 44, 60, 'Night before winter time'),
    shift(3, '2026-10-25', 44, 60, 'Night of Sunday'),
  ];
  await staffingThen.setShifts(lead, { team: null, week, version: 0, rows });
  const { text } = await staffingThen.calendar(lead, { week });
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75);
  const read = readEvents(text);
  assert.ok(read.kind === 'events');
  const of = (event: (typeof read.events)[number], name: string) => event.lines.find(line => line.name === name)?.value;
  assert.deepEqual(
    read.events.map(event => [of(event, 'DTSTART'), of(event, 'DTEND')]),
    [
      ['20261023T060000Z', '20261023T140000Z'],
      ['20261024T190000Z', '20261025T040000Z'],
      ['20261025T200000Z', '20261026T040000Z'],
    ],
  );
  assert.equal(of(read.events[0] ?? assert.fail(), 'SUMMARY')?.replace(/\\(.)/g, '$1'), 'Früh; „Kestrel“, \\ ☕ × 2');
  const view = await staffingThen.read(lead, { week });
  assert.equal(view.timeZone, 'Europe/Athens');
  // The night is an hour longer, and so is the week.
  assert.equal(view.plan?.halfHours.length, 338);
  assert.equal(view.plan?.halfHours.filter(({ there }) => there === 2).length, 16 + 18 + 4);
  const next = await staffingThen.read(lead, { week: '2026-10-26' });
  assert.deepEqual(
    next.plan?.halfHours.slice(0, 14).map(({ there }) => there),
    [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0],
  );
});

test('turns that were heard are what is planned for, of the networks and the team that are asked for', async () => {
  const brand = await testBrand(database.db);
  const ear = await testEar(database, { brand });
  const at = (n: number) => new Date(NOW.getTime() - (n + 1) * 50 * 60_000);
  await ear.hear(...Array.from({ length: 60 }, (_, n) => post(`q${n}`, `asker${n}`, 0, { at: at(n) })));
  const staffing = makeStaffing({
    db: database.db,
    now: () => NOW,
    reckoner: makeStaffingReckoner(),
    arrivals: slice => arrivalsPerHalfHour(database.db, slice),
    handling: async () => null,
    curveOf: async () => DEFAULT_EXPECTATION,
  });
  const lead = brand.who('lead');
  const all = await staffing.read(lead, {});
  assert.deepEqual([all.history.kind, all.history.turns, all.history.busiest?.turns], ['few_days', 60, 29]);
  assert.equal((await staffing.read(lead, { network: ['square'] })).history.turns, 60);
  assert.equal((await staffing.read(lead, { network: ['bluesky'] })).history.kind, 'none');
  const team = '00000000-0000-7000-8000-00000000eeee';
  await sql`insert into team (brand_id, id, name) values (${brand.brandId}, ${team}, 'Care')`.execute(database.db);
  assert.equal((await staffing.read(lead, { team: [team] })).history.kind, 'none');
  await staffing.setShifts(lead, {
    team,
    week: '2026-11-23',
    rows: [{ id: team, name: 'Early', day: '2026-11-23', from: 18, until: 34, people: 1 }],
  });
  assert.equal((await staffing.read(lead, { team: [team] })).shifts.rows.length, 1);
  assert.equal((await staffing.read(lead, {})).shifts.rows.length, 0);
});

test('agents look and leads draw; a week that is none and a team of another brand are refused', async () => {
  const { staffing, lead, who } = await world(tenWeeks());
  assert.ok((await staffing.read(who('agent'), {})).plan);
  await assert.rejects(staffing.read(who('partner'), {}), { code: 'not_allowed' });
  const wish = { team: null, week: '2026-11-23', version: 0, rows: [] };
  await assert.rejects(staffing.setShifts(who('agent'), wish), { code: 'not_allowed' });
  await assert.rejects(staffing.change(who('agent'), { team: null, version: 0 }), { code: 'not_allowed' });
  await assert.rejects(staffing.setShifts(lead, { ...wish, week: '2026-11-24' }), { code: 'not_valid' });
  const far = {
    id: '00000000-0000-7000-8000-00000000dd01',
    name: 'Late',
    day: '2026-12-01',
    from: 3,
    until: 5,
    people: 1,
  };
  await assert.rejects(staffing.setShifts(lead, { ...wish, rows: [far] }), { code: 'not_valid' });
  await assert.rejects(staffing.read(lead, { week: '2027-02-01' }), { code: 'not_valid' });
  await assert.rejects(staffing.read(lead, { team: ['00000000-0000-7000-8000-00000000dead'] }), { code: 'not_found' });
});
