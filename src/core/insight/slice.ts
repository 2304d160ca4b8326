/** Which turns a figure is of: those opened in a stretch of time, of the kinds asked for. */

export const PERIODS = ['today', '7d', '28d', 'quarter', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** By what figures are told apart. `hour` and `weekday` (1 is Monday) are of the opening, in the slice's time zone. */
export const DIMENSIONS = [
  'network',
  'channel',
  'inbox',
  'team',
  'language',
  'visibility',
  'heard',
  'reach',
  'kind',
  'complaint',
  'hour',
  'weekday',
  'brand',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Followers of who wrote: 0 is unknown, 1 below the first of these, 5 from the last one on. */
export const REACH_FROM = [100, 1_000, 10_000, 100_000] as const;
export const REACHES = [0, 1, 2, 3, 4, 5] as const;
export type Reach = (typeof REACHES)[number];

/** One of several values each; left out or empty: any. */
export type Filters = {
  network?: readonly string[];
  channel?: readonly string[];
  inbox?: readonly string[];
  /** `none`: what belongs to no team. */
  team?: readonly string[];
  /** `none`: what is in no language we know. */
  language?: readonly string[];
  visibility?: 'public' | 'private';
  /** Heard by listening: it named none of our channels. */
  heard?: boolean;
  reach?: readonly Reach[];
  kind?: 'first' | 'next';
  complaint?: boolean;
};
export const NONE = 'none';

/** `recording`: the newest turn is older than the period, so that the period ends with it and not with today. */
export type Anchor = 'now' | 'recording';

export type Slice = {
  brandId: number;
  /** The inboxes the reader may see; null: all. */
  scope: readonly string[] | null;
  /** Turns opened from here on … */
  since: Date;
  /** … and before this. */
  until: Date;
  anchor: Anchor;
  /** Those who wait have waited until now; in a recording, until where it has played. */
  now: Date;
  /** In which days, hours and weekdays are told. */
  timeZone: string;
  filters: Filters;
};

const DAYS: Record<Exclude<Period, 'all'>, number> = { today: 1, '7d': 7, '28d': 28, quarter: 91 };

export type Asked = { period: Period; now: Date; timeZone: string; firstAt: Date | null; newestAt: Date | null };
export type Stretch = { since: Date; until: Date; anchor: Anchor };

/**
 * A period is whole local days, the last of them today as far as it has come; where the brand's newest turn is older than all of them,
 * the last day is that turn's. `all` begins with the day of the first turn.
 */
export function stretchOf({ period, now, timeZone, firstAt, newestAt }: Asked): Stretch {
  const days = period === 'all' ? DAYS.quarter : DAYS[period];
  const isRecording = newestAt !== null && newestAt < daysBack(now, days, timeZone);
  const until = isRecording ? new Date(newestAt.getTime() + 1) : now;
  const anchor = isRecording ? 'recording' : 'now';
  if (period !== 'all') return { since: daysBack(until, days, timeZone), until, anchor };
  const first = firstAt ?? until;
  return { since: daysBack(first < until ? first : until, 1, timeZone), until, anchor };
}

/** Where nothing was opened for a quarter, what is open has waited until the newest turn: a recording came to its end there. */
export function clockOf(now: Date, timeZone: string, newestAt: Date | null): Date {
  if (newestAt === null || newestAt >= daysBack(now, DAYS.quarter, timeZone)) return now;
  return new Date(newestAt.getTime() + 1);
}

/** As long before, so that a figure can be set beside what it was. */
export function stretchBefore<Of extends { since: Date; until: Date }>(slice: Of): Of {
  const lastedMs = slice.until.getTime() - slice.since.getTime();
  return { ...slice, since: new Date(slice.since.getTime() - lastedMs), until: slice.since };
}

/** The midnight with which the last `days` local days up to this moment began. */
function daysBack(at: Date, days: number, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(
    here
      .startOfDay()
      .subtract({ days: days - 1 })
      .startOfDay().epochMilliseconds,
  );
}

export function reachOf(followers: number | null): Reach {
  if (followers === null) return 0;
  const above = REACH_FROM.findIndex(from => followers < from);
  return (above === -1 ? REACH_FROM.length + 1 : above + 1) as Reach;
}
