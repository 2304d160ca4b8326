/** What customers write about, and which of it grows beside the stretch before. */
import { type DayCount, growthOf, type TopicGrowth } from '../../core/insight/growth.ts';
import type { Filters, Slice } from '../../core/insight/slice.ts';
import { readCursor, writeCursor } from '../../core/page-cursor.ts';
import {
  listTopicRows,
  readTopicDays,
  TOPIC_FILTERS,
  type TopicDay,
  type TopicKind,
  type TopicRow,
} from '../../store/reports/topics.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

export type Topics = Range & {
  what: TopicKind;
  /** Counted by whole days (UTC): the first, and the one after the last. */
  days: { from: string; until: string };
  /** As many before. */
  before: { from: string; until: string };
  /** Messages, or conversations. */
  of: { now: number; before: number };
  /** What stands in the question and cannot be told apart here. */
  without: string[];
  rows: TopicGrowth[];
};

const DAY_MS = 86_400_000;

export async function readTopics(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { what, ...query }: SliceQuery & { what: TopicKind },
): Promise<Topics> {
  const slice = await sliceOf(desk, who, query);
  const { now, before } = stretchesOf(slice);
  const [here, there] = await Promise.all([
    readTopicDays(desk.db, slice, what, now),
    readTopicDays(desk.db, slice, what, before),
  ]);
  const [nowDays, beforeDays] = [byTopic(here), byTopic(there)];
  const names = new Set([...nowDays.keys(), ...beforeDays.keys()].filter(topic => topic !== ''));
  const rows = growthOf(
    [...names].map(topic => ({ topic, now: daysOf(nowDays, topic), before: daysOf(beforeDays, topic) })),
  );
  return {
    ...rangeOf(slice),
    what,
    days: now,
    before,
    of: { now: totalOf(nowDays), before: totalOf(beforeDays) },
    without: withoutOf(slice.filters, TOPIC_FILTERS),
    rows,
  };
}

type Days = { from: string; until: string };

/** The days the slice touches, and as many before them. */
function stretchesOf({ since, until }: Slice): { now: Days; before: Days } {
  const first = Math.floor(since.getTime() / DAY_MS);
  const end = Math.max(first + 1, Math.ceil(until.getTime() / DAY_MS));
  const day = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
  return {
    now: { from: day(first), until: day(end) },
    before: { from: day(first - (end - first)), until: day(first) },
  };
}

type ByTopic = Map<string, Map<string, number>>;

function byTopic(rows: readonly TopicDay[]): ByTopic {
  const topics: ByTopic = new Map([['', new Map()]]);
  for (const { topic, day, n } of rows) topics.set(topic, (topics.get(topic) ?? new Map()).set(day, n));
  return topics;
}

/** Days on which nothing at all was written say nothing. */
function daysOf(topics: ByTopic, topic: string): DayCount[] {
  return [...(topics.get('') ?? [])].map(([day, of]) => ({ n: Math.min(of, topics.get(topic)?.get(day) ?? 0), of }));
}

function totalOf(topics: ByTopic): number {
  return [...(topics.get('') ?? [])].reduce((sum, [, n]) => sum + n, 0);
}

/** @param known the filters a figure goes by  @returns the names of those asked for beside them */
export function withoutOf(filters: Filters, known: readonly (keyof Filters)[]): string[] {
  return (Object.keys(filters) as (keyof Filters)[]).filter(
    name => !known.includes(name) && filters[name] !== undefined && [filters[name]].flat().length > 0,
  );
}

export type TopicRowsQuery = SliceQuery & {
  what: TopicKind;
  topic: string;
  /** `before`: of the stretch before. */
  of: 'now' | 'before';
  after?: string | undefined;
  limit: number;
};

/** The messages behind a count, newest first; of a tag, the conversations. */
export async function listTopic(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { what, topic, of, after, limit, ...query }: TopicRowsQuery,
): Promise<{ rows: (Omit<TopicRow, 'at'> & { at: string })[]; next: string | null }> {
  const slice = await sliceOf(desk, who, query);
  const days = stretchesOf(slice)[of];
  const cursor = after === undefined ? null : readCursor(after, ['topic'] as const);
  const wanted = { kind: what, topic, from: new Date(days.from), until: new Date(days.until) };
  const found = await listTopicRows(desk.db, slice, wanted, { after: cursor, limit: limit + 1 });
  return pageOf(found, limit, 'topic', row => row.at);
}

/** A page of rows, their instants as the wire has them, and where the next one begins. */
export function pageOf<Row extends { id: string }>(
  found: readonly Row[],
  limit: number,
  stretch: string,
  instantOf: (row: Row) => Date,
): { rows: OnTheWire<Row>[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last !== undefined
      ? writeCursor({ stretch, at: instantOf(last).toISOString(), id: last.id })
      : null;
  return { rows: rows.map(onTheWire), next };
}

export type OnTheWire<Row> = {
  [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] extends Date | null ? string | null : Row[Name];
};

function onTheWire<Row extends object>(row: Row): OnTheWire<Row> {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(entries) as OnTheWire<Row>;
}
