/** The hours in which promises are counted: weeks, special days, and the teams that keep them. */
import { dateOf, dayOf } from '../core/calendar/day.ts';
import { HOLIDAYS_PER_FILE, type LeftOut, readHolidays } from '../core/calendar/holidays.ts';
import { faultIn, type Hours, type Interval, SPECIAL_DAYS_PER_CALENDAR } from '../core/calendar/hours.ts';
import { addBusiness, isOpen, nextChange, type OpenTime, openTimeOf } from '../core/calendar/open-time.ts';
import { isUuid, type MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import * as store from '../store/calendars.ts';
import type { Db, Tx } from '../store/db.ts';
import { type FeedRow, listFeeds } from '../store/holiday-feeds.ts';
import { lockPolicies } from '../store/policies.ts';
import { tellSettings } from './brands.ts';
import { expectVersion } from './expect-version.ts';
import { notFound, permit, type Who } from './permit.ts';

export type HolidayView = Omit<store.HolidayRow, 'calendarId'>;
/** `failures`: how often it could not be read in a row, and `said` what it said then. */
export type FeedView = { url: string; askedAt: string; readAt: string; failures: number; said: string | null };
export type CalendarView = store.CalendarRow & {
  /** Where holidays are read from by themselves; null: nowhere. */
  feed: FeedView | null;
  holidays: HolidayView[];
  teams: { id: string; name: string }[];
  isOpen: boolean;
  /** When that next changes; null: never, or not for years. */
  changesAt: string | null;
};
export type CalendarWish = Omit<store.CalendarRow, 'id' | 'version'>;
export type CalendarChange = { [Field in keyof CalendarWish]?: CalendarWish[Field] | undefined } & {
  /** The version it was changed from; another is refused. */
  version?: number | undefined;
};
export type HolidayWish = {
  date: string;
  until?: string | undefined;
  name: string;
  intervals?: Interval[] | undefined;
};
/** `retimed`: how many open clocks were counted anew. */
export type CalendarChanged = { calendar: CalendarView; retimed: number };
export type HolidaysImported = CalendarChanged & {
  /** Found and not there yet; entered when `keep` was asked. */
  days: { date: string; until: string; name: string }[];
  known: number;
  leftOut: LeftOut[];
};
export type HoursTrial = {
  isOpen: boolean;
  changesAt: string | null;
  /** A promise made then, and when it comes due; null: never. */
  madeAt: string;
  dueAt: string | null;
};
export type HoursWish = {
  timeZone: string;
  week: Interval[][];
  specialDays: { date: string; until: string; intervals: Interval[] }[];
  minutes: number;
  /** `YYYY-MM-DDTHH:MM` of the wall clock there; left out: ten minutes before it next closes. */
  madeAt?: string | undefined;
};

export type Calendars = {
  list(who: Who): Promise<CalendarView[]>;
  add(who: Who, wish: CalendarWish): Promise<CalendarChanged>;
  change(who: Who, id: string, wish: CalendarChange): Promise<CalendarChanged>;
  remove(who: Who, id: string): Promise<{ retimed: number }>;
  setTeams(who: Who, id: string, teamIds: readonly string[]): Promise<CalendarChanged>;
  addHoliday(who: Who, id: string, wish: HolidayWish): Promise<CalendarChanged>;
  changeHoliday(who: Who, id: string, wish: HolidayWish): Promise<CalendarChanged>;
  removeHoliday(who: Who, id: string): Promise<CalendarChanged>;
  /** @param keep false: only say what would be entered */
  importHolidays(who: Who, id: string, text: string, keep: boolean): Promise<HolidaysImported>;
  try(who: Who, wish: HoursWish): HoursTrial;
};

export type CalendarsNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  /** Counts the brand's open clocks anew, and how many came out differently. */
  retime: (who: Who) => Promise<number>;
};

export const CALENDARS_PER_BRAND = 50;
const LONGEST_HOLIDAY_DAYS = 366;
const MINUTE_MS = 60_000;
const BEFORE_CLOSING_MINUTES = 10;

