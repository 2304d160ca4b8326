/** When teams work: weeks of hours, the days that have others, and who keeps them. */
import { sql } from 'kysely';
import type { Hours, Interval } from '../core/calendar/hours.ts';
import type { Db, Tx } from './db.ts';

/** The week begins on Monday and has seven days. */
export type CalendarRow = {
  id: string;
  name: string;
  timeZone: string;
  week: Interval[][];
  /** Rises with every change of these. */
  version: number;
};
/** Days as `YYYY-MM-DD`, both included. No intervals: closed. */
export type HolidayRow = {
  id: string;
  calendarId: string;
  date: string;
  until: string;
  name: string;
  intervals: Interval[];
  /** `subscribed`: read from an address, and gone again when it stands there no more. */
  source: 'entered' | 'imported' | 'subscribed';
};
export type CalendarUse = { calendarId: string; teamId: string; team: string };

const columns = sql`id, name, time_zone "timeZone", week, version`;
const holidayColumns = sql`id, calendar_id "calendarId", to_char(date, 'YYYY-MM-DD') date, to_char(until, 'YYYY-MM-DD') until, name,
  intervals, source`;

export async function listCalendars(db: Db, brandId: number): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    select ${columns} from calendar where brand_id = ${brandId} order by created_at, id`.execute(db);
  return rows;
}

/** Locked until the transaction ends. */
export async function lockCalendar(tx: Tx, brandId: number, id: string): Promise<CalendarRow | null> {
  const { rows } = await sql<CalendarRow>`
    select ${columns} from calendar where brand_id = ${brandId} and id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** @returns false when another is called this */
export async function insertCalendar(
  tx: Tx,
  brandId: number,
  { id, name, timeZone, week }: Omit<CalendarRow, 'version'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into calendar (brand_id, id, name, time_zone, week)
    values (${brandId}, ${id}, ${name}, ${timeZone}, ${JSON.stringify(week)}::jsonb)
    on conflict (brand_id, name) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** @returns false when another is called this */
export async function updateCalendar(
  tx: Tx,
  brandId: number,
  { id, name, timeZone, week }: Omit<CalendarRow, 'version'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update calendar set name = ${name}, time_zone = ${timeZone}, week = ${JSON.stringify(week)}::jsonb, version = version + 1
    where brand_id = ${brandId} and id = ${id}
      and not exists (select from calendar o where o.brand_id = ${brandId} and o.name = ${name} and o.id <> ${id})`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function deleteCalendar(tx: Tx, brandId: number, id: string): Promise<void> {
  await sql`delete from calendar where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

/** By day. @param calendarIds null: of all the brand's calendars */
export async function listHolidays(
  db: Db,
  brandId: number,
  calendarIds: readonly string[] | null = null,
): Promise<HolidayRow[]> {
  const { rows } = await sql<HolidayRow>`
    select ${holidayColumns} from holiday
    where brand_id = ${brandId} and (${calendarIds}::uuid[] is null or calendar_id = any(${calendarIds}::uuid[]))
    order by date, until, id`.execute(db);
  return rows;
}

export async function insertHolidays(tx: Tx, brandId: number, rows: readonly HolidayRow[]): Promise<void> {
  await sql`
    insert into holiday (brand_id, id, calendar_id, date, until, name, intervals, source)
    select ${brandId}, * from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.calendarId)}::uuid[], ${rows.map(row => row.date)}::date[],
      ${rows.map(row => row.until)}::date[], ${rows.map(row => row.name)}::text[],
      ${rows.map(row => JSON.stringify(row.intervals))}::jsonb[], ${rows.map(row => row.source)}::text[])`.execute(tx);
}

/** What a lead writes is theirs from then on, wherever it came from. @returns the calendar it stands in; null when there is none */
export async function updateHoliday(
  tx: Tx,
  brandId: number,
  { id, date, until, name, intervals }: Omit<HolidayRow, 'calendarId' | 'source'>,
): Promise<string | null> {
  const { rows } = await sql<{ calendarId: string }>`
    update holiday set date = ${date}::date, until = ${until}::date, name = ${name},
      intervals = ${JSON.stringify(intervals)}::jsonb, source = 'entered'
    where brand_id = ${brandId} and id = ${id} returning calendar_id "calendarId"`.execute(tx);
  return rows[0]?.calendarId ?? null;
}

export async function deleteHolidays(tx: Tx, brandId: number, ids: readonly string[]): Promise<void> {
  await sql`delete from holiday where brand_id = ${brandId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** @returns the calendar it stood in; null when there is no such holiday */
export async function deleteHoliday(tx: Tx, brandId: number, id: string): Promise<string | null> {
  const { rows } = await sql<{ calendarId: string }>`
    delete from holiday where brand_id = ${brandId} and id = ${id} returning calendar_id "calendarId"`.execute(tx);
  return rows[0]?.calendarId ?? null;
}

/** Which teams keep which hours. */
export async function listCalendarTeams(db: Db, brandId: number): Promise<CalendarUse[]> {
  const { rows } = await sql<CalendarUse>`
    select calendar_id "calendarId", id "teamId", name team from team
    where brand_id = ${brandId} and calendar_id is not null order by name`.execute(db);
  return rows;
}

/** These teams, and no others, keep these hours. @returns how many teams there are of those named */
export async function setCalendarTeams(
  tx: Tx,
  brandId: number,
  id: string,
  teamIds: readonly string[],
): Promise<number> {
  await sql`
    update team set calendar_id = null
    where brand_id = ${brandId} and calendar_id = ${id} and id <> all(${teamIds}::uuid[])`.execute(tx);
  const { numAffectedRows } = await sql`
    update team set calendar_id = ${id} where brand_id = ${brandId} and id = any(${teamIds}::uuid[])`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** The hours of every calendar of the brand, by calendar id, for counting. */
export async function loadHours(db: Db, brandId: number): Promise<Map<string, Hours>> {
  const calendars = await listCalendars(db, brandId);
  const holidays = calendars.length === 0 ? [] : await listHolidays(db, brandId);
  const byCalendar = Map.groupBy(holidays, holiday => holiday.calendarId);
  return new Map(
    calendars.map(({ id, timeZone, week }) => [
      id,
      { kind: 'weekly', timeZone, week, specialDays: byCalendar.get(id) ?? [] } satisfies Hours,
    ]),
  );
}
