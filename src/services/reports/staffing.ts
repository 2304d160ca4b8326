/** Plans of people for the weeks ahead, as leads enter, draw and read them. */
import { dateOf, dayOf } from '../../core/calendar/day.ts';
import type { ExpectationCurve } from '../../core/insight/expectation.ts';
import { type CountedHalfHour, HALF_HOUR_MS, halfHours } from '../../core/insight/half-hours.ts';
import type { PlayedOften } from '../../core/insight/queue-simulation.ts';
import {
  playsFor,
  type Reckoned,
  suggestWallShifts,
  type Whose,
  weekToPlay,
} from '../../core/insight/reckon-staffing.ts';
import { shiftsCalendar } from '../../core/insight/shifts-calendar.ts';
import { type Filters, NONE, type Slice } from '../../core/insight/slice.ts';
import type { PlanAsked } from '../../core/insight/staffing-plan.ts';
import { planAsked } from '../../core/insight/staffing-settings.ts';
import { placeShifts, type WallShift } from '../../core/insight/wall-shifts.ts';
import { Refusal } from '../../core/refusal.ts';
import { listCalendars, listHolidays } from '../../store/calendars.ts';
import type { Db } from '../../store/db.ts';
import * as store from '../../store/staffing.ts';
import { permit, type Who } from '../permit.ts';
import { type Range, rangeOf, sliceOf } from './slice-of.ts';
import {
  changeSettings,
  type EntriesNeeds,
  resolved,
  type ShiftsView,
  type ShiftsWish,
  type StaffingChange,
  type StaffingSettingsView,
  setShifts,
  teamOf,
} from './staffing-entries.ts';
import type { StaffingReckoner } from './staffing-reckoner.ts';
import { chosenWeek, DAYS_OF_WEEK, endOfDay, halvesOf } from './staffing-weeks.ts';

/** `week`: a Monday, `YYYY-MM-DD`; left out: the next one. One team and no other: its own plan; else the brand's. */
export type StaffingQuery = Filters & { week?: string | undefined };
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
export type Staffing = {
  read(who: Who, query: StaffingQuery): Promise<StaffingView>;
  play(who: Who, query: StaffingQuery & { whose: Whose }): Promise<StaffingPlayed>;
  suggest(who: Who, query: StaffingQuery & { hours: number }): Promise<StaffingSuggested>;
  change(who: Who, change: StaffingChange): Promise<StaffingSettingsView>;
  setShifts(who: Who, wish: ShiftsWish): Promise<ShiftsView>;
  /** iCalendar. */
  calendar(who: Who, query: { team?: string; week?: string }): Promise<{ week: string; text: string }>;
};

export type StaffingNeeds = EntriesNeeds & {
  reckoner: StaffingReckoner;
  /** Turns opened, by half hours of UTC that have any. */
  arrivals: (slice: Slice) => Promise<{ startsAtMs: number; count: number }[]>;
  /** How long customers of the brand stay content. */
  curveOf: (brandId: number) => Promise<ExpectationCurve>;
};

export function makeStaffing(needs: StaffingNeeds): Staffing {
  const { db, now } = needs;
  return {
    async read(who, query) {
      const asked = await ask(needs, who, query);
      const { slice, week, weeks, shifts, settings, reckoned } = asked;
      const { history, accuracy, plan } = reckoned;
      return {
        ...rangeOf(slice),
        until: learntUntil(slice).toISOString(),
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
  const { week: wish, ...filters } = query;
  const [only, ...others] = filters.team ?? [];
  const teamId = await teamOf(db, who, others.length > 0 || only === NONE ? null : only);
  const place = { brandId: who.brandId, teamId };
  const slice = await sliceOf(needs, who, { period: 'quarter', ...filters });
  const { week, weeks } = chosenWeek(slice, wish);
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
    keptBy: settings.values.keptBy,
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

/** Until the last half hour that is over; a recording is taken to hold the whole of its last day. */
async function countArrivals({ db, arrivals }: StaffingNeeds, slice: Slice): Promise<CountedHalfHour[]> {
  const [rows, holidays] = await Promise.all([arrivals(slice), holidaysOf(db, slice.brandId)]);
  const last = slice.anchor === 'recording' ? endOfDay(slice) : learntUntil(slice).getTime();
  const until = Math.floor(last / HALF_HOUR_MS);
  const from = Math.ceil(slice.since.getTime() / HALF_HOUR_MS);
  const counts = new Map(rows.map(({ startsAtMs, count }) => [Math.floor(startsAtMs / HALF_HOUR_MS), count]));
  return halfHours(from * HALF_HOUR_MS, Math.max(0, until - from), slice.timeZone).map((half, place) => ({
    ...half,
    count: holidays.has(half.date) ? null : (counts.get(from + place) ?? 0),
  }));
}

/** The half hour under way teaches nothing yet. */
function learntUntil({ anchor, until }: Slice): Date {
  return anchor === 'recording' ? until : new Date(Math.floor(until.getTime() / HALF_HOUR_MS) * HALF_HOUR_MS);
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

function viewOf({ covered, ...plan }: Plan): NonNullable<StaffingView['plan']> {
  return {
    ...plan,
    halfHours: covered.map(({ startsAtMs, ...half }) => ({ startsAt: new Date(startsAtMs).toISOString(), ...half })),
  };
}
