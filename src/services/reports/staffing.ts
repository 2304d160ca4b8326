/** Plans of people for the weeks ahead, as leads enter, draw and read them. */
import { dateOf, dayOf, weekdayOf } from '../../core/calendar/day.ts';
import type { ExpectationCurve } from '../../core/insight/expectation.ts';
import { type CountedHalfHour, HALF_HOUR_MS, type HalfHour, halfHours } from '../../core/insight/half-hours.ts';
import type { PlayedOften } from '../../core/insight/queue-simulation.ts';
import {
  playsFor,
  type Reckoned,
  suggestWallShifts,
  type Whose,
  weekToPlay,
} from '../../core/insight/reckon-staffing.ts';
import { shiftsCalendar } from '../../core/insight/shifts-calendar.ts';
import type { Slice } from '../../core/insight/slice.ts';
import type { PlanAsked } from '../../core/insight/staffing-plan.ts';
import {
  faultInStaffing,
  type MeasuredHandling,
  planAsked,
  resolveStaffing,
  type StaffingEntered,
  type StaffingField,
  type StaffingResolved,
} from '../../core/insight/staffing-settings.ts';
import { faultInShifts, placeShifts, type WallShift } from '../../core/insight/wall-shifts.ts';
import { Refusal } from '../../core/refusal.ts';
import { listCalendars, listHolidays } from '../../store/calendars.ts';
import type { Db } from '../../store/db.ts';
import * as store from '../../store/staffing.ts';
import { listTeams } from '../../store/teams.ts';
import { tellSettings } from '../brands.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { type Range, rangeOf, sliceOf } from './slice-of.ts';
import type { StaffingReckoner } from './staffing-reckoner.ts';

export type StaffingQuery = {
  team?: string | undefined;
  /** A Monday, `YYYY-MM-DD`; left out: the next one. */
  week?: string | undefined;
  network?: readonly string[] | undefined;
  language?: readonly string[] | undefined;
};
export type StaffingSettingsView = {
  values: StaffingResolved['settings'];
  from: StaffingResolved['from'];
  version: number;
  /** Null: too little, or nothing, as in a recording. */
  measured: MeasuredHandling | null;
};
export type ShiftsView = { week: string; version: number; rows: WallShift[] };
type Plan = NonNullable<Reckoned['plan']>;
export type StaffingView = Range & {
  week: string;
  weeks: string[];
  isTypical: boolean;
  settings: StaffingSettingsView;
  history: Reckoned['history'];
  accuracy: ({ rule: 'heed' | 'last_week' | 'four_weeks' } & NonNullable<Reckoned['accuracy']>['heed'])[] | null;
  plan:
    | (Omit<Plan, 'covered'> & { halfHours: (Omit<Plan['covered'][number], 'startsAtMs'> & { startsAt: string })[] })
    | null;
  shifts: ShiftsView;
};
export type StaffingPlayed = {
  plays: number;
  arrived: number;
  within: PlayedOften['begunWithin'];
  reckoned: number;
  occupancy: number;
  meanWaitSeconds: number;
};
export type StaffingSuggested = { shifts: Omit<WallShift, 'id' | 'name'>[]; uncovered: number };
export type StaffingChange = { [Field in StaffingField]?: StaffingEntered[Field] | null | undefined } & {
  team: string | null;
  version: number;
};

export type Staffing = {
  read(who: Who, query: StaffingQuery): Promise<StaffingView>;
  play(who: Who, query: StaffingQuery & { whose: Whose }): Promise<StaffingPlayed>;
  suggest(who: Who, query: StaffingQuery & { hours: number }): Promise<StaffingSuggested>;
  change(who: Who, change: StaffingChange): Promise<StaffingSettingsView>;
  setShifts(who: Who, wish: { team: string | null } & ShiftsView): Promise<ShiftsView>;
  /** iCalendar. */
  calendar(who: Who, query: Pick<StaffingQuery, 'team' | 'week'>): Promise<{ week: string; text: string }>;
};

export type StaffingNeeds = {
  db: Db;
  now: () => Date;
  reckoner: StaffingReckoner;
  /** Turns opened, by half hours of UTC that have any. */
  arrivals: (slice: Slice) => Promise<{ startsAtMs: number; count: number }[]>;
  handling: (slice: Slice) => Promise<MeasuredHandling | null>;
  /** How long customers of the brand stay content. */
  curveOf: (brandId: number) => Promise<ExpectationCurve>;
};

/** The week under way, and so many more. */
const WEEKS_AHEAD = 4;