export function makeCalendars(needs: CalendarsNeeds): Calendars {
  const { makeId, now } = needs;
  return {
    list: who => list(needs, who),
    add: (who, wish) =>
      changing(needs, who, async tx => {
        const id = makeId();
        checkHours(wish);
        if ((await store.listCalendars(tx, who.brandId)).length >= CALENDARS_PER_BRAND) {
          throw new Refusal('too_many', `A brand has room for ${CALENDARS_PER_BRAND} sets of hours. Remove one first.`);
        }
        if (!(await store.insertCalendar(tx, who.brandId, { ...wish, id }))) throw taken(wish.name);
        return id;
      }),
    change: (who, id, wish) =>
      changing(needs, who, async tx => {
        const row = await lock(tx, who, id);
        expectVersion(row, wish.version);
        const after = {
          id: row.id,
          name: wish.name ?? row.name,
          timeZone: wish.timeZone ?? row.timeZone,
          week: wish.week ?? row.week,
        };
        checkHours(after);
        if (!(await store.updateCalendar(tx, who.brandId, after))) throw taken(after.name);
        return id;
      }),
    remove: (who, id) => remove(needs, who, id),
    setTeams: (who, id, teamIds) =>
      changing(needs, who, async tx => {
        await lock(tx, who, id);
        const wanted = [...new Set(teamIds)];
        if ((await store.setCalendarTeams(tx, who.brandId, id, wanted)) !== wanted.length) throw notFound('team');
        return id;
      }),
    addHoliday: (who, id, wish) =>
      changing(needs, who, async tx => {
        await lock(tx, who, id);
        const row = readWish(wish);
        await keepHolidays(tx, who, id, [{ ...row, id: makeId(), calendarId: id, source: 'entered' }]);
        return id;
      }),
    changeHoliday: (who, id, wish) =>
      changing(needs, who, async tx => {
        const row = { ...readWish(wish), id };
        const calendarId = isUuid(id) ? await store.updateHoliday(tx, who.brandId, row) : null;
        if (calendarId === null) throw notFound('holiday');
        return calendarId;
      }),
    removeHoliday: (who, id) =>
      changing(needs, who, async tx => {
        const calendarId = isUuid(id) ? await store.deleteHoliday(tx, who.brandId, id) : null;
        if (calendarId === null) throw notFound('holiday');
        return calendarId;
      }),
    importHolidays: (who, id, text, keep) => importHolidays(needs, who, id, text, keep),
    try(who, wish) {
      permit(who, 'read_channels');
      return tryHours(wish, now());
    },
  };
}

async function list({ db, now }: Pick<CalendarsNeeds, 'db' | 'now'>, who: Who): Promise<CalendarView[]> {
  permit(who, 'read_channels');
  const [rows, holidays, uses, feeds] = await Promise.all([
    store.listCalendars(db, who.brandId),
    store.listHolidays(db, who.brandId),
    store.listCalendarTeams(db, who.brandId),
    listFeeds(db, who.brandId),
  ]);
  return rows.map(row => {
    const own = holidays.filter(holiday => holiday.calendarId === row.id);
    const teams = uses.filter(use => use.calendarId === row.id).map(use => ({ id: use.teamId, name: use.team }));
    const open = openTimeOf({ kind: 'weekly', ...row, specialDays: own });
    const feed = feedOf(feeds.find(one => one.calendarId === row.id));
    return { ...row, feed, holidays: own.map(({ calendarId: _, ...view }) => view), teams, ...standing(open, now()) };
  });
}

function feedOf(row: FeedRow | undefined): FeedView | null {
  if (row === undefined) return null;
  const { url, askedAt, readAt, failures, said } = row;
  return { url, askedAt: askedAt.toISOString(), readAt: readAt.toISOString(), failures, said };
}

function standing(open: OpenTime, at: Date): { isOpen: boolean; changesAt: string | null } {
  return { isOpen: isOpen(open, at), changesAt: nextChange(open, at)?.toISOString() ?? null };
}

/** One change to one calendar, whose id `work` gives back, told to every desk; then the clocks that run by it are counted anew. */
async function changing(needs: CalendarsNeeds, who: Who, work: (tx: Tx) => Promise<string>): Promise<CalendarChanged> {
  permit(who, 'lead');
  const changed = await needs.db.transaction().execute(async tx => {
    const id = await work(tx);
    await tellSettings(tx, who, 'calendars', needs.now());
    return id;
  });
  const retimed = await needs.retime(who);
  const calendar = (await list(needs, who)).find(one => one.id === changed);
  if (calendar === undefined) throw notFound('hours');
  return { calendar, retimed };
}

async function remove(needs: CalendarsNeeds, who: Who, id: string): Promise<{ retimed: number }> {
  permit(who, 'lead');
  await needs.db.transaction().execute(async tx => {
    // The promises first, in the order in which whoever changes them takes the two.
    const policies = await lockPolicies(tx, who.brandId);
    const row = await lock(tx, who, id);
    const teams = (await store.listCalendarTeams(tx, who.brandId)).filter(use => use.calendarId === id);
    if (teams.length > 0) {
      const names = teams.map(use => use.team).join(', ');
      throw new Refusal('needs_a_choice', `“${row.name}” is kept by ${names}. Give them other hours first.`);
    }
    const promise = policies.find(({ hours }) => hours.kind === 'calendar' && hours.calendarId === id);
    if (promise !== undefined) {
      const said = `The promise “${promise.name}” is counted in “${row.name}”. Choose other hours for it first.`;
      throw new Refusal('needs_a_choice', said);
    }
    await store.deleteCalendar(tx, who.brandId, id);
    await tellSettings(tx, who, 'calendars', needs.now());
  });
  return { retimed: await needs.retime(who) };
}

async function lock(tx: Tx, who: Who, id: string): Promise<store.CalendarRow> {
  const row = isUuid(id) ? await store.lockCalendar(tx, who.brandId, id) : null;
  if (row === null) throw notFound('hours');
  return row;
}

function taken(name: string): Refusal {
  return new Refusal('already_exists', `There are hours called “${name}” already. Choose another name.`);
}

