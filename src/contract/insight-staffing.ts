/** Plans of people: what will come, who is needed, who is on shift, and what so many people can honestly promise. */
import { z } from 'zod';
import { LEVELS, WHOSE } from '../core/insight/reckon-staffing.ts';
import {
  KEPT_BY,
  PATIENCE_KINDS,
  PLAN_FOR,
  STAFFING_BOUNDS,
  STAFFING_SOURCES,
  type StaffingSettings,
} from '../core/insight/staffing-settings.ts';
import { SHIFT_NAME_LENGTH, SHIFT_PEOPLE_MOST, SHIFTS_PER_WEEK, type WallShift } from '../core/insight/wall-shifts.ts';
import { range, sliceQuery } from './insight-slice.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
/** A Monday, as `2026-11-23`. */
const week = z.iso.date();
const day = z.iso.date();
const interval = z.object({ low: z.number(), high: z.number() });
const bounded = (field: keyof typeof STAFFING_BOUNDS) =>
  z.number().min(STAFFING_BOUNDS[field].least).max(STAFFING_BOUNDS[field].most);
const whole = (field: 'conversations') => z.int().min(STAFFING_BOUNDS[field].least).max(STAFFING_BOUNDS[field].most);

const settings = z.object({
  targetShare: bounded('targetShare'),
  targetSeconds: bounded('targetSeconds'),
  handlingSeconds: bounded('handlingSeconds'),
  replySeconds: bounded('replySeconds'),
  conversations: whole('conversations'),
  handsOnShare: bounded('handsOnShare'),
  shrinkage: bounded('shrinkage'),
  occupancyAtMost: bounded('occupancyAtMost'),
  patience: z.enum(PATIENCE_KINDS),
  patienceSeconds: bounded('patienceSeconds'),
  planFor: z.enum(PLAN_FOR),
  keptBy: z.enum(KEPT_BY),
}) satisfies z.ZodType<StaffingSettings>;
const source = z.enum(STAFFING_SOURCES);
/** Null takes back what was entered. */
const entered = z.object(
  Object.fromEntries(
    Object.entries(settings.shape).map(([field, schema]) => [field, schema.nullable().optional()]),
  ) as {
    [Field in keyof typeof settings.shape]: z.ZodOptional<z.ZodNullable<(typeof settings.shape)[Field]>>;
  },
);

/** `from`, `until`: half hours since midnight of the day; an end past 48 lies in the next day. */
const shift = z.object({
  id: shapes.uuid,
  name: z.string().trim().min(1).max(SHIFT_NAME_LENGTH),
  day,
  from: z.int().min(0).max(47),
  until: z.int().min(1).max(96),
  people: z.int().min(1).max(SHIFT_PEOPLE_MOST),
}) satisfies z.ZodType<WallShift>;

const scores = z.object({
  halfHours: z.int(),
  /** Mean absolute error, in turns a half hour; and of all that came. */
  mae: z.number(),
  wape: z.number(),
  pinball: z.number(),
  /** Of half hours whose count lay within the 80% interval. */
  covered: z.number(),
});
const promise = z.object({
  /** Answered within the target's time. */
  share: z.number(),
  /** The shortest time within which the target's share is answered; null: never so many. */
  seconds: maybe(z.number()),
  /** Content still when their answer comes. */
  content: z.number(),
});

const halfHour = z.object({
  startsAt: shapes.instant,
  date: day,
  /** Half hours since Monday 00:00 of the wall clock. */
  cell: z.int(),
  mean: z.number(),
  interval,
  /** Planned for. */
  arrivals: z.number(),
  /** Null: no number of people keeps the promise. `scheduled` are paid, `atWork` answer. */
  needed: maybe(z.object({ atWork: z.int(), scheduled: z.int() })),
  there: z.int(),
  short: maybe(z.int()),
  /** Answered in time by those there. */
  promise: z.number(),
});