export function makeStaffing(needs: StaffingNeeds): Staffing {
  const { db, now } = needs;
  return {
    async read(who, query) {
      const asked = await ask(needs, who, query);
      const { slice, week, weeks, shifts, settings, reckoned } = asked;
      const { history, accuracy, plan } = reckoned;
      return {
        ...rangeOf(slice),
        week,
        weeks,
        isTypical: history.kind === 'few_days',
        settings,
        history,
        accuracy:
          accuracy === null
            ? null
            : (['heed', 'last_week', 'four_weeks'] as const).map(rule => ({ rule, ...accuracy[rule] })),
        plan: plan === null ? null : viewOf(plan),
        shifts,
      };
    },
    async play(who, { whose, ...query }) {
      const { reckoned, plan: asked } = await ask(needs, who, query);
      const plan = reckoned.plan;
      const expected = plan?.[whose] ?? null;
      if (plan === null || expected === null) {
        throw new Refusal('not_valid', 'There is no plan that could be played: too little is known, or nobody comes.');
      }
      const day = weekToPlay(whose, plan.covered, asked);
      const plays = playsFor(day);
      const { arrived, begunWithin, occupancy, meanWaitSeconds } = await needs.reckoner.play(day, plays, SEED);
      return {
        plays,
        arrived,
        within: begunWithin,
        reckoned: expected.share,
        occupancy: occupancy.value,
        meanWaitSeconds: meanWaitSeconds.value,
      };
    },
    async suggest(who, { hours, ...query }) {
      const { plan } = (await ask(needs, who, query)).reckoned;
      if (plan === null || !plan.isPossible) return { shifts: [], uncovered: 0 };
      return suggestWallShifts(plan.covered, hours * 2);
    },
    change: (who, change) => changeSettings(needs, who, change),
    setShifts: (who, wish) => setShifts(needs, who, wish),
    async calendar(who, { team, week }) {
      permit(who, 'read_people');
      const teamId = await teamOf(db, who, team);
      const slice = await sliceOf(needs, who, { period: 'quarter' });
      const monday = chosenWeek(slice, week).week;
      const [kept] = await store.readStaffingWeeks(db, { brandId: who.brandId, teamId }, [monday]);
      // A night shift of Sunday ends on Monday.
      const halves = halvesOf(monday, DAYS_OF_WEEK + 1, slice.timeZone);
      const shifts = placeShifts(kept?.shifts ?? [], halves).map(shift => ({ ...shift, id: `${shift.id}@heed` }));
      return { week: monday, text: shiftsCalendar(shifts, '-//Heed//Staffing//EN', now()) };
    },
  };
}

/** The same week played twice comes out the same. */
const SEED = 71;
const DAYS_OF_WEEK = 7;

type Asked = {
  slice: Slice;
  week: string;
  weeks: string[];
  settings: StaffingSettingsView;
  plan: PlanAsked;
  shifts: ShiftsView;
  reckoned: Reckoned;
};

async function ask(needs: StaffingNeeds, who: Who, query: StaffingQuery): Promise<Asked> {
  permit(who, 'read_people');
  const { db } = needs;
  const teamId = await teamOf(db, who, query.team);
  const place = { brandId: who.brandId, teamId };
  const slice = await sliceOf(needs, who, {
    period: 'quarter',
    ...(teamId === null ? {} : { team: [teamId] }),
    ...(query.network === undefined ? {} : { network: query.network }),
    ...(query.language === undefined ? {} : { language: query.language }),
  });
  const { week, weeks } = chosenWeek(slice, query.week);
  const before = dateOf(dayOf(week) - DAYS_OF_WEEK);
  const [settings, curve, counted, kept] = await Promise.all([
    resolved(needs, place, slice),
    needs.curveOf(who.brandId),
    countArrivals(needs, slice),
    store.readStaffingWeeks(db, place, [before, week]),
  ]);
  const own = kept.find(one => one.week === week);
  const plan = planAsked(settings.values, curve);
  const reckoned = await needs.reckoner.reckon({
    counted,
    isRecording: slice.anchor === 'recording',
    week: halvesOf(week, DAYS_OF_WEEK, slice.timeZone),
    shifts: kept.flatMap(({ shifts }) => shifts),
    asked: plan,
    curve,
  });
  return {
    slice,
    week,
    weeks,
    settings,
    plan,
    shifts: { week, version: own?.version ?? 0, rows: own?.shifts ?? [] },
    reckoned,
  };
}

async function teamOf(db: Db, who: Who, team: string | null | undefined): Promise<string | null> {
  if (team === undefined || team === null) return null;
  if (!(await listTeams(db, who.brandId)).some(({ id }) => id === team)) throw notFound('team');
  return team;
}