function checkHours({ timeZone, week }: Pick<CalendarWish, 'timeZone' | 'week'>): void {
  for (const intervals of week) refuseFault(faultIn(intervals));
  countable({ kind: 'weekly', timeZone, week, specialDays: [] });
  if (week.every(intervals => intervals.length === 0)) {
    throw new Refusal(
      'not_valid',
      'These hours are never open, so nothing would ever come due. Open at least one day.',
    );
  }
}

/** @throws Refusal when the time zone is none */
function countable(hours: Hours): OpenTime {
  try {
    return openTimeOf(hours);
  } catch (error) {
    if (!(error instanceof RangeError) || hours.kind === 'always') throw error;
    throw new Refusal('not_valid', `There is no time zone “${hours.timeZone}”. They are named like Europe/Athens.`);
  }
}

function refuseFault(fault: string | null): void {
  if (fault !== null) throw new Refusal('not_valid', fault);
}

function readWish({
  date,
  until = date,
  name,
  intervals = [],
}: HolidayWish): Omit<store.HolidayRow, 'id' | 'calendarId' | 'source'> {
  const [first, last] = [dayOf(date), dayOf(until)];
  if (Number.isNaN(first)) throw new Refusal('not_valid', `${date} is no date.`);
  if (Number.isNaN(last)) throw new Refusal('not_valid', `${until} is no date.`);
  if (last < first) throw new Refusal('not_valid', 'The last day comes before the first.');
  if (last - first >= LONGEST_HOLIDAY_DAYS) {
    throw new Refusal('not_valid', `A holiday lasts ${LONGEST_HOLIDAY_DAYS} days at most.`);
  }
  refuseFault(faultIn(intervals));
  return { date: dateOf(first), until: dateOf(last), name, intervals };
}

async function keepHolidays(tx: Tx, who: Who, calendarId: string, rows: readonly store.HolidayRow[]): Promise<void> {
  const there = await store.listHolidays(tx, who.brandId, [calendarId]);
  if (there.length + rows.length > SPECIAL_DAYS_PER_CALENDAR) {
    const room = SPECIAL_DAYS_PER_CALENDAR;
    throw new Refusal(
      'too_many',
      `These hours have room for ${room} holidays; with these there would be ${there.length + rows.length}.`,
    );
  }
  await store.insertHolidays(tx, who.brandId, rows);
}

async function importHolidays(
  needs: CalendarsNeeds,
  who: Who,
  id: string,
  text: string,
  keep: boolean,
): Promise<HolidaysImported> {
  permit(who, 'lead');
  const { now, makeId } = needs;
  const calendar = (await list(needs, who)).find(one => one.id === id);
  if (calendar === undefined) throw notFound('hours');
  const today = now().toISOString().slice(0, 10);
  const read = readHolidays(text, { today, timeZone: calendar.timeZone });
  if (read.kind === 'fault') throw new Refusal('not_valid', read.message, { line: read.line });
  const known = new Set(calendar.holidays.map(keyOf));
  const days = read.days.filter(day => !known.has(keyOf(day)));
  const found = { days, known: read.days.length - days.length, leftOut: read.leftOut.slice(0, HOLIDAYS_PER_FILE) };
  if (!keep || days.length === 0) return { calendar, retimed: 0, ...found };
  const changed = await changing(needs, who, async tx => {
    await lock(tx, who, id);
    const rows = days.map(day => ({
      ...day,
      id: makeId(),
      calendarId: id,
      intervals: [],
      source: 'imported' as const,
    }));
    await keepHolidays(tx, who, id, rows);
    return id;
  });
  return { ...changed, ...found };
}

function keyOf({ date, until, name }: { date: string; until: string; name: string }): string {
  return `${date} ${until} ${name}`;
}

function tryHours({ timeZone, week, specialDays, minutes, madeAt }: HoursWish, now: Date): HoursTrial {
  for (const intervals of [...week, ...specialDays.map(day => day.intervals)]) refuseFault(faultIn(intervals));
  const open = countable({ kind: 'weekly', timeZone, week, specialDays });
  const made = madeAt === undefined ? beforeClosing(open, now) : momentThere(madeAt, timeZone);
  const dueAt = addBusiness(open, made, minutes * MINUTE_MS);
  return { ...standing(open, now), madeAt: made.toISOString(), dueAt: dueAt?.toISOString() ?? null };
}

/** The most telling moment: ten minutes before it next closes. Now, where it never does. */
function beforeClosing(open: OpenTime, now: Date): Date {
  const opens = isOpen(open, now) ? now : nextChange(open, now);
  const closes = opens === null ? null : nextChange(open, opens);
  return closes === null ? now : new Date(closes.getTime() - BEFORE_CLOSING_MINUTES * MINUTE_MS);
}

/** An hour that does not exist there is taken as the one after; of one that comes twice, the first. */
function momentThere(written: string, timeZone: string): Date {
  return new Date(Temporal.PlainDateTime.from(written).toZonedDateTime(timeZone).epochMilliseconds);
}