/** A plan learns from all that came lately, so that no stretch of time is asked for. */
const { period: _, since: __, until: ___, ...filters } = sliceQuery;
const asked = { week: week.optional(), ...filters };
const settingsView = z.object({
  values: settings,
  from: z.record(settings.keyof(), source),
  version: z.int(),
  /** What answers took lately; null: too little is known, or nothing, as in a recording. */
  measured: maybe(z.object({ seconds: z.number(), replySeconds: z.number(), answers: z.int() })),
});
const shiftsView = z.object({ week, version: z.int(), rows: z.array(shift) });

export const insightStaffing = {
  readStaffing: {
    summary: 'The plan of a week: forecast, people needed, people on shift, and what they can honestly promise.',
    query: z.object(asked),
    tables: {
      halfHours: 'plan.halfHours',
      levels: 'plan.levels',
      shifts: 'shifts.rows',
      accuracy: 'accuracy',
    },
    output: range.extend({
      week,
      /** Weeks that may be asked for. */
      weeks: z.array(week),
      /** Too little is known for one week to be told from another. */
      isTypical: z.boolean(),
      settings: settingsView,
      history: z.object({
        kind: z.enum(['none', 'small', 'few_days', 'weeks']),
        isSampled: z.boolean(),
        turns: z.int(),
        firstDay: maybe(day),
        lastDay: maybe(day),
        days: z.int(),
        learntDays: z.int(),
        leftOut: z.int(),
        busiest: maybe(z.object({ day, turns: z.int() })),
        /** Days that are missing until the forecast can be tested. */
        untilTested: z.int(),
      }),
      /** Each week forecast from those before it, beside two rules of thumb; null: not three weeks yet. */
      accuracy: maybe(z.array(scores.extend({ rule: z.enum(['heed', 'last_week', 'four_weeks']) }))),
      plan: maybe(
        z.object({
          isPossible: z.boolean(),
          arrivals: z.object({ mean: z.number(), interval }),
          levels: z.array(
            z.object({
              level: z.enum(LEVELS),
              arrivals: z.number(),
              peak: z.int(),
              hours: z.number(),
              shifts: z.int(),
            }),
          ),
          needed: maybe(promise),
          there: maybe(promise),
          halfHours: z.array(halfHour),
        }),
      ),
      shifts: shiftsView,
    }),
  },
  playStaffing: {
    summary: 'The week played again and again by chance, beside what the formula reckons.',
    query: z.object({ ...asked, whose: z.enum(WHOSE).default('needed') }),
    output: z.object({
      plays: z.int(),
      arrived: z.int(),
      /** Answered in time, with the interval for 95%. */
      within: interval.extend({ value: z.number() }),
      reckoned: z.number(),
      occupancy: z.number(),
      meanWaitSeconds: z.number(),
    }),
  },
  suggestStaffing: {
    summary: 'The fewest shifts of one length that cover the need of a week.',
    query: z.object({ ...asked, hours: z.coerce.number().int().min(2).max(12).default(8) }),
    tables: { shifts: 'shifts' },
    output: z.object({
      shifts: z.array(shift.omit({ id: true, name: true })),
      /** Half hours that no such shift reaches. */
      uncovered: z.int(),
    }),
  },
  changeStaffing: {
    summary: 'Enter what plans are reckoned from; null takes a value back.',
    body: entered.extend({ team: shapes.uuid.nullable().default(null), version: z.int().optional() }),
    output: settingsView,
  },
  setShifts: {
    summary: 'The shifts of a week, all of them.',
    body: z.object({
      team: shapes.uuid.nullable().default(null),
      week,
      version: z.int().optional(),
      rows: z.array(shift).max(SHIFTS_PER_WEEK),
    }),
    output: shiftsView,
  },
  exportShifts: {
    summary: 'The shifts of a week as an iCalendar file.',
    query: z.object({ team: shapes.uuid.optional(), week: week.optional() }),
    output: 'file',
  },
} satisfies Record<string, Shape>;