/** In a recording the weeks after it, so that what is planned follows what was heard. */
function chosenWeek({ until, timeZone }: Slice, wish: string | undefined): { week: string; weeks: string[] } {
  const today = dayOf(
    Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
  const monday = today - weekdayOf(today);
  const weeks = Array.from({ length: WEEKS_AHEAD + 1 }, (_, ahead) => dateOf(monday + ahead * DAYS_OF_WEEK));
  const week = wish ?? weeks[1] ?? '';
  if (!weeks.includes(week)) {
    throw new Refusal('not_valid', `Weeks are planned from ${weeks[0]} to ${weeks.at(-1)}, each by its Monday.`);
  }
  return { week, weeks };
}

/** From the local midnight of a day on. */
function halvesOf(firstDay: string, days: number, timeZone: string): HalfHour[] {
  const midnight = (day: number) =>
    Temporal.PlainDate.from(dateOf(day)).toZonedDateTime({ timeZone }).epochMilliseconds;
  const first = dayOf(firstDay);
  const fromMs = Math.ceil(midnight(first) / HALF_HOUR_MS) * HALF_HOUR_MS;
  return halfHours(fromMs, Math.ceil((midnight(first + days) - fromMs) / HALF_HOUR_MS), timeZone);
}

/** Until the last half hour that is over; a recording is taken to hold the whole of its last day. */
async function countArrivals({ db, arrivals }: StaffingNeeds, slice: Slice): Promise<CountedHalfHour[]> {
  const [rows, holidays] = await Promise.all([arrivals(slice), holidaysOf(db, slice.brandId)]);
  const last = slice.anchor === 'recording' ? endOfDay(slice) : slice.until.getTime();
  const until = Math.floor(last / HALF_HOUR_MS);
  const from = Math.ceil(slice.since.getTime() / HALF_HOUR_MS);
  const counts = new Map(rows.map(({ startsAtMs, count }) => [Math.floor(startsAtMs / HALF_HOUR_MS), count]));
  return halfHours(from * HALF_HOUR_MS, Math.max(0, until - from), slice.timeZone).map((half, place) => ({
    ...half,
    count: holidays.has(half.date) ? null : (counts.get(from + place) ?? 0),
  }));
}

function endOfDay({ until, timeZone }: Slice): number {
  const last = Temporal.Instant.fromEpochMilliseconds(until.getTime() - 1).toZonedDateTimeISO(timeZone);
  return last.startOfDay().add({ days: 1 }).epochMilliseconds;
}

/** Special days of the hours whose time zone counts. */
async function holidaysOf(db: Db, brandId: number): Promise<Set<string>> {
  const [first] = await listCalendars(db, brandId);
  const rows = first === undefined ? [] : await listHolidays(db, brandId, [first.id]);
  return new Set(
    rows.flatMap(({ date, until }) =>
      Array.from({ length: dayOf(until) - dayOf(date) + 1 }, (_, day) => dateOf(dayOf(date) + day)),
    ),
  );
}

async function resolved(
  { db, handling }: StaffingNeeds,
  { brandId, teamId }: store.StaffingPlace,
  slice: Slice,
): Promise<StaffingSettingsView> {
  const [brand, team, measured] = await Promise.all([
    store.readStaffingSettings(db, { brandId, teamId: null }),
    teamId === null ? null : store.readStaffingSettings(db, { brandId, teamId }),
    handling(slice),
  ]);
  const { settings, from } = resolveStaffing({ brand: brand.entered, team: team?.entered ?? null, measured });
  return {
    values: settings,
    from,
    version: (team ?? brand).version,
    measured,
  };
}

async function changeSettings(
  needs: StaffingNeeds,
  who: Who,
  { team, version, ...fields }: StaffingChange,
): Promise<StaffingSettingsView> {
  permit(who, 'lead');
  const { db, now } = needs;
  const place = { brandId: who.brandId, teamId: await teamOf(db, who, team) };
  await db.transaction().execute(async tx => {
    const before = await store.readStaffingSettings(tx, place);
    if (before.version !== version) throw CHANGED();
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const entered: StaffingEntered = Object.fromEntries(
      Object.entries({ ...before.entered, ...Object.fromEntries(given) }).filter(([, value]) => value !== null),
    );
    const fault = faultInStaffing(resolveStaffing({ brand: entered, team: null, measured: null }).settings);
    if (fault !== null) throw new Refusal('not_valid', fault);
    const at = now();
    if (!(await store.writeStaffingSettings(tx, place, entered, { version, at, agentId: who.agentId })))
      throw CHANGED();
    await tellSettings(tx, who, 'staffing', at);
  });
  const slice = await sliceOf(needs, who, {
    period: 'quarter',
    ...(place.teamId === null ? {} : { team: [place.teamId] }),
  });
  return resolved(needs, place, slice);
}

async function setShifts(
  needs: StaffingNeeds,
  who: Who,
  { team, week, version, rows }: { team: string | null } & ShiftsView,
): Promise<ShiftsView> {
  permit(who, 'lead');
  const { db, now } = needs;
  const place = { brandId: who.brandId, teamId: await teamOf(db, who, team) };
  if (weekdayOf(dayOf(week)) !== 0) throw new Refusal('not_valid', `${week} is no Monday.`);
  const fault = faultInShifts(rows, week);
  if (fault !== null) throw new Refusal('not_valid', fault);
  await db.transaction().execute(async tx => {
    const at = now();
    const change = { version, at, agentId: who.agentId };
    if (!(await store.writeStaffingWeek(tx, place, { week, shifts: rows }, change))) throw CHANGED();
    await tellSettings(tx, who, 'staffing', at);
  });
  return { week, version: version + 1, rows };
}

const CHANGED = () => new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');

function viewOf({ covered, ...plan }: Plan): NonNullable<StaffingView['plan']> {
  return {
    ...plan,
    halfHours: covered.map(({ startsAtMs, ...half }) => ({ startsAt: new Date(startsAtMs).toISOString(), ...half })),
  };
}
