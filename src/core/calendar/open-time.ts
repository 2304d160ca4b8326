/**
 * Counting in business time. One rule says it all: a moment counts when the wall clock of the time zone, at that moment, stands
 * inside an interval that began on its date or the date before. So a wall-clock hour that daylight saving skips is never counted,
 * one that comes twice counts twice, and a date that a country skipped takes nothing with it but itself.
 * Sources: the proleptic rules of the IANA time zone database, through Temporal.
 */
import { dayOf, weekdayOf } from './day.ts';
import type { Hours, Interval } from './hours.ts';

/** Hours made ready for counting. What was worked out of them is remembered inside; the same questions get the same answers. */
export type OpenTime = { kind: 'always' } | { kind: 'weekly'; blockOf: (index: number) => Block };

/** What is open in one stretch of four weeks, in milliseconds of the epoch: apart from each other, in order, ends exclusive. */
type Block = {
  starts: Float64Array;
  ends: Float64Array;
  /** How much is open before each start. */
  before: Float64Array;
  openMs: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BLOCK_MS = 28 * DAY_MS;
/** Whoever is not open again in so many days never is. Ten years. */
export const LOOK_AHEAD_DAYS = 3_653;
const BLOCKS_AHEAD = Math.ceil((LOOK_AHEAD_DAYS * DAY_MS) / BLOCK_MS);
/** Twenty years; a longer memory is begun afresh. */
const BLOCKS_KEPT = 261;

/** @throws RangeError when the time zone has no such name */
export function openTimeOf(hours: Hours): OpenTime {
  if (hours.kind === 'always') return hours;
  const { timeZone, week } = hours;
  zoned(0, timeZone);
  const special = specialDays(hours.specialDays);
  const intervalsOn = (day: number) => special.get(day) ?? week[weekdayOf(day)] ?? [];
  const blocks = new Map<number, Block>();
  return {
    kind: 'weekly',
    blockOf(index) {
      const known = blocks.get(index);
      if (known !== undefined) return known;
      if (blocks.size >= BLOCKS_KEPT) blocks.clear();
      const block = readBlock(index * BLOCK_MS, timeZone, intervalsOn);
      blocks.set(index, block);
      return block;
    },
  };
}

/**
 * The earliest moment by which `openMs` of business time have passed since `from`. What ends with the opening hours is due at
 * closing time, not the next morning. @returns null when it does not come within `LOOK_AHEAD_DAYS`
 */
export function addBusiness(open: OpenTime, from: Date, openMs: number): Date | null {
  const at = from.getTime();
  if (openMs <= 0) return from;
  if (open.kind === 'always') return new Date(at + openMs);
  const first = Math.floor(at / BLOCK_MS);
  let left = openMs + openBefore(open.blockOf(first), at);
  for (let index = first; index <= first + BLOCKS_AHEAD; index++) {
    const block = open.blockOf(index);
    if (left <= block.openMs) return new Date(momentAt(block, left));
    left -= block.openMs;
  }
  return null;
}

/** Business time from one moment to another; negative when `to` comes first. */
export function businessMsBetween(open: OpenTime, from: Date, to: Date): number {
  const [a, b] = [from.getTime(), to.getTime()];
  if (open.kind === 'always') return b - a;
  if (b < a) return 0 - businessMsBetween(open, to, from);
  const last = Math.floor(b / BLOCK_MS);
  let sum = -openBefore(open.blockOf(Math.floor(a / BLOCK_MS)), a);
  for (let index = Math.floor(a / BLOCK_MS); index < last; index++) sum += open.blockOf(index).openMs;
  return sum + openBefore(open.blockOf(last), b);
}

export function isOpen(open: OpenTime, at: Date): boolean {
  if (open.kind === 'always') return true;
  const block = open.blockOf(Math.floor(at.getTime() / BLOCK_MS));
  const place = lastAtOrBefore(block.starts, at.getTime());
  return place >= 0 && at.getTime() < (block.ends[place] ?? 0);
}

/** When it next opens or closes, after `at`. @returns null when nothing changes within `LOOK_AHEAD_DAYS` */
export function nextChange(open: OpenTime, at: Date): Date | null {
  if (open.kind === 'always') return null;
  const now = isOpen(open, at);
  const first = Math.floor(at.getTime() / BLOCK_MS);
  for (let index = first; index <= first + BLOCKS_AHEAD; index++) {
    const { starts, ends } = open.blockOf(index);
    for (const [place, start] of starts.entries()) {
      const end = ends[place] ?? start;
      // A block's edge is no change where the next one goes on.
      for (const edge of [start, end]) {
        if (edge > at.getTime() && isOpen(open, new Date(edge)) !== now) return new Date(edge);
      }
    }
  }
  return null;
}

/** How much of the block is open before this moment. */
function openBefore({ starts, ends, before }: Block, at: number): number {
  const place = lastAtOrBefore(starts, at);
  if (place < 0) return 0;
  return (before[place] ?? 0) + Math.min(at, ends[place] ?? at) - (starts[place] ?? at);
}

/** The earliest moment of the block by which so much (more than nothing) of it has been open. */
function momentAt({ starts, before }: Block, openMs: number): number {
  let place = lastAtOrBefore(before, openMs);
  // What fills an interval exactly ends with it and does not begin the next.
  while (place > 0 && before[place] === openMs) place -= 1;
  return (starts[place] ?? 0) + openMs - (before[place] ?? 0);
}

/** By halving. -1: all of them come later. */
function lastAtOrBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readBlock(start: number, timeZone: string, intervalsOn: (day: number) => readonly Interval[]): Block {
  const found: { start: number; end: number }[] = [];
  for (const { from, until, offsetMs } of stretches(start, start + BLOCK_MS, timeZone)) {
    const lastDay = Math.floor((until - 1 + offsetMs) / DAY_MS);
    for (let day = Math.floor((from + offsetMs) / DAY_MS) - 1; day <= lastDay; day++) {
      for (const { fromMinute, untilMinute } of intervalsOn(day)) {
        const opens = Math.max(from, day * DAY_MS + fromMinute * MINUTE_MS - offsetMs);
        const closes = Math.min(until, day * DAY_MS + untilMinute * MINUTE_MS - offsetMs);
        if (opens < closes) found.push({ start: opens, end: closes });
      }
    }
  }
  return blockOf(joined(found));
}

function joined(found: { start: number; end: number }[]): { start: number; end: number }[] {
  const apart: { start: number; end: number }[] = [];
  for (const one of found.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last !== undefined && one.start <= last.end) last.end = Math.max(last.end, one.end);
    else apart.push({ ...one });
  }
  return apart;
}

