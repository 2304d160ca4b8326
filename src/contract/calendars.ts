/** The hours in which promises are counted, and the days that have others. */
import { z } from 'zod';
import { FEED_URL_LENGTH, ICAL_LENGTH, LEFT_OUT } from '../core/calendar/holidays.ts';
import { INTERVALS_PER_DAY, SPECIAL_DAYS_PER_CALENDAR } from '../core/calendar/hours.ts';
import { PROMISE_LIMIT_MINUTES } from '../core/policy.ts';
import { type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

/** Minutes of the wall clock since midnight; an end past 1440 lies in the next day. */
const interval = z.object({ fromMinute: z.int().min(0).max(1_439), untilMinute: z.int().min(1).max(2_879) });
const intervals = z.array(interval).max(INTERVALS_PER_DAY);
/** Monday first. */
const week = z.array(intervals).length(7);
const timeZone = z.string().trim().min(1).max(60);
const date = z.iso.date();
const minutes = z.int().min(1).max(PROMISE_LIMIT_MINUTES);

const day = z.object({ date, until: date, name: z.string() });
const holiday = z.object({
  id: shapes.uuid,
  ...day.shape,
  intervals,
  source: z.enum(['entered', 'imported', 'subscribed']),
});
const holidayBody = z.object({ date, until: date.optional(), name: shortText, intervals: intervals.optional() });
/** `failures`: how often it could not be read in a row; `said`: what it said then. */
const feed = z.object({
  url: z.string(),
  askedAt: shapes.instant,
  readAt: shapes.instant,
  failures: z.int(),
  said: z.string().nullable(),
});
const calendar = z.object({
  id: shapes.uuid,
  name: z.string(),
  timeZone: z.string(),
  week,
  /** Rises with every change of these three. */
  version: z.int(),
  feed: feed.nullable(),
  holidays: z.array(holiday),
  teams: z.array(z.object({ id: shapes.uuid, name: z.string() })),
  isOpen: z.boolean(),
  changesAt: shapes.instant.nullable(),
});
/** How many open clocks were counted anew. */
const retimed = z.int();
const changed = z.object({ calendar, retimed });

export const calendars = {
  listCalendars: {
    summary: 'The hours teams work, with their holidays; the first is for work that no team has.',
    output: z.object({ rows: z.array(calendar) }),
  },
  addCalendar: {
    summary: 'New hours.',
    status: 201,
    body: z.object({ name: shortText, timeZone, week }),
    output: changed,
  },
  changeCalendar: {
    summary: 'Other hours, another time zone or name; open clocks are counted anew.',
    body: z.object({
      name: shortText.optional(),
      timeZone: timeZone.optional(),
      week: week.optional(),
      /** The version it was changed from; another is refused as `changed_since`. */
      version: z.int().optional(),
    }),
    output: changed,
  },
  removeCalendar: {
    summary: 'Remove hours that no team and no promise keeps.',
    output: z.object({ retimed }),
  },
  setCalendarTeams: {
    summary: 'Which teams keep these hours: these and no others.',
    body: z.object({ teamIds: z.array(shapes.uuid).max(200) }),
    output: changed,
  },
  addHoliday: {
    summary: 'A day, or several in a row, with other hours than usual; without hours it is closed.',
    status: 201,
    body: holidayBody,
    output: changed,
  },
  changeHoliday: { summary: 'Another day, name or hours of a special day.', body: holidayBody, output: changed },
  removeHoliday: { summary: 'The day has its usual hours again.', output: changed },
  importHolidays: {
    summary: 'Read holidays out of an iCalendar file; `keep` enters them, without it they are only told.',
    body: z.object({ text: z.string().max(ICAL_LENGTH), keep: z.boolean().default(false) }),
    output: z.object({
      ...changed.shape,
      /** Those that were not there yet. */
      days: z.array(day),
      known: z.int(),
      /** `why` in English; `code` and `given` for other words. */
      leftOut: z.array(
        z.object({ name: z.string(), line: z.int(), why: z.string(), code: z.enum(LEFT_OUT), given: z.string() }),
      ),
    }),
  },
  setHolidayFeed: {
    summary: 'Read holidays from an address now and once a week; null ends it, and the days to come from there go.',
    body: z.object({ url: z.string().trim().min(1).max(FEED_URL_LENGTH).nullable() }),
    output: changed,
  },
  refreshHolidayFeed: { summary: 'Read the holidays of its address now.', output: changed },
  tryHours: {
    summary: 'When a promise made at some moment would come due in these hours.',
    body: z.object({
      timeZone,
      week,
      specialDays: z
        .array(z.object({ date, until: date, intervals }))
        .max(SPECIAL_DAYS_PER_CALENDAR)
        .default([]),
      minutes,
      /** The wall clock there; left out: ten minutes before it next closes. */
      madeAt: z.iso.datetime({ local: true, precision: -1 }).optional(),
    }),
    output: z.object({
      isOpen: z.boolean(),
      changesAt: shapes.instant.nullable(),
      madeAt: shapes.instant,
      dueAt: shapes.instant.nullable(),
    }),
  },
} satisfies Record<string, Shape>;