function blockOf(apart: readonly { start: number; end: number }[]): Block {
  let openMs = 0;
  const before = apart.map(({ start, end }) => {
    openMs += end - start;
    return openMs - (end - start);
  });
  return {
    starts: Float64Array.from(apart, one => one.start),
    ends: Float64Array.from(apart, one => one.end),
    before: Float64Array.from(before),
    openMs,
  };
}

/** The time between two moments, cut where the zone changes its distance from UTC. */
function* stretches(
  from: number,
  until: number,
  timeZone: string,
): Generator<{ from: number; until: number; offsetMs: number }> {
  let at = from;
  while (at < until) {
    const here = zoned(at, timeZone);
    const change = here.getTimeZoneTransition('next')?.epochMilliseconds ?? until;
    const end = Math.min(change, until);
    yield { from: at, until: end, offsetMs: here.offsetNanoseconds / 1e6 };
    at = end;
  }
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** A day that is named more than once is open whenever one of the names says so: own hours stand above an imported holiday. */
function specialDays(days: Extract<Hours, { kind: 'weekly' }>['specialDays']): Map<number, Interval[]> {
  const special = new Map<number, Interval[]>();
  for (const { date, until, intervals } of days) {
    const last = dayOf(until);
    for (let day = dayOf(date); day <= last; day++) special.set(day, [...(special.get(day) ?? []), ...intervals]);
  }
  return special;
}
